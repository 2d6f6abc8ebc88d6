//! The vocoder as its definition says it, in double precision, one sum at a time.

use super::super::read::Shape;
use crate::speech::piper::kernel::RawUp;
use crate::speech::piper::kernel::testing::{Rows, add, bias, conv, rectify};

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
