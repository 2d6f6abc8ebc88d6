//! A voice's flow, from the kernel and from the runtime: where `ALOUD_TEST_DATA` names a data
//! folder that has it.

use std::path::PathBuf;

use rten::Model;
use rten_onnx::onnx::ModelProto;
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use super::super::super::kernel::testing::Numbers;
use super::super::super::structure::Structure;
use super::super::{Ends, Flow};
use super::LatentView;

/// A voice of medium quality, by which the rest of the tests go too.
const VOICE: &str = "en_US-joe-medium";

/// The model's file, if it is there.
fn model() -> Option<PathBuf> {
    let data = std::env::var_os("ALOUD_TEST_DATA").map(PathBuf::from)?;
    let path = data.join("voices").join(VOICE).join("model.onnx");
    path.exists().then_some(path)
}

#[test]
fn a_real_voice_has_the_latent_that_the_runtime_makes() {
    let Some(path) = model() else {
        eprintln!("skipped: the flow's test needs ALOUD_TEST_DATA with the voice {VOICE} in it");
        return;
    };
    let file = std::fs::File::open(&path).unwrap();
    let graph = ModelProto::parse_file(file).unwrap().graph.unwrap();
    let structure = Structure::of(&graph).unwrap();
    let ends = Ends {
        prior: &structure.prior,
        latent: &structure.latent,
        mask: &structure.mask,
    };
    let flow = Flow::read(&graph, ends).unwrap();
    assert_eq!(flow.channels(), 192);
    let frames = 75;
    // As loud as the priors of sentences are.
    let values = Numbers(5).some(192 * frames, 1.7);
    let made = flow.run(LatentView::new(&values, 192).unwrap(), 0..frames);

    let model = Model::load_file(&path).unwrap();
    let node = |name: &str| model.find_node(name).unwrap();
    let prior = NdTensor::from_data([1, 192, frames], values);
    let mask = NdTensor::from_data([1, 1, frames], vec![1.0f32; frames]);
    let inputs = vec![
        (node(&structure.prior), prior.into()),
        (node(&structure.mask), mask.into()),
    ];
    let [right] = model
        .run_n(inputs, [node(&structure.latent)], None)
        .unwrap();
    let right: NdTensor<f32, 3> = right.try_into().unwrap();

    assert_eq!(made.len(), right.len());
    let apart = made.iter().zip(right.iter()).map(|(a, b)| (a - b).abs());
    let most = apart.fold(0.0, f32::max);
    assert!(most < 1e-4, "a value is {most} apart");
}
