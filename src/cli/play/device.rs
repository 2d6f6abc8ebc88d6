//! The sound device of this machine.

use std::path::Path;

use anyhow::Context as _;
use rodio::buffer::SamplesBuffer;
use rodio::{DeviceSinkBuilder, MixerDeviceSink};

/// The sound device that the system prefers, opened.
pub(crate) struct Device(MixerDeviceSink);

impl Device {
    /// The device; an error where there is none, or another program has it.
    pub(super) fn open() -> anyhow::Result<Self> {
        let mut sink = DeviceSinkBuilder::open_default_sink()?;
        // It would print that the sound has ended.
        sink.log_on_drop(false);
        Ok(Self(sink))
    }

    /// Plays the WAV file at `path` to its end.
    pub(super) fn play(&self, path: &Path) -> anyhow::Result<()> {
        let sound = read(path).with_context(|| path.display().to_string())?;
        let player = rodio::Player::connect_new(self.0.mixer());
        player.append(sound);
        player.sleep_until_end();
        Ok(())
    }
}

/// The samples of a 16-bit WAV file.
fn read(path: &Path) -> anyhow::Result<SamplesBuffer> {
    let mut file = hound::WavReader::open(path)?;
    let spec = file.spec();
    let samples = file.samples::<i16>();
    let samples = samples.map(|sample| sample.map(|value| f32::from(value) / 32_768.0));
    let samples = samples.collect::<Result<Vec<_>, _>>()?;
    let channels = spec
        .channels
        .try_into()
        .context("a file without channels")?;
    let rate = spec
        .sample_rate
        .try_into()
        .context("a file without a rate")?;
    Ok(SamplesBuffer::new(channels, rate, samples))
}

#[cfg(test)]
mod tests {
    use rodio::Source as _;

    use super::*;

    #[test]
    fn a_file_is_read_as_it_was_written() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let samples = [0, 16_384, -32_768_i16].map(i16::to_le_bytes);
        let wav = [aloud::sound::wav_header(Some(6)), samples.concat()].concat();
        std::fs::write(file.path(), wav).unwrap();
        let sound = read(file.path()).unwrap();
        assert_eq!(
            (sound.channels().get(), sound.sample_rate().get()),
            (1, 24_000)
        );
        assert_eq!(sound.collect::<Vec<_>>(), [0.0, 0.5, -1.0]);
    }

    #[test]
    fn a_file_that_is_none_is_an_error() {
        assert!(read(Path::new("no-such-file.wav")).is_err());
    }
}
