//! English, American and British: a file for each class of written things, and one for each
//! list or step that several classes share.

mod abbreviation;
mod address;
mod amount;
mod calendar;
mod capitals;
mod cardinal;
mod code;
mod currency;
mod date;
mod decade;
mod emoji;
mod footnote;
mod fraction;
mod initials;
mod lists;
mod markup;
mod math;
mod measure;
mod money;
mod numbers;
mod ordinal;
mod quantity;
mod range;
mod ratio;
mod roman;
mod script;
mod serial;
mod slash;
mod street;
mod symbol;
mod tag;
mod telephone;
mod time;
mod unit;
mod words;

pub(super) use self::numbers::with_and;

use self::classes::{Class, class};
// What the classes stand on, under the names that they know it by.
use super::{atoms, classes, letter_case, mark, numeral, style, table};

/// The classes of English: the longest and surest forms first, so that `$4.2 million` is not a number.
pub(super) const CLASSES: &[Class] = &[
    class("invisible", mark::invisible),
    class("markup", markup::read),
    class("email", address::email),
    class("url", address::url),
    class("url", address::ending),
    class("handle", tag::read),
    class("file", address::file),
    class("face", symbol::face),
    class("emoji", emoji::read),
    class("footnote", footnote::read),
    class("address", street::read),
    class("initials", initials::read),
    class("initialism", slash::ampersand),
    class("slash", slash::pair),
    class("letters", slash::letters),
    class("serial", code::read),
    class("telephone", telephone::read),
    class("score", ratio::idiom),
    class("score", ratio::read),
    class("date", date::read),
    class("time", time::read),
    class("decade", decade::read),
    class("money", money::read),
    class("math", math::number),
    class("version", serial::version),
    class("serial", serial::read),
    class("percent", measure::percent),
    class("ordinal", ordinal::short),
    class("measure", measure::read),
    class("ordinal", ordinal::read),
    class("fraction", fraction::read),
    class("range", range::read),
    class("math", math::sign),
    class("abbreviation", abbreviation::read),
    class("state", abbreviation::postal),
    class("number", cardinal::read),
    class("digits", math::foreign),
    class("roman", roman::read),
    class("word", words::read),
    class("contraction", symbol::contraction),
    class("quote", mark::quote),
    class("span", slash::span),
    class("dash", mark::dash),
    class("bar", mark::bar),
    class("hyphen", symbol::hyphen),
    class("ellipsis", mark::ellipsis),
    class("punctuation", mark::punctuation),
    class("symbol", symbol::named),
    class("unread", script::unread),
];
