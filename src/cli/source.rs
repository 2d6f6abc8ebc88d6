//! A SOURCE of the command line: a file, `-` for standard input, or an http(s) address.

use std::io::Read as _;
use std::path::Path;

use aloud::article::{Format, Limits};
use aloud::library::{Document, Sites, client, fetch};
use anyhow::Context as _;
use url::Url;

use super::exit::Exit;

/// The document that `source` names.
pub(crate) async fn read(source: &str) -> Result<Document, Exit> {
    let document = match Url::parse(source) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => {
            let client = client(&Sites::default())?;
            fetch(&client, &url, Limits::default().bytes).await?.into()
        }
        _ => local(source).map_err(Exit::Usage)?,
    };
    Ok(document)
}

fn local(source: &str) -> anyhow::Result<Document> {
    let bytes = if source == "-" {
        let mut bytes = Vec::new();
        // One byte more than is accepted tells that there is too much.
        let limit = Limits::default().bytes as u64 + 1;
        std::io::stdin().take(limit).read_to_end(&mut bytes)?;
        bytes
    } else {
        std::fs::read(source).context("it cannot be read")?
    };
    Ok(Document {
        format: format_of(source, &bytes),
        bytes,
        charset: None,
        url: None,
        title: None,
    })
}

/// The format by the file's ending; without one that is known, HTML where it begins with `<`.
fn format_of(source: &str, bytes: &[u8]) -> Format {
    let ending = Path::new(source).extension().and_then(|e| e.to_str());
    match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("html" | "htm" | "xhtml") => Format::Html,
        Some("md" | "markdown") => Format::Markdown,
        Some("txt" | "text") => Format::Plain,
        _ => {
            let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            let html = text.trim_ascii_start().starts_with(b"<");
            if html { Format::Html } else { Format::Plain }
        }
    }
}

/// A short name for what `source` names, fit for a folder.
pub(crate) fn name_of(source: &str) -> String {
    let path = source.split(['?', '#']).next().unwrap_or(source);
    let last = path.trim_end_matches('/').rsplit(['/', '\\']).next();
    let stem = Path::new(last.unwrap_or("")).file_stem();
    let stem = stem.and_then(|stem| stem.to_str()).unwrap_or("article");
    let fit = |c: char| {
        if c.is_alphanumeric() || c == '_' {
            c
        } else {
            '-'
        }
    };
    let name: String = stem.chars().map(fit).collect();
    let name = name.trim_matches('-');
    if name.is_empty() {
        "article".into()
    } else {
        name.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_fit_for_a_folder() {
        let cases = [
            ("articles/one.html", "one"),
            ("https://news.example/2026/big-story/?x=1", "big-story"),
            ("-", "article"),
            ("https://news.example/", "news"),
            ("../..", "article"),
        ];
        for (source, name) in cases {
            assert_eq!(name_of(source), name, "{source}");
        }
    }

    #[test]
    fn what_has_no_ending_is_looked_at() {
        assert_eq!(format_of("-", b"\n <!doctype html>"), Format::Html);
        assert_eq!(format_of("-", b"Words."), Format::Plain);
        assert_eq!(format_of("page.MD", b"<b>"), Format::Markdown);
    }
}
