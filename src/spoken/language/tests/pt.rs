//! Portuguese of Brazil and of Portugal.

use super::check;

#[test]
fn numbers_are_said_in_words() {
    check(
        "pt-BR",
        &[
            ("42 dias", "quarenta e dois dias", "a cardinal"),
            ("16", "dezesseis", "as in Brazil"),
            (
                "1 quilômetro",
                "um quilômetro",
                "one before a masculine noun",
            ),
            ("1 pessoa", "uma pessoa", "one before a feminine noun"),
            ("2 pessoas", "duas pessoas", "two agree"),
            ("200 pessoas", "duzentas pessoas", "hundreds agree"),
            ("2 problemas", "dois problemas", "a masculine noun in -a"),
            (
                "1.234",
                "mil duzentos e trinta e quatro",
                "a point between thousands",
            ),
            ("2.100", "dois mil e cem", "a joint before a round hundred"),
            ("3,5", "três vírgula cinco", "a decimal comma"),
            ("3,14", "três vírgula catorze", "a fraction is one number"),
            ("-5", "menos cinco", "a sign"),
            ("em 1984", "em mil novecentos e oitenta e quatro", "a year"),
            (
                "1939-1945",
                "mil novecentos e trinta e nove a mil novecentos e quarenta e cinco",
                "years",
            ),
            ("5-10 minutos", "cinco a dez minutos", "a range"),
            ("½ e 3½", "meio e três e meio", "a half"),
            ("3/4", "três quartos", "a fraction"),
            ("3:1", "três a um", "a score"),
            ("1.2.3", "um ponto dois ponto três", "a version"),
            (
                "+55 11 91234-5678",
                "mais cinco cinco, um um, nove um dois três quatro, cinco seis sete oito",
                "a telephone",
            ),
        ],
    );
}

#[test]
fn portugal_says_some_things_differently() {
    check(
        "pt-PT",
        &[
            ("16", "dezasseis", "a number"),
            ("1.000.000.000", "um mil milhões", "a milliard"),
            ("10 km", "dez quilómetros", "an accent"),
            ("0,50 €", "cinquenta cêntimos", "hundredths"),
            ("1 de maio", "um de maio", "the first is counted"),
        ],
    );
}

#[test]
fn ordinals_dates_and_times() {
    check(
        "pt",
        &[
            ("1º de maio", "primeiro de maio", "the first"),
            ("1 de maio", "primeiro de maio", "without its sign"),
            ("a 2ª vez", "a segunda vez", "feminine"),
            ("o 3.º lugar", "o terceiro lugar", "with a point"),
            (
                "3 de maio de 2024",
                "três de maio de dois mil e vinte e quatro",
                "a date",
            ),
            (
                "3/5/2024",
                "três de maio de dois mil e vinte e quatro",
                "in digits",
            ),
            (
                "2024-05-03",
                "três de maio de dois mil e vinte e quatro",
                "ISO",
            ),
            ("século XIX", "século dezenove", "a century"),
            ("Pedro II", "Pedro segundo", "a ruler"),
            ("Maria II", "Maria segunda", "a woman"),
            ("João XXIII", "João vinte e três", "above ten"),
            ("às 14h30", "às catorze e trinta", "a time"),
            ("às 14h", "às catorze horas", "a whole hour"),
            ("às 2:05", "às duas e cinco", "hours are feminine"),
        ],
    );
}

#[test]
fn amounts_carry_their_units() {
    check(
        "pt",
        &[
            ("R$ 10", "dez reais", "money"),
            ("R$ 1", "um real", "one"),
            ("R$ 3,50", "três reais e cinquenta centavos", "hundredths"),
            ("R$ 10 milhões", "dez milhões de reais", "a magnitude"),
            ("US$ 3 bi", "três bilhões de dólares", "a short one"),
            ("R$ 5 mil", "cinco mil reais", "thousands without a joint"),
            ("5 %", "cinco por cento", "percent"),
            ("90 km/h", "noventa quilômetros por hora", "a quotient"),
            ("2 t", "duas toneladas", "a feminine unit"),
            ("20 °C", "vinte graus Celsius", "a temperature"),
            ("30 m²", "trinta metros quadrados", "a square"),
        ],
    );
}

#[test]
fn words_and_marks_are_said_by_name() {
    check(
        "pt",
        &[
            ("p. ex. aqui", "por exemplo aqui", "an abbreviation"),
            ("pão, vinho etc.", "pão, vinho et cetera.", "at the end"),
            ("o Sr. Silva", "o Senhor Silva", "a title"),
            (
                "a Lei nº 14.133/2021",
                "a Lei número catorze mil cento e trinta e três barra dois mil e vinte e um",
                "no telephone",
            ),
            ("n.º 5", "número cinco", "before a number"),
            ("os EUA e a ONU", "os E U A e a ONU", "an initialism"),
            ("A & B", "A e B", "an ampersand"),
            (
                "ana@exemplo.com.br",
                "ana arroba exemplo ponto com ponto br",
                "e-mail",
            ),
            ("e/ou", "e ou", "a slash between words"),
        ],
    );
}
