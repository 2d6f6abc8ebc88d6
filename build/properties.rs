//! Short names for properties that only the bundles know.

use oxc::allocator::Allocator;
use oxc::ast::ast::{BindingProperty, IdentifierName, ObjectProperty, Program};
use oxc::ast_visit::{VisitMut, walk_mut};
use oxc::span::Atom;

/// The properties and methods of the modules by which nobody else calls anything: no page, no browser,
/// no answer of the service, no table of words or attributes. `tests/browser/bundle.test.js` holds them
/// against the names that a browser has, and against those that the player is documented with.
const INTERNAL: &str = "\
    playback language controls slider highlight emit follower tools address texts told onTime stated \
    setRate keepFocus forget prepare begin problem isCurrent settle restart remembered askTimings \
    onState onKnown manifestUrl linkUrl chooseRate changeRate startFrom showState showTime placeAt \
    offsetOf isLike giveUp";

/// Gives every one of them its short name, the same in all bundles.
///
/// # Errors
/// Where a short name is the name of something else.
pub(crate) fn shorten<'a>(
    allocator: &'a Allocator,
    program: &mut Program<'a>,
) -> Result<(), String> {
    let mut shortener = Shortener {
        allocator,
        taken: None,
    };
    shortener.visit_program(program);
    match shortener.taken {
        None => Ok(()),
        Some(name) => Err(format!(
            "{name} is a property, and a short name of build/properties.rs"
        )),
    }
}

struct Shortener<'a> {
    allocator: &'a Allocator,
    taken: Option<String>,
}

impl<'a> VisitMut<'a> for Shortener<'a> {
    fn visit_identifier_name(&mut self, it: &mut IdentifierName<'a>) {
        let place = INTERNAL.split(' ').position(|name| name == it.name);
        if let Some(place) = place {
            it.name = Atom::from(self.allocator.alloc_str(&short(place)));
        } else if is_short(&it.name) {
            self.taken.get_or_insert_with(|| it.name.to_string());
        }
    }

    fn visit_object_property(&mut self, it: &mut ObjectProperty<'a>) {
        it.shorthand = false;
        walk_mut::walk_object_property(self, it);
    }

    fn visit_binding_property(&mut self, it: &mut BindingProperty<'a>) {
        it.shorthand = false;
        walk_mut::walk_binding_property(self, it);
    }
}

/// A letter, or two where there are no more; those that are left out are keys and the like already.
fn short(place: usize) -> String {
    const LETTERS: &[u8] = b"abcefghimnopqrstuvwxyz";
    let letter = |place: usize| char::from(LETTERS[place % LETTERS.len()]);
    let first = letter(place);
    match place / LETTERS.len() {
        0 => first.to_string(),
        round => format!("{first}{}", letter(round)),
    }
}

fn is_short(name: &str) -> bool {
    (0..INTERNAL.split(' ').count()).any(|place| short(place) == name)
}
