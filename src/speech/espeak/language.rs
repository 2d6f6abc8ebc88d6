//! Which of the program's languages speaks a text.

use crate::lang::{Dialect, primary};
use crate::phoneme::espeak_tag;
use crate::speech::SpeechError;

/// Languages that the program lacks, and the nearest that it has.
const NEAREST: &[(&str, &str)] = &[
    ("fo", "is"),
    ("fy", "nl"),
    ("gl", "pt"),
    ("gsw", "de"),
    ("nds", "de"),
    ("nn", "nb"),
    ("oc", "ca"),
    ("rm", "it"),
    ("sc", "it"),
    ("scn", "it"),
    ("sco", "en-gb-scotland"),
    ("wa", "fr"),
];

/// The program's name for the language of the tag `lang`; `None` where it is no tag.
///
/// The program itself goes from a region that it does not know to the language.
pub(super) fn voice(lang: &str) -> Option<String> {
    let tag = espeak_tag(lang)?;
    let american = tag == "en" && Dialect::of_lang(&tag) == Some(Dialect::American);
    let nearest = NEAREST.iter().find(|(lang, _)| *lang == primary(&tag));
    Some(match nearest {
        _ if american => "en-us".to_owned(),
        Some((_, nearest)) => (*nearest).to_owned(),
        None => tag,
    })
}

/// What is said of a language that the program lacks.
pub(super) fn refusal(lang: &str) -> SpeechError {
    let named: String = lang.chars().take(35).collect();
    SpeechError::Unavailable(format!("espeak-ng does not speak the language {named:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_goes_to_the_nearest() {
        let cases = [
            ("de-AT", Some("de-at")),
            ("en", Some("en-us")),
            ("en_GB", Some("en-gb")),
            ("nn-NO", Some("nb")),
            ("../x", None),
            ("*", None),
        ];
        for (lang, wanted) in cases {
            assert_eq!(voice(lang).as_deref(), wanted, "{lang}");
        }
    }
}
