//! A voice's flow, from the kernel and from the runtime: where `ALOUD_TEST_DATA` names a data
//! folder that has it.

use rten::Model;
use rten_onnx::onnx::ModelProto;
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use super::super::super::kernel::testing::{Numbers, real_voice};
use super::super::super::structure::Structure;
use super::super::{Ends, Flow};
use super::LatentView;

#[test]
fn a_real_voice_has_the_latent_that_the_runtime_makes() {
    let Some(path) = real_voice() else { return };
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
