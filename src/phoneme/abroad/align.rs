//! Which sounds of a clause are those of which word.
//!
//! The program joins words ("ɒvðə") and says some as several. Where it did, the sounds of the
//! clause are laid beside those of its words said alone, so that as few as possible differ, and
//! are cut where the words meet. Every sound is some word's; a word can be left with none.

use super::sounds::{MISSING, Sound, sounds};

/// What a word sounds like in its clause.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Share {
    /// Its sounds; empty where all were given to its neighbours.
    pub(super) phonemes: String,
    /// Whether a space stands behind them.
    pub(super) space_after: bool,
}

/// What it costs to cut where the program writes no space, or not to cut where it does.
const UNSPACED: u32 = 2;

/// The shares of `count` words in the clause `ipa`; `None` unless it has as many itself.
pub(super) fn one_to_one(ipa: &str, count: usize) -> Option<Vec<Share>> {
    let parts: Vec<&str> = ipa.split_whitespace().collect();
    if parts.len() != count {
        return None;
    }
    let share = |(at, part): (usize, &&str)| Share {
        phonemes: (*part).to_owned(),
        space_after: at + 1 < count,
    };
    Some(parts.iter().enumerate().map(share).collect())
}

/// The shares in the clause `ipa` of words that sound like `alone` when they are said alone.
///
/// The work is the product of the lengths: some 100,000 steps for the longest clause.
pub(super) fn align(ipa: &str, alone: &[String]) -> Vec<Share> {
    let joined = sounds(ipa);
    let words: Vec<Vec<Sound<'_>>> = alone.iter().map(|word| without_spaces(word)).collect();
    let flat: Vec<(usize, Sound<'_>)> = (words.iter().enumerate())
        .flat_map(|(word, sounds)| sounds.iter().map(move |sound| (word, *sound)))
        .collect();
    let mut shares = vec![Share::default(); alone.len()];
    if flat.is_empty() {
        // Nothing is known of the words: the clause is the first one's.
        if let Some(first) = shares.first_mut() {
            ipa.clone_into(&mut first.phonemes);
        }
        return shares;
    }
    let owners = Grid::new(&joined, &flat).owners();
    for (at, (sound, owner)) in joined.iter().zip(&owners).enumerate() {
        let last = owners.get(at + 1) != Some(owner);
        let share = &mut shares[*owner];
        if sound.is_space() && last {
            share.space_after = true;
        } else {
            share.phonemes.push_str(sound.text);
        }
    }
    shares
}

fn without_spaces(word: &str) -> Vec<Sound<'_>> {
    let mut found = sounds(word);
    found.retain(|sound| !sound.is_space());
    found
}

/// The costs of every beginning of the clause against every beginning of its words.
struct Grid<'a> {
    /// The sounds of the clause, spaces among them.
    joined: &'a [Sound<'a>],
    /// The sounds of the words said alone, each with its word.
    flat: &'a [(usize, Sound<'a>)],
    /// Costs by row (sounds of the words) and column (sounds of the clause).
    costs: Vec<u32>,
}

/// A step back through the grid.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// A sound of the clause is one of the words'.
    Both,
    /// A sound of the clause is none of the words'.
    More,
    /// A sound of a word is not in the clause.
    Less,
}

impl<'a> Grid<'a> {
    fn new(joined: &'a [Sound<'a>], flat: &'a [(usize, Sound<'a>)]) -> Self {
        let mut grid = Self {
            joined,
            flat,
            costs: Vec::with_capacity((flat.len() + 1) * (joined.len() + 1)),
        };
        for row in 0..=flat.len() {
            for column in 0..=joined.len() {
                let best = grid.steps(row, column).map(|(_, cost)| cost).min();
                grid.costs.push(best.unwrap_or(0));
            }
        }
        grid
    }

    fn cost(&self, row: usize, column: usize) -> u32 {
        self.costs[row * (self.joined.len() + 1) + column]
    }

    /// The steps that lead to a place, each with the cost of the way by it.
    fn steps(&self, row: usize, column: usize) -> impl Iterator<Item = (Step, u32)> {
        let both = (row > 0 && column > 0).then(|| {
            let cost = self.cost(row - 1, column - 1);
            (Step::Both, cost + self.differ(row - 1, column - 1))
        });
        let more = (column > 0).then(|| {
            let cost = self.cost(row, column - 1);
            (Step::More, cost + self.more(row, column - 1))
        });
        let less = (row > 0).then(|| (Step::Less, self.cost(row - 1, column) + MISSING));
        both.into_iter().chain(more).chain(less)
    }

    /// What it costs that the sound `column` of the clause is the sound `row` of the words.
    fn differ(&self, row: usize, column: usize) -> u32 {
        let (sound, (_, wanted)) = (&self.joined[column], &self.flat[row]);
        if sound.is_space() {
            return 2 * MISSING + 1;
        }
        let spaced = column == 0 || self.joined[column - 1].is_space();
        let unspaced = self.begins_word(row) && !spaced;
        sound.distance(wanted) + if unspaced { UNSPACED } else { 0 }
    }

    /// What it costs that the sound `column` of the clause stands before `row` of the words.
    fn more(&self, row: usize, column: usize) -> u32 {
        match self.joined[column].is_space() {
            true if self.begins_word(row) => 0,
            true => UNSPACED,
            false => MISSING,
        }
    }

    /// Whether a word begins at the sound `row`, or all have ended.
    fn begins_word(&self, row: usize) -> bool {
        let word = |row: usize| self.flat.get(row).map(|(word, _)| *word);
        row == 0 || word(row) != word(row - 1)
    }

    /// The word of each sound of the clause, in order.
    fn owners(&self) -> Vec<usize> {
        let mut owners = vec![0; self.joined.len()];
        let (mut row, mut column) = (self.flat.len(), self.joined.len());
        // Whether what stands before belongs to the word behind: no space has come yet.
        let word = |row: usize| self.flat[row.min(self.flat.len() - 1)].0;
        let mut next = word(row);
        while column > 0 {
            let steps = self.steps(row, column);
            let best = steps.min_by_key(|(_, cost)| *cost).map(|(step, _)| step);
            match best {
                Some(Step::Both) => {
                    (row, column) = (row - 1, column - 1);
                    next = word(row);
                    owners[column] = next;
                }
                Some(Step::Less) => {
                    row -= 1;
                }
                _ => {
                    column -= 1;
                    if self.joined[column].is_space() && self.begins_word(row) {
                        next = word(row.saturating_sub(1));
                    }
                    owners[column] = next;
                }
            }
        }
        owners
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(ipa: &str, alone: &[&str]) -> Vec<String> {
        let alone: Vec<String> = alone.iter().map(|&word| word.to_owned()).collect();
        let shares = align(ipa, &alone);
        shares.into_iter().map(|share| share.phonemes).collect()
    }

    #[test]
    fn sounds_go_to_the_words_that_have_them() {
        let cases: [(&str, &[&str], &[&str], &str); 7] = [
            (
                "wˈɒn ɒvðə ɹˈiːzənz",
                &["wˈɒn", "ˈɒv", "ðˈiː", "ɹˈiːzənz"],
                &["wˈɒn", "ɒv", "ðə", "ɹˈiːzənz"],
                "two words that are joined",
            ),
            (
                "le-z ɑ̃fˈɑ̃ dulopitˈal",
                &["lˈe", "ɑ̃fˈɑ̃", "dˈy", "lopitˈal"],
                &["le-z", "ɑ̃fˈɑ̃", "du", "lopitˈal"],
                "a linking sound stays before the space",
            ),
            (
                "ʊnt tsvaɪ ʊnt tsvantsɪç",
                &["ˈʊnt", "tsvˈaɪʊnttsvˈantsɪç"],
                &["ʊnt", "tsvaɪ ʊnt tsvantsɪç"],
                "a word that is said as several",
            ),
            (
                "a b",
                &["a", "", "b"],
                &["a", "", "b"],
                "a word without sounds",
            ),
            (
                "a b c",
                &["", ""],
                &["a b c", ""],
                "nothing is known of the words",
            ),
            ("", &["a", "b"], &["", ""], "nothing is said"),
            ("x y", &["a"], &["x y"], "all sounds differ"),
        ];
        for (ipa, alone, wanted, why) in cases {
            assert_eq!(cut(ipa, alone), wanted, "{why}");
        }
    }

    #[test]
    fn as_many_words_as_are_written_are_those_words() {
        let shares = one_to_one("le-z ɑ̃fˈɑ̃", 2).unwrap();
        assert_eq!(shares[0].phonemes, "le-z");
        assert!(shares[0].space_after && !shares[1].space_after);
        assert_eq!(one_to_one("ɒvðə", 2), None);
    }

    proptest! {
        #[test]
        fn no_sound_is_lost_or_made(
            ipa in prop::collection::vec("[abtsˈː\u{303}]{1,6}", 0..8),
            alone in prop::collection::vec("[abtsˈ ]{0,6}", 1..8),
        ) {
            let ipa = ipa.join(" ");
            let shares = align(&ipa, &alone);
            prop_assert_eq!(shares.len(), alone.len());
            let mut joined = String::new();
            for share in shares {
                joined.push_str(&share.phonemes);
                joined.push_str(if share.space_after { " " } else { "" });
            }
            prop_assert_eq!(joined, ipa);
        }
    }
}
