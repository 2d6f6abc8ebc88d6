//! French.

use super::check;

#[test]
fn numbers_are_said_in_words() {
    check(
        "fr",
        &[
            ("42 jours", "quarante-deux jours", "a cardinal"),
            ("1 kilomètre", "un kilomètre", "one before a masculine noun"),
            ("1 personne", "une personne", "one before a feminine noun"),
            ("21 femmes", "vingt-et-une femmes", "a compound agrees too"),
            ("80 ans", "quatre-vingts ans", "four twenties"),
            (
                "1 200 habitants",
                "mille deux cents habitants",
                "a space between thousands",
            ),
            (
                "1\u{202f}234\u{202f}567",
                "un million deux cent trente-quatre mille cinq cent soixante-sept",
                "narrow spaces",
            ),
            ("3,5", "trois virgule cinq", "a decimal comma"),
            ("3,14", "trois virgule quatorze", "a fraction is one number"),
            ("3,05", "trois virgule zéro cinq", "after its zero"),
            ("-5", "moins cinq", "a sign"),
            (
                "en 1984",
                "en mille neuf cent quatre-vingt-quatre",
                "a year",
            ),
            (
                "1939-1945",
                "mille neuf cent trente-neuf à mille neuf cent quarante-cinq",
                "years",
            ),
            ("5–10 ans", "cinq à dix ans", "a range"),
            ("½ et 3½", "un demi et trois et demi", "a half"),
            ("2/3", "deux tiers", "a fraction"),
            ("7/20", "sept sur vingt", "a mark at school"),
            ("1.2.3", "un point deux point trois", "a version"),
            (
                "01 23 45 67 89",
                "zéro un, vingt-trois, quarante-cinq, soixante-sept, quatre-vingt-neuf",
                "a telephone in pairs",
            ),
            (
                "+33 1 23 45 67 89",
                "plus trente-trois, un, vingt-trois, quarante-cinq, soixante-sept, quatre-vingt-neuf",
                "from abroad",
            ),
            ("2-0", "deux à zéro", "a score"),
        ],
    );
}

#[test]
fn ordinals_and_dates() {
    check(
        "fr",
        &[
            ("le 1er janvier", "le premier janvier", "the first"),
            ("le 1ᵉʳ mai", "le premier mai", "small letters"),
            (
                "le 3 mai 2024",
                "le trois mai deux mille vingt-quatre",
                "another day",
            ),
            ("la 1re fois", "la première fois", "feminine"),
            ("le 2e tour", "le deuxième tour", "an ordinal"),
            ("la 2nde guerre", "la seconde guerre", "a second"),
            (
                "le 21ème siècle",
                "le vingt-et-unième siècle",
                "a long suffix",
            ),
            (
                "au XIXe siècle",
                "au dix-neuvième siècle",
                "a Roman century",
            ),
            (
                "le XXI siècle",
                "le vingt-et-unième siècle",
                "without its suffix",
            ),
            ("Le Mans", "Le Mans", "no numeral of fifty"),
            ("Louis XIV", "Louis quatorze", "a ruler"),
            ("Napoléon Ier", "Napoléon premier", "the first one"),
            ("François I", "François premier", "without a suffix"),
            ("chapitre IV", "chapitre quatre", "a chapter"),
            (
                "03/05/2024",
                "trois mai deux mille vingt-quatre",
                "in digits",
            ),
            (
                "01/05/24",
                "premier mai deux mille vingt-quatre",
                "a short year",
            ),
            ("2024-05-03", "trois mai deux mille vingt-quatre", "ISO"),
            ("14h30", "quatorze heures trente", "a time"),
            ("14 h 05", "quatorze heures cinq", "with spaces"),
            ("à 1h", "à une heure", "one o'clock"),
            ("14:05", "quatorze heures cinq", "with a colon"),
        ],
    );
}

#[test]
fn amounts_carry_their_units() {
    check(
        "fr",
        &[
            ("25 €", "vingt-cinq euros", "money"),
            ("1 €", "un euro", "one"),
            ("1,5 €", "un virgule cinq euro", "less than two is one"),
            (
                "1 200,50 €",
                "mille deux cents euros cinquante",
                "hundredths",
            ),
            ("0,50 €", "cinquante centimes", "only hundredths"),
            ("$5", "cinq dollars", "a sign in front"),
            ("3 M€", "trois millions d'euros", "a short magnitude"),
            (
                "1,5 million d’euros",
                "un virgule cinq million d'euros",
                "one in words",
            ),
            ("5 milliards $", "cinq milliards de dollars", "and a sign"),
            ("10 k€", "dix mille euros", "thousands"),
            ("5 %", "cinq pour cent", "percent"),
            (
                "5,5\u{a0}%",
                "cinq virgule cinq pour cent",
                "with a fraction",
            ),
            (
                "90 km/h",
                "quatre-vingt-dix kilomètres à l'heure",
                "a quotient",
            ),
            ("1 t", "une tonne", "a feminine unit"),
            ("20 °C", "vingt degrés Celsius", "a temperature"),
            ("30 m²", "trente mètres carrés", "a square"),
            (
                "5 millions km",
                "cinq millions de kilomètres",
                "a magnitude of a unit",
            ),
        ],
    );
}

#[test]
fn words_and_marks_are_said_by_name() {
    check(
        "fr",
        &[
            ("M. Dupont", "Monsieur Dupont", "a title"),
            ("Mme Dupont", "Madame Dupont", "without a stop"),
            ("etc.", "et cetera.", "at the end"),
            ("av. J.-C. et", "avant Jésus-Christ et", "with a hyphen"),
            ("n° 5", "numéro cinq", "before a number"),
            ("l’UE et la SNCF", "l'UE et la S N C F", "an initialism"),
            ("l’homme", "l'homme", "an apostrophe"),
            ("Moët & Chandon", "Moët et Chandon", "an ampersand"),
            ("« Oui », dit-il", "\" Oui \", dit-il", "quotes"),
            ("jean@exemple.fr", "jean arobase exemple point fr", "e-mail"),
            (
                "https://exemple.fr/a",
                "exemple point fr barre oblique a",
                "an address",
            ),
        ],
    );
}
