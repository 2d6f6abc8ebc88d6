//! The text encoder and the durations against obviously right ones, and against the runtime that they
//! stand in for.

pub(super) mod made_up;
mod plain;
mod real;

use pulp::Arch;

use super::super::kernel::RawNorm;
use super::super::kernel::testing::{Numbers, bits, instruction_sets};
use super::{Tempo, Text};
use made_up::{MadeUp, shape};

/// Made-up models, each with something that the others do not have.
const MADE_UP: [MadeUp; 4] = [
    // Like a medium voice, but smaller.
    MadeUp {
        heads: 2,
        size: 16,
        near: 9,
        wide: 64,
        taps: 3,
        layers: 2,
        flows: 3,
    },
    // One head of several planes, taps that have no fast form, an even number of steps.
    MadeUp {
        heads: 1,
        size: 48,
        near: 5,
        wide: 20,
        taps: 1,
        layers: 1,
        flows: 2,
    },
    // Nothing but the symbol itself is near; a single step.
    MadeUp {
        heads: 3,
        size: 16,
        near: 1,
        wide: 16,
        taps: 5,
        layers: 3,
        flows: 1,
    },
    // So many weights in a convolution that it is done with fewer points.
    MadeUp {
        heads: 1,
        size: 48,
        near: 9,
        wide: 1408,
        taps: 3,
        layers: 1,
        flows: 1,
    },
];

const TEMPO: Tempo = Tempo {
    length: 1.25,
    noise: 0.8,
};

fn text(which: usize, arch: Arch) -> Text {
    Text::new(&shape(&MADE_UP[which], which as u64), arch).unwrap()
}

fn ids(symbols: usize) -> Vec<i32> {
    let id = |at| (at * 7 % made_up::SYMBOLS) as i32;
    (0..symbols).map(id).collect()
}

#[test]
fn made_up_models_say_what_the_definition_says() {
    for (at, made_up) in MADE_UP.iter().enumerate() {
        let shape = shape(made_up, at as u64);
        // Fewer than are near, a whole group, and more than one.
        for symbols in [1, 3, 16, 37] {
            let noise = Numbers(9).some(2 * symbols, 2.0);
            let (frames, sounds) =
                text(at, Arch::new()).encode_and_time(&ids(symbols), &noise, TEMPO);
            let right = plain::run(&shape, &ids(symbols), &noise, TEMPO);
            let about = format!("model {at}, {symbols} symbols");
            within(1e-4, &sounds.mean, &right.mean, &about);
            within(1e-4, &sounds.deviation, &right.deviation, &about);
            within(2e-3, &frames, &right.frames, &about);
            let different = right
                .frames
                .windows(2)
                .any(|two| (two[0] - two[1]).abs() > 0.01);
            assert!(different || symbols == 1, "{about}: all take as long");
        }
    }
}

/// Asserts that no value is further from the right one than `most`, as a part of it where it is large.
#[track_caller]
fn within(most: f64, made: &[f32], right: &[f64], about: &str) {
    assert_eq!(made.len(), right.len(), "{about}");
    for (place, (made, right)) in made.iter().zip(right).enumerate() {
        let apart = (f64::from(*made) - right).abs() / right.abs().max(1.0);
        assert!(apart <= most, "{about}, value {place}: {made}, not {right}");
    }
}

#[test]
fn every_instruction_set_says_the_same_bits() {
    for at in 0..MADE_UP.len() {
        let noise = Numbers(4).some(2 * 29, 1.5);
        let said = |arch| {
            let (frames, sounds) = text(at, arch).encode_and_time(&ids(29), &noise, TEMPO);
            [bits(&frames), bits(&sounds.mean), bits(&sounds.deviation)]
        };
        let right = said(Arch::Scalar);
        for (name, arch) in instruction_sets() {
            assert!(said(arch) == right, "model {at} differs with {name}");
        }
    }
}

#[test]
fn memory_that_is_used_again_changes_nothing() {
    let text = text(0, Arch::new());
    let said = |symbols| bits(&text.encode(&ids(symbols)).mean);
    let (short, long) = (said(5), said(40));
    assert!(said(5) == short && said(40) == long);
}

#[test]
fn a_symbol_that_the_model_does_not_know_does_no_harm() {
    let sounds = text(0, Arch::new()).encode(&[-1, i32::MAX, 2]);
    assert!(sounds.mean.iter().all(|value| value.is_finite()));
}

/// What is done to a shape.
type Change = fn(&mut super::read::Shape);

#[test]
fn models_of_other_shapes_are_refused() {
    let odd = |change: Change| {
        let mut shape = shape(&MADE_UP[0], 0);
        change(&mut shape);
        Text::new(&shape, Arch::new()).err()
    };
    let cases: [(&str, Change); 6] = [
        ("channels that fill no group", |it| it.channels = 24),
        ("a head that does not divide them", |it| {
            it.layers[0].near[0].size = 17;
        }),
        ("more distances than a group has", |it| {
            it.layers[0].near[0].count = 17;
        }),
        ("a normalisation of other channels", |it| {
            it.layers[1].norms[0] = RawNorm {
                scale: vec![1.0; 16],
                shift: vec![0.0; 16],
            };
        }),
        ("curves of other pieces", |it| {
            it.durations.flows[0].post.shape[0] = 32;
        }),
        ("no step at all", |it| it.durations.flows.clear()),
    ];
    for (what, change) in cases {
        assert!(odd(change).is_some(), "{what}");
    }
}
