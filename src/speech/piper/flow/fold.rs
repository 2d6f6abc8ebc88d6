//! Convolutions put together before anything is run, so that there is less to run.
//!
//! Nothing but sums stands between some of a coupling's convolutions, and several in a row are one
//! of other weights: the first two of its wave net, and the last of each layer with the last of all.

use super::super::kernel::RawConv;
use super::super::kernel::line::{LANES, groups};

/// The outputs `from` on of a convolution, as many as `count`.
pub(super) fn part(raw: &RawConv, from: usize, count: usize) -> RawConv {
    let [_, inputs, taps] = raw.shape;
    let size = inputs * taps;
    RawConv {
        shape: [count, inputs, taps],
        weights: raw.weights[from * size..][..count * size].to_vec(),
        bias: raw.bias.iter().skip(from).take(count).copied().collect(),
        dilation: raw.dilation,
        slope: None,
    }
}

/// A convolution whose channels were moved: the one at each place of `outputs` and `inputs` stands
/// there now, where there is one.
pub(super) fn moved(raw: &RawConv, outputs: &[Option<usize>], inputs: &[usize]) -> RawConv {
    let taps = raw.shape[2];
    let mut weights = Vec::with_capacity(outputs.len() * inputs.len() * taps);
    for output in outputs {
        for input in inputs {
            let weight = |tap| output.map_or(0.0, |output| raw.weight(output, *input, tap));
            weights.extend((0..taps).map(weight));
        }
    }
    let bias = |output: &Option<usize>| output.and_then(|it| raw.bias.get(it)).copied();
    RawConv {
        shape: [outputs.len(), inputs.len(), taps],
        weights,
        bias: outputs
            .iter()
            .map(|it| bias(it).unwrap_or_default())
            .collect(),
        dilation: raw.dilation,
        slope: None,
    }
}

/// The places of twice `half` channels, of which each half begins a group of its own.
pub(super) fn in_halves(half: usize) -> Vec<Option<usize>> {
    let place = |at: usize| {
        let (which, at) = (at / (groups(half) * LANES), at % (groups(half) * LANES));
        (at < half).then_some(which * half + at)
    };
    (0..2 * groups(half) * LANES).map(place).collect()
}

/// Two convolutions in a row as one; the first has a single tap.
///
/// Its bias counts as if there were values beyond the ends of the sound too: see [`carried`].
pub(super) fn joined(first: &RawConv, second: &RawConv) -> RawConv {
    let [outputs, hidden, taps] = second.shape;
    let inputs = first.shape[1];
    let mut weights = vec![0.0; outputs * inputs * taps];
    let firsts: Vec<f64> = first.weights.iter().copied().map(f64::from).collect();
    let mut row = vec![0.0; inputs];
    for output in 0..outputs {
        for tap in 0..taps {
            row.fill(0.0);
            for channel in 0..hidden {
                let factor = f64::from(second.weight(output, channel, tap));
                let firsts = &firsts[channel * inputs..][..inputs];
                for (sum, weight) in row.iter_mut().zip(firsts) {
                    *sum += factor * weight;
                }
            }
            for (input, sum) in row.iter().enumerate() {
                weights[(output * inputs + input) * taps + tap] = *sum as f32;
            }
        }
    }
    let carried = carried(first, second);
    let bias = |output: usize| {
        let own = second.bias.get(output).copied().unwrap_or_default();
        let all = carried.iter().map(|tap| tap[output]).sum::<f64>();
        (f64::from(own) + all) as f32
    };
    RawConv {
        shape: [outputs, inputs, taps],
        weights,
        bias: (0..outputs).map(bias).collect(),
        dilation: second.dilation,
        slope: None,
    }
}

/// What the bias of the first of two convolutions adds to each output of the second, tap by tap.
///
/// A tap beyond the ends of the sound meets zeros there, and not this bias.
pub(super) fn carried(first: &RawConv, second: &RawConv) -> Vec<Vec<f64>> {
    let [outputs, _, taps] = second.shape;
    let sum = |output, tap| {
        let biases = first.bias.iter().enumerate();
        let product = |(channel, bias): (usize, &f32)| {
            f64::from(*bias) * f64::from(second.weight(output, channel, tap))
        };
        biases.map(product).sum()
    };
    let of_tap = |tap| (0..outputs).map(|output| sum(output, tap)).collect();
    (0..taps).map(of_tap).collect()
}

/// The convolution whose results are the same with the opposite sign.
pub(super) fn negated(mut raw: RawConv) -> RawConv {
    for value in raw.weights.iter_mut().chain(&mut raw.bias) {
        *value = -*value;
    }
    raw
}
