//! Sound in all the ways in which it is sent.

use super::server::{Server, beep, pcm, tone, wav};
use super::*;
use crate::hear;
use crate::sound::{Encoding, Gain, SegmentEncoder, SegmentPcm, SegmentSpec};
use crate::units::SampleRate;

/// Samples that a lossy format may add to a beep: 20 ms of margin at either end, the ringing of the
/// encoder, and the rest of the last beat of ours.
const SMEARED: usize = 2_880;

/// What is heard of a body of a content type.
fn heard(kind: &'static str, body: Vec<u8>) -> Result<Vec<f32>, SpeechError> {
    let server = Server::new(move |_, _, to| to.body(kind, &body));
    say(&*voice(&server))
}

/// The beep as MP3, as our own encoder makes it.
fn mp3() -> Vec<u8> {
    let spec = SegmentSpec {
        rate: SampleRate::OUTPUT,
        gain: Gain::UNITY,
        pause: Duration::ZERO,
    };
    let mut pcm = SegmentPcm::new(spec).unwrap();
    let mut samples = pcm.push(&beep()).unwrap();
    samples.extend(pcm.finish().unwrap());
    let mut encoder = SegmentEncoder::new(Encoding::Mp3).unwrap();
    let mut bytes = encoder.push(&samples).unwrap();
    bytes.extend(encoder.finish().unwrap());
    bytes
}

/// The beep as MP3 at another rate.
fn mp3_at(rate: u32) -> Vec<u8> {
    let pcm: Vec<i16> = tone(rate, rate as usize / 2)
        .iter()
        .map(|sample| (sample * 32_767.0) as i16)
        .collect();
    let mut builder = mp3lame_encoder::Builder::new().unwrap();
    builder.set_num_channels(1).unwrap();
    builder.set_sample_rate(rate).unwrap();
    let mut encoder = builder.build().unwrap();
    let mut bytes = Vec::with_capacity(mp3lame_encoder::max_required_buffer_size(pcm.len()));
    encoder
        .encode_to_vec(mp3lame_encoder::MonoPcm(&pcm), &mut bytes)
        .unwrap();
    bytes.reserve(8_192);
    encoder
        .flush_to_vec::<mp3lame_encoder::FlushNoGap>(&mut bytes)
        .unwrap();
    bytes
}

/// Asserts that a beep was heard whose length differs by at most so many samples.
#[track_caller]
fn assert_beep(heard: &[f32], of: usize) {
    let seconds = heard.len() as f32 / 24_000.0;
    assert!(heard.len().abs_diff(12_000) <= of, "{seconds} s");
    // A quarter of a second of its middle, where nothing rings.
    let middle = &heard[heard.len() / 2 - 3_000..][..6_000];
    let turns = middle
        .windows(2)
        .filter(|pair| pair[0] < 0.0 && pair[1] >= 0.0);
    let turns = turns.count();
    assert!((109..=111).contains(&turns), "{turns} turns");
    let loudest = heard
        .iter()
        .fold(0.0, |loudest: f32, sample| loudest.max(sample.abs()));
    assert!((loudest - 0.5).abs() < 0.1, "{loudest}");
}

#[test]
fn bare_samples_are_heard_as_they_are() {
    assert_eq!(heard("audio/pcm", pcm(&beep())).unwrap(), beep());
    // An odd byte at the end is half a sample.
    let odd = [pcm(&beep()), vec![1]].concat();
    assert_eq!(heard("application/octet-stream", odd).unwrap(), beep());
}

#[test]
fn bare_samples_of_another_rate_are_converted_where_the_server_says_so() {
    let stereo: Vec<f32> = tone(48_000, 24_000).iter().flat_map(|s| [*s, *s]).collect();
    let heard = heard("audio/L16;rate=48000;channels=2", pcm(&stereo)).unwrap();
    assert_beep(&heard, 0);
}

#[test]
fn a_wav_is_heard_whatever_sizes_it_claims() {
    let bytes = pcm(&beep()).len() as u32;
    for (riff, data) in [
        (36 + bytes, bytes),
        (0xffff_ffff, 0xffff_ffff),
        (0, 0),
        (36, 0),
        (0x7fff_ffff, 0x7fff_ffff - 36),
        (12, bytes),
    ] {
        let heard = heard("audio/wav", wav(&beep(), 24_000, 1, riff, data));
        assert_eq!(heard.unwrap(), beep(), "{riff} {data}");
    }
}

#[test]
fn two_channels_at_another_rate_become_one_at_ours() {
    let stereo: Vec<f32> = tone(44_100, 22_050)
        .iter()
        .flat_map(|s| [*s, 0.0])
        .collect();
    let mixed = heard("audio/wav", wav(&stereo, 44_100, 2, u32::MAX, u32::MAX)).unwrap();
    // Half as loud, because the other channel is silent.
    let doubled: Vec<_> = mixed.iter().map(|sample| sample * 2.0).collect();
    assert_beep(&doubled, 1);
}

#[test]
fn a_server_may_ignore_the_format_and_mistake_its_type() {
    let flac = include_bytes!("../../../../tests/fixtures/sound/beep.flac").to_vec();
    let ogg = include_bytes!("../../../../tests/fixtures/sound/beep.ogg").to_vec();
    let size = u32::MAX;
    for (kind, body) in [
        ("audio/pcm", wav(&beep(), 24_000, 1, size, size)),
        ("audio/wav", mp3()),
        ("audio/mpeg", flac),
        ("text/html", ogg),
        ("", pcm(&beep())),
    ] {
        assert_beep(&heard(kind, body).unwrap(), SMEARED);
    }
}

#[test]
fn an_mp3_is_heard_as_another_decoder_hears_it() {
    let expected = hear::decode(mp3(), "mp3");
    let heard = heard("audio/mpeg", mp3()).unwrap();
    let first = expected.iter().position(|s| s.abs() >= 0.002).unwrap();
    let expected = &expected[first.saturating_sub(480)..][..heard.len()];
    let apart = |(a, b): (&f32, &f32)| (a - b).abs();
    assert!(
        heard
            .iter()
            .zip(expected)
            .map(apart)
            .all(|apart| apart < 1e-4)
    );
}

#[test]
fn joined_mp3_files_are_heard_to_the_last_one() {
    let id3 = b"ID3\x04\0\0\0\0\0\x05hello".to_vec();
    let alone = heard("audio/mpeg", mp3()).unwrap().len();
    let joined = [id3.clone(), mp3(), id3, mp3()].concat();
    let heard = heard("audio/mpeg", joined).unwrap();
    // Between them stands the silence that the encoder puts before and behind.
    assert!(
        (2 * alone..2 * alone + 6_000).contains(&heard.len()),
        "{}",
        heard.len()
    );
}

#[test]
fn joined_mp3_files_may_have_two_rates() {
    let other = mp3_at(16_000);
    let heard = heard("audio/mpeg", [mp3(), other].concat()).unwrap();
    assert!((24_000..30_000).contains(&heard.len()), "{}", heard.len());
}

#[test]
fn silence_at_the_ends_is_left_out() {
    let silence = vec![0.0; 24_000];
    let padded = [silence.clone(), beep(), silence.clone()].concat();
    assert_eq!(
        heard("audio/pcm", pcm(&padded)).unwrap().len(),
        480 + 12_000 + 480
    );
    let paused = [beep(), silence, beep()].concat();
    assert_eq!(heard("audio/pcm", pcm(&paused)).unwrap(), paused);
}

#[test]
fn silence_throughout_is_an_error() {
    let cause = broken(heard("audio/pcm", pcm(&vec![0.0; 48_000])));
    assert!(cause.contains("only silence"), "{cause}");
}

#[test]
fn text_instead_of_sound_is_repeated_in_part() {
    let long = format!(
        "<!doctype html><title>Sign in</title>{}",
        "\u{e9} x\n".repeat(5_000)
    );
    let cause = unavailable(heard("audio/mpeg", long.into_bytes()));
    assert!(
        cause.contains("HTML") && cause.contains("Sign in"),
        "{cause}"
    );
    assert!(cause.chars().count() < 320, "{cause}");
    let json = r#"{"error": {"message": "the model is\n asleep", "code": 7}}"#;
    let cause = unavailable(heard("audio/pcm", json.into()));
    assert!(
        cause.ends_with("sends JSON instead of sound: the model is asleep"),
        "{cause}"
    );
}

#[test]
fn a_format_that_cannot_be_decoded_is_asked_for_in_another() {
    let server = Server::new(
        |_, asked, to| match asked.body["response_format"].as_str() {
            Some("mp3") => to.body("audio/mpeg", &mp3()),
            _ => to.body(
                "audio/ogg",
                &[b"OggS".as_slice(), &[0; 24], b"OpusHead"].concat(),
            ),
        },
    );
    let voice = voice(&server);
    assert_beep(&say(&*voice).unwrap(), SMEARED);
    assert_eq!(server.asked().len(), 4);
    // The next sentence asks for what was found to be given.
    say(&*voice).unwrap();
    assert_eq!(server.asked().len(), 5);
}

#[test]
fn a_refused_format_is_asked_for_in_another() {
    let server = Server::new(
        |_, asked, to| match asked.body["response_format"].as_str() {
            Some("wav") => to.body("audio/wav", &wav(&beep(), 24_000, 1, 0, 0)),
            _ => to.error(
                "400 Bad Request",
                "{\"detail\": \"unsupported response_format\"}",
            ),
        },
    );
    assert_eq!(say(&*voice(&server)).unwrap(), beep());
    let never = voice_with(&server, "formats = ['mp3', 'flac']").unwrap();
    assert!(broken(say(&*never)).contains("unsupported response_format"));
}

#[test]
fn sound_that_cannot_be_decoded_is_an_error() {
    let rubbish = [b"fLaC\0\0\0\x22".as_slice(), &[0x5a; 3_000]].concat();
    assert!(broken(heard("audio/flac", rubbish)).contains("cannot be decoded"));
    let absurd = wav(&beep(), 4_000_000_000, 1, 0, 0);
    assert!(broken(heard("audio/wav", absurd)).contains("4000000000 samples a second"));
    let headless = b"RIFF\0\0\0\0WAVE".to_vec();
    assert!(broken(heard("audio/wav", headless)).contains("cannot be decoded"));
}
