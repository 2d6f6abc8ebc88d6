//! Articles that nobody has heard before: as many as are wanted, no sentence of them twice.

use std::fmt::Write as _;

/// Where sentences begin.
const OPENINGS: [&str; 12] = [
    "In the evening",
    "Two days later",
    "By the end of the week",
    "For the first time since 1987",
    "After a long debate",
    "On Tuesday",
    "According to the report",
    "At about 6:30 p.m.",
    "Despite the rain",
    "As in earlier years",
    "Without a further word",
    "Nearly everywhere",
];
const ADJECTIVES: [&str; 20] = [
    "quiet", "northern", "young", "careful", "former", "local", "angry", "famous", "small",
    "patient", "tired", "new", "stubborn", "cheerful", "retired", "curious", "wealthy", "second",
    "modern", "weary",
];
const PEOPLE: [&str; 20] = [
    "harbour master",
    "teacher",
    "council",
    "baker",
    "engineer",
    "gardener",
    "minister",
    "choir",
    "fisherman",
    "editor",
    "doctor",
    "committee",
    "painter",
    "captain",
    "farmer",
    "librarian",
    "inspector",
    "musician",
    "neighbour",
    "team",
];
const DEEDS: [&str; 20] = [
    "opened",
    "described",
    "measured",
    "refused",
    "repaired",
    "counted",
    "questioned",
    "sold",
    "discovered",
    "praised",
    "abandoned",
    "photographed",
    "defended",
    "changed",
    "closed",
    "remembered",
    "followed",
    "examined",
    "delayed",
    "rebuilt",
];
const THINGS: [&str; 20] = [
    "bridge",
    "library",
    "contract",
    "orchard",
    "railway line",
    "budget",
    "garden",
    "theatre",
    "boat",
    "school",
    "timetable",
    "map",
    "tower",
    "letter",
    "market",
    "river bank",
    "painting",
    "museum",
    "road",
    "lighthouse",
];
const PLACES: [&str; 14] = [
    "near the old station",
    "behind the town hall",
    "on the island",
    "in the valley",
    "beside the canal",
    "at the edge of the forest",
    "in front of 300 guests",
    "outside the city",
    "on the third floor",
    "under the arches",
    "along the coast",
    "in the village square",
    "across the border",
    "above the mill",
];
const ENDINGS: [&str; 14] = [
    "and nobody asked why",
    "which cost about $4,500",
    "although the weather was poor",
    "because the money had run out",
    "while the others waited",
    "as had been agreed in March",
    "so that it could open again",
    "but the neighbours were not told",
    "where it still stands today",
    "before the first snow fell",
    "which surprised even the experts",
    "and 12% of the work was left",
    "if the figures are to be believed",
    "until the lights went out",
];

/// Words as a text has them: what stands between spaces.
pub(super) fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// A choice that looks like chance and is the same on every run (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        choices[((z ^ (z >> 31)) % choices.len() as u64) as usize]
    }

    /// A sentence of 9 to 28 words.
    fn sentence(&mut self) -> String {
        let mut text = format!(
            "{}, the {} {} {} the {} {} {}",
            self.of(&OPENINGS),
            self.of(&ADJECTIVES),
            self.of(&PEOPLE),
            self.of(&DEEDS),
            self.of(&ADJECTIVES),
            self.of(&THINGS),
            self.of(&PLACES),
        );
        if self.of(&["long", "short"]) == "long" {
            text.push_str(", ");
            text.push_str(self.of(&ENDINGS));
        }
        text + "."
    }
}

/// A news page of about `length` words, another one for each `number`.
pub(super) fn page(length: usize, number: u64) -> String {
    let mut dice = Dice(number << 32);
    let title = format!("The {} {}", dice.of(&ADJECTIVES), dice.of(&THINGS));
    let mut article = format!("<h1>{title}, part {number}</h1>\n");
    let mut said = words(&title);
    while said < length {
        // Paragraphs of a newspaper.
        let paragraph: Vec<_> = (0..3).map(|_| dice.sentence()).collect();
        let paragraph = paragraph.join(" ");
        said += words(&paragraph);
        let _ = writeln!(article, "<p>{paragraph}</p>");
    }
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\n\
         <body><nav><a href=\"/\">Home</a> <a href=\"/sport\">Sport</a></nav>\n\
         <main><article>{article}</article></main>\n\
         <aside>Read also: the weather</aside><footer>Imprint</footer></body></html>"
    )
}
