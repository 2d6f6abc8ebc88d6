//! What players are told of a track: the manifest and the timings, as JSON.

use std::collections::BTreeMap;

use serde::Serialize;
use url::Url;
use utoipa::ToSchema;

use crate::article::BlockKind;
use crate::delivery::Rendition;
use crate::speech::MissingSound;
use crate::studio::PlannedWord;
use crate::track::{LineTime, Timeline, Track};
use crate::units::{ByteRange, SampleRate, Samples};

/// Where the parts of a track are found, as the manifest names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Links {
    /// The manifest itself.
    #[serde(rename = "self")]
    pub manifest: String,
    /// The sound, by the format's file ending.
    #[schema(value_type = BTreeMap<String, String>)]
    pub audio: BTreeMap<Rendition, String>,
    /// The timings.
    pub timings: String,
    /// Captions in `WebVTT` and in SRT, by the format's file ending.
    #[schema(value_type = BTreeMap<String, String>)]
    pub captions: BTreeMap<&'static str, String>,
    /// Metadata cues of the sentences.
    pub sync: String,
    /// The HLS playlist.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hls: Option<String>,
    /// Server-sent events of the work on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub events: Option<String>,
}

impl Links {
    /// The links of a track that this service delivers.
    pub fn of_service(track: &Track) -> Self {
        let base = format!("/v1/articles/{}", track.key());
        Self {
            hls: Some(format!("{base}/index.m3u8")),
            events: Some(format!("{base}/events")),
            manifest: base.clone(),
            ..Self::below(&format!("{base}/"), &Rendition::ALL)
        }
    }

    /// The links of files that lie below `base`, with the sound in these `renditions`.
    pub fn below(base: &str, renditions: &[Rendition]) -> Self {
        let audio = |&it: &Rendition| (it, format!("{base}audio.{}", it.ending()));
        let captions = |ending| (ending, format!("{base}captions.{ending}"));
        Self {
            manifest: format!("{base}manifest.json"),
            audio: renditions.iter().map(audio).collect(),
            timings: format!("{base}timings.json"),
            captions: ["vtt", "srt"].map(captions).into(),
            sync: format!("{base}sync.vtt"),
            hls: None,
            events: None,
        }
    }
}

/// How far a track is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Some times are still estimates.
    Planning,
    /// Every time is exact; the sound is made when it is asked for.
    Planned,
    /// The sound is being made without a listener.
    Rendering,
    /// The sound is made.
    Ready,
}

/// What a player is told first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Manifest<'a> {
    /// The track's content address.
    pub id: String,
    /// The article's title.
    pub title: Option<&'a str>,
    /// BCP 47 tag of the language it is read in.
    pub lang: &'a str,
    /// Id of the voice.
    pub voice: &'a str,
    /// The page that it was read from.
    pub url: Option<&'a Url>,
    /// Length of the whole in seconds.
    pub duration: f64,
    /// Whether all times are exact.
    pub exact: bool,
    /// How far the track is.
    pub state: State,
    /// The sentences.
    pub sentences: Vec<SentenceSummary>,
    /// Where the parts are.
    pub links: Links,
}

/// When a sentence is heard.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SentenceSummary {
    /// Index of its block.
    pub block: usize,
    /// Beginning of its speech in seconds.
    pub start: f64,
    /// End of its speech in seconds.
    pub end: f64,
    /// Whether these times are exact.
    pub exact: bool,
}

impl<'a> Manifest<'a> {
    /// The manifest of `track` as far as it is known now.
    pub fn new(track: &'a Track, links: Links) -> Self {
        let record = track.record();
        let timeline = track.timeline();
        let lines = track.lines().zip(&timeline.lines);
        Self {
            id: track.key().to_string(),
            title: record.article.title.as_deref(),
            lang: &record.lang,
            voice: &record.voice,
            url: record.article.url.as_ref(),
            duration: rounded(timeline.beats.seconds()),
            exact: timeline.exact,
            state: state(track, &timeline),
            sentences: lines
                .map(|(line, time)| SentenceSummary {
                    block: line.block,
                    start: seconds(time.start),
                    end: seconds(time.end),
                    exact: time.exact,
                })
                .collect(),
            links,
        }
    }
}

fn state(track: &Track, timeline: &Timeline) -> State {
    let stage = track.progress().stage();
    if stage.rendered {
        State::Ready
    } else if stage.rendering {
        State::Rendering
    } else if timeline.exact {
        State::Planned
    } else {
        State::Planning
    }
}

/// Which characters are heard when.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Timings<'a> {
    /// The track's content address.
    pub id: String,
    /// Length of the whole in seconds.
    pub duration: f64,
    /// Whether all times are exact.
    pub exact: bool,
    /// The blocks of the article.
    pub blocks: Vec<BlockText<'a>>,
    /// The sentences.
    pub sentences: Vec<SentenceTiming>,
}

/// A block and its text.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BlockText<'a> {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, to which the offsets belong.
    pub text: &'a str,
}

/// A sentence: which characters of its block, and when.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SentenceTiming {
    /// Index of its block.
    pub block: usize,
    /// First UTF-16 code unit of the block's text.
    pub from: usize,
    /// Behind the last UTF-16 code unit.
    pub to: usize,
    /// Beginning of its speech in seconds.
    pub start: f64,
    /// End of its speech in seconds.
    pub end: f64,
    /// Whether the times are exact.
    pub exact: bool,
    /// Its words, where the voice knows when it says them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<WordTiming>,
    /// What is not heard of it: sounds that the voice does not have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<MissingTiming>,
}

/// A sound that the voice does not have, and the characters that ask for it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MissingTiming {
    /// First UTF-16 code unit of the block's text.
    pub from: usize,
    /// Behind the last UTF-16 code unit.
    pub to: usize,
    /// The sound, in the alphabet of the voice.
    pub symbol: char,
}

/// A word: which characters of its block, and when.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WordTiming {
    /// First UTF-16 code unit of the block's text.
    pub from: usize,
    /// Behind the last UTF-16 code unit.
    pub to: usize,
    /// Beginning in seconds.
    pub start: f64,
    /// End in seconds.
    pub end: f64,
}

impl<'a> Timings<'a> {
    /// The timings of `track` as far as they are known now.
    pub fn new(track: &'a Track) -> Self {
        let timeline = track.timeline();
        let blocks = &track.record().article.blocks;
        let lines = track.lines().zip(&timeline.lines).enumerate();
        let sentence = |(index, (line, time)): (usize, (&crate::script::Line, &LineTime))| {
            let text = blocks.get(line.block).map_or("", |block| &block.text);
            let place = line.range.utf16_in(text);
            // What is announced is not written, so it has no place to be highlighted.
            let words = track.words(index).iter();
            let words = words.filter(|word| time.exact && !word.source.is_empty());
            SentenceTiming {
                block: line.block,
                from: place.from,
                to: place.to,
                start: seconds(time.start),
                end: seconds(time.end),
                exact: time.exact,
                words: words
                    .map(|word| word_timing(word, line.range, time.start, text))
                    .collect(),
                missing: track
                    .missing(index)
                    .iter()
                    .map(|sound| missing_timing(sound, line.range, text))
                    .collect(),
            }
        };
        Self {
            id: track.key().to_string(),
            duration: rounded(timeline.beats.seconds()),
            exact: timeline.exact,
            sentences: lines.map(sentence).collect(),
            blocks: blocks
                .iter()
                .map(|block| BlockText {
                    kind: block.kind,
                    text: &block.text,
                })
                .collect(),
        }
    }
}

/// A word of the sentence at `sentence` in the block's `text`, whose speech begins at `start`.
fn word_timing(word: &PlannedWord, sentence: ByteRange, start: Samples, text: &str) -> WordTiming {
    let place = word.source.shifted(sentence.start).utf16_in(text);
    WordTiming {
        from: place.from,
        to: place.to,
        start: seconds(start + word.start),
        end: seconds(start + word.end),
    }
}

/// A sound that is missing in the sentence at `sentence` in the block's `text`.
fn missing_timing(sound: &MissingSound, sentence: ByteRange, text: &str) -> MissingTiming {
    let place = sound.source.shifted(sentence.start).utf16_in(text);
    MissingTiming {
        from: place.from,
        to: place.to,
        symbol: sound.symbol,
    }
}

fn seconds(samples: Samples) -> f64 {
    rounded(samples.seconds(SampleRate::OUTPUT))
}

/// To the tenth of a millisecond: two samples, and half the digits in the JSON.
fn rounded(seconds: f64) -> f64 {
    (seconds * 10_000.0).round() / 10_000.0
}
