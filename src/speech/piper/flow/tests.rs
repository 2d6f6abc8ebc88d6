//! The flow against an obviously right one, against itself in slices, and against the runtime
//! that it stands in for.

pub(super) mod made_up;
mod plain;
mod real;

use proptest::prelude::*;
use pulp::Arch;

use super::super::kernel::LatentView;
use super::super::kernel::testing::{bits, instruction_sets};
use super::Flow;
use made_up::{MadeUp, prior, shape};

/// Made-up flows, each with something that the others do not have.
const MADE_UP: [MadeUp; 5] = [
    // Like a medium voice, but smaller.
    MadeUp {
        halves: (16, 16),
        hidden: 32,
        layers: &[(5, 1), (5, 1), (5, 1)],
        couplings: 4,
        biased: true,
    },
    // Channels that fill no group, other taps, halves of different sizes, an odd number of
    // couplings.
    MadeUp {
        halves: (5, 19),
        hidden: 20,
        layers: &[(3, 1), (7, 2)],
        couplings: 3,
        biased: true,
    },
    // A wave net of a single layer, without biases.
    MadeUp {
        halves: (4, 4),
        hidden: 6,
        layers: &[(5, 1)],
        couplings: 2,
        biased: false,
    },
    // Taps that have no fast form, and hardly see beyond their own frame.
    MadeUp {
        halves: (3, 2),
        hidden: 17,
        layers: &[(1, 1), (9, 1), (1, 1)],
        couplings: 2,
        biased: true,
    },
    // Dilated further from layer to layer, as wave nets can be.
    MadeUp {
        halves: (8, 8),
        hidden: 16,
        layers: &[(5, 1), (5, 2), (5, 4)],
        couplings: 2,
        biased: true,
    },
];

fn flow(which: usize, arch: Arch) -> Flow {
    Flow::new(&shape(&MADE_UP[which], which as u64), arch).unwrap()
}

#[test]
fn made_up_flows_make_what_the_plain_sums_say() {
    for (at, made_up) in MADE_UP.iter().enumerate() {
        let shape = shape(made_up, at as u64);
        for frames in [1, 2, 3, 41] {
            let values = prior(made_up, frames, 7);
            let view = LatentView::new(&values, shape.channels).unwrap();
            let made = flow(at, Arch::new()).run(view, 0..frames);
            let right = plain::run(&shape, &values, frames);
            assert_eq!(made.len(), right.len(), "flow {at}");
            let changed = values.iter().zip(&right);
            let changed = changed.filter(|(a, b)| (f64::from(**a) - **b).abs() > 0.01);
            assert!(
                changed.count() > right.len() / 2,
                "flow {at} changes little"
            );
            for (place, (a, b)) in made.iter().zip(&right).enumerate() {
                let apart = (f64::from(*a) - b).abs();
                assert!(
                    apart < 1e-5,
                    "flow {at}, {frames} frames, value {place}: {apart}"
                );
            }
        }
    }
}

#[test]
fn every_instruction_set_makes_the_same_bits() {
    for (at, made_up) in MADE_UP.iter().enumerate() {
        let values = prior(made_up, 23, 3);
        let view = LatentView::new(&values, made_up.channels()).unwrap();
        let right = bits(&flow(at, Arch::Scalar).run(view, 0..23));
        for (name, arch) in instruction_sets() {
            let made = bits(&flow(at, arch).run(view, 0..23));
            assert!(made == right, "flow {at} differs with {name}");
        }
    }
}

#[test]
fn a_slice_outside_of_the_prior_is_cut_and_a_strange_prior_makes_nothing() {
    let flow = flow(0, Arch::new());
    let values = prior(&MADE_UP[0], 6, 1);
    let view = LatentView::new(&values, 32).unwrap();
    assert_eq!(flow.channels(), 32);
    assert_eq!(flow.run(view, 4..9), flow.run(view, 4..6));
    for empty in [6..9, 3..3] {
        assert!(flow.run(view, empty).is_empty());
    }
    let strange = LatentView::new(&values, 16).unwrap();
    assert!(flow.run(strange, 0..6).is_empty());
    let part = view.part_of(100, 200).unwrap();
    assert!(
        flow.run(part, 100..106).is_empty(),
        "needs more than it has"
    );
}

/// The rows of `frames` frames, `part` of each.
fn cut(values: &[f32], frames: usize, part: std::ops::Range<usize>) -> Vec<f32> {
    let rows = values.chunks(frames);
    rows.flat_map(|row| &row[part.clone()]).copied().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// A slice is what the whole has there, to the bit, made of no more than it says it needs.
    #[test]
    fn any_slice_is_a_part_of_the_whole(
        which in 0..MADE_UP.len(),
        frames in 1usize..90,
        ends in (0usize..90, 0usize..90),
    ) {
        let flow = flow(which, Arch::new());
        let values = prior(&MADE_UP[which], frames, 11);
        let (from, to) = (ends.0.min(ends.1).min(frames), ends.0.max(ends.1).min(frames));
        let view = LatentView::new(&values, flow.channels()).unwrap();
        let whole = flow.run(view, 0..frames);
        let right = cut(&whole, frames, from..to);
        prop_assert_eq!(bits(&flow.run(view, from..to)), bits(&right));
        if from < to {
            let needs = flow.needs(&(from..to), frames);
            let seen = cut(&values, frames, needs.clone());
            let part = LatentView::new(&seen, flow.channels()).unwrap();
            let part = part.part_of(needs.start, frames).unwrap();
            prop_assert_eq!(bits(&flow.run(part, from..to)), bits(&right));
        }
    }
}

#[test]
fn tiles_stand_so_that_a_slice_needs_no_more_than_it_depends_on() {
    // Twelve layers of five taps see two frames each on either side.
    let needs = flow(0, Arch::new()).needs(&(200..224), 1000);
    assert_eq!(needs, 200 - 24..224 + 24);
}
