//! Which letters of a word are said as which sounds: expectation maximisation over graphones.

/// The most letters and sounds of one graphone.
const LONGEST: usize = 2;

/// A word of the training: input symbols and sounds, both as small numbers.
#[derive(Debug, Clone)]
pub struct Pair {
    pub letters: Vec<u8>,
    pub sounds: Vec<u8>,
}

/// Letters and sounds that belong together: up to two of each.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Graphone {
    pub letters: Vec<u8>,
    pub sounds: Vec<u8>,
}

/// The steps that an alignment may take: (letters, sounds).
pub type Steps = &'static [(usize, usize)];

/// Probabilities of all graphones, in a table that is indexed by letters and sounds.
pub struct Aligner {
    steps: Steps,
    letters: usize,
    sounds: usize,
    table: Vec<f32>,
}

impl Aligner {
    /// An aligner that takes all steps of `steps` for equally likely.
    pub fn new(steps: Steps, letters: usize, sounds: usize) -> Self {
        // Number 0 stands for "none" in the index.
        let (letters, sounds) = (letters + 1, sounds + 1);
        let size = letters * letters * sounds * sounds;
        Self {
            steps,
            letters,
            sounds,
            table: vec![1.0; size],
        }
    }

    fn index(&self, letters: &[u8], sounds: &[u8]) -> usize {
        let number =
            |s: &[u8], base: usize| s.iter().fold(0, |n, c| n * base + usize::from(*c) + 1);
        number(letters, self.letters) * self.sounds * self.sounds + number(sounds, self.sounds)
    }

    /// One pass over all pairs; returns the log-likelihood before it.
    pub fn learn(&mut self, pairs: &[Pair]) -> f64 {
        let mut counts = vec![0f32; self.table.len()];
        let mut likelihood = 0.0;
        for pair in pairs {
            likelihood += self.count(pair, &mut counts);
        }
        let total: f64 = counts.iter().map(|c| f64::from(*c)).sum();
        self.table = counts
            .iter()
            .map(|c| (f64::from(*c) / total) as f32)
            .collect();
        likelihood
    }

    /// Adds the expected graphones of one pair.
    fn count(&self, pair: &Pair, counts: &mut [f32]) -> f64 {
        let (m, n) = (pair.letters.len(), pair.sounds.len());
        let at = |i: usize, j: usize| i * (n + 1) + j;
        let mut forward = vec![0f64; (m + 1) * (n + 1)];
        let mut backward = forward.clone();
        forward[0] = 1.0;
        backward[at(m, n)] = 1.0;
        for i in 0..=m {
            for j in 0..=n {
                let here = forward[at(i, j)];
                if here == 0.0 {
                    continue;
                }
                self.each(pair, i, j, |a, b, p, _| forward[at(a, b)] += here * p);
            }
        }
        let whole = forward[at(m, n)];
        if whole <= 0.0 {
            return 0.0;
        }
        for i in (0..=m).rev() {
            for j in (0..=n).rev() {
                let mut sum = backward[at(i, j)];
                self.each(pair, i, j, |a, b, p, _| sum += p * backward[at(a, b)]);
                backward[at(i, j)] = sum;
                let here = forward[at(i, j)];
                self.each(pair, i, j, |a, b, p, index| {
                    counts[index] += (here * p * backward[at(a, b)] / whole) as f32;
                });
            }
        }
        whole.ln()
    }

    /// Calls `f(i, j, probability, index)` for the ends of all steps from `i`, `j`.
    fn each(&self, pair: &Pair, i: usize, j: usize, mut f: impl FnMut(usize, usize, f64, usize)) {
        for (dl, ds) in self.steps {
            let (a, b) = (i + dl, j + ds);
            if a <= pair.letters.len() && b <= pair.sounds.len() {
                let index = self.index(&pair.letters[i..a], &pair.sounds[j..b]);
                let p = self.table[index];
                if p > 0.0 {
                    f(a, b, f64::from(p), index);
                }
            }
        }
    }

    /// The likeliest alignment of a pair, where there is one.
    pub fn best(&self, pair: &Pair) -> Option<Vec<Graphone>> {
        let (m, n) = (pair.letters.len(), pair.sounds.len());
        let at = |i: usize, j: usize| i * (n + 1) + j;
        let mut score = vec![f64::NEG_INFINITY; (m + 1) * (n + 1)];
        let mut from = vec![(0, 0); score.len()];
        score[0] = 0.0;
        for i in 0..=m {
            for j in 0..=n {
                let here = score[at(i, j)];
                if here == f64::NEG_INFINITY {
                    continue;
                }
                self.each(pair, i, j, |a, b, p, _| {
                    let s = here + p.ln();
                    if s > score[at(a, b)] {
                        score[at(a, b)] = s;
                        from[at(a, b)] = (i, j);
                    }
                });
            }
        }
        if score[at(m, n)] == f64::NEG_INFINITY {
            return None;
        }
        let (mut i, mut j) = (m, n);
        let mut graphones = vec![];
        while (i, j) != (0, 0) {
            let (a, b) = from[at(i, j)];
            graphones.push(Graphone {
                letters: pair.letters[a..i].to_vec(),
                sounds: pair.sounds[b..j].to_vec(),
            });
            (i, j) = (a, b);
        }
        graphones.reverse();
        Some(graphones)
    }

    /// Takes out all graphones that `keep` does not want.
    pub fn retain(&mut self, kept: &[Graphone]) {
        debug_assert!(kept.iter().all(|g| g.letters.len() <= LONGEST));
        let mut table = vec![0f32; self.table.len()];
        for graphone in kept {
            let index = self.index(&graphone.letters, &graphone.sounds);
            table[index] = self.table[index];
        }
        self.table = table;
    }
}
