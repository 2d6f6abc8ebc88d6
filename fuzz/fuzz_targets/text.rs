//! Any bytes as a document, in any language: the text front end never panics, never hangs, and
//! never loses a visible character.
#![no_main]
#![allow(dead_code, unused_imports, unreachable_pub)]

#[path = "../../src"]
mod front_end {
    pub mod article;
    pub mod lang;
    pub mod lexicon;
    pub mod script;
    pub mod sentence;
    pub mod spoken;
    pub mod units;
}
// The steps name each other from the root of their crate.
use front_end::{article, lang, lexicon, script, sentence, spoken, units};

use article::{Article, Format, Reading};
use script::Script;
use units::ByteRange;

/// The first byte chooses among these.
const LANGS: [&str; 8] = ["en-US", "en-GB", "de", "fr", "es", "it", "pt-BR", "ru"];
const FORMATS: [Format; 3] = [Format::Html, Format::Markdown, Format::Plain];

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((choice, document)) = data.split_first() else {
        return;
    };
    let lang = LANGS[usize::from(*choice) % LANGS.len()];
    let format = FORMATS[usize::from(*choice) / LANGS.len() % FORMATS.len()];
    if let Ok(mut article) = article::read(document, format, None, &Reading::default()) {
        article.settle_language(Some(lang), lang);
        hold(&article, lang);
    }
});

/// Holds every block against what is said of it.
fn hold(article: &Article, lang: &str) {
    let script = Script::new(article, lang, vec![]);
    for (index, block) in article.blocks.iter().enumerate() {
        let lines = script.lines().iter().filter(|line| line.block == index);
        let lines: Vec<_> = lines.collect();
        let sentences: Vec<ByteRange> = lines.iter().map(|line| line.range).collect();
        assert_covered(&block.text, &sentences);
        for line in lines {
            let form = script.sentence(line, block).spoken();
            let sources: Vec<ByteRange> = form.tokens.iter().map(|token| token.source).collect();
            assert_covered(line.range.of(&block.text), &sources);
        }
    }
}

/// Asserts that `ranges` are in order, and that only white space stands between them.
fn assert_covered(text: &str, ranges: &[ByteRange]) {
    let mut at = 0;
    for range in ranges {
        let gap = text.get(at..range.start).expect("ranges are in order");
        assert!(gap.trim().is_empty(), "{gap:?} is lost");
        assert!(text.get(range.start..range.end).is_some(), "a range cuts a character");
        at = range.end;
    }
    assert!(text[at..].trim().is_empty(), "{:?} is lost", &text[at..]);
}
