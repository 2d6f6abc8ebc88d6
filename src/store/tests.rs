use std::time::Duration;

use super::*;

fn key(name: &str) -> Key {
    Key::of([name.as_bytes()])
}

/// The file of the segment `name` in the store at `folder`.
fn file(folder: &FilePath, name: &str) -> PathBuf {
    folder.join(Shelf::Segments.path(key(name)).as_ref())
}

/// Says that the file was used so many hours ago.
fn age(file: &FilePath, hours: u64) {
    let file = std::fs::File::options().append(true).open(file).unwrap();
    let used = std::time::SystemTime::now() - Duration::from_secs(3_600 * hours);
    file.set_modified(used).unwrap();
}

#[tokio::test]
async fn a_segment_comes_back_as_it_was_put() {
    let store = Store::in_memory();
    assert!(store.segment(key("a")).await.unwrap().is_none());
    assert!(!store.has(Shelf::Segments, key("a")).await.unwrap());
    store.put_segment(key("a"), b"sound").await.unwrap();
    let found = store.segment(key("a")).await.unwrap();
    assert_eq!(found.as_deref(), Some(b"sound".as_slice()));
    assert!(store.has(Shelf::Segments, key("a")).await.unwrap());
}

#[tokio::test]
async fn whatever_is_damaged_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::in_folder(folder.path()).unwrap();
    let sound = b"sound of a sentence";
    store.put_segment(key("a"), sound).await.unwrap();
    let file = file(folder.path(), "a");
    let mut bytes = std::fs::read(&file).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    for damaged in [&bytes[..], &bytes[..10], &bytes[..SEAL], b""] {
        std::fs::write(&file, damaged).unwrap();
        assert!(store.segment(key("a")).await.unwrap().is_none());
        assert!(!file.exists());
    }
    store
        .put_json(Shelf::Plans, key("p"), &[1, 2])
        .await
        .unwrap();
    let plan = folder.path().join(Shelf::Plans.path(key("p")).as_ref());
    let changed = std::fs::read(&plan)
        .unwrap()
        .iter()
        .map(|b| if *b == b'1' { b'7' } else { *b })
        .collect::<Vec<u8>>();
    std::fs::write(&plan, changed).unwrap();
    let read: Option<Vec<u8>> = store.json(Shelf::Plans, key("p")).await.unwrap();
    assert_eq!(read, None, "it is JSON still, and not what was put");
}

#[tokio::test]
async fn a_look_at_everything_drops_what_is_damaged_and_counts_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::in_folder(folder.path()).unwrap();
    for name in ["a", "b", "c"] {
        store.put_segment(key(name), b"sound").await.unwrap();
    }
    store.put_json(Shelf::Pages, key("p"), &1).await.unwrap();
    std::fs::write(file(folder.path(), "b"), b"something else").unwrap();
    std::fs::write(folder.path().join("README"), b"not ours").unwrap();
    let verdict = store.verify().await.unwrap();
    assert_eq!(
        verdict,
        Verdict {
            whole: 3,
            damaged: 1
        }
    );
    let stock = store.stock().await.unwrap();
    let segments = Stock {
        objects: 2,
        bytes: 2 * (SEAL as u64 + 5),
    };
    assert_eq!(stock[&Shelf::Segments], segments);
    assert_eq!(stock[&Shelf::Articles], Stock::default());
}

#[tokio::test]
async fn over_its_limit_a_store_loses_what_was_used_the_longest_ago() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::in_folder(folder.path()).unwrap();
    for (hours, name) in ["a", "b", "c", "d"].into_iter().enumerate() {
        store.put_segment(key(name), &[7; 68]).await.unwrap();
        age(&file(folder.path(), name), hours as u64 + 1);
    }
    // A start later: two of the four objects of 100 bytes are too much.
    let store = Store::in_folder(folder.path()).unwrap().limited(300);
    assert_eq!(store.take_stock().await.unwrap(), 2);
    let there = ["a", "b", "c", "d"].map(|name| file(folder.path(), name).exists());
    assert_eq!(there, [true, true, false, false]);
}

#[tokio::test]
async fn what_was_heard_today_stays_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::in_folder(folder.path()).unwrap().limited(300);
    for name in ["heard", "made", "other"] {
        store.put_segment(key(name), &[7; 68]).await.unwrap();
        age(&file(folder.path(), name), 20);
    }
    let store = Store::in_folder(folder.path()).unwrap().limited(300);
    store.take_stock().await.unwrap();
    assert!(store.segment(key("heard")).await.unwrap().is_some());
    let heard = file(folder.path(), "heard");
    let touched = || {
        heard
            .metadata()
            .unwrap()
            .modified()
            .unwrap()
            .elapsed()
            .unwrap()
    };
    while touched() > Duration::from_secs(3_600) {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let store = Store::in_folder(folder.path()).unwrap().limited(250);
    assert_eq!(store.take_stock().await.unwrap(), 1);
    assert!(heard.exists());
}

#[test]
fn only_what_is_ours_is_touched() {
    let name = Shelf::Plans.path(key("a"));
    assert_eq!(Shelf::name_of(&name), Some((Shelf::Plans, key("a"))));
    for other in [
        "README",
        "segments",
        "segments/ab/x",
        "voices/joe/model.onnx",
    ] {
        assert_eq!(Shelf::name_of(&Path::from(other)), None, "{other}");
    }
    let below = format!("{name}/more");
    assert_eq!(Shelf::name_of(&Path::from(below)), None);
}

#[test]
fn an_address_that_is_no_store_is_refused() {
    for wrong in [
        "https://example.com/",
        "s3:",
        "ftp://example.com/x",
        "mailto:a@b.c",
    ] {
        let url = Url::parse(wrong).unwrap();
        assert!(Store::at(&url).is_err(), "{wrong}");
    }
    assert!(Store::at(&Url::parse("memory:///").unwrap()).is_ok());
}
