//! Unpacking: the files of a bundle, put together from the members of its packages.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;

use super::catalogue::{Client, FileEntry};
use super::package::Archive;

/// Where the members of one archive go, and how long each may be at most.
type Members<'a> = HashMap<&'a str, (PathBuf, u64)>;

/// Writes into `folder` those of `files` all of whose parts are in `archives`.
///
/// A file is there under its name when it is whole, never before. The error is one line for a
/// person. `scratch` is on the disk of `folder`.
pub(super) fn unpack(
    files: &[FileEntry],
    archives: &[Archive],
    scratch: &Path,
    folder: &Path,
) -> Result<(), String> {
    let fetched = |package: &str| archives.iter().any(|it| it.package == package);
    let whole = |file: &&FileEntry| {
        let parts = &file.parts;
        !parts.is_empty() && parts.iter().all(|part| fetched(&part.package))
    };
    let files: Vec<&FileEntry> = files.iter().filter(whole).collect();
    for archive in archives {
        let mut members = Members::new();
        for file in &files {
            for (index, part) in file.parts.iter().enumerate() {
                if part.package == archive.package {
                    let place = part_place(scratch, file, index);
                    members.insert(&part.member, (place, file.size));
                }
            }
        }
        match archive.client {
            Client::Pip => from_zip(&archive.path, &members)?,
            Client::Npm => from_tar(&archive.path, members)?,
        }
    }
    let join = |file: &FileEntry| join(file, scratch, folder);
    files.iter().try_for_each(|file| {
        let name = &file.name;
        join(file).map_err(|error| format!("{name}: {error}"))
    })
}

/// Where a part waits for the others.
fn part_place(scratch: &Path, file: &FileEntry, index: usize) -> PathBuf {
    scratch.join(format!("{}.{index}", file.name))
}

fn from_zip(archive: &Path, members: &Members<'_>) -> Result<(), String> {
    let opened = File::open(archive).map_err(|error| error.to_string())?;
    let mut archive = zip::ZipArchive::new(opened).map_err(|error| error.to_string())?;
    for (member, (place, limit)) in members {
        let named = |error: &dyn std::fmt::Display| format!("{member}: {error}");
        let found = archive.by_name(member).map_err(|error| named(&error))?;
        write(found, place, *limit).map_err(|error| named(&error))?;
    }
    Ok(())
}

/// A tar archive is read once from end to end, whatever is taken out of it.
fn from_tar(archive: &Path, mut members: Members<'_>) -> Result<(), String> {
    let opened = File::open(archive).map_err(|error| error.to_string())?;
    let mut archive = tar::Archive::new(GzDecoder::new(opened));
    for entry in archive.entries().map_err(|error| error.to_string())? {
        let entry = entry.map_err(|error| error.to_string())?;
        let path = entry.path().map_err(|error| error.to_string())?;
        let path = path.to_string_lossy().into_owned();
        if let Some((place, limit)) = members.remove(path.as_str()) {
            write(entry, &place, limit).map_err(|error| format!("{path}: {error}"))?;
        }
    }
    match members.keys().next() {
        None => Ok(()),
        Some(member) => Err(format!("{member}: not in the package")),
    }
}

/// Writes no more than a byte above `limit`, so that no package fills the disk.
fn write(from: impl Read, place: &Path, limit: u64) -> io::Result<()> {
    let mut out = File::create(place)?;
    io::copy(&mut from.take(limit + 1), &mut out)?;
    out.sync_all()
}

/// Puts the parts of `file` behind each other, under its name in `folder`.
fn join(file: &FileEntry, scratch: &Path, folder: &Path) -> io::Result<()> {
    let first = part_place(scratch, file, 0);
    if file.parts.len() > 1 {
        let mut out = File::options().append(true).open(&first)?;
        for index in 1..file.parts.len() {
            let place = part_place(scratch, file, index);
            io::copy(&mut File::open(&place)?, &mut out)?;
            std::fs::remove_file(place)?;
        }
        out.sync_all()?;
    }
    std::fs::rename(first, folder.join(&file.name))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::super::catalogue::Part;
    use super::*;

    fn file(name: &str, parts: &[(&str, &str)]) -> FileEntry {
        FileEntry {
            name: name.into(),
            sha256: String::new(),
            size: 8,
            parts: parts
                .iter()
                .map(|(package, member)| Part {
                    package: (*package).into(),
                    member: (*member).into(),
                })
                .collect(),
            url: None,
        }
    }

    fn wheel(folder: &Path, members: &[(&str, &str)]) -> Archive {
        let path = folder.join("a.whl");
        let mut out = zip::ZipWriter::new(File::create(&path).unwrap());
        for (name, text) in members {
            let options = zip::write::SimpleFileOptions::default();
            out.start_file(*name, options).unwrap();
            out.write_all(text.as_bytes()).unwrap();
        }
        out.finish().unwrap();
        let (package, client) = ("wheel".into(), Client::Pip);
        Archive {
            package,
            client,
            path,
        }
    }

    fn tarball(folder: &Path, members: &[(&str, &str)]) -> Archive {
        let path = folder.join("a.tgz");
        let packed = GzEncoder::new(File::create(&path).unwrap(), Compression::fast());
        let mut out = tar::Builder::new(packed);
        for (name, text) in members {
            let mut header = tar::Header::new_gnu();
            header.set_size(text.len() as u64);
            header.set_cksum();
            out.append_data(&mut header, name, text.as_bytes()).unwrap();
        }
        out.into_inner().unwrap().finish().unwrap();
        let (package, client) = ("tarball".into(), Client::Npm);
        Archive {
            package,
            client,
            path,
        }
    }

    #[test]
    fn a_file_is_joined_from_its_parts_in_order() {
        let (here, scratch) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let archives = [
            wheel(scratch.path(), &[("w/2", "two"), ("w/1", "one ")]),
            tarball(scratch.path(), &[("package/x", "x"), ("package/3", "!")]),
        ];
        let files = [
            file(
                "joined",
                &[("wheel", "w/1"), ("wheel", "w/2"), ("tarball", "package/3")],
            ),
            file("single", &[("tarball", "package/x")]),
            file("elsewhere", &[("wheel", "w/1"), ("not fetched", "y")]),
        ];
        unpack(&files, &archives, scratch.path(), here.path()).unwrap();
        let read = |name| std::fs::read_to_string(here.path().join(name)).ok();
        assert_eq!(read("joined").as_deref(), Some("one two!"));
        assert_eq!(read("single").as_deref(), Some("x"));
        assert_eq!(read("elsewhere"), None);
    }

    #[test]
    fn an_archive_that_is_none_or_lacks_a_member_is_refused() {
        let (here, scratch) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let wheel = wheel(scratch.path(), &[("w/1", "one")]);
        let tarball = tarball(scratch.path(), &[("package/x", "x")]);
        let swapped = [
            Archive {
                path: tarball.path.clone(),
                ..wheel.clone()
            },
            Archive {
                path: wheel.path.clone(),
                ..tarball.clone()
            },
        ];
        for (archive, member) in [
            (&wheel, "w/9"),
            (&tarball, "package/y"),
            (&swapped[0], "w/1"),
            (&swapped[1], "package/x"),
        ] {
            let files = [file("f", &[(&archive.package, member)])];
            let archives = std::slice::from_ref(archive);
            let outcome = unpack(&files, archives, scratch.path(), here.path());
            assert!(outcome.is_err(), "{archive:?}");
            assert!(!here.path().join("f").exists());
        }
    }

    #[test]
    fn no_more_is_written_than_a_file_may_have() {
        let (here, scratch) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let archives = [tarball(scratch.path(), &[("package/x", "far too long")])];
        let files = [file("f", &[("tarball", "package/x")])];
        unpack(&files, &archives, scratch.path(), here.path()).unwrap();
        let size = std::fs::metadata(here.path().join("f")).unwrap().len();
        assert_eq!(size, 9, "the verification refuses it");
    }
}
