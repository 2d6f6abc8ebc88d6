//! What a track's file says of itself, before the first sentence.

use crate::article::BlockKind;
use crate::sound::{Beats, Chapter, Tags};
use crate::track::{Timeline, Track};

/// What the file of `track` says of itself; chapters only where all times are known.
pub(super) fn tags(track: &Track, timeline: &Timeline) -> Tags {
    let record = track.record();
    let article = &record.article;
    let url = article.url.as_ref();
    let site = url.and_then(|url| url.host_str()).unwrap_or_default();
    Tags {
        title: article.title.clone().unwrap_or_default(),
        artist: article.author.clone().unwrap_or_default(),
        album: site.trim_start_matches("www.").to_owned(),
        lang: record.lang.clone(),
        url: url.map(ToString::to_string).unwrap_or_default(),
        cover: track.cover().cloned(),
        chapters: if timeline.exact {
            chapters(track, timeline)
        } else {
            Vec::new()
        },
    }
}

/// A chapter for each heading, and one for what stands before the first; none without headings.
fn chapters(track: &Track, timeline: &Timeline) -> Vec<Chapter> {
    let article = &track.record().article;
    let mut begun: Vec<(String, Beats)> = Vec::new();
    let mut last = None;
    for (line, time) in track.lines().zip(&timeline.lines) {
        let block = article.blocks.get(line.block);
        let heading = block.filter(|it| matches!(it.kind, BlockKind::Heading));
        if let Some(heading) = heading.filter(|_| last != Some(line.block)) {
            if begun.is_empty() && time.offset > Beats(0) {
                let title = article.title.clone().unwrap_or_default();
                begun.push((title, Beats(0)));
            }
            begun.push((heading.text.clone(), time.offset));
        }
        last = Some(line.block);
    }
    let ends = begun.iter().skip(1).map(|(_, start)| *start);
    let ends: Vec<Beats> = ends.chain([timeline.beats]).collect();
    let chapters = begun.into_iter().zip(ends);
    let chapter = |((title, start), end): ((String, Beats), Beats)| Chapter {
        title,
        start: start.samples(),
        end: end.samples(),
    };
    chapters.map(chapter).collect()
}
