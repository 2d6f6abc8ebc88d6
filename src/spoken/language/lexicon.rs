//! Written forms of one or more atoms, looked up where a reader stands.

use std::collections::HashMap;

use serde::Deserialize;
use serde::de::{Deserializer, Error};

use super::super::atoms::Here;

/// No written form of the files has more atoms ("z. B. d." has 6).
const MOST_ATOMS: usize = 8;

/// No written form of the files has more bytes.
const MOST_BYTES: usize = 48;

/// Things by their written forms; spaces inside a form are left out.
#[derive(Debug)]
pub(super) struct Words<T> {
    by: HashMap<String, T>,
}

/// Things with several written forms each.
#[derive(Debug)]
pub(super) struct Lexicon<T> {
    things: Vec<T>,
    by: Words<usize>,
}

impl<T> Words<T> {
    /// The longest form that starts `k` places on: its number of atoms and its thing.
    ///
    /// A full stop that ends the sentence is no part of the form.
    pub(super) fn at<'w>(&'w self, here: Here<'_>, k: usize) -> Option<(usize, &'w T)> {
        let mut written = String::new();
        let mut found = None;
        for atoms in 1..=MOST_ATOMS {
            let Some(atom) = here.atom(k + atoms - 1) else {
                break;
            };
            let apart = atoms > 1 && !atom.glued && !written.ends_with('.');
            if apart || written.len() + atom.text.len() > MOST_BYTES {
                break;
            }
            written.push_str(atom.text);
            // A form of letters does not end inside a word.
            let inside = here.glued(k + atoms) && here.word(k + atoms).is_some();
            let within = inside && here.word(k + atoms - 1).is_some();
            if let Some(thing) = self.by.get(&written).filter(|_| !within) {
                let stops = atoms > 1 && atom.text == "." && here.atom(k + atoms).is_none();
                found = Some((atoms - usize::from(stops), thing));
            }
        }
        found
    }

    /// Whether there is a thing of the form `written`.
    #[cfg(test)]
    pub(super) fn has(&self, written: &str) -> bool {
        self.by.contains_key(written)
    }
}

impl<T> Lexicon<T> {
    /// The thing whose longest form starts `k` places on, and the atoms of the form.
    pub(super) fn at<'w>(&'w self, here: Here<'_>, k: usize) -> Option<(usize, &'w T)> {
        let (atoms, thing) = self.by.at(here, k)?;
        Some((atoms, self.things.get(*thing)?))
    }

    /// The number of the thing at `k` from 0 on, in the order of the file.
    pub(super) fn number_at(&self, here: Here<'_>, k: usize) -> Option<(usize, usize)> {
        self.by.at(here, k).map(|(atoms, number)| (atoms, *number))
    }

    /// The thing of this number.
    pub(super) fn get(&self, number: usize) -> Option<&T> {
        self.things.get(number)
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.things.len()
    }
}

impl<T> Default for Words<T> {
    fn default() -> Self {
        Self { by: HashMap::new() }
    }
}

impl<T> Default for Lexicon<T> {
    fn default() -> Self {
        Self {
            things: vec![],
            by: Words::default(),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Words<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let forms: HashMap<String, T> = HashMap::deserialize(deserializer)?;
        let by = forms
            .into_iter()
            .map(|(form, thing)| Ok((bare(&form)?, thing)));
        let by = by
            .collect::<Result<_, String>>()
            .map_err(D::Error::custom)?;
        Ok(Self { by })
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Lexicon<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Entry<T> {
            written: Vec<String>,
            #[serde(flatten)]
            thing: T,
        }
        let mut lexicon = Self::default();
        for Entry { written, thing } in Vec::<Entry<T>>::deserialize(deserializer)? {
            for form in written {
                let number = lexicon.things.len();
                if lexicon
                    .by
                    .by
                    .insert(bare(&form).map_err(D::Error::custom)?, number)
                    .is_some()
                {
                    return Err(D::Error::custom(format!("{form:?} stands twice")));
                }
            }
            lexicon.things.push(thing);
        }
        Ok(lexicon)
    }
}

/// The form without its spaces, which stand behind full stops only.
fn bare(form: &str) -> Result<String, String> {
    let parts: Vec<&str> = form.split_whitespace().collect();
    match parts.split_last() {
        Some((_, before)) if before.iter().all(|part| part.ends_with('.')) => Ok(parts.concat()),
        _ => Err(format!(
            "{form:?} has a space that no full stop stands before"
        )),
    }
}
