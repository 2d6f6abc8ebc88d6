//! System voices: what the machine itself speaks with, aloud and without giving any samples.
//!
//! On Linux that is speech-dispatcher, on macOS and Windows the voices of the system.

use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use tts::{Features, Tts};

use super::{Pace, SpeechError, Voice};
use crate::units::SampleRate;
use crate::voice::VoiceEntry;

/// Id of the voice that the system prefers; with a colon and a name behind it, another one.
const ID: &str = "system";

/// How long the system may take to say what it has: a speech-dispatcher that had to be started
/// took 4 s for the 14,000 voices that it makes of espeak's.
const TO_ANSWER: Duration = Duration::from_secs(6);
/// What stands between a voice of espeak and the throat it is given: all of them with all others.
const VARIANT: char = '+';
/// The longest that the shortest text may take to be spoken, starting the system included.
const TO_SPEAK: Duration = Duration::from_secs(15);
/// What each character may add to it: figures that are read out, slowly.
const PER_CHARACTER: Duration = Duration::from_millis(600);
/// How often a system that does not tell when it is done is asked.
const TURN: Duration = Duration::from_millis(100);

/// The backend of the voices of the system.
pub(super) struct Backend;

impl super::Backend for Backend {
    fn name(&self) -> &'static str {
        ID
    }

    fn voices(&self) -> Vec<VoiceEntry> {
        let found = on_its_own_thread(TO_ANSWER, || {
            let voices = open()?.voices().map_err(unavailable)?;
            let entries = voices
                .iter()
                .filter(|voice| !voice.name().contains(VARIANT))
                .map(|voice| entry(&voice.name(), voice.language().to_string()));
            Ok(entries.collect())
        });
        found.unwrap_or_else(|error| {
            tracing::debug!(cause = %error, "the voices of the system cannot be listed");
            Vec::new()
        })
    }

    fn available(&self) -> Result<(), SpeechError> {
        on_its_own_thread(TO_ANSWER, || open().map(|_| ()))
    }

    /// Always an error: the system gives no samples.
    fn open(&self, entry: &VoiceEntry, _: &Path) -> Result<Arc<dyn Voice>, SpeechError> {
        Err(SpeechError::Unavailable(format!(
            "the voice '{}' is heard on this machine only, by `aloud say` without -o",
            entry.id
        )))
    }
}

/// Whether the voice called `id` is one of the system.
pub fn is_system(id: &str) -> bool {
    name(id).is_some()
}

/// The name behind the colon, empty for the voice that the system prefers; `None` for voices that
/// are not of the system.
fn name(id: &str) -> Option<&str> {
    let rest = id.strip_prefix(ID)?;
    if rest.is_empty() {
        return Some(rest);
    }
    rest.strip_prefix(':').filter(|name| !name.is_empty())
}

/// Speaks `text` aloud by the voice called `id`; blocks until it is spoken.
///
/// # Errors
/// [`SpeechError::UnknownVoice`], [`SpeechError::NotSpeakable`], or
/// [`SpeechError::Unavailable`] where the system does not speak.
pub fn speak(id: &str, text: &str, pace: Pace) -> Result<(), SpeechError> {
    let wanted = name(id).ok_or_else(|| SpeechError::UnknownVoice(id.to_owned()))?;
    if !text.contains(char::is_alphanumeric) {
        return Err(SpeechError::NotSpeakable);
    }
    let characters = text.chars().count().try_into().unwrap_or(u32::MAX);
    let patience = TO_SPEAK.saturating_add(PER_CHARACTER.saturating_mul(characters));
    let (id, wanted, text) = (id.to_owned(), wanted.to_owned(), text.to_owned());
    on_its_own_thread(patience, move || {
        let mut system = open()?;
        if !wanted.is_empty() {
            let voices = system.voices().map_err(unavailable)?;
            let voice = voices.iter().find(|voice| voice.name() == wanted);
            let voice = voice.ok_or(SpeechError::UnknownVoice(id))?;
            system.set_voice(voice).map_err(unavailable)?;
        }
        if system.supported_features().rate {
            let rate = rate(&system, pace);
            system.set_rate(rate).map_err(unavailable)?;
        }
        say(&mut system, text)
    })
}

/// What the system calls `pace`: each has a scale of its own, of which the ends and the middle
/// are known.
fn rate(system: &Tts, pace: Pace) -> f32 {
    let (least, normal, most) = (system.min_rate(), system.normal_rate(), system.max_rate());
    match pace.times() {
        times if times >= 1.0 => normal + (most - normal) * (times - 1.0) / 2.0,
        times => normal - (normal - least) * (1.0 - times) / 0.5,
    }
}

/// Says `text` to its end.
fn say(system: &mut Tts, text: String) -> Result<(), SpeechError> {
    let Features {
        utterance_callbacks,
        is_speaking,
        ..
    } = system.supported_features();
    let (end, ended) = mpsc::channel();
    if utterance_callbacks {
        let stop = end.clone();
        let told = |end: mpsc::Sender<()>| {
            Box::new(move |_| {
                let _ = end.send(());
            })
        };
        system
            .on_utterance_end(Some(told(end)))
            .map_err(unavailable)?;
        system
            .on_utterance_stop(Some(told(stop)))
            .map_err(unavailable)?;
    }
    system.speak(text, false).map_err(unavailable)?;
    if utterance_callbacks {
        let _ = ended.recv();
        return Ok(());
    }
    // Who can tell neither is believed to be done.
    loop {
        thread::sleep(TURN);
        if !is_speaking || !system.is_speaking().map_err(unavailable)? {
            return Ok(());
        }
    }
}

fn open() -> Result<Tts, SpeechError> {
    Tts::default().map_err(unavailable)
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape that map_err takes"
)]
fn unavailable(error: tts::Error) -> SpeechError {
    SpeechError::Unavailable(format!(
        "the system's own speech does not answer ({error}); on Linux it is speech-dispatcher"
    ))
}

/// What `work` returns, if it does within `patience`.
///
/// The system's libraries wait without an end for a service that hangs, and some panic; a
/// connection to them cannot leave the thread that it was made on.
fn on_its_own_thread<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> Result<T, SpeechError> + Send + 'static,
) -> Result<T, SpeechError> {
    let (result, done) = mpsc::channel();
    let broken = |cause: String| SpeechError::Unavailable(cause);
    thread::Builder::new()
        .name("system-voice".into())
        .spawn(move || {
            let _ = result.send(work());
        })
        .map_err(|error| broken(error.to_string()))?;
    done.recv_timeout(patience).unwrap_or_else(|error| {
        let cause = match error {
            mpsc::RecvTimeoutError::Timeout => "hangs",
            mpsc::RecvTimeoutError::Disconnected => "gave up",
        };
        Err(broken(format!("the system's own speech {cause}")))
    })
}

/// The voice that the system prefers, for a catalogue.
pub fn preferred() -> VoiceEntry {
    VoiceEntry {
        id: ID.into(),
        name: "The system's own".into(),
        ..entry("", "*".into())
    }
}

fn entry(name: &str, language: String) -> VoiceEntry {
    VoiceEntry {
        id: format!("{ID}:{name}"),
        name: name.to_owned(),
        language,
        backend: ID.into(),
        sample_rate: SampleRate::OUTPUT,
        gain_db: 0.0,
        licence: "of the system".into(),
        origin: ID.into(),
        settings: toml::Table::new(),
        bundle: None,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::speech;

    #[test]
    fn only_its_own_ids_are_of_the_system() {
        for id in ["system", "system:Anna", "system:Anna (premium)"] {
            assert!(is_system(id), "{id}");
        }
        for id in ["", "tone", "systematic", "system:", "en_US-joe-medium"] {
            assert!(!is_system(id), "{id}");
            assert_eq!(
                speak(id, "Hello.", Pace::NORMAL),
                Err(SpeechError::UnknownVoice(id.into()))
            );
        }
    }

    #[test]
    fn a_system_voice_gives_no_samples_and_says_what_it_does() {
        let opened = speech::open(&preferred(), Path::new(""));
        let Err(SpeechError::Unavailable(cause)) = opened else {
            panic!("it was opened");
        };
        assert!(cause.contains("`aloud say` without -o"), "{cause}");
    }

    #[test]
    fn nothing_to_say_is_not_asked_of_the_system() {
        assert_eq!(
            speak("system", "…", Pace::NORMAL),
            Err(SpeechError::NotSpeakable)
        );
    }

    /// Where the tests run there is most often no such service; where there is one, it speaks.
    #[test]
    fn a_system_without_speech_says_so_in_time() {
        let started = Instant::now();
        let listed = speech::Backend::voices(&Backend);
        let available = speech::Backend::available(&Backend);
        if available.is_err() {
            assert!(matches!(available, Err(SpeechError::Unavailable(_))));
            assert!(listed.is_empty());
            assert_eq!(speak("system", "Hello.", Pace::NORMAL), available);
        }
        assert!(started.elapsed() < 2 * TO_ANSWER + 2 * TO_SPEAK);
    }

    #[test]
    fn what_hangs_or_panics_is_an_error() {
        let hanging = || -> Result<(), _> {
            thread::sleep(Duration::from_secs(60));
            Err(SpeechError::NotSpeakable)
        };
        let hung = on_its_own_thread(Duration::from_millis(50), hanging);
        let panicked = on_its_own_thread::<()>(TO_ANSWER, || panic!("on purpose"));
        for (error, says) in [(hung, "hangs"), (panicked, "gave up")] {
            assert!(matches!(error, Err(SpeechError::Unavailable(cause)) if cause.ends_with(says)));
        }
    }
}
