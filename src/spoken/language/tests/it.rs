//! Italian.

use super::check;

#[test]
fn numbers_are_said_in_words() {
    check(
        "it",
        &[
            ("42 giorni", "quarantadue giorni", "a cardinal"),
            (
                "1 chilometro",
                "un chilometro",
                "one before a masculine noun",
            ),
            ("1 persona", "una persona", "one before a feminine noun"),
            ("28 e 33", "ventotto e trentatré", "elision and an accent"),
            (
                "1.234",
                "milleduecentotrentaquattro",
                "a point between thousands",
            ),
            ("2.000.000", "due milioni", "two of them"),
            ("3,5", "tre virgola cinque", "a decimal comma"),
            (
                "3,14",
                "tre virgola quattordici",
                "a fraction is one number",
            ),
            ("3.5", "tre punto cinque", "a point"),
            ("-5", "meno cinque", "a sign"),
            ("nel 1984", "nel millenovecentottantaquattro", "a year"),
            (
                "1939-1945",
                "millenovecentotrentanove a millenovecentoquarantacinque",
                "years",
            ),
            ("5-10 minuti", "cinque a dieci minuti", "a range"),
            ("½ e 3½", "mezzo e tre e mezzo", "a half"),
            ("3/4", "tre quarti", "a fraction"),
            ("vince 3:1", "vince tre a uno", "a score"),
            ("1.2.3", "uno punto due punto tre", "a version"),
            (
                "06 1234 5678",
                "zero sei, uno due tre quattro, cinque sei sette otto",
                "a telephone",
            ),
        ],
    );
}

#[test]
fn ordinals_dates_and_times() {
    check(
        "it",
        &[
            (
                "il 1° piano",
                "il primo piano",
                "a degree sign before a noun",
            ),
            ("la 2ª volta", "la seconda volta", "feminine"),
            ("1º maggio", "primo maggio", "the first"),
            ("1 maggio", "primo maggio", "without its sign"),
            ("3 maggio 2024", "tre maggio duemilaventiquattro", "a date"),
            ("3/5/2024", "tre maggio duemilaventiquattro", "in digits"),
            ("2024-05-03", "tre maggio duemilaventiquattro", "ISO"),
            ("XIX secolo", "diciannovesimo secolo", "a century"),
            ("secolo XX", "secolo ventesimo", "behind its noun"),
            ("Luigi XIV", "Luigi quattordicesimo", "a ruler"),
            ("Elisabetta II", "Elisabetta seconda", "a woman"),
            ("alle 14:05", "alle quattordici e cinque", "a time"),
            ("ore 20.30", "ore venti e trenta", "with a point"),
            ("alle 14:00", "alle quattordici", "a whole hour"),
        ],
    );
}

#[test]
fn amounts_carry_their_units() {
    check(
        "it",
        &[
            ("25 €", "venticinque euro", "money"),
            ("1 €", "un euro", "one"),
            ("3,50 €", "tre euro e cinquanta", "hundredths"),
            ("0,50 €", "cinquanta centesimi", "only hundredths"),
            ("3 mln €", "tre milioni di euro", "a short magnitude"),
            (
                "1,5 miliardi di euro",
                "uno virgola cinque miliardi di euro",
                "in words",
            ),
            ("$5", "cinque dollari", "a sign in front"),
            ("5 %", "cinque per cento", "percent"),
            ("5%", "cinque per cento", "that touches"),
            ("90 km/h", "novanta chilometri orari", "a quotient"),
            ("1 t", "una tonnellata", "a feminine unit"),
            ("20 °C", "venti gradi Celsius", "a temperature"),
            ("20° a Roma", "venti gradi a Roma", "degrees"),
            ("30 mq", "trenta metri quadrati", "a square"),
        ],
    );
}

#[test]
fn words_and_marks_are_said_by_name() {
    check(
        "it",
        &[
            ("ad es. qui", "ad esempio qui", "an abbreviation"),
            ("pane, vino ecc.", "pane, vino eccetera.", "at the end"),
            ("il sig. Rossi", "il signor Rossi", "a title"),
            ("n. 5", "numero cinque", "before a number"),
            ("l’UE e la NATO", "l'UE e la NATO", "a word"),
            ("la BCE", "la B C E", "an initialism"),
            ("A & B", "A e B", "an ampersand"),
            (
                "ada@esempio.it",
                "ada chiocciola esempio punto it",
                "e-mail",
            ),
            ("e/o", "e o", "a slash between words"),
        ],
    );
}
