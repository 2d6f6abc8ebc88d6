//! Decoding: the bytes of an answer as samples, while they come.

use std::io::{self, Read};

use symphonia::core::audio::GenericAudioBufferRef;
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::Error;
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions, ReadOnlySource};
use symphonia::core::packet::Packet;
use symphonia::default::formats::{FlacReader, MpaReader, OggReader, WavReader};

use super::body::Body;
use super::kind::Kind;
use super::mp3::JoinedFrames;
use super::shape::{Out, Shaper};
use super::wav;
use crate::sound::SoundError;
use crate::units::{SampleRate, Samples};

/// Bytes of bare samples that are read at once: 85 ms at 24 kHz.
const PIECE: usize = 4_096;

/// Packets one behind the other that may be damaged: half a second of MP3, after which it is no
/// stumble but not sound.
const STUMBLES: usize = 20;

/// Why an answer gives no speech.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Wrong {
    /// Nobody takes the samples any more.
    #[error("nobody listens")]
    Cancelled,
    /// There is no sample in it.
    #[error("there is no sound in the file")]
    Empty,
    /// A listener would hear nothing, and the store would keep it.
    #[error("there is only silence in the file")]
    Silent,
    /// It is longer than anybody would speak the text.
    #[error("it goes on for longer than anybody would speak the sentence")]
    Endless,
    /// It is not what it seems to be.
    #[error("it cannot be decoded ({0})")]
    Undecodable(String),
}

impl From<Error> for Wrong {
    fn from(error: Error) -> Self {
        Self::Undecodable(error.to_string())
    }
}

impl From<io::Error> for Wrong {
    fn from(error: io::Error) -> Self {
        Self::Undecodable(error.to_string())
    }
}

impl From<SoundError> for Wrong {
    fn from(error: SoundError) -> Self {
        Self::Undecodable(error.to_string())
    }
}

/// Decodes `body` into `out`, at most `limit` samples at 24 kHz; blocks for as long as it comes.
pub(super) fn decode(
    kind: Kind,
    body: Body,
    limit: Samples,
    out: &mut Out<'_>,
) -> Result<(), Wrong> {
    let mut give = |piece| out(piece);
    let mut shaper = Shaper::new(limit, &mut give);
    match kind {
        Kind::Pcm { rate, channels } => bare(body, rate, channels, &mut shaper)?,
        _ => contained(kind, body, &mut shaper)?,
    }
    shaper.finish()
}

/// Bare samples, 16 bit little-endian.
fn bare(
    mut body: Body,
    rate: SampleRate,
    channels: usize,
    shaper: &mut Shaper<'_>,
) -> Result<(), Wrong> {
    let frame = 2 * channels.max(1);
    if frame > PIECE {
        return Err(Wrong::Undecodable(format!("it has {channels} channels")));
    }
    let mut bytes = vec![0; PIECE];
    let mut held = 0;
    loop {
        let read = body.read(&mut bytes[held..])?;
        if read == 0 {
            return Ok(());
        }
        held += read;
        let whole = held - held % frame;
        let pairs = bytes[..whole].chunks_exact(2);
        let pcm: Vec<f32> = pairs
            .map(|pair| f32::from(i16::from_le_bytes([pair[0], pair[1]])) / 32_768.0)
            .collect();
        shaper.push(&pcm, channels, rate)?;
        bytes.copy_within(whole..held, 0);
        held -= whole;
    }
}

/// Sound in a file that says what it is.
fn contained(kind: Kind, body: Body, shaper: &mut Shaper<'_>) -> Result<(), Wrong> {
    let mut reader = reader(kind, body)?;
    let track = reader.default_track(TrackType::Audio);
    let track = track.ok_or(Wrong::Empty)?;
    let parameters = track.codec_params.as_ref().and_then(|codec| codec.audio());
    let mut decoder = Decoder::new(parameters.ok_or(Wrong::Empty)?)?;
    let id = track.id;
    while let Some(packet) = next_packet(reader.as_mut())? {
        if packet.track_id == id {
            decoder.decode(&packet, shaper)?;
        }
    }
    Ok(())
}

/// What finds the packets of `kind` in `body`.
fn reader(kind: Kind, body: Body) -> Result<Box<dyn FormatReader>, Wrong> {
    let options = FormatOptions::default();
    Ok(match kind {
        Kind::Mp3 => Box::new(MpaReader::try_new(
            stream(JoinedFrames::new(body)),
            options,
        )?),
        Kind::Wav => Box::new(WavReader::try_new(stream(wav::mended(body)?), options)?),
        Kind::Flac => Box::new(FlacReader::try_new(stream(body), options)?),
        Kind::Ogg | Kind::Pcm { .. } => Box::new(OggReader::try_new(stream(body), options)?),
    })
}

fn stream(reader: impl Read + Send + Sync + 'static) -> MediaSourceStream<'static> {
    let source = Box::new(ReadOnlySource::new(reader));
    MediaSourceStream::new(source, MediaSourceStreamOptions::default())
}

/// The next packet; `None` at the end, also where the file ends inside of one.
fn next_packet(reader: &mut dyn FormatReader) -> Result<Option<Packet>, Wrong> {
    match reader.next_packet() {
        Err(Error::IoError(error)) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        // A joined file describes itself anew; what follows is of the same voice.
        Err(Error::ResetRequired) => Ok(None),
        packet => Ok(packet?),
    }
}

/// A decoder that gets over damaged packets and over files that are joined.
struct Decoder {
    parameters: AudioCodecParameters,
    inner: Box<dyn AudioDecoder>,
    stumbles: usize,
}

impl Decoder {
    fn new(parameters: &AudioCodecParameters) -> Result<Self, Wrong> {
        Ok(Self {
            parameters: parameters.clone(),
            inner: made(parameters)?,
            stumbles: 0,
        })
    }

    fn decode(&mut self, packet: &Packet, shaper: &mut Shaper<'_>) -> Result<(), Wrong> {
        let mut decoded = self.inner.decode(packet).map(|_| ());
        if decoded.is_err() {
            // The next of several files may have another rate, which this decoder refuses.
            self.inner = made(&self.parameters)?;
            decoded = self.inner.decode(packet).map(|_| ());
        }
        match decoded {
            Ok(()) => {
                self.stumbles = 0;
                give(&self.inner.last_decoded(), shaper)
            }
            Err(error) if self.stumbles == STUMBLES => Err(error.into()),
            Err(_) => {
                self.stumbles += 1;
                Ok(())
            }
        }
    }
}

fn made(parameters: &AudioCodecParameters) -> Result<Box<dyn AudioDecoder>, Wrong> {
    let options = AudioDecoderOptions::default();
    Ok(symphonia::default::get_codecs().make_audio_decoder(parameters, &options)?)
}

fn give(decoded: &GenericAudioBufferRef<'_>, shaper: &mut Shaper<'_>) -> Result<(), Wrong> {
    let mut interleaved: Vec<f32> = Vec::new();
    decoded.copy_to_vec_interleaved(&mut interleaved);
    let spec = decoded.spec();
    let rate = SampleRate(spec.rate());
    shaper.push(&interleaved, spec.channels().count(), rate)
}
