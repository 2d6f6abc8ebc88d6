//! `aloud text`: what will be spoken.

use aloud::article::{self, Article, Block, BlockKind, Reading};
use aloud::script::{self, Line, Script};
use serde::Serialize;

use super::config::{ReadingArgs, Ways};
use super::exit::{Exit, Outcome};
use super::{print, source};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files, `-` for standard input, or http(s) addresses
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<String>,
    /// Print blocks, sentences and offsets as JSON, an object a source
    #[arg(long)]
    json: bool,
    /// Language of the text (BCP 47); what the document says by default
    #[arg(long)]
    lang: Option<String>,
    #[command(flatten)]
    reading: ReadingArgs,
}

/// Runs the command; it loads no voice.
pub(crate) async fn run(args: Args) -> Outcome {
    let (_, ways) = args.reading.read()?;
    for name in &args.sources {
        let text = spoken_text(name, &args, &ways).await;
        print::line(text.map_err(|error| error.about(name))?)?;
    }
    Ok(())
}

async fn spoken_text(name: &str, args: &Args, ways: &Ways) -> Result<String, Exit> {
    let document = source::read(name).await?;
    let charset = document.charset.as_deref();
    let reading = Reading {
        url: document.url.clone(),
        ..ways.reading.clone()
    };
    let mut article = article::read(&document.bytes, document.format, charset, &reading)?;
    article.url = document.url.or(article.url);
    let lang = article.settle_language(args.lang.as_deref(), "en");
    let words = script::words_in(&article, &ways.lexicon, &lang);
    let script = Script::new(&article, &lang, words);
    if args.json {
        let text = Text::new(&article, &lang, &script);
        return serde_json::to_string_pretty(&text).map_err(Exit::failed);
    }
    let row = |line: &Line| {
        let block = &article.blocks[line.block];
        let written = line.range.of(&block.text);
        format!("{written}\t{}", script.sentence(line, block).spoken().text)
    };
    Ok(script
        .lines()
        .iter()
        .map(row)
        .collect::<Vec<_>>()
        .join("\n"))
}

/// The article as it will be spoken. Offsets are UTF-16 code units of the block's text.
#[derive(Serialize)]
struct Text<'a> {
    title: Option<&'a str>,
    lang: &'a str,
    blocks: Vec<BlockText<'a>>,
    skipped: Vec<SkippedText<'a>>,
}

#[derive(Serialize)]
struct BlockText<'a> {
    kind: BlockKind,
    text: &'a str,
    sentences: Vec<SentenceText<'a>>,
}

#[derive(Serialize)]
struct SentenceText<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    spoken: String,
    tokens: Vec<TokenText>,
}

#[derive(Serialize)]
struct TokenText {
    start: usize,
    end: usize,
    spoken: String,
    rule: &'static str,
}

#[derive(Serialize)]
struct SkippedText<'a> {
    text: &'a str,
    rule: &'a str,
}

impl<'a> Text<'a> {
    fn new(article: &'a Article, lang: &'a str, script: &Script) -> Self {
        let blocks = article.blocks.iter().enumerate();
        let skipped = article.skipped.iter();
        Self {
            title: article.title.as_deref(),
            lang,
            blocks: blocks
                .map(|(index, block)| BlockText {
                    kind: block.kind,
                    text: &block.text,
                    sentences: script
                        .lines()
                        .iter()
                        .filter(|line| line.block == index)
                        .map(|line| sentence(block, line, script))
                        .collect(),
                })
                .collect(),
            skipped: skipped
                .map(|skipped| SkippedText {
                    text: &skipped.text,
                    rule: &skipped.rule,
                })
                .collect(),
        }
    }
}

fn sentence<'a>(block: &'a Block, line: &Line, script: &Script) -> SentenceText<'a> {
    let text = line.range.of(&block.text);
    let form = script.sentence(line, block).spoken();
    let place = line.range.utf16_in(&block.text);
    let tokens = form.tokens.iter().map(|token| {
        let source = token.source.shifted(line.range.start).utf16_in(&block.text);
        TokenText {
            start: source.from,
            end: source.to,
            spoken: token.spoken.of(&form.text).to_owned(),
            rule: token.rule,
        }
    });
    SentenceText {
        start: place.from,
        end: place.to,
        text,
        tokens: tokens.collect(),
        spoken: form.text,
    }
}
