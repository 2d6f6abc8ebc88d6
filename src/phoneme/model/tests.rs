use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

const FILE: &[u8] = include_bytes!("../data/spelling.bin");

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::parse(FILE).unwrap());

/// Words that the model was not made from, nor from their relatives: kind, word, how it is said.
const HELD_OUT: &str = include_str!("../../../tests/fixtures/held-out-words.tsv");

/// Symbols of a pronunciation; flaps and the two signs for a weak vowel are what they stand for.
fn symbols(phonemes: &str, stress: bool) -> Vec<char> {
    let same = |c| match c {
        'T' => 't',
        'ᵊ' => 'ə',
        'ᵻ' => 'ɪ',
        c => c,
    };
    let kept = |c: &char| stress || !matches!(c, 'ˈ' | 'ˌ');
    phonemes.chars().filter(kept).map(same).collect()
}

/// The number of sounds to change, add or drop between the two.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// Wrong sounds in a hundred, and wrong words in a hundred, of the held-out words of a kind.
fn errors(kind: &str, stress: bool) -> (f64, f64) {
    let (mut wrong, mut sounds, mut wrong_words, mut words) = (0, 0, 0, 0);
    for line in HELD_OUT.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        if fields[0] != kind {
            continue;
        }
        let said = symbols(&MODEL.say(fields[1], kind != "word").unwrap(), stress);
        let against = fields[2].split(' ').map(|reference| {
            let reference = symbols(reference, stress);
            (distance(&said, &reference), reference.len())
        });
        let (least, length) = against.min().unwrap();
        wrong += least;
        sounds += length;
        wrong_words += usize::from(least > 0);
        words += 1;
    }
    assert!(words >= 200, "{kind}");
    let percent = |part: usize, whole: usize| part as f64 * 100.0 / whole as f64;
    (percent(wrong, sounds), percent(wrong_words, words))
}

/// `make bench-phonemes` shows what this prints.
#[test]
fn words_that_were_kept_out_of_the_training_are_said_with_few_errors() {
    // What was measured, and half a sound in a hundred for another choice of words.
    let cases = [("word", 5.41), ("surname", 9.67), ("place", 17.10)];
    for (kind, measured) in cases {
        let (sounds, words) = errors(kind, false);
        let (stressed, stressed_words) = errors(kind, true);
        println!(
            "{kind}: {sounds:.2} % of sounds and {words:.1} % of words are wrong, \
             with stress {stressed:.2} % and {stressed_words:.1} %"
        );
        assert!(sounds < measured + 0.5, "{kind}: {sounds:.2} %");
    }
}

#[test]
fn a_word_is_said_in_a_moment() {
    let words: Vec<&str> = HELD_OUT
        .lines()
        .filter_map(|l| l.split('\t').nth(1))
        .collect();
    let started = std::time::Instant::now();
    for word in &words {
        MODEL.say(word, false);
    }
    let each = started.elapsed().as_secs_f64() * 1e3 / words.len() as f64;
    println!("{each:.2} ms a word");
    // 0.3 ms where it is optimised.
    assert!(each < 20.0, "{each} ms");
}

#[test]
fn the_model_is_read_in_a_moment() {
    let started = std::time::Instant::now();
    let model = Model::parse(FILE).unwrap();
    let took = started.elapsed();
    let bytes: usize = model
        .trees
        .iter()
        .flat_map(|tree| &tree.levels)
        .map(size)
        .sum();
    println!("read in {took:.1?}, {:.1} MB in memory", bytes as f64 / 1e6);
    assert!(bytes < 15_000_000);
}

/// Bytes that a level takes.
fn size(level: &Level) -> usize {
    level.entries.capacity() * 2 + level.first.capacity() * 4 + level.backoffs.capacity()
}

#[test]
fn the_model_is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Model>();
}

#[test]
fn every_sound_of_the_model_has_an_ipa() {
    const MISAKI: &str = "AIOWYbdfhijklmnpstuvwzæðŋɑɔəɛɜɡɪɹʃʊʌʒʤʧˈˌθᵊᵻT";
    for graphone in &MODEL.graphones {
        let known = graphone.sounds.chars().all(|c| MISAKI.contains(c));
        assert!(known, "{graphone:?}");
    }
}

#[test]
fn a_broken_file_is_no_model() {
    for length in (0..FILE.len()).step_by(50_021) {
        assert!(Model::parse(&FILE[..length]).is_none(), "{length} bytes");
    }
    assert!(
        Model::parse(&[FILE, &[0]].concat()).is_none(),
        "more behind it"
    );
}

proptest! {
    #[test]
    fn every_word_has_one_main_stress(word in "[a-zA-Z]{2,80}", name in any::<bool>()) {
        if let Some(said) = MODEL.say(&word, name) {
            prop_assert_eq!(said.matches('ˈ').count(), 1, "{}", said);
        }
    }

    #[test]
    fn a_word_with_a_vowel_is_said(word in "[a-z]{0,6}[aeiou][a-z]{1,6}") {
        prop_assert!(MODEL.say(&word, false).is_some());
    }

    #[test]
    fn a_changed_byte_is_no_harm(at in 0..FILE.len(), byte in any::<u8>(), word in "[a-z]{1,12}") {
        let mut file = FILE.to_vec();
        file[at] = byte;
        if let Some(model) = Model::parse(&file) {
            model.say(&word, true);
        }
    }
}
