//! A voice, heard from the kernel and from the runtime: where `ALOUD_TEST_DATA` names a data
//! folder that has it.

use rten::Model;
use rten_onnx::onnx::ModelProto;
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use super::super::super::kernel::testing::real_voice;
use super::super::Vocoder;
use super::LatentView;
use super::made_up::latent;

#[test]
fn a_real_voice_sounds_as_the_runtime_lets_it_sound() {
    let Some(path) = real_voice() else { return };
    let file = std::fs::File::open(&path).unwrap();
    let graph = ModelProto::parse_file(file).unwrap().graph.unwrap();
    let vocoder = Vocoder::read(&graph).unwrap();
    assert_eq!((vocoder.channels(), vocoder.hop()), (192, 256));
    let frames = 40;
    // As loud as the latents of sentences are.
    let values: Vec<f32> = latent(192, frames, 5).iter().map(|x| x * 1.7).collect();
    let heard = vocoder.run(LatentView::new(&values, 192).unwrap(), 0..frames, 1);

    let model = Model::load_file(&path).unwrap();
    let input = model.find_node(vocoder.input()).unwrap();
    let output = model.find_node("output").unwrap();
    let tensor = NdTensor::from_data([1, 192, frames], values);
    let [right] = model
        .run_n(vec![(input, tensor.into())], [output], None)
        .unwrap();
    let right: NdTensor<f32, 4> = right.try_into().unwrap();

    assert_eq!(heard.len(), right.len());
    let apart = heard.iter().zip(right.iter()).map(|(a, b)| (a - b).abs());
    let most = apart.fold(0.0, f32::max);
    assert!(most < 1e-4, "a sample is {most} apart");
    let loudest = right.iter().fold(0.0f32, |most, x| most.max(x.abs()));
    assert!(loudest > 0.05, "the sound is silent: {loudest}");
}
