//! Abbreviations, initialisms, acronyms, shouting, stylised names.

use super::{check, said};
use crate::spoken::verbalise;

#[test]
fn abbreviations_are_decided_by_their_neighbours() {
    check(&[
        ("St. Louis", "Saint Louis", "before a name"),
        ("St Paul’s", "Saint Paul's", "the British write no stop"),
        ("on Elm St. in May", "on Elm Street in May", "behind a name"),
        (
            "on 5th St. today",
            "on fifth Street today",
            "behind an ordinal",
        ),
        ("Wall St. fell", "Wall Street fell", "no name follows"),
        (
            "123 Main St. Springfield",
            "one twenty-three Main Street Springfield",
            "a house number",
        ),
        (
            "St. Mary’s on St. James St.",
            "Saint Mary's on Saint James Street.",
            "both",
        ),
        ("Dr. Smith", "Doctor Smith", "a title"),
        ("Rodeo Dr. is", "Rodeo Drive is", "a street"),
        (
            "Mr. and Mrs. Jones",
            "Mister and Missus Jones",
            "titles apart from the name",
        ),
        ("Mr Jones", "Mister Jones", "without a stop"),
        ("Drs. Smith", "Doctors Smith", "a plural"),
        (
            "Gen Mark Milley",
            "General Mark Milley",
            "a rank without a stop",
        ),
        ("Gen Z", "Gen Z", "a generation"),
        ("Lt Gen Jones", "Lieutenant General Jones", "two ranks"),
        ("Ft. Worth", "Fort Worth", "a town"),
        ("Mt. Everest", "Mount Everest", "a mountain"),
        ("Jones & Co. and", "Jones and Company and", "a firm"),
        (
            "Smith Bros. Ltd.",
            "Smith Brothers Limited.",
            "the sentence keeps its stop",
        ),
        ("(Inc.)", "(Incorporated)", "the bracket keeps none"),
        (
            "“Apple Inc.”",
            "\"Apple Incorporated.\"",
            "the quotation does",
        ),
        ("Mon.–Fri. only", "Monday to Friday only", "days"),
        ("with Max.", "with Max.", "a word too, at the end"),
        (
            "on Sat. night",
            "on Saturday night",
            "a word too, in the middle",
        ),
        ("no. He left", "no. He left", "not before a number"),
        (
            "pp. 5 and c. 1900",
            "pages five and circa nineteen hundred",
            "before numbers",
        ),
        ("Mr/Mrs", "Mister Missus", "a slash between"),
        ("Roe v. Wade", "Roe versus Wade", "a case"),
        ("Arsenal v Chelsea", "Arsenal versus Chelsea", "a match"),
        ("Smith et al. wrote", "Smith et al wrote", "others"),
        (
            "the govt. dept. said",
            "the government department said",
            "offices",
        ),
    ]);
}

#[test]
fn letters_with_full_stops_are_letters() {
    check(&[
        ("the U.S. is", "the U S is", "a country"),
        ("in the U.S.", "in the U S.", "one stop for both"),
        ("the U.S.’s", "the U S's", "it owns"),
        ("U.S.-led", "U S led", "a compound"),
        (
            "Washington, D.C., is",
            "Washington, D C, is",
            "a comma behind",
        ),
        ("a Ph.D. and", "a P H D and", "a degree"),
        ("M.B.A.s", "M B A's", "a plural"),
        ("e.g. cats", "for example cats", "Latin"),
        ("i.e. cats", "that is cats", "Latin too"),
        ("a.k.a. Bob", "also known as Bob", "English"),
        ("J. K. Rowling", "J K Rowling", "initials apart"),
        ("J.K. Rowling", "J K Rowling", "initials joined"),
        ("George W. Bush", "George W Bush", "one initial"),
        ("E. coli", "E coli", "a genus"),
        ("Plan B.", "Plan B.", "the end of a sentence"),
        ("the C.I.A. did", "the C I A did", "an agency"),
        (
            "Boston, MA 02134",
            "Boston, Massachusetts zero two one three four",
            "a state and its code",
        ),
        ("Austin, TX.", "Austin, Texas.", "a state"),
        ("Well, OK", "Well, O K", "no state"),
        (
            "Springfield, Ill., is",
            "Springfield, Illinois, is",
            "an old short form",
        ),
    ]);
}

#[test]
fn initialisms_are_spelled_and_acronyms_said() {
    check(&[
        ("The FBI and the EU", "The F B I and the E U", "letters"),
        ("MPs met CEOs", "M P's met C E O's", "plurals"),
        ("MPs’ EVs", "M P's' E V's", "and their owner"),
        ("AI’s", "A I's", "one that owns"),
        ("PhDs", "P H D's", "a degree"),
        ("NIAID", "N I A I D", "vowels do not make a word"),
        (
            "NATO and UNESCO",
            "NATO and UNESCO",
            "the voice knows these words",
        ),
        ("IKEA", "Ikea", "it does not know this one in capitals"),
        ("GIFs and JPEGs", "GIFs and J pegs", "files"),
        ("AT&T, R&B", "A T and T, R and B", "an ampersand"),
        ("M&Ms", "M and M's", "a plural of it"),
        ("S&P 500", "S and P five hundred", "before a number"),
        (
            "The WHO told us in the US",
            "The W H O told us in the U S",
            "small words stay",
        ),
        ("IT staff", "I T staff", "no pronoun"),
        (
            "non-EU, EU-wide",
            "non E U, E U wide",
            "letters leave their hyphen",
        ),
        ("anti-NATO", "anti-NATO", "words keep it"),
        ("A-level X-ray", "A-level X-ray", "one letter"),
        ("A–Z", "A to Z", "a span"),
        ("Ps and Qs", "P's and Q's", "letters as such"),
        ("Ms Lee", "Ms Lee", "no letter"),
        ("xAI, mRNA, pH", "x A I, m R N A, P H", "a small head"),
        ("OpenAI and iPhone", "Open A I and iPhone", "stylised names"),
        ("HIV/AIDS", "H I V AIDS", "both kinds"),
    ]);
}

#[test]
fn shouted_words_are_words() {
    check(&[
        (
            "BREAKING NEWS: FIRE IN ROME",
            "breaking news: fire in Rome",
            "a headline",
        ),
        (
            "FBI RAIDS HOME OF TRUMP AIDE",
            "F B I raids home of Trump aide",
            "letters among them",
        ),
        (
            "US STRIKES IRAN AS IT HITS BACK",
            "U S strikes Iran as it hits back",
            "the country",
        ),
        ("JOIN US TODAY", "join us today", "the people"),
        ("I am NOT going", "I am not going", "one loud word"),
        ("LONDON (AP)", "London (A P)", "a place and an agency"),
        ("DON’T PANIC", "don't panic", "an apostrophe"),
        ("O’NEILL WINS", "O'Neill wins", "a name with one"),
        ("THE STRENGTHS", "the Strengths", "many consonants"),
        (
            "I AM HERE IN THE USA",
            "I am here in the U S A",
            "letters stay",
        ),
        ("WASHINGTON said", "Washington said", "too long for letters"),
    ]);
}

#[test]
fn letters_in_other_dresses_are_letters() {
    check(&[
        ("Ｈｅｌｌｏ", "Hello", "full width"),
        ("𝐁𝐨𝐥𝐝", "Bold", "mathematical"),
        ("ﬁne", "fine", "a ligature"),
        ("café Łódź", "café Łódź", "accents stay"),
        ("α particles", "alpha particles", "a Greek letter"),
        ("Ωmega", "Ωmega", "a Greek letter in a word"),
        ("rock ’n’ roll", "rock and roll", "an and"),
        ("rock'n'roll", "rock and roll", "joined"),
        ("’tis", "'tis", "an apostrophe in front"),
        ("北京abc", "Chinese text abc", "two scripts in a word"),
    ]);
}

#[test]
fn americans_and_britons_spell_honour_in_their_ways() {
    assert_eq!(said("the Hon. Ann Lee"), "the Honorable Ann Lee");
    assert_eq!(
        verbalise("the Hon. Ann Lee", "en-GB").text,
        "the Honourable Ann Lee"
    );
}
