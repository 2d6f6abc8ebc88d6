//! An n-gram model of graphones: modified Kneser-Ney smoothing, pruned by relative entropy.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Bits of a graphone's number in a key.
const BITS: u32 = 12;

/// The end of a word.
pub const END: u16 = 0;
/// The start of a word.
pub const START: u16 = 1;

/// Graphones in a row, the last one in the lowest bits.
pub type Key = u128;

/// A fast hash of keys; the numbers are not hostile.
#[derive(Default)]
pub struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u128(&mut self, key: u128) {
        let mut x = (key as u64) ^ ((key >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        self.0 = x ^ (x >> 31);
    }
}

pub type Map<V> = HashMap<Key, V, BuildHasherDefault<Mix>>;

pub fn last(key: Key) -> u16 {
    (key & ((1 << BITS) - 1)) as u16
}

/// The key without its last graphone.
pub fn context(key: Key) -> Key {
    key >> BITS
}

/// The key of length `n` without its first graphone.
pub fn suffix(key: Key, n: usize) -> Key {
    key & ((1 << (BITS * (n as u32 - 1))) - 1)
}

pub fn extend(key: Key, graphone: u16) -> Key {
    key << BITS | Key::from(graphone)
}

fn first(key: Key, n: usize) -> u16 {
    last(key >> (BITS * (n as u32 - 1)))
}

/// Probabilities (natural logarithm) by order, and the backoff weights of contexts.
pub struct Model {
    pub order: usize,
    /// `probs[n - 1]` has the n-grams.
    pub probs: Vec<Map<f32>>,
    /// `backoffs[n - 1]` has the contexts of length n.
    pub backoffs: Vec<Map<f32>>,
    counts: Vec<Map<u32>>,
    tokens: f64,
}

/// The discounts of n-grams seen once, twice, and more often.
fn discounts(counts: &Map<u32>) -> [f64; 3] {
    let mut n = [0f64; 5];
    for c in counts.values() {
        if (1..=4).contains(c) {
            n[*c as usize] += 1.0;
        }
    }
    let y = n[1] / (n[1] + 2.0 * n[2]).max(1.0);
    let d = |k: usize| k as f64 - (k as f64 + 1.0) * y * n[k + 1] / n[k].max(1.0);
    [
        d(1).clamp(0.1, 1.0),
        d(2).clamp(0.2, 1.9),
        d(3).clamp(0.3, 2.8),
    ]
}

impl Model {
    /// The model of words, each a row of graphones without start and end.
    pub fn train(words: &[Vec<u16>], order: usize, graphones: usize) -> Self {
        let counts = count(words, order);
        let tokens = words.iter().map(|w| w.len() as f64 + 1.0).sum();
        let mut model = Self {
            order,
            probs: vec![],
            backoffs: vec![],
            counts: vec![],
            tokens,
        };
        for n in 1..=order {
            let adjusted = if n == order {
                counts[n - 1].clone()
            } else {
                continuation(&counts[n - 1], &counts[n], n)
            };
            model.add_order(n, &adjusted, graphones);
        }
        model.counts = counts;
        model
    }

    fn add_order(&mut self, n: usize, counts: &Map<u32>, graphones: usize) {
        let discount = discounts(counts);
        let mut totals: Map<(f64, f64)> = Map::default();
        for (key, c) in counts {
            let entry = totals.entry(context(*key)).or_default();
            entry.0 += f64::from(*c);
            entry.1 += discount[(*c as usize).min(3) - 1];
        }
        let mut probs: Map<f32> = Map::default();
        for (key, c) in counts {
            let (total, taken) = totals[&context(*key)];
            let lower = if n == 1 {
                1.0 / graphones as f64
            } else {
                f64::from(self.probs[n - 2][&suffix(*key, n)]).exp()
            };
            let own = f64::from(*c) - discount[(*c as usize).min(3) - 1];
            probs.insert(*key, ((own + taken * lower) / total).ln() as f32);
        }
        if n > 1 {
            let backoffs = totals
                .iter()
                .map(|(key, (total, taken))| (*key, (taken / total).ln() as f32));
            self.backoffs.push(backoffs.collect());
        }
        self.probs.push(probs);
    }

    /// The logarithm of the probability of the last graphone of an n-gram behind the others.
    fn log_prob(&self, key: Key, n: usize) -> f64 {
        if let Some(p) = self.probs[n - 1].get(&key) {
            return f64::from(*p);
        }
        if n == 1 {
            return -20.0;
        }
        let back = self.backoffs[n - 2]
            .get(&context(key))
            .copied()
            .unwrap_or(0.0);
        f64::from(back) + self.log_prob(suffix(key, n), n - 1)
    }

    /// Takes out the n-grams that change the model by less than `threshold`, longest first.
    pub fn prune(&mut self, threshold: f64) {
        for n in (2..=self.order).rev() {
            let mut by_context: Map<Vec<Key>> = Map::default();
            for key in self.probs[n - 1].keys() {
                by_context.entry(context(*key)).or_default().push(*key);
            }
            let longer: Map<()> = self
                .probs
                .get(n)
                .map(|p| p.keys().map(|k| (context(*k), ())).collect())
                .unwrap_or_default();
            for (history, mut keys) in by_context {
                keys.sort_unstable();
                self.prune_context(n, history, &keys, &longer, threshold);
            }
        }
    }

    fn prune_context(
        &mut self,
        n: usize,
        history: Key,
        keys: &[Key],
        longer: &Map<()>,
        threshold: f64,
    ) {
        let p = |m: &Self, k: Key| f64::from(m.probs[n - 1][&k]).exp();
        let lower = |m: &Self, k: Key| m.log_prob(suffix(k, n), n - 1).exp();
        let seen: f64 = keys.iter().map(|k| p(self, *k)).sum();
        let seen_lower: f64 = keys.iter().map(|k| lower(self, *k)).sum();
        let (left, left_lower) = ((1.0 - seen).max(1e-6), (1.0 - seen_lower).max(1e-6));
        let weight = left / left_lower;
        // A word starts as often as it ends.
        let counted = if history == Key::from(START) {
            Key::from(END)
        } else {
            history
        };
        let starts = f64::from(self.counts[n - 2].get(&counted).copied().unwrap_or(1));
        let share = starts / self.tokens;
        let mut kept = vec![];
        for key in keys {
            let (own, low) = (p(self, *key), lower(self, *key));
            let new_weight = (left + own) / (left_lower + low);
            let change =
                own * ((low * new_weight).ln() - own.ln()) + left * (new_weight.ln() - weight.ln());
            let loss = -share * change;
            if longer.contains_key(key) || loss > threshold {
                kept.push(*key);
            } else {
                self.probs[n - 1].remove(key);
            }
        }
        if kept.is_empty() {
            self.backoffs[n - 2].remove(&history);
            return;
        }
        let seen: f64 = kept.iter().map(|k| p(self, *k)).sum();
        let seen_lower: f64 = kept.iter().map(|k| lower(self, *k)).sum();
        let weight = (1.0 - seen).max(1e-6) / (1.0 - seen_lower).max(1e-6);
        self.backoffs[n - 2].insert(history, weight.ln().clamp(-15.0, 0.0) as f32);
    }

    pub fn size(&self) -> usize {
        self.probs.iter().map(HashMap::len).sum()
    }
}

fn count(words: &[Vec<u16>], order: usize) -> Vec<Map<u32>> {
    let mut counts: Vec<Map<u32>> = vec![Map::default(); order];
    for word in words {
        let mut row = vec![START];
        row.extend(word);
        row.push(END);
        for end in 1..row.len() {
            for n in 1..=order.min(end + 1) {
                let key = row[end + 1 - n..=end].iter().fold(0, |k, g| extend(k, *g));
                *counts[n - 1].entry(key).or_default() += 1;
            }
        }
    }
    counts
}

/// How many different graphones stand before an n-gram; at the start of words how often it is.
fn continuation(counts: &Map<u32>, longer: &Map<u32>, n: usize) -> Map<u32> {
    let mut different: Map<u32> = Map::default();
    for key in longer.keys() {
        *different.entry(suffix(*key, n + 1)).or_default() += 1;
    }
    counts
        .iter()
        .map(|(key, c)| {
            let c = if first(*key, n) == START {
                *c
            } else {
                different[key]
            };
            (*key, c)
        })
        .collect()
}
