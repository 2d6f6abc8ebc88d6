//! The command line: results on standard output, one line on standard error where it fails.

use std::path::Path;
use std::time::Instant;

use serde_json::Value;

use crate::hear::decode;
use crate::util::{PAGE, PATIENCE, TEXT, aloud, behind_tag};

/// What stands in the folder of an article.
const ARTICLE: [&str; 6] = [
    "audio.mp3",
    "captions.srt",
    "captions.vtt",
    "manifest.json",
    "sync.vtt",
    "timings.json",
];

/// What stands in the folder of a single article: the player as well.
const RENDERED: [&str; 8] = [
    "audio.mp3",
    "captions.srt",
    "captions.vtt",
    "manifest.json",
    "player",
    "player.js",
    "sync.vtt",
    "timings.json",
];

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// The names in a folder, in order; none where it is not there.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// A folder with `name` in it.
fn folder_with(name: &str, content: impl AsRef<[u8]>) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    let path = path.display().to_string();
    (folder, path)
}

#[test]
fn a_rendered_folder_holds_all_that_a_player_needs() {
    let (folder, page) = folder_with("page.html", PAGE);
    let out = folder.path().join("out");
    let ran = aloud(
        folder.path(),
        &[
            "render",
            &page,
            "--voice",
            "tone",
            "--format",
            "mp3,wav",
            "--out",
            &out.display().to_string(),
        ],
    )
    .run()
    .done();
    assert_eq!(
        ran.out.trim(),
        out.join("manifest.json").display().to_string()
    );
    assert_eq!(
        names(&out),
        [
            "audio.mp3",
            "audio.wav",
            "captions.srt",
            "captions.vtt",
            "manifest.json",
            "player",
            "player.js",
            "sync.vtt",
            "timings.json"
        ]
    );
    for script in aloud::player::files() {
        let written = std::fs::read_to_string(out.join(script.path));
        assert_eq!(written.unwrap(), script.text);
    }
    let manifest = json(&out.join("manifest.json"));
    assert_eq!(manifest["title"], "Low tide");
    assert_eq!(manifest["exact"], true);
    assert_eq!(manifest["state"], "ready");
    assert_eq!(
        manifest["links"],
        serde_json::json!({
            "self": "manifest.json",
            "audio": {"mp3": "audio.mp3", "wav": "audio.wav"},
            "timings": "timings.json",
            "captions": {"vtt": "captions.vtt", "srt": "captions.srt"},
            "sync": "sync.vtt",
        })
    );
    let samples = (manifest["duration"].as_f64().unwrap() * 24_000.0).round() as usize;
    for format in ["mp3", "wav"] {
        let bytes = std::fs::read(out.join(format!("audio.{format}"))).unwrap();
        assert_eq!(decode(bytes, format).len(), samples, "{format}");
    }
    assert_eq!(json(&out.join("timings.json"))["id"], manifest["id"]);
}

#[test]
fn the_same_article_gives_the_same_files_again() {
    let (folder, page) = folder_with("page.html", PAGE);
    let render = |out: &str| {
        let out = folder.path().join(out);
        let arguments = [
            "render",
            &page,
            "--voice",
            "tone",
            "--out",
            &out.display().to_string(),
        ];
        aloud(folder.path(), &arguments).run().done();
        ["audio.mp3", "timings.json", "manifest.json"]
            .map(|name| std::fs::read(out.join(name)).unwrap())
    };
    assert!(render("one") == render("two"));
}

#[test]
fn several_sources_get_a_folder_each() {
    let (folder, page) = folder_with("page.html", PAGE);
    let text = folder.path().join("walk.txt");
    std::fs::write(&text, TEXT).unwrap();
    let out = folder.path().join("out");
    let (text, out_name) = (text.display().to_string(), out.display().to_string());
    aloud(
        folder.path(),
        &[
            "render", &page, &text, "--voice", "tone", "--out", &out_name,
        ],
    )
    .run()
    .done();
    assert_eq!(names(&out), ["page", "player", "player.js", "walk"]);
    assert_eq!(names(&out.join("walk")), ARTICLE);
}

#[test]
fn sources_of_one_name_do_not_overwrite_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let mut sources = Vec::new();
    for (name, words) in [("one", "The first story."), ("two", "The second story.")] {
        std::fs::create_dir(folder.path().join(name)).unwrap();
        let path = folder.path().join(name).join("index.txt");
        std::fs::write(&path, words).unwrap();
        sources.push(path.display().to_string());
    }
    let out = folder.path().join("out");
    let out_name = out.display().to_string();
    let arguments = [
        "render",
        &sources[0],
        &sources[1],
        "--voice",
        "tone",
        "--out",
        &out_name,
    ];
    aloud(folder.path(), &arguments).run().done();
    assert_eq!(names(&out), ["index", "index-2", "player", "player.js"]);
}

#[test]
fn a_source_with_the_name_of_the_player_leaves_it_alone() {
    let (folder, page) = folder_with("player.html", PAGE);
    let text = folder.path().join("player.txt");
    std::fs::write(&text, TEXT).unwrap();
    let out = folder.path().join("out");
    let (text, out_name) = (text.display().to_string(), out.display().to_string());
    let arguments = [
        "render", &page, &text, "--voice", "tone", "--out", &out_name,
    ];
    aloud(folder.path(), &arguments).run().done();
    assert_eq!(names(&out), ["player", "player-2", "player-3", "player.js"]);
    assert!(!out.join("player/manifest.json").exists());
}

#[test]
fn standard_input_is_a_source() {
    let (folder, page) = folder_with("page.html", PAGE);
    let ran = aloud(folder.path(), &["text", "-"])
        .stdin(Path::new(&page))
        .run()
        .done();
    let first = "The water went out further than anybody in the harbour had seen it go before.";
    assert!(
        ran.out
            .lines()
            .any(|line| line.split('\t').next() == Some(first)),
        "{}",
        ran.out
    );
    assert_eq!(ran.err, "");
}

#[test]
fn a_text_is_said_into_a_file() {
    let folder = tempfile::tempdir().unwrap();
    for format in ["mp3", "wav"] {
        let file = folder.path().join(format!("said.{format}"));
        let name = file.display().to_string();
        aloud(
            folder.path(),
            &["say", "Good morning.", "--voice", "tone", "-o", &name],
        )
        .run()
        .done();
        assert!(
            decode(std::fs::read(&file).unwrap(), format).len() > 12_000,
            "{format}"
        );
    }
}

#[test]
fn a_bad_source_leaves_one_line_and_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let nested = format!(
        "{}Words.{}",
        "<div>".repeat(100_000),
        "</div>".repeat(100_000)
    );
    let huge = format!("<p>{}</p>", "many words ".repeat(1 << 20));
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    let files: [(&str, Vec<u8>, &str); 7] = [
        ("empty.html", Vec::new(), "empty"),
        ("blank.txt", b" \n ".to_vec(), "empty"),
        ("image.html", png.clone(), "binary"),
        ("image.png", png, "binary"),
        (
            "textless.html",
            b"<body><img src=x></body>".to_vec(),
            "no article text",
        ),
        ("nested.html", nested.into_bytes(), "512"),
        ("huge.html", huge.into_bytes(), "bytes"),
    ];
    let out = folder.path().join("out");
    let out_name = out.display().to_string();
    let check = |source: &str, says: &str| {
        let arguments = ["render", source, "--voice", "tone", "--out", &out_name];
        let rendered = aloud(folder.path(), &arguments).run();
        let read = aloud(folder.path(), &["text", source]).run();
        for ran in [rendered, read] {
            let line = ran.failed(2);
            assert!(line.contains(source) && line.contains(says), "{line}");
        }
        assert_eq!(names(&out), Vec::<String>::new(), "{source}");
    };
    for (name, content, says) in files {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        check(&path.display().to_string(), says);
    }
    check(
        &folder.path().join("none.html").display().to_string(),
        "No such file",
    );
    check(&folder.path().display().to_string(), "directory");
    let dead = format!("http://{}/story", crate::util::dead_address());
    check(&dead, "refused");
}

#[test]
fn a_source_that_fails_leaves_those_before_it_whole() {
    let (folder, page) = folder_with("page.html", PAGE);
    let out = folder.path().join("out");
    let out_name = out.display().to_string();
    let arguments = [
        "render",
        &page,
        "none.html",
        "--voice",
        "tone",
        "--out",
        &out_name,
    ];
    let ran = aloud(folder.path(), &arguments).run();
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert_eq!(ran.err.lines().count(), 1, "{ran:?}");
    assert_eq!(names(&out), ["page", "player", "player.js"]);
    assert_eq!(names(&out.join("page")), ARTICLE);
}

#[test]
fn an_unknown_voice_is_named() {
    let (folder, page) = folder_with("page.html", PAGE);
    let out = folder.path().join("out");
    let out_name = out.display().to_string();
    let file = folder.path().join("said.mp3").display().to_string();
    let calls: [&[&str]; 3] = [
        &["render", &page, "--voice", "nobody", "--out", &out_name],
        &["say", "Hello.", "--voice", "nobody", "-o", &file],
        &["serve", "--voice", "nobody", "--listen", "127.0.0.1:0"],
    ];
    for arguments in calls {
        let ran = aloud(folder.path(), arguments).run();
        assert!(ran.failed(2).contains("'nobody'"), "{ran:?}");
    }
    assert!(!out.exists() && !Path::new(&file).exists());
}

#[test]
fn a_sound_file_of_another_kind_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["said.flac", "said"] {
        let file = folder.path().join(name);
        let name = file.display().to_string();
        let ran = aloud(
            folder.path(),
            &["say", "Hello.", "--voice", "tone", "-o", &name],
        )
        .run();
        assert!(ran.failed(2).contains(".mp3, .opus or .wav"));
        assert!(!file.exists());
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let (folder, page) = folder_with("page.html", PAGE);
    // A file where a folder should be: refused for every user, root too.
    let arguments = ["render", &page, "--voice", "tone", "--out", &page];
    let ran = aloud(folder.path(), &arguments).run();
    assert!(ran.failed(3).contains(&page));
    let store = folder.path().join("store");
    std::fs::remove_dir_all(&store).unwrap();
    std::fs::write(&store, "in the way").unwrap();
    let out = folder.path().join("out").display().to_string();
    let ran = aloud(
        folder.path(),
        &["render", &page, "--voice", "tone", "--out", &out],
    )
    .run();
    assert!(ran.failed(3).contains("store"));
}

#[test]
fn where_nothing_can_be_stored_the_article_is_still_rendered() {
    let (folder, page) = folder_with("page.html", PAGE);
    std::fs::create_dir(folder.path().join("store")).unwrap();
    std::fs::write(folder.path().join("store/segments"), "in the way").unwrap();
    let out = folder.path().join("out");
    let out_name = out.display().to_string();
    aloud(
        folder.path(),
        &["render", &page, "--voice", "tone", "--out", &out_name],
    )
    .run()
    .done();
    let duration = json(&out.join("manifest.json"))["duration"]
        .as_f64()
        .unwrap();
    let pcm = decode(std::fs::read(out.join("audio.mp3")).unwrap(), "mp3");
    assert_eq!(pcm.len(), (duration * 24_000.0).round() as usize);
}

#[test]
fn a_render_that_is_killed_leaves_nothing_half_made() {
    let text: String = (0..300)
        .map(|n| format!("Sentence {n} of the long article is here. "))
        .collect();
    let (folder, page) = folder_with("long.txt", text);
    let (data, out) = (folder.path().join("data"), folder.path().join("out"));
    let out_name = out.display().to_string();
    let arguments = ["render", &page, "--voice", "tone", "--out", &out_name];
    let mut child = aloud(&data, &arguments).start();
    let (segments, deadline) = (data.join("store/segments"), Instant::now() + PATIENCE);
    while names(&segments).is_empty() {
        assert!(Instant::now() < deadline, "it never began");
        assert!(
            child.try_wait().unwrap().is_none(),
            "it ended before it was killed"
        );
        std::thread::yield_now();
    }
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success());
    assert_eq!(names(&out), Vec::<String>::new());
    aloud(&data, &arguments).run().done();
    assert_eq!(names(&out), RENDERED);
    let duration = json(&out.join("manifest.json"))["duration"]
        .as_f64()
        .unwrap();
    let file = std::fs::read(out.join("audio.mp3")).unwrap();
    assert_eq!(
        behind_tag(&file).len(),
        (duration * 6_000.0).round() as usize,
        "6,000 bytes a second"
    );
}

#[test]
fn a_mistake_in_the_arguments_is_a_mistake_of_usage() {
    let folder = tempfile::tempdir().unwrap();
    let calls: [&[&str]; 6] = [
        &[],
        &["sing"],
        &["render"],
        &["render", "page.html"],
        &["render", "page.html", "--out", "x", "--format", "flac"],
        &["serve", "--listen"],
    ];
    for arguments in calls {
        let ran = aloud(folder.path(), arguments).run();
        assert_eq!(ran.code, Some(2), "{arguments:?}: {ran:?}");
        assert_eq!(ran.out, "");
        assert!(!ran.err.is_empty());
    }
}
