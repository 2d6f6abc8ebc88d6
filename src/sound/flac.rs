//! FLAC, for those who want every sample.

use flacenc::bitsink::ByteSink;
use flacenc::component::BitRepr;
use flacenc::error::Verify;
use flacenc::source::MemSource;

use super::SoundError;
use crate::units::SampleRate;

/// The largest sample that FLAC counts; about a year of sound.
const MOST_SAMPLES: usize = (1 << 36) - 1;

/// A 24 kHz, 16-bit mono FLAC file of `pcm`.
///
/// # Errors
/// Where the library fails.
pub fn encode_flac(pcm: &[i16]) -> Result<Vec<u8>, SoundError> {
    if pcm.len() > MOST_SAMPLES {
        return Err(failed(&"more samples than FLAC can count"));
    }
    let config = flacenc::config::Encoder::default();
    let config = config
        .into_verified()
        .map_err(|(_, error)| failed(&error))?;
    let samples: Vec<i32> = pcm.iter().copied().map(i32::from).collect();
    let rate = SampleRate::OUTPUT.0 as usize;
    let source = MemSource::from_samples(&samples, 1, 16, rate);
    let stream = flacenc::encode_with_fixed_block_size(&config, source, config.block_size);
    let mut stream = stream.map_err(|error| failed(&error))?;
    // The last block counts for nothing, else a short sound would be refused as of too small blocks.
    let size = config.block_size;
    let settled = stream.stream_info_mut().set_block_sizes(size, size);
    settled.map_err(|error| failed(&error))?;
    let mut sink = ByteSink::new();
    stream.write(&mut sink).map_err(|error| failed(&error))?;
    Ok(sink.into_inner())
}

fn failed(error: &dyn std::fmt::Display) -> SoundError {
    SoundError::Encoder(error.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::hear::decode;

    /// What a decoder that is not ours reads, as 16-bit samples.
    fn read(flac: Vec<u8>) -> Vec<i16> {
        let samples = decode(flac, "flac").into_iter();
        samples.map(|sample| (sample * 32_768.0) as i16).collect()
    }

    fn hum(samples: usize) -> Vec<i16> {
        let tone = |n: usize| (std::f32::consts::TAU * 180.0 * n as f32 / 24_000.0).sin();
        (0..samples).map(|n| (tone(n) * 9_000.0) as i16).collect()
    }

    #[test]
    fn every_sample_comes_back() {
        // Around the 4,096 samples of a block, and the end of a short one.
        for samples in [1, 15, 16, 17, 4_095, 4_096, 4_097, 30_000] {
            let pcm = hum(samples);
            assert_eq!(read(encode_flac(&pcm).unwrap()), pcm, "{samples} samples");
        }
    }

    #[test]
    fn silence_and_full_scale_come_back() {
        let square = (0..9_000).map(|n| if n / 40 % 2 == 0 { i16::MAX } else { i16::MIN });
        for pcm in [vec![0; 9_000], square.collect(), vec![i16::MIN; 5_000]] {
            assert_eq!(read(encode_flac(&pcm).unwrap()), pcm);
        }
    }

    #[test]
    fn it_is_smaller_than_the_samples() {
        let flac = encode_flac(&hum(48_000)).unwrap();
        assert!(flac.len() < 48_000, "{} bytes", flac.len());
    }

    #[test]
    fn no_sound_is_a_file_without_samples() {
        let flac = encode_flac(&[]).unwrap();
        assert!(flac.starts_with(b"fLaC"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn noise_comes_back(pcm in prop::collection::vec(any::<i16>(), 1..10_000)) {
            prop_assert_eq!(read(encode_flac(&pcm).unwrap()), pcm);
        }
    }
}
