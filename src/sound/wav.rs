//! The header of WAV files, for those who edit or measure.

use crate::units::SampleRate;

/// Bytes of the header of a WAV file.
pub const WAV_HEADER: usize = 44;

/// The header of a 24 kHz, 16-bit mono WAV file of so many bytes of samples.
///
/// Where they are not known, or more than the format can say, it claims as many as it can, which
/// is how streams are marked.
pub fn wav_header(bytes: Option<u64>) -> Vec<u8> {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: SampleRate::OUTPUT.0,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut header = spec.into_header_for_infinite_file();
    let sizes = bytes.and_then(|bytes| {
        let data = u32::try_from(bytes).ok()?;
        // The size of all behind the first eight bytes.
        let file = data.checked_add(u32::try_from(header.len()).ok()? - 8)?;
        Some((file, data))
    });
    if let Some((file, data)) = sizes {
        let end = header.len();
        header[4..8].copy_from_slice(&file.to_le_bytes());
        header[end - 4..].copy_from_slice(&data.to_le_bytes());
    }
    header
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_known_length_is_read_back_and_a_stream_claims_all_it_can() {
        let mut file = wav_header(Some(6));
        file.extend([1, 0, 2, 0, 3, 0]);
        let mut reader = hound::WavReader::new(file.as_slice()).unwrap();
        let samples: Vec<i16> = reader.samples().map(Result::unwrap).collect();
        assert_eq!(samples, [1, 2, 3]);
        assert_eq!(reader.spec().sample_rate, 24_000);
        assert_eq!(file.len(), WAV_HEADER + 6);
        for endless in [None, Some(u64::from(u32::MAX) + 2)] {
            assert_eq!(wav_header(endless)[4..8], [0xff; 4], "{endless:?}");
        }
    }
}
