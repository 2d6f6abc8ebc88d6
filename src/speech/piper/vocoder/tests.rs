//! The kernel against an obviously right one, against itself in slices, and against the runtime
//! that it stands in for.

pub(super) mod made_up;
mod plain;
mod real;

use proptest::prelude::*;
use pulp::Arch;

use super::super::kernel::LatentView;
use super::super::kernel::testing::{bits, instruction_sets};
use super::Vocoder;
use made_up::{MadeUp, latent, shape};

/// Made-up vocoders, each with something that the others do not have.
const MADE_UP: [MadeUp; 5] = [
    // Like a medium voice: fast convolutions of all three lengths.
    MadeUp {
        channels: &[16, 32, 16],
        ups: &[(4, 8)],
        blocks: &[(3, &[1, 2]), (5, &[2, 6]), (7, &[3, 12])],
        pairs: false,
    },
    // Channels that fill no group, an odd stride, two stages, one of whose kernels is no
    // multiple of its stride.
    MadeUp {
        channels: &[5, 20, 17, 9],
        ups: &[(3, 3), (2, 6)],
        blocks: &[(3, &[1]), (7, &[2, 5])],
        pairs: false,
    },
    // Like a high-quality voice: steps of two convolutions, and lengths that have no fast form.
    MadeUp {
        channels: &[8, 16, 16],
        ups: &[(2, 4)],
        blocks: &[(3, &[1, 3, 5]), (11, &[1, 3])],
        pairs: true,
    },
    // A kernel of one place, a single block that nothing divides.
    MadeUp {
        channels: &[4, 4, 4],
        ups: &[(8, 16)],
        blocks: &[(1, &[1])],
        pairs: false,
    },
    // A kernel of nine, dilated so far that hardly a tile is whole.
    MadeUp {
        channels: &[33, 18, 34],
        ups: &[(5, 7)],
        blocks: &[(9, &[4]), (5, &[9])],
        pairs: true,
    },
];

#[test]
fn made_up_vocoders_sound_as_the_plain_sums_say() {
    for (at, made_up) in MADE_UP.iter().enumerate() {
        let shape = shape(made_up, at as u64);
        for frames in [1, 2, 23] {
            let values = latent(made_up.channels[0], frames, 7);
            let view = LatentView::new(&values, made_up.channels[0]).unwrap();
            let heard = Vocoder::new(&shape, Arch::new()).run(view, 0..frames, 1);
            let right = plain::run(&shape, &values, frames);
            assert_eq!(heard.len(), right.len(), "vocoder {at}");
            let loudest = right.iter().fold(0.0f64, |most, x| most.max(x.abs()));
            assert!(loudest > 0.02, "vocoder {at} is silent: {loudest}");
            for (sample, (a, b)) in heard.iter().zip(&right).enumerate() {
                let apart = (f64::from(*a) - b).abs();
                assert!(
                    apart < 2e-6,
                    "vocoder {at}, {frames} frames, sample {sample}: {apart}"
                );
            }
        }
    }
}

#[test]
fn every_instruction_set_makes_the_same_bits() {
    for (at, made_up) in MADE_UP.iter().enumerate() {
        let shape = shape(made_up, at as u64);
        let values = latent(made_up.channels[0], 9, 3);
        let view = LatentView::new(&values, made_up.channels[0]).unwrap();
        let run = |arch| bits(&Vocoder::new(&shape, arch).run(view, 0..9, 1));
        let right = run(Arch::Scalar);
        for (name, arch) in instruction_sets() {
            assert!(run(arch) == right, "vocoder {at} differs with {name}");
        }
    }
}

#[test]
fn a_slice_outside_of_the_latent_is_cut_and_a_strange_latent_gives_no_sound() {
    let vocoder = Vocoder::new(&shape(&MADE_UP[0], 1), Arch::new());
    let values = latent(16, 6, 1);
    let view = LatentView::new(&values, 16).unwrap();
    assert_eq!((vocoder.channels(), vocoder.hop()), (16, 4));
    assert_eq!(vocoder.run(view, 4..9, 1), vocoder.run(view, 4..6, 2));
    for empty in [6..9, 3..3] {
        assert!(vocoder.run(view, empty, 2).is_empty());
    }
    let strange = LatentView::new(&values, 8).unwrap();
    assert!(vocoder.run(strange, 0..6, 1).is_empty());
    assert!(
        LatentView::new(&values, 7).is_none(),
        "rows of equal length"
    );
    assert!(LatentView::new(&values, 0).is_none(), "no rows");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A slice is what the whole has there, to the bit, whoever computes it.
    #[test]
    fn any_slice_on_any_threads_is_a_part_of_the_whole(
        which in 0..MADE_UP.len(),
        frames in 1usize..60,
        ends in (0usize..60, 0usize..60),
        threads in 1usize..5,
    ) {
        let made_up = &MADE_UP[which];
        let vocoder = Vocoder::new(&shape(made_up, which as u64), Arch::new());
        let values = latent(made_up.channels[0], frames, 11);
        let view = LatentView::new(&values, made_up.channels[0]).unwrap();
        let (from, to) = (ends.0.min(ends.1).min(frames), ends.0.max(ends.1).min(frames));
        let whole = vocoder.run(view, 0..frames, 1);
        let slice = vocoder.run(view, from..to, threads);
        let hop = vocoder.hop();
        prop_assert_eq!(bits(&slice), bits(&whole[from * hop..to * hop]));
    }
}
