//! Writes the model; the format is described where it is read, in `src/phoneme/model/file.rs`.

use crate::align::Graphone;
use crate::ngram::{Key, Map, Model, context, last};
use crate::sounds::Sounds;

const PROBABILITIES: usize = 64;
const BACKOFFS: usize = 256;

/// The file of two models whose graphones are numbered from 2.
pub fn file(models: &[Model], graphones: &[Graphone], sounds: &Sounds) -> Vec<u8> {
    let mut out = b"ALG2P1".to_vec();
    out.extend((graphones.len() as u16 + 2).to_le_bytes());
    // The end and the start of words.
    out.extend([0; 4]);
    for graphone in graphones {
        let said: String = graphone.sounds.iter().map(|s| sounds.name(*s)).collect();
        out.push(graphone.letters[0] + b'a');
        out.push(said.len() as u8);
        out.extend(said.as_bytes());
    }
    for model in models {
        tree(&mut out, model, graphones.len());
    }
    out
}

fn tree(out: &mut Vec<u8>, model: &Model, graphones: usize) {
    let prices = codes::<PROBABILITIES>(&model.probs);
    let backoffs = codes::<BACKOFFS>(&model.backoffs);
    out.push(model.order as u8);
    for price in prices.iter().chain(&backoffs) {
        out.extend((-price).exp().min(1.0).to_le_bytes());
    }
    for n in 1..=model.order {
        level(out, model, n, &prices, &backoffs, graphones);
    }
}

/// Writes the n-grams, sorted, so that those with the same beginning stand together.
fn level(
    out: &mut Vec<u8>,
    model: &Model,
    n: usize,
    prices: &[f32],
    backoffs: &[f32],
    graphones: usize,
) {
    let mut keys: Vec<Key> = if n == 1 {
        (0..graphones as Key + 2).collect()
    } else {
        model.probs[n - 1].keys().copied().collect()
    };
    keys.sort_unstable();
    let mut children: Map<u32> = Map::default();
    for key in model.probs.get(n).into_iter().flat_map(Map::keys) {
        *children.entry(context(*key)).or_default() += 1;
    }
    out.extend((keys.len() as u32).to_le_bytes());
    for key in &keys {
        let price = -model.probs[n - 1].get(key).copied().unwrap_or(-30.0);
        out.extend((last(*key) << 6 | nearest(prices, price)).to_le_bytes());
        if n == model.order {
            continue;
        }
        let count = children.get(key).copied().unwrap_or(0);
        leb128(out, count);
        if count > 0 {
            let backoff = -model.backoffs[n - 1].get(key).copied().unwrap_or(0.0);
            out.push(nearest(backoffs, backoff) as u8);
        }
    }
}

fn leb128(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn nearest(codes: &[f32], number: f32) -> u16 {
    let at = codes
        .partition_point(|p| *p < number)
        .clamp(1, codes.len() - 1);
    let below = number - codes[at - 1] < codes[at] - number;
    (at - usize::from(below)) as u16
}

/// The numbers that stand for all others with the least error, as prices (Lloyd's algorithm).
fn codes<const N: usize>(maps: &[Map<f32>]) -> [f32; N] {
    let mut all: Vec<f32> = maps.iter().flat_map(Map::values).map(|p| -p).collect();
    all.sort_by(f32::total_cmp);
    let mut codes: [f32; N] =
        std::array::from_fn(|i| all[(i * 2 + 1) * all.len() / (2 * N)] + i as f32 * 1e-5);
    // The dearest one stands for what is nearly impossible.
    codes[N - 1] = all[all.len() - 1];
    for _ in 0..60 {
        let mut sums = [(0f64, 0f64); N];
        for number in &all {
            let sum = &mut sums[usize::from(nearest(&codes, *number))];
            sum.0 += f64::from(*number);
            sum.1 += 1.0;
        }
        for (code, (sum, count)) in codes.iter_mut().zip(sums) {
            if count > 0.0 {
                *code = (sum / count) as f32;
            }
        }
    }
    codes
}
