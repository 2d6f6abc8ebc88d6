//! Decoding: the text behind the bytes, or the finding that they are no text.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

use super::{ArticleError, Format};

/// Browsers look for `<meta charset>` in the first 1024 bytes only (HTML standard, 13.2.3.2).
const PRESCAN_BYTES: usize = 1024;

/// First bytes of the files that editors upload by mistake.
const MAGIC: &[&[u8]] = &[
    b"\x89PNG",
    b"%PDF-",
    b"PK\x03\x04",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"OggS",
    b"ID3",
    b"\x7fELF",
    b"RIFF",
    b"\xd0\xcf\x11\xe0",
];

/// The text of `document`.
///
/// The byte order mark decides, then the transport's `charset`, then `<meta charset>`, then
/// UTF-8; what claims to be UTF-8 and has not one valid sequence is windows-1252.
pub(super) fn decode(
    document: &[u8],
    format: Format,
    charset: Option<&str>,
) -> Result<String, ArticleError> {
    if MAGIC.iter().any(|magic| document.starts_with(magic)) {
        return Err(ArticleError::Binary);
    }
    let encoding = (charset.and_then(|label| Encoding::for_label(label.trim().as_bytes())))
        .or_else(|| {
            (format == Format::Html)
                .then(|| declared(document))
                .flatten()
        })
        .unwrap_or(UTF_8);
    // `decode` obeys a byte order mark before the given encoding.
    let (text, used, malformed) = encoding.decode(document);
    let text = if used == UTF_8 && malformed && !has_multibyte(&text) {
        WINDOWS_1252.decode_without_bom_handling(document).0
    } else {
        text
    };
    if is_binary(&text) {
        return Err(ArticleError::Binary);
    }
    if text.chars().all(char::is_whitespace) {
        return Err(ArticleError::Empty);
    }
    Ok(text.into_owned())
}

/// Whether a character outside ASCII was decoded: one damaged byte among them is damage, not
/// another encoding.
fn has_multibyte(text: &str) -> bool {
    (text.chars()).any(|c| !c.is_ascii() && c != char::REPLACEMENT_CHARACTER)
}

/// Whether `text` holds more control characters than a damaged page may: one NUL in a
/// thousand characters, or one other control character in fifty.
fn is_binary(text: &str) -> bool {
    let (mut all, mut nul, mut control) = (0_usize, 0_usize, 0_usize);
    for c in text.chars() {
        all += 1;
        match c {
            '\0' => nul += 1,
            '\t' | '\n' | '\r' | '\x0c' => {}
            c if c.is_ascii_control() => control += 1,
            _ => {}
        }
    }
    nul * 1000 > all || control * 50 > all
}

/// The encoding that a `<meta>` near the start of the page names.
fn declared(document: &[u8]) -> Option<&'static Encoding> {
    let head = document.get(..PRESCAN_BYTES).unwrap_or(document);
    let head = head.to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let encoding = (head.split("<meta").skip(1))
        .filter_map(|tag| tag.split('>').next())
        .find_map(charset_in)?;
    // The page could not have been read so far if it were UTF-16 (HTML standard, 13.2.3.2).
    if encoding == UTF_16BE || encoding == UTF_16LE {
        return Some(UTF_8);
    }
    Some(if encoding == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        encoding
    })
}

/// The encoding behind `charset=` in the inside of a tag.
fn charset_in(tag: &str) -> Option<&'static Encoding> {
    let (_, after) = tag.split_once("charset")?;
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'' | ';' | '/'));
    Encoding::for_label(value.get(..end.unwrap_or(value.len()))?.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_found_in_the_order_of_trust() {
        struct Case {
            why: &'static str,
            bytes: &'static [u8],
            charset: Option<&'static str>,
            text: &'static str,
        }
        let cases = [
            Case {
                why: "no word of an encoding: UTF-8",
                bytes: "café".as_bytes(),
                charset: None,
                text: "café",
            },
            Case {
                why: "not UTF-8 and nothing said: windows-1252",
                bytes: b"caf\xe9 \x93ouvert\x94",
                charset: None,
                text: "café “ouvert”",
            },
            Case {
                why: "the transport names it",
                bytes: b"\xcf\xf0\xe8\xe2\xe5\xf2",
                charset: Some("windows-1251"),
                text: "Привет",
            },
            Case {
                why: "the byte order mark outranks the transport",
                bytes: b"\xef\xbb\xbfcaf\xc3\xa9",
                charset: Some("windows-1252"),
                text: "café",
            },
            Case {
                why: "UTF-16 by its mark is full of NUL bytes and still text",
                bytes: b"\xff\xfea\0b\0",
                charset: None,
                text: "ab",
            },
            Case {
                why: "the page names it",
                bytes: b"<meta charset=\"iso-8859-2\"><p>\xb1",
                charset: None,
                text: "<meta charset=\"iso-8859-2\"><p>ą",
            },
            Case {
                why: "the older form of meta",
                bytes: b"<META http-equiv=Content-Type content='text/html; charset=koi8-r'>\xf0",
                charset: None,
                text: "<META http-equiv=Content-Type content='text/html; charset=koi8-r'>П",
            },
            Case {
                why: "a label that nobody knows is not heard",
                bytes: "é".as_bytes(),
                charset: Some("klingon"),
                text: "é",
            },
            Case {
                why: "one damaged byte does not make good UTF-8 windows-1252",
                bytes: b"\xc3\xa9t\xc3\xa9 \xe9",
                charset: None,
                text: "été \u{fffd}",
            },
        ];
        for case in cases {
            let text = decode(case.bytes, Format::Html, case.charset);
            assert_eq!(text.as_deref(), Ok(case.text), "{}", case.why);
        }
    }

    #[test]
    fn binary_files_are_refused() {
        let files: [&[u8]; 6] = [
            b"\x89PNG\r\n\x1a\n",
            b"%PDF-1.7 text",
            b"PK\x03\x04",
            b"\xff\xd8\xff\xe0",
            b"text\0with\0nuls",
            b"\x01\x02\x03\x04 \x05\x06",
        ];
        for file in files {
            let found = decode(file, Format::Plain, None);
            assert_eq!(found, Err(ArticleError::Binary), "{file:?}");
        }
    }

    #[test]
    fn a_stray_nul_in_a_long_page_is_not_binary() {
        let page = format!("{}\0", "word ".repeat(1000));
        assert!(decode(page.as_bytes(), Format::Plain, None).is_ok());
    }

    #[test]
    fn white_space_alone_is_empty() {
        for bytes in ["", " \n\t ", "\u{feff}\n", "\u{a0}"] {
            let found = decode(bytes.as_bytes(), Format::Html, None);
            assert_eq!(found, Err(ArticleError::Empty), "{bytes:?}");
        }
    }
}
