//! Between two sentences there is silence, exactly as long as planned, and nothing else.

use std::ops::Range;

use aloud::sound::{Beats, ENCODER_DELAY};
use aloud::units::{SampleRate, Samples};

use crate::hear::decode;
use crate::real_voice::{FRAME, TEXT, app};
use crate::util::audio;

/// The largest step from a sample to the next one, which is what is heard of a click.
fn step(pcm: &[f32]) -> f32 {
    let steps = pcm.windows(2).map(|pair| (pair[1] - pair[0]).abs());
    steps.fold(0.0, f32::max)
}

/// The join whose largest step is above those inside both of its sentences, each given by where
/// its speech is; a frame on either side of a silence belongs to the join.
fn click(pcm: &[f32], speech: &[Range<usize>]) -> Option<usize> {
    let inside = |place: &Range<usize>| step(&pcm[place.start + FRAME..place.end - FRAME]);
    let joins = speech.windows(2);
    let mut clicks = joins.map(|pair| {
        let own = inside(&pair[0]).min(inside(&pair[1]));
        step(&pcm[pair[0].end - FRAME..pair[1].start + FRAME]) > own
    });
    clicks.position(|is_one| is_one)
}

#[tokio::test(flavor = "multi_thread")]
async fn joins_have_no_click() {
    let Some(app) = app("the joins between sentences") else {
        return;
    };
    let track = app.planned(TEXT).await;
    let mut pcm = decode(app.sound(&track).await, "mp3");
    let times = track.timeline().lines;
    let speech = times
        .iter()
        .map(|it| it.start.0 as usize..it.end.0 as usize);
    let speech: Vec<_> = speech.collect();
    assert_eq!(click(&pcm, &speech), None);
    // One that is put there by hand is found.
    pcm[times[2].offset.samples().0 as usize] += 0.5;
    assert_eq!(click(&pcm, &speech), Some(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn joins_are_silent_for_as_long_as_planned() {
    let Some(app) = app("the silence between sentences") else {
        return;
    };
    let track = app.planned(TEXT).await;
    let path = audio(&track).replace(".mp3", ".wav");
    let wav = app.get(&path).await.status(200).bytes.to_vec();
    let pcm = decode(wav, "wav");
    let timeline = track.timeline();
    assert_eq!(pcm.len() as u64, timeline.beats.samples().0);
    for (n, pair) in timeline.lines.windows(2).enumerate() {
        let silence = &pcm[pair[0].end.0 as usize..pair[1].start.0 as usize];
        assert!(silence.iter().all(|it| *it == 0.0), "behind sentence {n}");
    }
    for (n, (line, pair)) in track.lines().zip(timeline.lines.windows(2)).enumerate() {
        let silence = (pair[1].start - pair[0].end).0;
        let asked = Samples::of(line.pause, SampleRate::OUTPUT).0;
        // To half a beat, so that a sentence is a whole number of them; the delay has room.
        let beat = Beats(1).samples().0;
        let rounded = silence.abs_diff(asked) <= beat / 2;
        let delayed = (ENCODER_DELAY.0..ENCODER_DELAY.0 + beat).contains(&silence);
        assert!(rounded || delayed, "{silence} for {asked} behind {n}");
    }
}
