//! `aloud plan` and `aloud cache`: what would be made, and what is kept.

use std::path::Path;

use serde_json::Value;

use crate::util::{PAGE, aloud, files};

/// The result of a command in JSON.
fn told(folder: &Path, arguments: &[&str]) -> Value {
    let ran = aloud(folder, arguments).run().done();
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn a_plan_says_what_is_new_and_what_an_edit_changes() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.html");
    let path = page.display().to_string();
    std::fs::write(&page, PAGE).unwrap();
    let plan = ["plan", &path, "--voice", "tone", "--json"];
    let fresh = told(folder.path(), &plan);
    let all = fresh["new"].as_u64().unwrap();
    assert_eq!(fresh["cached"], 0);
    assert_eq!(fresh["sentences"].as_array().unwrap().len() as u64, all);
    assert!(fresh["sound_seconds"].as_f64().unwrap() > 5.0);
    let out = folder.path().join("out").display().to_string();
    let render = ["render", &path, "--voice", "tone", "--out", &out];
    aloud(folder.path(), &render).run().done();
    let rendered = told(folder.path(), &plan);
    assert_eq!(
        (&rendered["new"], &rendered["cached"]),
        (&0.into(), &all.into())
    );
    assert_eq!(rendered["sound_seconds"], 0.0);
    std::fs::write(
        &page,
        PAGE.replace("</article>", "<p>And one more.</p></article>"),
    )
    .unwrap();
    let edited = told(folder.path(), &plan);
    assert_eq!(
        (&edited["new"], &edited["cached"]),
        (&1.into(), &all.into())
    );
    let said = aloud(folder.path(), &plan[..4]).run().done().out;
    let last = said.lines().last().unwrap();
    assert!(last.contains("1 new"), "{last}");
    assert!(
        said.lines()
            .any(|line| line.starts_with("new") && line.ends_with("And one more."))
    );
}

#[test]
fn what_is_kept_is_counted_verified_and_pruned() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("say.mp3").display().to_string();
    let say = [
        "say",
        "One is here. Two is here.",
        "--voice",
        "tone",
        "-o",
        &out,
    ];
    aloud(folder.path(), &say).run().done();
    let stats = told(folder.path(), &["cache", "stats", "--json"]);
    assert_eq!(stats["segments"]["objects"], 2);
    assert!(stats["segments"]["bytes"].as_u64().unwrap() > 1_000);
    let verdict = told(folder.path(), &["cache", "verify", "--json"]);
    assert_eq!(verdict["damaged"], 0);
    let whole = verdict["whole"].as_u64().unwrap();
    let segments = files(&folder.path().join("store/segments"));
    std::fs::write(&segments[0], b"something else").unwrap();
    let ran = aloud(folder.path(), &["cache", "verify"]).run();
    assert_eq!(ran.code, Some(3));
    assert!(
        ran.out.contains(&format!("{} whole, 1 damaged", whole - 1)),
        "{}",
        ran.out
    );
    assert!(!segments[0].exists());
    // What was used just now is being served, and stays.
    let pruned = told(
        folder.path(),
        &["cache", "prune", "--limit", "1B", "--json"],
    );
    assert_eq!(pruned["removed"], 0);
    let old = std::time::SystemTime::now() - std::time::Duration::from_secs(7_200);
    for file in files(&folder.path().join("store")) {
        let file = std::fs::File::options().append(true).open(file).unwrap();
        file.set_modified(old).unwrap();
    }
    let pruned = told(
        folder.path(),
        &["cache", "prune", "--limit", "1B", "--json"],
    );
    assert_eq!(pruned["removed"], whole - 1);
    let ran = aloud(folder.path(), &["cache", "prune", "--limit", "much"]).run();
    assert_eq!(ran.code, Some(2));
}
