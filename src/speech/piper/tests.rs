use std::fs;
use std::path::PathBuf;

use rten_onnx::onnx::{GraphProto, ModelProto, NodeProto, ValueInfoProto};

use super::*;
use crate::speech::{self, Backend as _};
use crate::voice::{Catalogue, Shelf};

const CONFIG: &str = r#"{"audio":{"sample_rate":22050},
    "phoneme_id_map":{"^":[1],"$":[2],"_":[0],"a":[3]}}"#;

/// The catalogue's first Piper voice, and its folder where it is installed for the tests.
fn voice() -> (VoiceEntry, Option<PathBuf>) {
    let data = std::env::var_os("ALOUD_TEST_DATA").map(PathBuf::from);
    let shelf = Shelf::new(data.unwrap_or_default().join("voices"));
    let catalogue = Catalogue::built_in();
    let mut piper = catalogue.voices().iter().filter(|it| it.backend == "piper");
    let entry = piper.next().unwrap().clone();
    let folder = shelf.has(&entry).then(|| shelf.folder_of(&entry));
    if folder.is_none() {
        eprintln!("skipped: needs ALOUD_TEST_DATA with {} in it", entry.id);
    }
    (entry, folder)
}

/// Why a voice of these files is refused.
fn refused(model: &[u8], config: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(MODEL_FILE), model).unwrap();
    fs::write(folder.path().join(CONFIG_FILE), config).unwrap();
    match Backend.open(&voice().0, folder.path()).err() {
        Some(SpeechError::Damaged { cause, .. }) => cause,
        other => panic!("{other:?}"),
    }
}

/// A model of one node.
fn other_family() -> Vec<u8> {
    let value = |name: &str| ValueInfoProto {
        name: Some(name.into()),
        ..ValueInfoProto::default()
    };
    let relu = NodeProto {
        op_type: Some("Relu".into()),
        input: vec!["input".into()],
        output: vec!["output".into()],
        ..NodeProto::default()
    };
    let graph = GraphProto {
        node: vec![relu],
        input: vec![value("input")],
        output: vec![value("output")],
        ..GraphProto::default()
    };
    let model = ModelProto {
        graph: Some(graph),
        ..ModelProto::default()
    };
    model.write_buf().unwrap()
}

#[test]
fn what_is_no_piper_model_is_refused_with_what_is_wrong() {
    let cases: [(&[u8], &str); 4] = [
        (b"", "without a graph"),
        (b"<html>not found</html>", "not an ONNX model"),
        (&[0x3a, 0xff, 0xff, 0xff, 0x7f, 1, 2], "not an ONNX model"),
        (&other_family(), "not that of a Piper voice"),
    ];
    for (model, wanted) in cases {
        let said = refused(model, CONFIG);
        assert!(said.contains(wanted), "{said}");
    }
}

#[test]
fn a_truncated_model_is_refused() {
    let (_, Some(folder)) = voice() else { return };
    let model = fs::read(folder.join(MODEL_FILE)).unwrap();
    let config = fs::read_to_string(folder.join(CONFIG_FILE)).unwrap();
    for part in [model.len() / 100, model.len() / 2, model.len() - 1] {
        let said = refused(&model[..part], &config);
        assert!(said.starts_with(MODEL_FILE), "{said}");
    }
}

#[test]
fn a_configuration_of_another_voice_is_refused() {
    let (_, Some(folder)) = voice() else { return };
    let model = fs::read(folder.join(MODEL_FILE)).unwrap();
    let config = fs::read_to_string(folder.join(CONFIG_FILE)).unwrap();
    let cases = [
        ("\"num_speakers\": 1", "\"num_speakers\": 5", "speakers"),
        (
            "\"sample_rate\": 22050",
            "\"sample_rate\": 3",
            "sample rate",
        ),
        ("\"_\": [\n      0", "\"_\": [\n      4711", "more symbols"),
        ("\"phoneme_id_map\"", "\"something_else\"", "phoneme_id_map"),
    ];
    for (from, to, wanted) in cases {
        assert!(config.contains(from), "{from}");
        let said = refused(&model, &config.replace(from, to));
        assert!(said.contains(wanted), "{said}");
    }
}

#[test]
fn the_reach_of_the_vocoder_and_the_flow_are_read_off_the_graph() {
    let (_, Some(folder)) = voice() else { return };
    let graph = Graph::load(&folder.join(MODEL_FILE)).unwrap();
    // 16 convolutions of 5 in the flow. Of the vocoder it was measured that 8 are too few.
    assert_eq!(graph.reach(), (32, 11));
    assert_eq!((graph.channels(), graph.hop()), (192, 256));
}

#[test]
fn sound_in_slices_is_the_sound_of_the_whole_bit_for_bit() {
    let (_, Some(folder)) = voice() else { return };
    let graph = Graph::load(&folder.join(MODEL_FILE)).unwrap();
    let manner = Manner {
        noise: 0.667,
        length: 1.0,
        duration_noise: 0.8,
        speaker: 0,
    };
    let frames = 150;
    let values = Noise::Latent.values(&[1, 2, 3], graph.channels() * frames);
    let prior = rten_tensor::NdTensor::from_data([1, graph.channels(), frames], values);
    let speak = |stretches: &[usize], slices: &[usize]| {
        let mut pcm = vec![];
        for stretch in stretches.windows(2) {
            let stretch = LatentFrames(stretch[0])..LatentFrames(stretch[1]);
            let latent = graph
                .flow(&prior, &stretch, manner, Effort::Shared)
                .unwrap();
            let inner = slices.iter().map(|&at| LatentFrames(at));
            let inner = inner.filter(|at| *at > stretch.start && *at < stretch.end);
            let cuts: Vec<_> = [stretch.start]
                .into_iter()
                .chain(inner)
                .chain([stretch.end])
                .collect();
            for slice in cuts.windows(2) {
                let slice = slice[0]..slice[1];
                pcm.extend(
                    graph
                        .vocode(&latent, &slice, manner, Effort::Shared)
                        .unwrap(),
                );
            }
        }
        pcm
    };
    let whole = speak(&[0, frames], &[]);
    assert_eq!(whole.len(), frames * graph.hop());
    assert!(
        whole == speak(&[0, frames], &[24, 72, 120]),
        "vocoder in slices"
    );
    assert!(whole == speak(&[0, 24, frames], &[]), "flow in stretches");
    assert!(
        whole == speak(&[0, 1, 37, 38, 100, frames], &[7, 50, 51, 149]),
        "both"
    );
}

#[test]
fn a_backend_is_found_by_its_name_and_another_name_is_an_unknown_voice() {
    let (mut entry, _) = voice();
    entry.backend = "no such".into();
    let opened = speech::open(&entry, &PathBuf::new()).err();
    assert_eq!(opened, Some(SpeechError::UnknownVoice(entry.id)));
}
