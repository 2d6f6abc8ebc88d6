//! Spanish.

use super::check;

#[test]
fn numbers_are_said_in_words() {
    check(
        "es",
        &[
            ("42 días", "cuarenta y dos días", "a cardinal"),
            ("1 kilómetro", "un kilómetro", "one before a masculine noun"),
            ("1 tonelada", "una tonelada", "one before a feminine noun"),
            ("21 años", "veintiún años", "a compound agrees"),
            ("200 personas", "doscientas personas", "hundreds agree"),
            (
                "200 problemas",
                "doscientos problemas",
                "a masculine noun in -a",
            ),
            ("el capítulo 1", "el capítulo uno", "one by itself"),
            (
                "1.234.567",
                "un millón doscientos treinta y cuatro mil quinientos sesenta y siete",
                "points",
            ),
            ("10 000", "diez mil", "a space"),
            ("3,5", "tres coma cinco", "a decimal comma"),
            ("3,14", "tres coma catorce", "a fraction is one number"),
            ("3.5", "tres punto cinco", "a point"),
            ("-5", "menos cinco", "a sign"),
            (
                "En 2021 la empresa",
                "En dos mil veintiuno la empresa",
                "a year before an article",
            ),
            ("de 1984", "de mil novecientos ochenta y cuatro", "a year"),
            (
                "1936-1939",
                "mil novecientos treinta y seis a mil novecientos treinta y nueve",
                "years",
            ),
            ("5-10 minutos", "cinco a diez minutos", "a range"),
            ("½ y 3½", "un medio y tres y medio", "a half"),
            ("3/4", "tres cuartos", "a fraction"),
            ("ganó 3:1", "ganó tres a uno", "a score"),
            ("1.2.3", "uno punto dos punto tres", "a version"),
            (
                "+34 912 345 678",
                "más tres cuatro, nueve uno dos, tres cuatro cinco, seis siete ocho",
                "a telephone",
            ),
        ],
    );
}

#[test]
fn ordinals_dates_and_times() {
    check(
        "es",
        &[
            ("1.º de mayo", "uno de mayo", "a day is counted"),
            ("el 1.º y la 1ª", "el primero y la primera", "ordinals"),
            ("el 1er día", "el primer día", "short before a noun"),
            ("3 de mayo", "tres de mayo", "a date"),
            (
                "3 de mayo de 2024",
                "tres de mayo de dos mil veinticuatro",
                "with its year",
            ),
            (
                "3/5/2024",
                "tres de mayo de dos mil veinticuatro",
                "in digits",
            ),
            ("2024-05-03", "tres de mayo de dos mil veinticuatro", "ISO"),
            ("siglo XIX", "siglo diecinueve", "a century"),
            ("Felipe VI", "Felipe sexto", "a ruler"),
            ("Isabel II", "Isabel segunda", "a woman"),
            ("Juan XXIII", "Juan veintitrés", "above ten"),
            ("a las 14:05", "a las catorce y cinco", "a time"),
            ("a las 14:00 h", "a las catorce horas", "a whole hour"),
            (
                "a las 21:30",
                "a las veintiuna y treinta",
                "hours are feminine",
            ),
        ],
    );
}

#[test]
fn amounts_carry_their_units() {
    check(
        "es",
        &[
            ("5 $", "cinco dólares", "money"),
            ("1 €", "un euro", "one"),
            ("3,50 €", "tres euros con cincuenta", "hundredths"),
            ("0,50 €", "cincuenta céntimos", "only hundredths"),
            ("3 M€", "tres millones de euros", "a short magnitude"),
            (
                "$5 millones",
                "cinco millones de dólares",
                "a sign in front",
            ),
            ("3 mil €", "tres mil euros", "thousands without a joint"),
            ("5 %", "cinco por ciento", "percent"),
            ("1 %", "uno por ciento", "one percent"),
            ("90 km/h", "noventa kilómetros por hora", "a quotient"),
            ("1 h", "una hora", "a feminine unit"),
            ("20 ºC", "veinte grados Celsius", "a temperature"),
            ("30 m²", "treinta metros cuadrados", "a square"),
        ],
    );
    check(
        "es-MX",
        &[(
            "$1,250.50",
            "mil doscientos cincuenta pesos con cincuenta",
            "Mexico",
        )],
    );
}

#[test]
fn words_and_marks_are_said_by_name() {
    check(
        "es",
        &[
            ("p. ej. aquí", "por ejemplo aquí", "an abbreviation"),
            ("EE. UU. dijo", "Estados Unidos dijo", "a plural"),
            ("el Sr. Pérez", "el Señor Pérez", "a title"),
            ("n.º 5", "número cinco", "before a number"),
            ("la UE y la ONU", "la U E y la ONU", "an initialism"),
            ("¿Qué? ¡Ya!", "¿Qué? ¡Ya!", "marks that open"),
            ("A & B", "A y B", "an ampersand"),
            ("ana@ejemplo.es", "ana arroba ejemplo punto es", "e-mail"),
            ("@ana", "arroba ana", "a handle"),
        ],
    );
}
