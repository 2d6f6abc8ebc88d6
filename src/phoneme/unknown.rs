//! Words that misaki does not know: the chain from inflections to letters.

use misaki_rs::Lexicon;

use super::british;
use super::inflect;
use super::larger;
use super::model;
use super::{Dialect, Step};

/// Words of the news that misaki lacks and that no other step would say well, in American.
const SUPPLEMENT: &[(&str, &str)] = &[
    ("airbnb", "ˌɛɹbˌiˌɛnbˈi"),
    ("anthony", "ˈænθəni"),
    ("anthropic", "ænθɹˈɑpɪk"),
    ("badenoch", "bˈAdənˌɑk"),
    ("baidu", "bˌIdˈu"),
    ("bezos", "bˈAzOs"),
    ("blog", "blˈɑɡ"),
    ("bolsonaro", "bˌOlsənˈɑɹO"),
    ("covid", "kˈOvɪd"),
    ("duterte", "dutˈɛɹTA"),
    ("erdogan", "ˈɛɹdəwˌɑn"),
    ("farage", "fəɹˈɑʒ"),
    ("google", "ɡˈuɡᵊl"),
    ("hegseth", "hˈɛɡsˌɛθ"),
    ("houthi", "hˈuθi"),
    ("huawei", "wˈɑwˌA"),
    ("inc", "ˈɪŋk"),
    ("incorporated", "ɪnkˈɔɹpəɹˌATᵻd"),
    ("jinping", "ʤˌɪnpˈɪŋ"),
    ("kagame", "kəɡˈɑmA"),
    ("kharkiv", "hˈɑɹkɪv"),
    ("kherson", "hˌɛɹsˈɔn"),
    ("kishida", "kiʃˈidə"),
    ("km", "kˈɪləmˌiTəɹz"),
    ("lavrov", "lˈævɹˌɔf"),
    ("maduro", "mədˈʊɹO"),
    ("mbappe", "əmbɑpˈA"),
    ("microsoft", "mˈIkɹəsˌɔft"),
    ("moderna", "mədˈɜɹnə"),
    ("navalny", "nəvˈɑlni"),
    ("nvidia", "ɛnvˈɪdiə"),
    ("obrien", "ObɹˈIən"),
    ("pichai", "pɪʧˈI"),
    ("putin", "pˈuTɪn"),
    ("rafah", "ɹˈɑfə"),
    ("sunak", "sˈunˌæk"),
    ("thomas", "tˈɑməs"),
    ("tinubu", "tɪnˈubu"),
    ("tis", "tˈɪz"),
    ("trump", "tɹˈʌmp"),
    ("uber", "ˈubəɹ"),
    ("wegovy", "wəɡˈOvi"),
    ("widodo", "wɪdˈOdO"),
    ("xiaomi", "ʃˈWmi"),
    ("youtube", "jˈutˌub"),
    ("zelensky", "zəlˈɛnski"),
    ("zelenskyy", "zəlˈɛnski"),
];

/// Words that are others without their accents, in American.
const ACCENTED: &[(&str, &str)] = &[
    ("attaché", "ˌæTəʃˈA"),
    ("exposé", "ˌɛkspOzˈA"),
    ("lamé", "læmˈA"),
    ("pâté", "pɑtˈA"),
    ("resumé", "ɹˈɛzəmˌA"),
    ("rosé", "ɹOzˈA"),
    ("résumé", "ɹˈɛzəmˌA"),
    ("résumés", "ɹˈɛzəmˌAz"),
];

/// All capitals up to this length are an initialism; longer ones are a word in a headline.
const LONGEST_INITIALISM: usize = 5;

/// How a word sounds, and which step knew it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) phonemes: String,
    pub(super) step: Step,
}

impl Said {
    pub(super) fn new(phonemes: impl Into<String>, step: Step) -> Self {
        Self {
            phonemes: phonemes.into(),
            step,
        }
    }
}

/// Says unknown words of one dialect.
#[derive(Clone, Copy)]
pub(super) struct Speller<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) dialect: Dialect,
}

impl<'a> Speller<'a> {
    pub(super) fn new(lexicon: &'a Lexicon, dialect: Dialect) -> Self {
        Self { lexicon, dialect }
    }

    /// Phonemes written in American, in this dialect, as misaki's voices take them.
    pub(super) fn dialectal(self, american: &str) -> String {
        match self.dialect {
            Dialect::American => american.replace('ɾ', "T").replace('ʔ', "t"),
            Dialect::British => british::of_american(american),
        }
    }

    /// The step that a word which misaki said came from, as far as the word itself shows.
    pub(super) fn step_of(self, text: &str) -> Step {
        let core = text.trim_matches(|c: char| !c.is_alphanumeric());
        let core = core.strip_suffix("'s").unwrap_or(core);
        let capitals = core.len() > 1 && core.chars().all(|c| c.is_ascii_uppercase());
        if self.is_entry(core) {
            Step::Dictionary
        } else if core.contains(['-', '/']) || inner_capital(core) {
            Step::Parts
        } else if capitals && !self.is_entry(&core.to_ascii_lowercase()) {
            Step::Letters
        } else if core.len() > 2 && core.chars().all(|c| c.is_ascii_alphabetic()) {
            Step::Inflected
        } else {
            Step::Dictionary
        }
    }

    fn is_entry(self, word: &str) -> bool {
        let has = |w: &str| self.lexicon.in_gold(w) || self.lexicon.silvers.contains_key(w);
        has(word) || has(&word.to_ascii_lowercase())
    }

    /// How the word that misaki does not know sounds; every part of it is said.
    ///
    /// `tag` is its part of speech. The phonemes are empty only where it has no letter.
    pub(super) fn say(self, text: &str, tag: &str) -> Said {
        let pieces = pieces(text);
        let mut whole = Said::new("", Step::Punctuation);
        for piece in &pieces {
            let said = self.piece(piece, tag);
            if !whole.phonemes.is_empty() && !said.phonemes.is_empty() {
                whole.phonemes.push(' ');
            }
            whole.phonemes.push_str(&said.phonemes);
            whole.step = whole.step.max(said.step);
        }
        match (pieces.len(), whole.step) {
            (0, _) => whole.step = Step::Letters,
            (2.., Step::Dictionary | Step::Inflected) => whole.step = Step::Parts,
            _ => {}
        }
        whole
    }

    /// As [`Self::say`], for a word that is `written` with accents, which tell what is said.
    pub(super) fn say_written(self, text: &str, written: &str, tag: &str) -> Said {
        let said = self.say(text, tag);
        let accented = written.ends_with('é') && said.step == Step::Model;
        match text.strip_suffix('e').filter(|_| accented) {
            Some(stem) => self.say(&format!("{stem}ay"), tag),
            None => said,
        }
    }

    /// One piece without a hyphen, possibly with apostrophes.
    fn piece(self, piece: &str, tag: &str) -> Said {
        if piece.starts_with(|c: char| c.is_ascii_digit()) {
            return self.letters(piece);
        }
        for (ending, american) in [
            ("'ll", "ᵊl"),
            ("'ve", "v"),
            ("'re", "ɹ"),
            ("'d", "d"),
            ("n't", "ᵊnt"),
        ] {
            if let Some(base) = strip_suffix_ignoring_case(piece, ending) {
                let mut said = self.piece(base, tag);
                said.phonemes.push_str(&self.dialectal(american));
                return said;
            }
        }
        if let Some(base) = strip_suffix_ignoring_case(piece, "'s") {
            let mut said = self.piece(base, tag);
            said.phonemes = self.lexicon.append_s(&said.phonemes);
            return finished(said);
        }
        self.word(&piece.replace('\'', ""), tag)
    }

    /// A word of ASCII letters.
    fn word(self, word: &str, tag: &str) -> Said {
        let capitals = word.chars().all(|c| c.is_ascii_uppercase());
        let initialism = capitals && word.len() <= LONGEST_INITIALISM;
        if initialism && !self.is_entry(word) {
            return self.letters(word);
        }
        if let Some(phonemes) = self.entry(word, tag) {
            return finished(Said::new(phonemes, Step::Dictionary));
        }
        if !is_sayable(word) {
            return self.letters(word);
        }
        let name = word.starts_with(|c: char| c.is_ascii_uppercase());
        let lower = word.to_ascii_lowercase();
        let said = self
            .known(&lower, tag, name)
            .or_else(|| {
                let american = model::say(&lower, name)?;
                Some(Said::new(self.dialectal(&american), Step::Model))
            })
            .unwrap_or_else(|| self.letters(word));
        finished(said)
    }

    /// A word or `name` that some dictionary has, whole or in parts.
    fn known(self, lower: &str, tag: &str, name: bool) -> Option<Said> {
        let larger = || Some(Said::new(self.larger(lower)?, Step::Larger));
        let inflected = || {
            let phonemes = inflect::inflected(self, lower, tag)?;
            Some(Said::new(phonemes, Step::Inflected))
        };
        // Hughes and Waters are no plurals, but "amplifiers" is one in both dialects.
        let whole = if name {
            larger().or_else(inflected)
        } else {
            inflected().or_else(larger)
        };
        whole
            .or_else(|| Some(Said::new(inflect::of_larger(self, lower)?, Step::Larger)))
            .or_else(|| Some(Said::new(self.compound(lower, tag, name)?, Step::Parts)))
    }

    /// The phonemes of the small-letter word in the larger dictionary.
    pub(super) fn larger(self, lower: &str) -> Option<String> {
        larger::look_up(lower).map(|american| self.dialectal(&american))
    }

    /// The dictionary's phonemes of the word in any letter case.
    pub(super) fn entry(self, word: &str, tag: &str) -> Option<String> {
        let lower = word.to_ascii_lowercase();
        if let Some((_, american)) = SUPPLEMENT.iter().find(|(key, _)| *key == lower) {
            return Some(self.dialectal(american));
        }
        if lower.len() < 2 {
            return None;
        }
        let said = self.lexicon.get_word(&lower, tag, None, None)?;
        Some(said.0).filter(|phonemes| !phonemes.is_empty())
    }

    /// A word whose accents make it another one than the dictionary has.
    pub(super) fn accented(self, written: &str) -> Option<Said> {
        if written.is_ascii() {
            return None;
        }
        let lower = written.to_lowercase();
        let (_, american) = ACCENTED.iter().find(|(key, _)| *key == lower)?;
        Some(Said::new(self.dialectal(american), Step::Dictionary))
    }

    /// Two dictionary words in one, the stress on the first: `soft` after `micro`.
    fn compound(self, word: &str, tag: &str, name: bool) -> Option<String> {
        // Shorter parts are found everywhere: "Zhemal" is no kind of mal, and Farage no age.
        let shortest = if name { 4 } else { 3 };
        let splits = shortest..(word.len() + 1).saturating_sub(shortest);
        let middle = word.len() / 2;
        let known = |part: &str| self.lexicon.golds.contains_key(part) && is_sayable(part);
        let at = splits
            .filter(|at| known(&word[..*at]) && known(&word[*at..]))
            .min_by_key(|at| at.abs_diff(middle))?;
        let first = self.entry(&word[..at], "NN")?;
        let second = self.entry(&word[at..], tag)?;
        Some(first + &second.replace('ˈ', "ˌ"))
    }

    /// The names of the letters and digits, the last one stressed.
    fn letters(self, word: &str) -> Said {
        let names: Vec<String> = word.chars().filter_map(|c| self.letter(c)).collect();
        let count = names.len();
        let mut phonemes = String::new();
        for (i, name) in names.into_iter().enumerate() {
            let last = i + 1 == count;
            phonemes += &if last { name } else { name.replace('ˈ', "ˌ") };
        }
        finished(Said::new(phonemes, Step::Letters))
    }

    fn letter(self, c: char) -> Option<String> {
        const DIGITS: [&str; 10] = [
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
        ];
        if let Some(digit) = c.to_digit(10) {
            return self.entry(DIGITS[digit as usize], "CD");
        }
        let upper = c.to_ascii_uppercase().to_string();
        self.lexicon
            .lookup(&upper, "NNP", None, None)
            .map(|(name, _)| name)
    }
}

/// Whether the word has a vowel, so that it is a word and not letters.
fn is_sayable(word: &str) -> bool {
    word.len() > 1 && word.contains(|c: char| "aeiouyAEIOUY".contains(c))
}

/// The sounds as misaki leaves them: the dictionary's flap and glottal stop are other letters.
fn finished(mut said: Said) -> Said {
    said.phonemes = said.phonemes.replace('ɾ', "T").replace('ʔ', "t");
    said
}

fn inner_capital(word: &str) -> bool {
    let mut chars = word.chars().zip(word.chars().skip(1));
    chars.any(|(a, b)| a.is_ascii_lowercase() && b.is_ascii_uppercase())
}

fn strip_suffix_ignoring_case<'w>(word: &'w str, suffix: &str) -> Option<&'w str> {
    let at = word.len().checked_sub(suffix.len()).filter(|at| *at > 0)?;
    let tail = word.get(at..)?;
    tail.eq_ignore_ascii_case(suffix).then(|| &word[..at])
}

/// The parts of a token: cut at everything but letters, digits and inner apostrophes, and
/// where letters and digits meet or a capital follows a small letter.
fn pieces(text: &str) -> Vec<&str> {
    let belongs = |c: char| c.is_ascii_alphanumeric() || c == '\'';
    text.split(|c| !belongs(c))
        .flat_map(cut)
        .map(|piece| piece.trim_matches('\''))
        .filter(|piece| !piece.is_empty())
        .collect()
}

fn cut(run: &str) -> Vec<&str> {
    let mut parts = vec![];
    let mut start = 0;
    let bytes = run.as_bytes();
    for at in 1..bytes.len() {
        let (a, b) = (bytes[at - 1], bytes[at]);
        let camel = a.is_ascii_lowercase() && b.is_ascii_uppercase() && at - start > 2;
        if camel || a.is_ascii_digit() != b.is_ascii_digit() {
            parts.push(&run[start..at]);
            start = at;
        }
    }
    parts.push(&run[start..]);
    parts
}
