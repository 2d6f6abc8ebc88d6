//! Convolutions as a graph has them.

/// A convolution as the graph has it: stride one, as many outputs as inputs in time.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct RawConv {
    /// Output channels, input channels, taps.
    pub(in super::super) shape: [usize; 3],
    /// In the order of the shape.
    pub(in super::super) weights: Vec<f32>,
    /// One for each output channel, or none.
    pub(in super::super) bias: Vec<f32>,
    pub(in super::super) dilation: usize,
    /// Slope below zero of the leaky rectifier in front, if there is one.
    pub(in super::super) slope: Option<f32>,
}

impl RawConv {
    /// The weight of one tap.
    pub(in super::super) fn weight(&self, output: usize, input: usize, tap: usize) -> f32 {
        let [_, inputs, taps] = self.shape;
        self.weights[(output * inputs + input) * taps + tap]
    }
}

/// A transposed convolution as the graph has it: `stride` outputs for each input.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct RawUp {
    /// Input channels, output channels, length of the kernel.
    pub(in super::super) shape: [usize; 3],
    /// In the order of the shape.
    pub(in super::super) weights: Vec<f32>,
    /// One for each output channel, or none.
    pub(in super::super) bias: Vec<f32>,
    pub(in super::super) stride: usize,
    pub(in super::super) padding: usize,
    /// Slope below zero of the leaky rectifier in front, if there is one.
    pub(in super::super) slope: Option<f32>,
}

impl RawUp {
    /// The weight at one place of the kernel.
    pub(in super::super) fn weight(&self, input: usize, output: usize, at: usize) -> f32 {
        let [_, outputs, kernel] = self.shape;
        self.weights[(input * outputs + output) * kernel + at]
    }
}
