//! Codes of numbers and letters: addresses of machines, postcodes, the numbers of books.

use super::atoms::{Here, Kind};
use super::classes::Reading;
use super::lists;
use super::numbers;
use super::quantity::glued_digits;

/// `192.168.0.1`, `00:1A:2B:3C:4D:5E`, `SW1A 1AA`, `ISBN 0-306-40615-2`.
pub(super) fn read(here: Here<'_>) -> Option<Reading> {
    ip(here)
        .or_else(|| hardware(here))
        .or_else(|| hexadecimal(here))
        .or_else(|| postcode(here))
        .or_else(|| book_number(here))
}

fn ip(here: Here<'_>) -> Option<Reading> {
    let mut said = vec![];
    for part in 0..4 {
        let digits = if part == 0 {
            here.digits(0)?
        } else {
            glued_digits(here, 2 * part - 1, '.')?
        };
        digits.parse::<u8>().ok()?;
        said.push(numbers::each_digit(digits));
    }
    let more = glued_digits(here, 7, '.').is_some();
    let version = lists::has("versions", &here.word_before());
    if more || version {
        return None;
    }
    let said = said.join(" dot ");
    Some(match glued_digits(here, 7, ':') {
        Some(port) => {
            let port = numbers::each_digit(port);
            Reading::words(here, 9, format!("{said} colon {port}"))
        }
        None => Reading::words(here, 7, said),
    })
}

/// Six pairs of hexadecimal digits with colons or hyphens between them.
fn hardware(here: Here<'_>) -> Option<Reading> {
    const LENGTH: usize = 17;
    if !here.begins() {
        return None;
    }
    let mut text = String::new();
    let mut atoms = 0;
    while text.len() < LENGTH && (atoms == 0 || here.glued(atoms)) {
        text.push_str(here.atom(atoms)?.text);
        atoms += 1;
    }
    let pairs: Vec<&str> = text.split([':', '-']).collect();
    let hex = |pair: &&str| pair.len() == 2 && pair.chars().all(|c| c.is_ascii_hexdigit());
    if pairs.len() != 6 || !pairs.iter().all(hex) || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let said: Vec<String> = pairs.iter().map(|pair| spelled(pair)).collect();
    Some(Reading::words(here, atoms, said.join(", ")))
}

/// `0x1F`, as programs write it: every letter and digit.
fn hexadecimal(here: Here<'_>) -> Option<Reading> {
    // A number of 64 bits has 16 such digits.
    const LONGEST: usize = 18;
    if here.digits(0)? != "0" || !here.glued(1) || !here.begins() {
        return None;
    }
    let mut text = "0".to_owned();
    let mut atoms = 1;
    while text.len() < LONGEST && here.glued(atoms) && here.mark(atoms).is_none() {
        text.push_str(here.atom(atoms)?.text);
        atoms += 1;
    }
    let digits = text.strip_prefix("0x")?;
    let known = digits.len() > 1 && digits.chars().all(|c| c.is_ascii_hexdigit());
    known.then(|| Reading::words(here, atoms, spelled(&text)))
}

/// The letters and digits of `text`, one by one.
pub(super) fn spelled(text: &str) -> String {
    let said = text.chars().map(|c| match c.to_digit(10) {
        Some(_) => numbers::each_digit(&c.to_string()),
        None => c.to_uppercase().to_string(),
    });
    said.collect::<Vec<_>>().join(" ")
}

/// A British postcode: `SW1A 1AA`, `M1 1AE`.
fn postcode(here: Here<'_>) -> Option<Reading> {
    let capital = |k: usize, most: usize| {
        here.word(k)
            .filter(|w| w.len() <= most && w.bytes().all(|b| b.is_ascii_uppercase()))
    };
    let area = capital(0, 2)?;
    let district = here.digits(1).filter(|d| here.glued(1) && d.len() <= 2)?;
    let letter = if here.glued(2) {
        capital(2, 1).unwrap_or_default()
    } else {
        ""
    };
    let at = 2 + usize::from(!letter.is_empty());
    let sector = here
        .digits(at)
        .filter(|d| !here.glued(at) && d.len() == 1)?;
    let unit = capital(at + 1, 2).filter(|u| here.glued(at + 1) && u.len() == 2)?;
    if here.glued(at + 2) && here.mark(at + 2).is_none() {
        return None;
    }
    let out = format!("{} {}", spelled(area), numbers::cardinal_of(district));
    let out = format!("{out} {}", spelled(letter));
    let said = format!("{}, {} {}", out.trim_end(), spelled(sector), spelled(unit));
    Some(Reading::words(here, at + 2, said))
}

/// The digits behind `ISBN`.
fn book_number(here: Here<'_>) -> Option<Reading> {
    here.digits(0)?;
    let named = (1..=4).any(|k| {
        here.back(k)
            .is_some_and(|a| a.text == "ISBN" || a.text == "ISSN")
    });
    if !named {
        return None;
    }
    let mut said = vec![];
    let mut atoms = 0;
    // An ISBN has at most five groups and four hyphens.
    while atoms < 9 && (atoms == 0 || here.glued(atoms)) {
        let Some(atom) = here.atom(atoms) else { break };
        match atom.kind {
            Kind::Digits => said.push(numbers::each_digit(atom.text)),
            Kind::Word if matches!(atom.text, "X" | "x") => said.push("X".to_owned()),
            Kind::Mark if atom.text == "-" && here.glued(atoms + 1) => {}
            _ => break,
        }
        atoms += 1;
    }
    Some(Reading::words(here, atoms, said.join(", ")))
}
