//! The flow as its definition says it, in double precision, one sum at a time.

use super::super::read::{RawCoupling, Shape};
use crate::speech::piper::kernel::testing::{Rows, add, conv};

/// The latent of a whole prior, a row a channel.
pub(super) fn run(shape: &Shape, prior: &[f32], frames: usize) -> Vec<f64> {
    let row = |row: &[f32]| row.iter().map(|value| f64::from(*value)).collect();
    let mut rows: Rows = prior.chunks(frames).map(row).collect();
    for coupling in &shape.couplings {
        let read = coupling.reads.iter().map(|channel| rows[*channel].clone());
        let mean = mean(coupling, &read.collect());
        for (channel, mean) in coupling.changes.iter().zip(mean) {
            for (value, mean) in rows[*channel].iter_mut().zip(mean) {
                *value -= mean;
            }
        }
    }
    let latent = shape.order.iter().flat_map(|channel| &rows[*channel]);
    latent.copied().collect()
}

/// What the wave net of a coupling makes.
fn mean(coupling: &RawCoupling, read: &Rows) -> Rows {
    let mut hidden = conv(&coupling.pre, read);
    let channels = hidden.len();
    let mut sum: Option<Rows> = None;
    for layer in &coupling.layers {
        let mut acts = conv(&layer.gates, &hidden);
        let logistics = acts.split_off(channels);
        let gate = |(a, b): (&f64, &f64)| a.tanh() / (1.0 + (-b).exp());
        let gates = |(a, b): (&Vec<f64>, &Vec<f64>)| a.iter().zip(b).map(gate).collect();
        let gated = acts.iter().zip(&logistics).map(gates).collect();
        let mut ends = conv(&layer.ends, &gated);
        let last = ends.split_off(ends.len() - channels);
        sum = Some(sum.map_or(last.clone(), |sum| add(&sum, &last)));
        if !ends.is_empty() {
            hidden = add(&hidden, &ends);
        }
    }
    conv(&coupling.post, &sum.unwrap())
}
