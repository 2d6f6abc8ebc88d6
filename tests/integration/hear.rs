//! Hears what was made: MP3 and WAV bytes back to samples, through a decoder that is not ours.

use std::io::Cursor;

use symphonia::core::audio::Channels;
use symphonia::core::codecs::audio::AudioDecoderOptions;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, TrackType};
use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::meta::MetadataOptions;

/// The mono samples of all of `bytes`, which end in `extension`'s format, in [-1, 1] at 24 kHz.
///
/// # Panics
/// Where they are not such a file, or have another rate or more channels.
pub(crate) fn decode(bytes: Vec<u8>, extension: &str) -> Vec<f32> {
    let stream = MediaSourceStream::new(
        Box::new(Cursor::new(bytes)),
        MediaSourceStreamOptions::default(),
    );
    let mut hint = Hint::new();
    hint.with_extension(extension);
    let (format, meta) = (FormatOptions::default(), MetadataOptions::default());
    let mut reader = symphonia::default::get_probe()
        .probe(&hint, stream, format, meta)
        .expect("a sound file");
    let track = reader.default_track(TrackType::Audio).expect("a track");
    let params = track.codec_params.as_ref().and_then(|codec| codec.audio());
    let params = params.expect("an audio track").clone();
    assert_eq!(params.channels.as_ref().map_or(1, Channels::count), 1);
    assert_eq!(params.sample_rate, Some(24_000));
    let mut decoder = symphonia::default::get_codecs()
        .make_audio_decoder(&params, &AudioDecoderOptions::default())
        .expect("a decoder");
    let mut pcm = Vec::new();
    while let Some(packet) = reader.next_packet().expect("whole packets") {
        let mut piece = Vec::new();
        let decoded = decoder.decode(&packet).expect("clean frames");
        decoded.copy_to_vec_interleaved(&mut piece);
        pcm.append(&mut piece);
    }
    pcm
}
