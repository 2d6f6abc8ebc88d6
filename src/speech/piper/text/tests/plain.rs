//! The text encoder and the durations as their definition says it, in double precision, one sum at a
//! time.

use super::super::Tempo;
use super::super::read::{RawLayer, RawNear, RawSeparable, RawStack, Shape};
use crate::speech::piper::kernel::RawNorm;
use crate::speech::piper::kernel::testing::{Rows, add, conv};
use crate::speech::piper::kernel::{RawConv, RawDepthwise};

/// What is said of a sentence; a row a channel.
pub(super) struct Said {
    pub(super) frames: Vec<f64>,
    pub(super) mean: Vec<f64>,
    pub(super) deviation: Vec<f64>,
}

/// What a model says of the symbols `ids`.
pub(super) fn run(shape: &Shape, ids: &[i32], noise: &[f32], tempo: Tempo) -> Said {
    let root = (shape.channels as f64).sqrt();
    let value = |id: &i32, channel| f64::from(shape.table[*id as usize * shape.channels + channel]);
    let row = |channel| ids.iter().map(|id| value(id, channel) * root).collect();
    let mut hidden: Rows = (0..shape.channels).map(row).collect();
    for layer in &shape.layers {
        let attended = add(&hidden, &attention(layer, &hidden));
        hidden = norm(&layer.norms[0], &attended);
        let behind = conv(&layer.narrow, &conv(&layer.wide, &hidden));
        hidden = norm(&layer.norms[1], &add(&hidden, &behind));
    }
    let mut mean = conv(&shape.ends, &hidden);
    let deviation = mean.split_off(mean.len() / 2);
    Said {
        frames: frames(shape, &hidden, noise, tempo),
        mean: mean.concat(),
        deviation: deviation.concat(),
    }
}

fn attention(layer: &RawLayer, hidden: &Rows) -> Rows {
    let [queries, keys, values, output] = &layer.attention;
    let [queries, keys, values] = [queries, keys, values].map(|it| conv(it, hidden));
    let [near_keys, near_values] = &layer.near;
    let (size, symbols) = (near_keys.size, hidden[0].len());
    let mut mixed = vec![vec![0.0; symbols]; hidden.len()];
    for head in (0..hidden.len()).step_by(size) {
        for symbol in 0..symbols {
            let score = |other: usize| {
                let product = |channel: usize| {
                    let key = keys[head + channel][other] + near(near_keys, symbol, other, channel);
                    queries[head + channel][symbol] * key
                };
                (0..size).map(product).sum::<f64>() / (size as f64).sqrt()
            };
            let weights: Vec<f64> = (0..symbols).map(|other| score(other).exp()).collect();
            let total: f64 = weights.iter().sum();
            for channel in 0..size {
                let value = |other: usize| {
                    values[head + channel][other] + near(near_values, symbol, other, channel)
                };
                let weighted = weights
                    .iter()
                    .enumerate()
                    .map(|(other, it)| it * value(other));
                mixed[head + channel][symbol] = weighted.sum::<f64>() / total;
            }
        }
    }
    conv(output, &mixed)
}

/// What is said of the distance from a symbol to another one.
fn near(near: &RawNear, symbol: usize, other: usize, channel: usize) -> f64 {
    let distance = (other + near.count / 2).checked_sub(symbol);
    let distance = distance.filter(|distance| *distance < near.count);
    distance.map_or(0.0, |it| f64::from(near.values[it * near.size + channel]))
}

fn norm(raw: &RawNorm, rows: &Rows) -> Rows {
    let mut normal = rows.clone();
    for position in 0..rows[0].len() {
        let count = rows.len() as f64;
        let mean = rows.iter().map(|row| row[position]).sum::<f64>() / count;
        let variance = rows
            .iter()
            .map(|row| (row[position] - mean).powi(2))
            .sum::<f64>()
            / count;
        for (channel, row) in normal.iter_mut().enumerate() {
            let apart = (row[position] - mean) / (variance + 1e-5).sqrt();
            let (scale, shift) = (raw.scale[channel], raw.shift[channel]);
            row[position] = apart * f64::from(scale) + f64::from(shift);
        }
    }
    normal
}

fn frames(shape: &Shape, hidden: &Rows, noise: &[f32], tempo: Tempo) -> Vec<f64> {
    let durations = &shape.durations;
    let condition = stack(&durations.condition, hidden, None);
    let row = |row: &[f32]| {
        row.iter()
            .map(|value| f64::from(value * tempo.noise))
            .collect()
    };
    let mut values: Rows = noise.chunks(noise.len() / 2).map(row).collect();
    for flow in &durations.flows {
        values.reverse();
        let curves = stack(flow, &values[..1].to_vec(), Some(&condition));
        for (symbol, value) in values[1].iter_mut().enumerate() {
            let given: Vec<f64> = curves.iter().map(|row| row[symbol]).collect();
            *value = back(&given, (shape.channels as f64).sqrt(), *value);
        }
    }
    values.reverse();
    let (shift, scale) = (durations.shift[0], durations.scale[0]);
    let log = |value: &f64| (value - f64::from(shift)) * f64::from(scale);
    let frames = values[0].iter().map(|value| log(value).exp());
    frames
        .map(|frames| frames * f64::from(tempo.length))
        .collect()
}

fn stack(raw: &RawStack, input: &Rows, condition: Option<&Rows>) -> Rows {
    let mut rows = conv(&raw.pre, input);
    if let Some(condition) = condition {
        rows = add(&rows, condition);
    }
    for layer in &raw.layers {
        rows = add(&rows, &separable(layer, &rows));
    }
    conv(&raw.post, &rows)
}

fn separable(raw: &RawSeparable, rows: &Rows) -> Rows {
    let deep = rows
        .iter()
        .enumerate()
        .map(|(channel, row)| alone(&raw.deep, channel, row));
    let deep = gelu(norm(&raw.norms[0], &deep.collect()));
    gelu(norm(&raw.norms[1], &conv(&raw.mix, &deep)))
}

/// One channel by itself.
fn alone(raw: &RawDepthwise, channel: usize, row: &[f64]) -> Vec<f64> {
    let one = RawConv {
        shape: [1, 1, raw.taps],
        weights: raw.weights[channel * raw.taps..][..raw.taps].to_vec(),
        bias: vec![raw.bias[channel]],
        dilation: raw.dilation,
        slope: None,
    };
    conv(&one, &vec![row.to_vec()]).remove(0)
}

fn gelu(mut rows: Rows) -> Rows {
    for value in rows.iter_mut().flatten() {
        *value *= 0.5 * (1.0 + libm::erf(*value / 2f64.sqrt()));
    }
    rows
}

/// Where the curve of these logits and slopes has the height `y`, found by halving.
fn back(given: &[f64], root: f64, y: f64) -> f64 {
    if !(-5.0..=5.0).contains(&y) {
        return y;
    }
    let (xs, ys) = (knots(&given[..10], root), knots(&given[10..20], root));
    let inner = given[20..].iter().map(|it| 1e-3 + it.exp().ln_1p());
    let slopes: Vec<f64> = [1.0].into_iter().chain(inner).chain([1.0]).collect();
    let height = |x: f64| {
        let piece = (0..10).rfind(|piece| xs[*piece] <= x).unwrap_or(0);
        let (width, height) = (xs[piece + 1] - xs[piece], ys[piece + 1] - ys[piece]);
        let (part, steepness) = ((x - xs[piece]) / width, height / width);
        let both = part * (1.0 - part);
        let bend = slopes[piece] + slopes[piece + 1] - 2.0 * steepness;
        let above = height * (steepness * part * part + slopes[piece] * both);
        ys[piece] + above / (steepness + bend * both)
    };
    let (mut low, mut high) = (-5.0, 5.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if height(middle) < y {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

fn knots(logits: &[f64], root: f64) -> Vec<f64> {
    let parts: Vec<f64> = logits.iter().map(|logit| (logit / root).exp()).collect();
    let total: f64 = parts.iter().sum();
    let mut knots = vec![-5.0];
    for part in parts {
        let width = 1e-3 + (1.0 - 1e-2) * part / total;
        knots.push(knots[knots.len() - 1] + 10.0 * width);
    }
    knots
}
