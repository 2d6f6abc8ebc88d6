//! Finds the likeliest graphones of a word: a beam search from its first letter to its last.
//!
//! It multiplies and adds and does nothing else, so that every machine gives the same answer.

use std::ops::Range;

use super::file::MAX_ORDER;
use super::{END, Model, NOWHERE, START, TREES, unpacked};

/// Rows of graphones that are followed at each letter; twice as many make no word better.
const BEAM: usize = 24;

/// Rows that are less likely than the likeliest at their letter by this are dropped.
const HOPELESS: f32 = 0.0003;

/// The place of a row in a tree: the node of its last graphones, from none of them to the most.
type Place = [u32; MAX_ORDER];

/// A row of graphones that is followed.
struct Row {
    before: usize,
    graphone: u16,
    places: [Place; TREES],
    /// How likely it is beside the likeliest row of as many letters.
    likely: f32,
    /// Whether it has its main stress.
    stressed: bool,
}

/// A way to go on from a row.
#[derive(Clone, Copy)]
struct Candidate {
    likely: f32,
    row: usize,
    graphone: u16,
}

struct Search<'m> {
    model: &'m Model,
    shares: [f32; TREES],
    rows: Vec<Row>,
    /// How likely each graphone is behind one row, by each tree; 0 where it was not asked.
    likely: Vec<[f32; TREES]>,
}

/// The sounds of the small ASCII `letters`, the trees believed by `shares`.
pub(super) fn search(model: &Model, letters: &[u8], shares: [f32; TREES]) -> Option<String> {
    let mut search = Search {
        model,
        shares,
        rows: vec![start(model)],
        likely: vec![[0.0; TREES]; model.graphones.len()],
    };
    let mut alive = 0..1;
    for letter in letters {
        let range = model.ranges[usize::from(letter - b'a')];
        let mut candidates = vec![];
        for row in alive {
            search.expand(row, range, &mut candidates);
        }
        alive = search.follow(candidates);
    }
    search.best(alive)
}

/// The row that has no graphone yet.
fn start(model: &Model) -> Row {
    let places = std::array::from_fn(|tree| {
        let mut place = [NOWHERE; MAX_ORDER];
        place[0] = 0;
        place[1] = model.trees[tree].child(0, 0, START);
        place
    });
    Row {
        before: 0,
        graphone: START,
        places,
        likely: 1.0,
        stressed: false,
    }
}

impl Search<'_> {
    /// Finds how likely the graphones of `range` are behind a row.
    fn weigh(&mut self, row: usize, range: (u16, u16)) {
        self.likely[usize::from(range.0)..usize::from(range.1)].fill([0.0; TREES]);
        for (number, tree) in self.model.trees.iter().enumerate() {
            let mut backoff = 1.0;
            for depth in (0..tree.levels.len()).rev() {
                let node = self.rows[row].places[number][depth];
                if node == NOWHERE {
                    continue;
                }
                for entry in tree.children_in(depth, node, range).1 {
                    let (graphone, probability) = unpacked(*entry);
                    let slot = &mut self.likely[usize::from(graphone)][number];
                    if *slot == 0.0 {
                        *slot = backoff * tree.probabilities[probability];
                    }
                }
                backoff *= tree.backoff(depth, node);
            }
        }
    }

    fn likely(&self, graphone: u16) -> f32 {
        let by_tree = self.likely[usize::from(graphone)];
        by_tree
            .iter()
            .zip(self.shares)
            .map(|(l, share)| l * share)
            .sum()
    }

    /// Adds the ways to go on from a row with a graphone of `range`.
    fn expand(&mut self, row: usize, range: (u16, u16), candidates: &mut Vec<Candidate>) {
        self.weigh(row, range);
        let before = &self.rows[row];
        for graphone in range.0..range.1 {
            let twice = before.stressed && self.model.graphones[usize::from(graphone)].stressed;
            let likely = before.likely * self.likely(graphone);
            if likely > 0.0 && !twice {
                candidates.push(Candidate {
                    likely,
                    row,
                    graphone,
                });
            }
        }
    }

    /// Makes rows of the likeliest candidates; two with the same future are one.
    fn follow(&mut self, mut candidates: Vec<Candidate>) -> Range<usize> {
        candidates.sort_by(|a, b| {
            let order = b.likely.total_cmp(&a.likely);
            order.then((a.row, a.graphone).cmp(&(b.row, b.graphone)))
        });
        let start = self.rows.len();
        let likeliest = candidates.first().map_or(1.0, |c| c.likely);
        for candidate in candidates {
            let likely = candidate.likely / likeliest;
            if likely < HOPELESS || self.rows.len() - start == BEAM {
                break;
            }
            let row = self.row(candidate, likely);
            let same = |r: &Row| r.places == row.places && r.stressed == row.stressed;
            if !self.rows[start..].iter().any(same) {
                self.rows.push(row);
            }
        }
        start..self.rows.len()
    }

    fn row(&self, candidate: Candidate, likely: f32) -> Row {
        let before = &self.rows[candidate.row];
        let graphone = candidate.graphone;
        let places = std::array::from_fn(|number| {
            let tree = &self.model.trees[number];
            let mut place = [NOWHERE; MAX_ORDER];
            place[0] = 0;
            for depth in 0..tree.levels.len() - 1 {
                place[depth + 1] = tree.child(depth, before.places[number][depth], graphone);
            }
            place
        });
        Row {
            before: candidate.row,
            graphone,
            places,
            likely,
            stressed: before.stressed || self.model.graphones[usize::from(graphone)].stressed,
        }
    }

    /// The sounds of the likeliest row with the end of the word behind it; stressed ones first.
    fn best(&mut self, ends: Range<usize>) -> Option<String> {
        let mut best: Option<(bool, f32, usize)> = None;
        for row in ends {
            self.weigh(row, (END, END + 1));
            let likely = self.rows[row].likely * self.likely(END);
            let stressed = self.rows[row].stressed;
            if best.is_none_or(|(s, l, _)| (s, l) < (stressed, likely)) {
                best = Some((stressed, likely, row));
            }
        }
        let mut at = best?.2;
        let mut sounds = vec![];
        while at != 0 {
            let row = &self.rows[at];
            sounds.push(
                self.model.graphones[usize::from(row.graphone)]
                    .sounds
                    .as_str(),
            );
            at = row.before;
        }
        sounds.reverse();
        Some(sounds.concat())
    }
}
