//! Words that are a dictionary word with a prefix or a suffix.

use super::Dialect;
use super::stress;
use super::unknown::Speller;

/// What a suffix does to the sound of its stem.
#[derive(Clone, Copy)]
enum Ending {
    Plural,
    Past,
    Gerund,
    /// These sounds, written in American.
    Sounds(&'static str),
    /// These sounds in place of the stem's last `i`.
    InPlaceOfY(&'static str),
}

/// A suffix, what stands in its place in the stem, and its sound.
type Suffix = (&'static str, &'static str, Ending);

/// Longer suffixes first, so that `-iest` is not an `-est`.
const SUFFIXES: &[Suffix] = &[
    ("ability", "able", Ending::Sounds("ɪTi")),
    ("iness", "y", Ending::InPlaceOfY("inəs")),
    ("fully", "ful", Ending::Sounds("i")),
    ("wards", "", Ending::Sounds("wəɹdz")),
    ("ness", "", Ending::Sounds("nəs")),
    ("less", "", Ending::Sounds("ləs")),
    ("ment", "", Ending::Sounds("mənt")),
    ("able", "", Ending::Sounds("əbᵊl")),
    ("able", "e", Ending::Sounds("əbᵊl")),
    ("ably", "able", Ending::Sounds("i")),
    ("ship", "", Ending::Sounds("ʃˌɪp")),
    ("hood", "", Ending::Sounds("hˌʊd")),
    ("like", "", Ending::Sounds("lˌIk")),
    ("wise", "", Ending::Sounds("wˌIz")),
    ("iest", "y", Ending::InPlaceOfY("iəst")),
    ("ied", "y", Ending::Past),
    ("ies", "y", Ending::Plural),
    ("ier", "y", Ending::InPlaceOfY("iəɹ")),
    ("ily", "y", Ending::InPlaceOfY("əli")),
    ("ing", "", Ending::Gerund),
    ("ing", "e", Ending::Gerund),
    ("ful", "", Ending::Sounds("fᵊl")),
    ("ish", "", Ending::Sounds("ɪʃ")),
    ("ish", "e", Ending::Sounds("ɪʃ")),
    ("ism", "", Ending::Sounds("ˌɪzəm")),
    ("ist", "", Ending::Sounds("ɪst")),
    ("est", "", Ending::Sounds("əst")),
    ("est", "e", Ending::Sounds("əst")),
    ("ed", "", Ending::Past),
    ("ed", "e", Ending::Past),
    ("es", "", Ending::Plural),
    ("er", "", Ending::Sounds("əɹ")),
    ("er", "e", Ending::Sounds("əɹ")),
    ("or", "e", Ending::Sounds("əɹ")),
    ("ly", "", Ending::Sounds("li")),
    ("ly", "le", Ending::Sounds("i")),
    ("s", "", Ending::Plural),
    ("y", "", Ending::Sounds("i")),
    ("y", "e", Ending::Sounds("i")),
];

/// Prefixes and their sounds in American; the word keeps the main stress.
const PREFIXES: &[(&str, &str)] = &[
    ("counter", "kˌWntəɹ"),
    ("crypto", "kɹˌɪptO"),
    ("pseudo", "sˌudO"),
    ("hyper", "hˌIpəɹ"),
    ("inter", "ˌɪntəɹ"),
    ("multi", "mˌʌlti"),
    ("super", "sˌupəɹ"),
    ("cyber", "sˌIbəɹ"),
    ("trans", "tɹˌænz"),
    ("ultra", "ˌʌltɹə"),
    ("under", "ˌʌndəɹ"),
    ("anti", "ˌænti"),
    ("auto", "ˌɔTO"),
    ("fore", "fˌɔɹ"),
    ("mega", "mˌɛɡə"),
    ("mini", "mˌɪni"),
    ("over", "ˌOvəɹ"),
    ("post", "pˌOst"),
    ("semi", "sˌɛmi"),
    ("dis", "dɪs"),
    ("mid", "mˌɪd"),
    ("mis", "mˌɪs"),
    ("non", "nˌɑn"),
    ("out", "ˌWt"),
    ("pre", "pɹˌi"),
    ("pro", "pɹˌO"),
    ("sub", "sˌʌb"),
    ("bio", "bˌIO"),
    ("co", "kˌO"),
    ("de", "dˌi"),
    ("re", "ɹˌi"),
    ("un", "ˌʌn"),
];

/// Letters that a stem has at least; shorter ones make `Red` a past tense.
const SHORTEST_STEM: usize = 3;

/// Suffixes and prefixes that are taken off one after the other.
const DEPTH: usize = 3;

/// The sounds of a small-letter word that is a known one with suffixes or prefixes.
pub(super) fn inflected(speller: Speller<'_>, word: &str, tag: &str) -> Option<String> {
    derived(speller, word, tag, DEPTH)
}

/// The sounds of a plural or a verb form of a word of the larger dictionary: the Obamas.
///
/// Other suffixes are not tried: with so many names, nearly every word would be one of them.
pub(super) fn of_larger(speller: Speller<'_>, word: &str) -> Option<String> {
    SUFFIXES.iter().find_map(|(suffix, instead, ending)| {
        let inflects = matches!(ending, Ending::Plural | Ending::Past | Ending::Gerund);
        let cut = word.strip_suffix(suffix).filter(|_| inflects)?;
        let stem = format!("{cut}{instead}");
        let stem = speller.larger(Some(stem).filter(|s| s.len() > SHORTEST_STEM)?.as_str())?;
        append(speller, &stem, *ending)
    })
}

fn derived(speller: Speller<'_>, word: &str, tag: &str, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    let suffixed = || {
        SUFFIXES.iter().find_map(|(suffix, instead, ending)| {
            let cut = word.strip_suffix(suffix)?;
            let stem = stem(speller, cut, instead, tag, depth)?;
            append(speller, &stem, *ending)
        })
    };
    let prefixed = || {
        PREFIXES.iter().find_map(|(prefix, american)| {
            let rest = word.strip_prefix(prefix)?;
            let rest = known(speller, rest, tag, depth)?;
            Some(speller.dialectal(american) + &rest)
        })
    };
    suffixed().or_else(prefixed)
}

/// The sounds of the stem: as it is, or with its last consonant no longer doubled.
fn stem(speller: Speller<'_>, cut: &str, instead: &str, tag: &str, depth: usize) -> Option<String> {
    let whole = format!("{cut}{instead}");
    if let Some(phonemes) = known(speller, &whole, tag, depth) {
        return Some(phonemes);
    }
    let bytes = cut.as_bytes();
    let doubled =
        instead.is_empty() && matches!(bytes, [.., a, b] if a == b && b"bdgklmnprtvz".contains(b));
    let single = cut.get(..cut.len().checked_sub(1)?)?;
    doubled.then(|| known(speller, single, tag, depth))?
}

fn known(speller: Speller<'_>, word: &str, tag: &str, depth: usize) -> Option<String> {
    if word.len() < SHORTEST_STEM {
        return None;
    }
    speller
        .entry(word, tag)
        .or_else(|| derived(speller, word, tag, depth))
}

fn append(speller: Speller<'_>, stem: &str, ending: Ending) -> Option<String> {
    let lexicon = speller.lexicon;
    match ending {
        Ending::Plural => Some(lexicon.append_s(stem)),
        Ending::Past => Some(lexicon.append_ed(stem)),
        Ending::Gerund => lexicon
            .append_ing(stem)
            .or_else(|| Some(linked(speller, stem) + "ɪŋ")),
        Ending::Sounds(american) => {
            let sounds = speller.dialectal(american);
            let vowel = stress::begins_with_vowel(&sounds);
            Some(
                if vowel {
                    flapped(speller, &linked(speller, stem))
                } else {
                    stem.to_owned()
                } + &sounds,
            )
        }
        Ending::InPlaceOfY(american) => {
            let stem = stem.strip_suffix('i')?;
            Some(stem.to_owned() + &speller.dialectal(american))
        }
    }
}

/// A British stem that ends in a vowel after which an `r` is written says it before a vowel.
fn linked(speller: Speller<'_>, stem: &str) -> String {
    let silent = stem.ends_with(['ə', 'ː']) && !stem.ends_with("iː") && !stem.ends_with("uː");
    let link = if speller.dialect == Dialect::British && silent {
        "ɹ"
    } else {
        ""
    };
    format!("{stem}{link}")
}

/// An American stem whose `t` between vowels is a flap.
fn flapped(speller: Speller<'_>, stem: &str) -> String {
    let mut chars = stem.chars().rev();
    let flap = speller.dialect == Dialect::American
        && chars.next() == Some('t')
        && chars.next().is_some_and(stress::is_vowel);
    match stem.strip_suffix('t').filter(|_| flap) {
        Some(head) => format!("{head}T"),
        None => stem.to_owned(),
    }
}
