//! German.

use super::check;

#[test]
fn numbers_are_said_in_words() {
    check(
        "de",
        &[
            ("42 Tage", "zweiundvierzig Tage", "a cardinal"),
            ("1 Tag", "ein Tag", "one before a masculine noun"),
            ("1 Person", "eine Person", "one before a feminine noun"),
            ("Platz 1.", "Platz eins.", "one by itself"),
            ("101 Fälle", "einhunderteins Fälle", "a hundred and one"),
            (
                "1.234",
                "eintausendzweihundertvierunddreißig",
                "a point between thousands",
            ),
            (
                "12 500",
                "zwölftausendfünfhundert",
                "a space between thousands",
            ),
            (
                "12\u{a0}500",
                "zwölftausendfünfhundert",
                "a space that does not break",
            ),
            ("5’000", "fünftausend", "an apostrophe, as in Switzerland"),
            ("1,5", "eins Komma fünf", "a decimal comma"),
            ("3,14", "drei Komma eins vier", "its digits one by one"),
            ("3.5", "drei Punkt fünf", "a point that is no separator"),
            ("-5", "minus fünf", "a sign"),
            ("007", "null null sieben", "leading zeros"),
            (
                "im Jahr 1984",
                "im Jahr neunzehnhundertvierundachtzig",
                "a year in hundreds",
            ),
            (
                "2026",
                "zweitausendsechsundzwanzig",
                "a year of this century",
            ),
            (
                "1939–1945",
                "neunzehnhundertneununddreißig bis neunzehnhundertfünfundvierzig",
                "years",
            ),
            (
                "2023/24",
                "zweitausenddreiundzwanzig vierundzwanzig",
                "a season",
            ),
            ("5–10 Jahre", "fünf bis zehn Jahre", "a range"),
            (
                "die 1990er Jahre",
                "die neunzehnhundertneunziger Jahre",
                "a decade",
            ),
            ("80er-Jahre", "achtziger-Jahre", "a short one"),
            ("½ und 3½", "ein halb und dreieinhalb", "a half"),
            ("3/4 und 2/5", "drei Viertel und zwei Fünftel", "fractions"),
            ("gewann 3:1", "gewann drei zu eins", "a score"),
            (
                "Version 1.2.3",
                "Version eins Punkt zwei Punkt drei",
                "a version",
            ),
            (
                "030 123456",
                "null drei null, eins zwei drei vier fünf sechs",
                "a telephone",
            ),
            ("der 5-jährige Sohn", "der fünfjährige Sohn", "a compound"),
            ("100-Meter-Lauf", "einhundert-Meter-Lauf", "one with a noun"),
            ("COVID-19", "COVID neunzehn", "a hyphen to a number"),
        ],
    );
}

#[test]
fn ordinals_follow_the_word_before_them() {
    check(
        "de",
        &[
            ("am 3. Oktober", "am dritten Oktober", "after a preposition"),
            ("der 3. Oktober", "der dritte Oktober", "after an article"),
            (
                "3. Oktober 1990",
                "dritter Oktober neunzehnhundertneunzig",
                "without one",
            ),
            ("vom 1. Jan. bis", "vom ersten Januar bis", "a short month"),
            (
                "im 18. Jahrhundert",
                "im achtzehnten Jahrhundert",
                "a century",
            ),
            (
                "das 18. Jahrhundert",
                "das achtzehnte Jahrhundert",
                "its other form",
            ),
            (
                "in der 3. Klasse",
                "in der dritten Klasse",
                "two words before",
            ),
            ("ihr 2. Sieg", "ihr zweiter Sieg", "after a possessive"),
            (
                "am 3.10.2024",
                "am dritten Oktober zweitausendvierundzwanzig",
                "in digits",
            ),
            (
                "am 3.10. in Bonn",
                "am dritten Oktober in Bonn",
                "without a year",
            ),
            (
                "2024-10-03",
                "dritter Oktober zweitausendvierundzwanzig",
                "ISO",
            ),
            (
                "Es sind 5. Gut.",
                "Es sind fünfte Gut.",
                "a stop that sentences end with is seen before",
            ),
            ("Ludwig XIV. kam", "Ludwig der vierzehnte kam", "a ruler"),
            (
                "im XIX. Jahrhundert",
                "im neunzehnten Jahrhundert",
                "a Roman century",
            ),
            ("Kapitel IV", "Kapitel vier", "a chapter"),
        ],
    );
}

#[test]
fn amounts_carry_their_units() {
    check(
        "de",
        &[
            ("3,50 €", "drei Euro fünfzig", "hundredths"),
            ("3,05 €", "drei Euro fünf", "few of them"),
            ("0,50 €", "fünfzig Cent", "only hundredths"),
            ("1 €", "ein Euro", "one"),
            ("€ 20", "zwanzig Euro", "a sign in front"),
            ("$5", "fünf Dollar", "another"),
            (
                "1,5 Mio. Euro",
                "eins Komma fünf Millionen Euro",
                "a magnitude",
            ),
            ("1 Mio. €", "eine Million Euro", "one of it"),
            (
                "5–10 Mrd. Euro",
                "fünf bis zehn Milliarden Euro",
                "a range of it",
            ),
            ("100 CHF", "einhundert Franken", "a code"),
            ("5 %", "fünf Prozent", "percent"),
            ("1 %", "ein Prozent", "one percent"),
            ("5–10 %", "fünf bis zehn Prozent", "a range of it"),
            ("100 km/h", "einhundert Kilometer pro Stunde", "a quotient"),
            ("5 km²", "fünf Quadratkilometer", "a square"),
            ("-5 °C", "minus fünf Grad Celsius", "a temperature"),
            ("1 t", "eine Tonne", "a feminine unit"),
            ("16GB", "sechzehn Gigabyte", "a unit that touches"),
            ("14:05 Uhr", "vierzehn Uhr fünf", "a time"),
            ("um 14:30", "um vierzehn Uhr dreißig", "without its word"),
            ("20.15 Uhr", "zwanzig Uhr fünfzehn", "with a point"),
            ("20 Uhr", "zwanzig Uhr", "a whole hour"),
            ("12:00:30", "zwölf Uhr und dreißig Sekunden", "with seconds"),
        ],
    );
}

#[test]
fn words_and_marks_are_said_by_name() {
    check(
        "de",
        &[
            (
                "z. B. hier",
                "zum Beispiel hier",
                "an abbreviation with a space",
            ),
            ("z.B. hier", "zum Beispiel hier", "and without"),
            (
                "und so usw.",
                "und so und so weiter.",
                "the stop of the sentence stays",
            ),
            ("Nr. 5", "Nummer fünf", "before a number"),
            ("Dr. Müller", "Doktor Müller", "before a name"),
            ("die EU und ARD", "die E U und A R D", "initialisms"),
            ("die NATO", "die NATO", "one that is a word"),
            ("DAS IST GUT", "DAS IST GUT", "a heading in capitals"),
            ("Müller & Sohn", "Müller und Sohn", "an ampersand"),
            ("§ 5", "Paragraf fünf", "a section"),
            ("und/oder", "und oder", "a slash between words"),
            (
                "www.example.de/a",
                "W W W Punkt example Punkt de Schrägstrich a",
                "an address",
            ),
            ("max@example.de", "max at example Punkt de", "e-mail"),
            (
                "„Über 3 %“ — ja",
                "\"Über drei Prozent\"— ja",
                "quotes and a dash",
            ),
            ("ein 🎉 Fest", "ein 🎉 Fest", "a picture is kept"),
            ("北京", "北京", "and another script"),
        ],
    );
}
