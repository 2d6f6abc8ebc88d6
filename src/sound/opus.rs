//! Opus packets from PCM at a constant bit rate, by a port of libopus.
//!
//! # Design
//! The encoder is `ropus`, libopus' fixed-point build written in Rust. It needs neither a C
//! compiler nor cmake, and it calculates in integers: a sentence has the same bytes on every
//! machine, where the floating-point build chooses its routines by the processor. It was held
//! against libopus 1.6.1: over speech it gave the same bytes; over 80,000 packets of noise,
//! squares, splices and clipped speech 3 % were others, as near to the sound (within 0.01 dB).

use std::iter::Sum;
use std::ops::Add;

use ropus::{Application, Bitrate, Channels, Encoder, Signal};

use super::SoundError;
use super::mp3::ENCODER_DELAY;
use crate::units::{SampleRate, Samples};

/// What a stored segment was encoded with; part of its content address.
pub(super) const OPUS_ENCODER: &str = "opus libopus fixed cbr 24k mono 20ms c10 v1";

/// How much later a sample is decoded than it was encoded, at 24 kHz.
///
/// The encoder says so itself, and a test measures it by a click through another decoder.
pub(super) const OPUS_DELAY: Samples = Samples(156);

/// Silence in front of every sentence, so that it is heard when the MP3 has it heard.
///
/// One table of times then serves both formats, and the file needs no pre-skip. The pause behind
/// a sentence is never shorter than [`ENCODER_DELAY`], so what is pushed out at the end is silent.
const HEAD: usize = (ENCODER_DELAY.0 - OPUS_DELAY.0) as usize;

/// Half the bytes of the MP3. What xiph.org recommends for books and podcasts in mono: the whole
/// band that a rate of 24 kHz can hold, by SILK and CELT together.
const BIT_RATE: u32 = 24_000;

/// The most careful search for the same bytes. It runs at some 50 times real time on one core,
/// about a tenth of what the speech itself costs.
const COMPLEXITY: u8 = 10;

/// A number of Opus packets: 480 samples at 24 kHz, 20 ms, 60 bytes each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Packets(pub u64);

impl Packets {
    /// Samples in a packet at 24 kHz.
    const SAMPLES: u64 = 480;
    /// Bytes in a packet: 24,000 bit/s × 20 ms ÷ 8.
    pub const BYTES: u64 = 60;

    /// As many packets as it takes to hold `samples` at 24 kHz.
    pub fn holding(samples: Samples) -> Self {
        Self(samples.0.div_ceil(Self::SAMPLES))
    }

    /// The samples that these packets decode to, at 24 kHz.
    pub fn samples(self) -> Samples {
        Samples(self.0 * Self::SAMPLES)
    }

    /// The bytes that they take, one behind the other.
    pub fn bytes(self) -> u64 {
        self.0 * Self::BYTES
    }

    /// The packets in `bytes`, a multiple of 60.
    pub fn in_bytes(bytes: u64) -> Self {
        Self(bytes / Self::BYTES)
    }

    /// The time that they take, in seconds.
    pub fn seconds(self) -> f64 {
        self.samples().seconds(SampleRate::OUTPUT)
    }
}

impl Add for Packets {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sum for Packets {
    fn sum<I: Iterator<Item = Self>>(packets: I) -> Self {
        packets.fold(Self(0), Add::add)
    }
}

/// An encoder for one segment.
pub(super) struct Opus {
    encoder: Encoder,
    /// What is not encoded yet, at first the silence of [`HEAD`].
    waiting: Vec<i16>,
    /// Samples put in so far.
    taken: Samples,
    /// Packets given out so far.
    given: Packets,
}

impl Opus {
    /// A new encoder, whose first packet needs nothing before it.
    ///
    /// # Errors
    /// Where the library refuses its parameters.
    pub(super) fn new() -> Result<Self, SoundError> {
        let encoder = Encoder::builder(SampleRate::OUTPUT.0, Channels::Mono, Application::Audio)
            .bitrate(Bitrate::Bits(BIT_RATE))
            .vbr(false)
            .complexity(COMPLEXITY)
            // Else a guess from the sound so far could change the coding in mid-sentence.
            .signal(Signal::Voice)
            .build();
        Ok(Self {
            encoder: encoder.map_err(|error| SoundError::Encoder(error.to_string()))?,
            waiting: vec![0; HEAD],
            taken: Samples(0),
            given: Packets(0),
        })
    }

    /// Puts samples in and appends to `out` the packets that are ready.
    ///
    /// # Errors
    /// Where the library fails.
    pub(super) fn push(&mut self, pcm: &[i16], out: &mut Vec<u8>) -> Result<(), SoundError> {
        self.taken += Samples(pcm.len() as u64);
        self.waiting.extend_from_slice(pcm);
        // The silence in front makes more packets than the segment has; it ends where they do.
        let ready = Packets(self.taken.0 / Packets::SAMPLES);
        self.encode(ready, out)
    }

    /// Appends the rest, so that the packets given out hold as much as was put in.
    ///
    /// # Errors
    /// Where the library fails.
    pub(super) fn finish(mut self, out: &mut Vec<u8>) -> Result<(), SoundError> {
        let all = Packets::holding(self.taken);
        let missing = all.samples() - self.given.samples();
        self.waiting.resize(missing.0 as usize, 0);
        self.encode(all, out)
    }

    /// Encodes what waits until `upto` packets have been given out in all.
    fn encode(&mut self, upto: Packets, out: &mut Vec<u8>) -> Result<(), SoundError> {
        let count = (upto.0 - self.given.0) as usize;
        let size = Packets::SAMPLES as usize;
        for pcm in self.waiting.chunks_exact(size).take(count) {
            let mut packet = [0; Packets::BYTES as usize];
            let written = self.encoder.encode(pcm, &mut packet);
            let written = written.map_err(|error| SoundError::Encoder(error.to_string()))?;
            if written != packet.len() {
                return Err(SoundError::Encoder(format!("a packet of {written} bytes")));
            }
            out.extend_from_slice(&packet);
        }
        self.waiting.drain(..count * size);
        self.given = upto;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use opus_decoder::OpusDecoder;
    use proptest::prelude::*;

    use super::*;

    /// The segment of `pcm`, put in by pieces.
    fn segment(pcm: &[i16], piece: usize) -> Vec<u8> {
        let mut opus = Opus::new().unwrap();
        let mut out = Vec::new();
        for piece in pcm.chunks(piece) {
            opus.push(piece, &mut out).unwrap();
        }
        opus.finish(&mut out).unwrap();
        out
    }

    /// What a decoder that is not ours hears of `packets`, in [-1, 1] at 48 kHz as in players.
    fn hear(packets: &[u8]) -> Vec<f32> {
        let mut decoder = OpusDecoder::new(48_000, 1).unwrap();
        let mut pcm = Vec::new();
        for packet in packets.chunks(Packets::BYTES as usize) {
            let mut piece = vec![0.0; 960];
            let count = decoder.decode_float(packet, &mut piece, false).unwrap();
            assert_eq!(count, piece.len());
            pcm.append(&mut piece);
        }
        pcm
    }

    /// A second and a half that sounds a little like a vowel, with `silence` around it.
    fn vowel(silence: usize) -> Vec<i16> {
        let tone = |n: usize, hertz: f32| {
            (std::f32::consts::TAU * hertz * n as f32 / 24_000.0).sin() * 4_000.0
        };
        let voice =
            (0..36_000).map(|n| (tone(n, 140.0) + tone(n, 700.0) + tone(n, 1_220.0)) as i16);
        let still = std::iter::repeat_n(0, silence);
        still.clone().chain(voice).chain(still).collect()
    }

    fn loudest(pcm: &[f32]) -> usize {
        let place = (0..pcm.len()).max_by(|&a, &b| pcm[a].abs().total_cmp(&pcm[b].abs()));
        place.unwrap()
    }

    #[test]
    fn the_delay_is_the_one_that_the_encoder_states() {
        assert_eq!(
            u64::from(Opus::new().unwrap().encoder.lookahead()),
            OPUS_DELAY.0
        );
    }

    #[test]
    fn a_click_is_heard_within_a_millisecond_of_where_the_mp3_has_it() {
        for place in [3_000, 7_777, 12_345, 20_000] {
            let mut pcm = vec![0; 28_800];
            pcm[place] = 30_000;
            let heard = loudest(&hear(&segment(&pcm, 1_000))) / 2;
            let expected = place + ENCODER_DELAY.0 as usize;
            // A millisecond is 24 samples; what is measured is half of one at most.
            let offset = heard.abs_diff(expected);
            assert!(offset <= 6, "a click at {place} is {offset} samples off");
        }
    }

    #[test]
    fn a_segment_has_the_packets_that_hold_its_samples() {
        for (samples, packets) in [
            (0, 0),
            (1, 1),
            (479, 1),
            (480, 1),
            (481, 2),
            (2_880, 6),
            (28_800, 60),
        ] {
            let bytes = segment(&vec![500; samples], 333).len() as u64;
            assert_eq!(
                Packets::in_bytes(bytes),
                Packets(packets),
                "{samples} samples"
            );
            assert_eq!(bytes, Packets(packets).bytes());
            assert_eq!(Packets::holding(Samples(samples as u64)), Packets(packets));
        }
    }

    #[test]
    fn it_takes_half_the_bytes_of_the_mp3() {
        let beat = Samples(2_880);
        let mp3 = crate::sound::Encoding::Mp3.bytes(crate::sound::Beats::holding(beat));
        assert_eq!(Packets::holding(beat).bytes() * 2, mp3);
    }

    #[test]
    fn the_sound_is_that_which_was_put_in() {
        let pcm = vowel(4_800);
        let heard = hear(&segment(&pcm, 4_000));
        let spectrum = |pcm: &[f32], hertz: f32| {
            let turn = |n: usize| std::f32::consts::TAU * hertz * n as f32 / 48_000.0;
            let part = |wave: fn(f32) -> f32| -> f32 {
                pcm.iter().enumerate().map(|(n, s)| s * wave(turn(n))).sum()
            };
            part(f32::sin).hypot(part(f32::cos)) / pcm.len() as f32 * 2.0
        };
        let steady = &heard[24_000..72_000];
        for hertz in [140.0, 700.0, 1_220.0] {
            let height = spectrum(steady, hertz) * 32_768.0;
            assert!((3_000.0..5_000.0).contains(&height), "{hertz} Hz: {height}");
        }
        assert!(spectrum(steady, 3_111.0) * 32_768.0 < 200.0);
    }

    #[test]
    fn a_join_of_silence_to_silence_makes_no_click() {
        let one = segment(&vowel(4_800), 45_600);
        let heard = hear(&[one.clone(), one.clone(), one].concat());
        let length = heard.len() / 3;
        for join in [length, 2 * length] {
            // The sound before has rung out, the next one begins 246 ms behind the join.
            let around = &heard[join - 1_200..join + 9_600];
            let step = around.windows(2).map(|two| (two[1] - two[0]).abs());
            let step = step.fold(0.0, f32::max);
            // The vowel itself has steps of 0.02; 0.0002 is 6 of 32,768 from sample to sample.
            assert!(step < 0.0002, "a step of {step} at {join}");
            let height = around
                .iter()
                .fold(0.0_f32, |most, sample| most.max(sample.abs()));
            assert!(height < 0.0005, "a height of {height} at {join}");
        }
    }

    #[test]
    fn a_sentence_sounds_the_same_behind_another_one() {
        let one = segment(&vowel(4_800), 45_600);
        let alone = hear(&one);
        let second = hear(&[one.clone(), one].concat()).split_off(alone.len());
        let power = |pcm: &mut dyn Iterator<Item = f32>| pcm.map(|s| f64::from(s * s)).sum::<f64>();
        let noise = power(&mut alone.iter().zip(&second).map(|(a, b)| a - b));
        let below = 10.0 * (noise / power(&mut alone.iter().copied())).log10();
        assert!(below < -60.0, "the difference is {below} dB");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn the_bytes_do_not_depend_on_the_pieces(
            pcm in prop::collection::vec(any::<i16>(), 0..6_000), piece in 1..3_000_usize,
        ) {
            prop_assert_eq!(segment(&pcm, piece), segment(&pcm, 6_000));
        }
    }
}
