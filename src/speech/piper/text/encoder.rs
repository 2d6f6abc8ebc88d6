//! The text encoder: a transformer over the symbols of a sentence.

use std::ops::Range;

use pulp::Arch;

use super::super::kernel::RawNorm;
use super::super::kernel::conv::{Conv, Run, Scratch};
use super::super::kernel::line::{LANES, Line, groups};
use super::super::kernel::norm::{Norm, Then};
use super::attention::{Attention, Works as AttentionWorks};
use super::read::{RawLayer, Shape};
use super::{Sounds, all};

/// A text encoder ready to run.
pub(super) struct Encoder {
    /// For each symbol its values, as large as the encoder wants them.
    table: Vec<f32>,
    channels: usize,
    layers: Vec<Layer>,
    /// To the means and the deviations.
    ends: Conv,
    sound_channels: usize,
}

/// Attention and a network of two convolutions, both added to what they were given and normalised.
struct Layer {
    attention: Attention,
    behind_attention: Norm,
    wide: Conv,
    wide_planes: usize,
    narrow: Conv,
    behind_narrow: Norm,
}

/// The memory of one run.
#[derive(Default)]
pub(super) struct Works {
    attention: AttentionWorks,
    /// Sums that are still to be normalised.
    sums: Line,
    wide: Line,
    ends: Line,
}

impl Encoder {
    /// The encoder of these weights, or why it cannot be run here.
    pub(super) fn new(shape: &Shape) -> Result<Self, String> {
        let channels = shape.channels;
        let [ends, inputs, taps] = shape.ends.shape;
        let whole = channels.is_multiple_of(LANES) && ends.is_multiple_of(2);
        if !whole || inputs != channels || taps != 1 {
            return Err("the text encoder has another shape".into());
        }
        // As the definition has it: the table's values have a deviation of 1 over this.
        let root = (channels as f32).sqrt();
        let layers = shape.layers.iter().map(|raw| Layer::new(raw, channels));
        Ok(Self {
            table: shape.table.iter().map(|value| value * root).collect(),
            channels,
            layers: layers.collect::<Result<_, _>>()?,
            ends: Conv::new(&shape.ends),
            sound_channels: ends / 2,
        })
    }

    /// Writes what is said of the symbols `ids` to `hidden`; one that is not known is zeros.
    pub(super) fn run(
        &self,
        arch: Arch,
        ids: &[i32],
        hidden: &mut Line,
        works: &mut Works,
        scratch: &mut Scratch,
    ) {
        let span = all(ids.len());
        let margins = self.layers.iter().map(|layer| layer.wide.margin());
        let planes = groups(self.channels);
        hidden.open(planes, &span, margins.fold(0, isize::max), &span);
        for (symbol, id) in ids.iter().enumerate() {
            let at = hidden.index(symbol as isize);
            let row = usize::try_from(*id).unwrap_or(usize::MAX);
            let values = self.table.chunks_exact(self.channels).nth(row);
            let values = values.unwrap_or_default().as_chunks::<LANES>().0;
            for plane in 0..planes {
                hidden.plane_mut(plane)[at].0 = values.get(plane).copied().unwrap_or_default();
            }
        }
        for layer in &self.layers {
            layer.run(arch, hidden, ids.len(), works, scratch);
        }
    }

    /// What the `symbols` sound like of which `hidden` was said.
    pub(super) fn sounds(
        &self,
        arch: Arch,
        (hidden, symbols): (&Line, usize),
        works: &mut Works,
        scratch: &mut Scratch,
    ) -> Sounds {
        let span = all(symbols);
        let ends = &mut works.ends;
        ends.open(groups(2 * self.sound_channels), &span, 0, &span);
        self.ends.run(arch, Run::new(hidden, ends, &span, scratch));
        let rows = |channels: Range<usize>| {
            let row = |channel: usize| {
                let groups = ends.plane(channel / LANES).iter();
                groups.map(move |group| group.0[channel % LANES])
            };
            channels.flat_map(row).collect()
        };
        Sounds {
            mean: rows(0..self.sound_channels),
            deviation: rows(self.sound_channels..2 * self.sound_channels),
        }
    }
}

impl Layer {
    fn new(raw: &RawLayer, channels: usize) -> Result<Self, String> {
        let [wide, inputs, _] = raw.wide.shape;
        let fits = inputs == channels
            && raw.narrow.shape[..2] == [channels, wide]
            && raw.attention[3].shape[0] == channels;
        let norm = |raw: &RawNorm| Norm::new(raw).filter(|_| raw.scale.len() == channels);
        let [attention, narrow] = &raw.norms;
        match (norm(attention), norm(narrow)) {
            (Some(behind_attention), Some(behind_narrow)) if fits => Ok(Self {
                attention: Attention::new(raw)?,
                behind_attention,
                wide: Conv::new(&raw.wide),
                wide_planes: groups(wide),
                narrow: Conv::new(&raw.narrow),
                behind_narrow,
            }),
            _ => Err("a layer of the text encoder has another shape".into()),
        }
    }

    /// Changes what is said of the symbols.
    fn run(
        &self,
        arch: Arch,
        hidden: &mut Line,
        symbols: usize,
        works: &mut Works,
        scratch: &mut Scratch,
    ) {
        let span = all(symbols);
        let Works {
            attention,
            sums,
            wide,
            ..
        } = works;
        sums.open(hidden.planes(), &span, 0, &span);
        self.attention
            .run(arch, hidden, sums, symbols, (attention, &mut *scratch));
        self.behind_attention
            .run(arch, sums, hidden, &span, Then::Kept);
        wide.open(self.wide_planes, &span, self.narrow.margin(), &span);
        self.wide.run(arch, Run::new(hidden, wide, &span, scratch));
        let mut run = Run::new(wide, sums, &span, scratch);
        run.residual = Some(hidden);
        self.narrow.run(arch, run);
        self.behind_narrow
            .run(arch, sums, hidden, &span, Then::Kept);
    }
}
