//! A voice's text encoder, from the kernel and from the runtime: where `ALOUD_TEST_DATA` names a data
//! folder that has it.

use rten::Model;
use rten_onnx::onnx::ModelProto;
use rten_tensor::NdTensor;

use super::super::super::kernel::testing::{Numbers, real_voice};
use super::super::super::structure::Structure;
use super::super::{Tempo, Text};
use super::within;

#[test]
fn a_real_voice_says_what_the_runtime_says() {
    let Some(path) = real_voice() else { return };
    let file = std::fs::File::open(&path).unwrap();
    let graph = ModelProto::parse_file(file).unwrap().graph.unwrap();
    let structure = Structure::of(&graph).unwrap();
    let text = Text::read(&graph, &structure).unwrap();
    let model = Model::load_file(&path).unwrap();
    let node = |name: &str| model.find_node(name).unwrap();
    let tempo = Tempo {
        length: 1.0,
        noise: 0.8,
    };
    for symbols in [3, 50, 161] {
        let ids: Vec<i32> = (0..symbols).map(|at| at * 11 % 130).collect();
        let count = ids.len();
        let noise = Numbers(5).some(2 * count, 1.7);
        let (frames, sounds) = text.encode_and_time(&ids, &noise, tempo);
        let inputs = vec![
            (node("input"), NdTensor::from_data([1, count], ids).into()),
            (node("input_lengths"), NdTensor::from([symbols]).into()),
            (
                node("scales"),
                NdTensor::from([0.667, tempo.length, tempo.noise]).into(),
            ),
            (
                node(&structure.duration_noise),
                NdTensor::from_data([1, 2, count], noise).into(),
            ),
        ];
        let wanted = [&structure.durations, &structure.mean, &structure.deviation];
        let right = model
            .run_n(inputs, wanted.map(|it| node(it)), None)
            .unwrap();
        let [durations, mean, deviation] = right.map(|value| {
            let values: NdTensor<f32, 3> = value.try_into().unwrap();
            values
                .into_data()
                .into_iter()
                .map(f64::from)
                .collect::<Vec<_>>()
        });
        let about = format!("{symbols} symbols");
        within(1e-4, &sounds.mean, &mean, &about);
        within(1e-4, &sounds.deviation, &deviation, &about);
        let whole: Vec<f32> = frames.iter().map(|frames| frames.ceil()).collect();
        let other = whole
            .iter()
            .zip(&durations)
            .filter(|(a, b)| (f64::from(**a) - **b).abs() > 0.5);
        // Rounding up tells apart what is a hair above a whole number from what is a hair below.
        assert!(other.count() <= count / 100, "{about} take other times");
        for (frames, right) in frames.iter().zip(&durations) {
            let below = right - f64::from(*frames);
            assert!(
                (-1e-2..1.01).contains(&below),
                "{about}: {frames} frames, not {right}"
            );
        }
    }
}
