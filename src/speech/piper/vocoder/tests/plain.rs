//! The vocoder as its definition says it, in double precision, one sum at a time.

use super::super::read::{RawConv, RawUp, Shape};

/// Values of all channels: for each a row.
type Rows = Vec<Vec<f64>>;

/// The samples of a whole latent.
pub(super) fn run(shape: &Shape, latent: &[f32], frames: usize) -> Vec<f64> {
    let rows = latent.chunks(frames);
    let rows: Rows = rows
        .map(|row| row.iter().map(|value| f64::from(*value)).collect())
        .collect();
    let mut rows = conv(&shape.pre, &rows);
    for stage in &shape.stages {
        let begin = up(&stage.up, &rows);
        let mut sum: Option<Rows> = None;
        for block in &stage.blocks {
            let mut value = begin.clone();
            for step in block {
                let made = step
                    .iter()
                    .fold(value.clone(), |rows, raw| conv(raw, &rows));
                value = add(&value, &made);
            }
            sum = Some(sum.map_or(value.clone(), |sum| add(&sum, &value)));
        }
        rows = sum.unwrap();
        for value in rows.iter_mut().flatten() {
            *value /= stage.divisor.map_or(1.0, f64::from);
        }
    }
    let samples = conv(&shape.post, &rows).remove(0);
    samples.iter().map(|sample| sample.tanh()).collect()
}

fn add(a: &Rows, b: &Rows) -> Rows {
    let sum = |(a, b): (&Vec<f64>, &Vec<f64>)| a.iter().zip(b).map(|(a, b)| a + b).collect();
    a.iter().zip(b).map(sum).collect()
}

fn rectify(slope: Option<f32>, value: f64) -> f64 {
    match slope {
        Some(slope) if value < 0.0 => value * f64::from(slope),
        _ => value,
    }
}

fn bias(bias: &[f32], channel: usize) -> f64 {
    bias.get(channel).map_or(0.0, |bias| f64::from(*bias))
}

fn conv(raw: &RawConv, input: &Rows) -> Rows {
    let [outputs, inputs, taps] = raw.shape;
    let length = input[0].len();
    let side = taps / 2 * raw.dilation;
    let output = |output: usize, at: usize| {
        let mut sum = bias(&raw.bias, output);
        for (from, row) in input.iter().enumerate().take(inputs) {
            for tap in 0..taps {
                let place = (at + tap * raw.dilation).checked_sub(side);
                let value = place.and_then(|place| row.get(place)).copied();
                let weight = f64::from(raw.weight(output, from, tap));
                sum += weight * rectify(raw.slope, value.unwrap_or(0.0));
            }
        }
        sum
    };
    (0..outputs)
        .map(|to| (0..length).map(|at| output(to, at)).collect())
        .collect()
}

/// Every input adds the whole kernel to the outputs, `stride` further on for each.
fn up(raw: &RawUp, input: &Rows) -> Rows {
    let [inputs, outputs, kernel] = raw.shape;
    let length = input[0].len() * raw.stride;
    let mut rows: Rows = (0..outputs)
        .map(|output| vec![bias(&raw.bias, output); length])
        .collect();
    for (from, values) in input.iter().enumerate().take(inputs) {
        for (at, value) in values.iter().enumerate() {
            for (to, row) in rows.iter_mut().enumerate() {
                for place in 0..kernel {
                    let output = (at * raw.stride + place).checked_sub(raw.padding);
                    if let Some(output) = output.and_then(|output| row.get_mut(output)) {
                        let weight = f64::from(raw.weight(from, to, place));
                        *output += weight * rectify(raw.slope, *value);
                    }
                }
            }
        }
    }
    rows
}
