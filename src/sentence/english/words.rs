//! The words that decide about an English full stop.

/// What an abbreviation says about the full stop behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Stands before a name: never the end of a sentence.
    Title,
    /// Stands before what it introduces, such as `e.g.`: never the end.
    Link,
    /// Stands before a number: `No. 5`, `Fig. 2`, `pp. 3`.
    Numbered,
    /// A company's form, at the end of its name.
    Company,
    /// A time of day.
    Hour,
    /// A measure, behind a number.
    Measure,
    /// A state of the United States, behind a town.
    State,
    /// Ends a list or is an end itself: `etc.`
    Last,
    /// May stand anywhere: the next word decides.
    Open,
}

/// The kind of the abbreviation `word`, which is written without its last full stop.
pub(super) fn kind(word: &str) -> Option<Kind> {
    TABLE
        .iter()
        .find(|(_, words)| words.contains(&word))
        .map(|(kind, _)| *kind)
        .or_else(|| lower_kind(word))
}

/// The kind of what is written in capitals and small letters alike: `p.m.` and `P.M.`
fn lower_kind(word: &str) -> Option<Kind> {
    let word = word.to_ascii_lowercase();
    Some(match word.as_str() {
        "a.m" | "p.m" => Kind::Hour,
        "etc" => Kind::Last,
        "e.g" | "i.e" | "cf" | "viz" | "vs" => Kind::Link,
        "ph.d" => Kind::Open,
        _ => return None,
    })
}

/// Abbreviations by kind; one that is also a plain word, such as `in`, `me` or `sat`, is left
/// out in the form in which it is the word.
const TABLE: &[(Kind, &[&str])] = &[
    (
        Kind::Title,
        &[
            "Mr", "Mrs", "Ms", "Mx", "Dr", "Drs", "Prof", "Profs", "Gen", "Gens", "Maj", "Col",
            "Capt", "Cpt", "Cmdr", "Cdr", "Lt", "Sgt", "Cpl", "Pvt", "Adm", "Brig", "Sen", "Sens",
            "Rep", "Reps", "Gov", "Govs", "Pres", "Supt", "Insp", "Det", "Rev", "Revd", "Hon",
            "Msgr", "Fr", "Br", "Atty", "Amb", "Sec", "Messrs", "Mme", "Mmes", "Mlle", "St", "Sts",
            "Ste", "Mt", "Mts", "Ft", "Pte", "Sr", "Sra", "Srta", "Hr", "Asst", "Assoc", "Dist",
            "Lieut", "Comdr", "Chmn", "Rt", "Ven", "Pt", "Spc", "Ald", "Ins",
        ],
    ),
    (
        Kind::Link,
        &[
            "ca", "approx", "v", "al", "incl", "esp", "resp", "a.k.a", "aka", "w.r.t", "c", "orig",
            "trans", "transl", "pron",
        ],
    ),
    (
        Kind::Numbered,
        &[
            "No", "Nos", "no", "nos", "N°", "n°", "Nr", "Fig", "Figs", "fig", "figs", "Vol",
            "Vols", "vol", "vols", "Ch", "Chs", "ch", "Chap", "chap", "Sect", "sect", "Art",
            "Arts", "art", "p", "pp", "P", "Eq", "Eqs", "eq", "eqs", "Ex", "Ref", "Refs", "Tab",
            "App", "Cl", "Para", "para", "paras", "Par", "par", "Pl", "pl", "Op", "op", "Ser",
            "ll", "ff", "Bk", "bk", "Ep", "ep", "Ext", "ext", "Cap", "Div", "Rm", "Apt", "Tel",
            "tel", "Sched",
        ],
    ),
    (
        Kind::Company,
        &[
            "Inc", "Corp", "Ltd", "Co", "co", "Cos", "Bros", "LLC", "L.L.C", "L.P", "Plc", "S.A",
            "N.V", "Pty", "Intl", "Mfg", "Assn", "Dept", "Univ", "Inst",
        ],
    ),
    (
        Kind::Measure,
        &[
            "ft", "lb", "lbs", "oz", "yd", "yds", "sq", "cu", "mi", "mph", "m.p.h", "km", "cm",
            "mm", "ml", "mg", "kg", "gm", "gms", "hr", "hrs", "min", "mins", "sec", "secs", "msec",
            "Msec", "yr", "yrs", "wk", "wks", "mo", "mos", "cc", "kc", "mc", "qt", "qts", "pt",
            "pts", "gal", "gals", "tsp", "tbsp", "Tbsp", "hp", "h.p", "mEq", "dia", "diam", "temp",
            "cal", "kcal", "bbl", "deg", "in", "doz",
        ],
    ),
    (
        Kind::State,
        &[
            "Ala", "Ariz", "Ark", "Calif", "Cal", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind",
            "Kan", "Kans", "Ky", "La", "Md", "Me", "Mass", "Mich", "Minn", "Miss", "Mo", "Mont",
            "Neb", "Nebr", "Nev", "N.H", "N.J", "N.M", "N.Y", "N.C", "N.D", "Okla", "Ore", "Pa",
            "Penn", "R.I", "S.C", "S.D", "Tenn", "Tex", "Vt", "Va", "Wash", "W.Va", "Wis", "Wisc",
            "Wyo", "D.C", "Ont", "Que", "B.C", "Alta", "Sask",
        ],
    ),
    (
        Kind::Open,
        &[
            "Jr", "jr", "Sr", "Esq", "Bart", "Ave", "ave", "Av", "Blvd", "blvd", "Rd", "rd", "Ln",
            "Ct", "Pkwy", "Hwy", "Sq", "Bldg", "st", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul",
            "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Mon", "Tue", "Tues", "Wed", "Thu", "Thur",
            "Thurs", "Fri", "Sat", "Sun", "ed", "eds", "Ed", "Eds", "est", "Est", "fl", "ibid",
            "Ibid", "rev", "max", "misc", "avg", "dept", "govt", "Gov’t", "cont", "e.V", "Ps",
            "Gen", "Ex", "Lev", "Deut", "Matt", "Cor", "Rom", "Phil", "Thess", "Heb", "Rev",
        ],
    ),
];

/// Whether `word` with its capital begins sentences and hardly ever names: pronouns, articles,
/// conjunctions, prepositions, question words, and titles before a name.
pub(super) fn is_starter(word: &str) -> bool {
    STARTERS.contains(&word)
}

#[rustfmt::skip] // a word a line otherwise
const STARTERS: &[&str] = &[
    "A", "About", "According", "Actually", "After", "Afterwards", "Again", "Also", "Although",
    "All", "Almost", "Already", "Am", "Among", "An", "And", "Another", "Any", "Anyone", "Anyway",
    "Are", "As", "At", "Basically", "Be", "Because", "Before", "Being", "Besides", "Both", "But",
    "By", "Can", "Clearly", "Could", "Despite", "Did", "Do", "Does", "Don", "During", "Each",
    "Either", "Even", "Eventually", "Every", "Everyone", "Everything", "Few", "Finally", "First",
    "For", "From", "Further", "Furthermore", "Give", "Given", "Had", "Has", "Have", "Having",
    "He", "Hence", "Her", "Here", "His", "How", "However", "I", "If", "In", "Indeed", "Instead",
    "Into", "Is", "It", "Its", "Just", "Last", "Later", "Let", "Like", "Long", "Many", "Maybe",
    "Me", "Meanwhile", "Moreover", "More", "Most", "Much", "My", "Nearly", "Neither", "Never",
    "Nevertheless", "Next", "Nobody", "No", "None", "Nor", "Not", "Nothing", "Now", "Obviously",
    "Of", "Often", "Oh", "Ok", "Okay", "On", "Once", "One", "Only", "Or", "Other", "Others",
    "Our", "Out", "Over", "Perhaps", "Please", "Rather", "Recently", "See", "Several", "Shall",
    "She", "Should", "Since", "So", "Some", "Someone", "Something", "Sometimes", "Soon", "Still",
    "Such", "Suddenly", "Thank", "Thanks", "That", "The", "Their", "Them", "Then", "There",
    "Therefore", "These", "They", "This", "Those", "Though", "Three", "Through", "Thus", "To",
    "Today", "Together", "Too", "Two", "Under", "Unfortunately", "Unless", "Unlike", "Until",
    "Up", "Upon", "Us", "Was", "We", "Well", "Were", "What", "Whatever", "When", "Whenever",
    "Where", "Whereas", "Whether", "Which", "While", "Who", "Whoever", "Whose", "Why", "Will",
    "With", "Within", "Without", "Would", "Yes", "Yesterday", "Yet", "You", "Your", "Mr", "Mrs",
    "Ms", "Dr",
];

/// Whether `word` in small letters begins a sentence of somebody who types no capitals, and
/// does not go on with one behind an abbreviation that no list has.
pub(super) fn is_small_starter(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "i", "i’m", "it", "he", "she", "they", "we", "you", "this", "these", "there", "the", "my",
        "if", "when", "what", "why", "how", "so", "but", "also", "just", "please", "thanks", "don",
        "do", "did", "is", "are", "maybe", "however", "then", "now", "no", "yes", "your",
    ];
    WORDS.contains(&word)
}

/// Whether `word` may follow a time of day in the same sentence: `9 a.m. Monday`, `5 p.m. EST`.
pub(super) fn follows_hour(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "Eastern",
        "Central",
        "Mountain",
        "Pacific",
        "Greenwich",
        "London",
        "UK",
        "GMT",
        "UTC",
        "EST",
        "EDT",
        "ET",
        "CST",
        "CDT",
        "CT",
        "MST",
        "MDT",
        "MT",
        "PST",
        "PDT",
        "PT",
        "BST",
        "CET",
        "CEST",
        "AEST",
        "IST",
        "JST",
        "SAST",
        "Jan",
        "Feb",
        "March",
        "April",
        "May",
        "June",
        "July",
        "Aug",
        "Sept",
        "Oct",
        "Nov",
        "Dec",
        "January",
        "February",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Mon",
        "Tue",
        "Tues",
        "Wed",
        "Thu",
        "Thurs",
        "Fri",
        "Sat",
        "Sun",
    ];
    WORDS.contains(&word) || word.trim_end_matches('s').ends_with("day")
}

/// Whether `word` says how something was said: `asked` of `“Why?” John asked.`
pub(super) fn is_saying(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "said",
        "says",
        "asked",
        "asks",
        "replied",
        "replies",
        "answered",
        "cried",
        "shouted",
        "yelled",
        "screamed",
        "whispered",
        "murmured",
        "muttered",
        "exclaimed",
        "wondered",
        "thought",
        "added",
        "wrote",
        "called",
        "demanded",
        "inquired",
        "snapped",
        "laughed",
        "sighed",
        "gasped",
        "declared",
        "insisted",
        "joked",
        "tweeted",
        "repeated",
        "responded",
    ];
    WORDS.contains(&word)
}

/// Whether `word` is a name that is written with a mark of its own: `Yahoo!`
pub(super) fn is_marked_name(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "Yahoo", "Jeopardy", "Joomla", "Wham", "Oklahoma", "Panic", "Airplane", "Rouge", "Yum",
        "Oliver", "Godspeed", "Chips", "Ahoy", "E", "OK", "Hello", "Mia", "Kahoot", "Yelp",
    ];
    WORDS.contains(&word)
}

/// Whether `word` is a month or a day of the week, cut short.
pub(super) fn is_date(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Mon",
        "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun",
    ];
    WORDS.contains(&word)
}

/// Whether things of the kind `word` are told apart by a letter: `Plan B`, `World War I`.
pub(super) fn takes_letter(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "War",
        "Plan",
        "Type",
        "Part",
        "Phase",
        "Vitamin",
        "vitamin",
        "Class",
        "Group",
        "Section",
        "Grade",
        "Hepatitis",
        "hepatitis",
        "Exhibit",
        "Appendix",
        "Series",
        "Level",
        "Option",
        "Team",
        "Category",
        "Figure",
        "Table",
        "Chapter",
        "Act",
        "grade",
        "plan",
        "type",
        "point",
        "option",
        "part",
        "class",
    ];
    WORDS.contains(&word)
}

/// Whether `word` is a pronoun, an article or a conjunction, after which no file, program or
/// method is called.
pub(super) fn names_nothing(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "The", "He", "She", "They", "We", "I", "It", "This", "That", "These", "Those", "But",
        "And", "His", "Her", "Their", "Our", "My", "There", "However",
    ];
    WORDS.contains(&word)
}
