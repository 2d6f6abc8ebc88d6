//! Other languages: their abbreviations, quotes and full stops.

use super::split;

/// A case is its sentences, joined by a space; all wrong ones are shown.
#[track_caller]
fn check(lang: &str, cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = (cases.iter())
        .filter_map(|(why, expected)| {
            let text = expected.join(" ");
            let found: Vec<&str> = split(&text, lang).iter().map(|r| r.of(&text)).collect();
            (found != *expected).then(|| format!("{why}: {found:#?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn german_is_cut_where_a_reader_pauses() {
    check(
        "de",
        &[
            (
                "titles",
                &["Dr. Müller und Prof. Dr. Schmidt kamen.", "Sie gingen."],
            ),
            (
                "a date in figures",
                &["Am 3. 10. 1990 war es so.", "Es regnet."],
            ),
            (
                "kings",
                &["Ludwig XIV. war König.", "Friedrich II. regierte lange."],
            ),
            (
                "Latin and German",
                &[
                    "Das kostet ca. 5 Euro, d. h. wenig.",
                    "Er kam u. a. aus Wien.",
                ],
            ),
            ("an ordinal", &["Der 1. FC Köln gewann.", "Der VfB verlor."]),
            (
                "a paragraph",
                &["Siehe Abs. 2 und Art. 5 GG.", "S. 12 ff. sind neu."],
            ),
            (
                "usw. ends",
                &["Er kommt am Mo. und Di. usw.", "Dann geht er."],
            ),
            (
                "years before Christ",
                &["Er starb 44 v. Chr.", "Dann kam Augustus."],
            ),
            (
                "a vitamin and initials",
                &["Es ist Vitamin C.", "Das hilft J. S. Bach."],
            ),
            ("French quotes, German way", &["»Nein.«", "Sie ging."]),
        ],
    );
}

#[test]
fn french_is_cut_where_a_reader_pauses() {
    check(
        "fr-CA",
        &[
            (
                "titles",
                &[
                    "M. Dupont est venu.",
                    "MM. Martin et Roy parlent.",
                    "Le Dr. Petit rit.",
                ],
            ),
            ("before Christ", &["Il vit en 50 av. J.-C.", "Il est mort."]),
            ("an initial of two", &["J.-C. Mézières dessine."]),
            (
                "pages",
                &["Voir p. 5, art. 3, n° 7.", "C’est cher, etc.", "Mais bon."],
            ),
            (
                "quotes",
                &["Il a dit : « Je viens.", "Je vois. »", "Puis il est parti."],
            ),
            (
                "quotes and a verb",
                &[
                    "« Allez-vous bien ? » demanda-t-il.",
                    "« Oui. »",
                    "Elle part.",
                ],
            ),
            (
                "a mark behind a space",
                &["Quoi ?!", "Il coûte 3,5 % de plus !", "Ah bon ?"],
            ),
            (
                "saints",
                &["St. Pierre et Ste. Marie sont là.", "Le XIXe s. fut long."],
            ),
        ],
    );
}

#[test]
fn spanish_italian_and_portuguese_are_cut_where_a_reader_pauses() {
    check(
        "es",
        &[
            (
                "titles",
                &[
                    "El Sr. García y la Sra. López llegaron.",
                    "D. Juan y Dña. Ana rieron.",
                ],
            ),
            ("upside down", &["¿Qué hora es?", "¡Es tarde!", "¿Y tú?"]),
            (
                "a country",
                &["El Dr. Pérez vive en EE. UU. desde 2001.", "Ud. lo sabe."],
            ),
            (
                "pages",
                &[
                    "Pág. 5, núm. 3, art. 7.",
                    "Nació en el s. XIX.",
                    "Costó más, etc.",
                    "Bajó.",
                ],
            ),
            ("quotes", &["«Ven.»", "Ella vino."]),
        ],
    );
    check(
        "it",
        &[
            (
                "titles",
                &[
                    "Il sig. Rossi e la sig.ra Bianchi sono qui.",
                    "Il dott. Verdi parla.",
                ],
            ),
            (
                "a saint and pages",
                &["S. Pietro è grande.", "Pag. 5, n. 3, art. 7."],
            ),
            (
                "before Christ",
                &["Nel 44 a.C. morì.", "Perché?", "Non so!"],
            ),
            (
                "an initial",
                &["G. Verdi compose.", "E così via.", "Il gatto dorme."],
            ),
        ],
    );
    check(
        "pt-BR",
        &[
            (
                "titles",
                &["O Sr. Silva e a Profa. Lima chegaram.", "O Dr. Costa saiu."],
            ),
            (
                "pages",
                &[
                    "Pág. 5, n.º 3, art. 7.",
                    "Av. Paulista, nº 5.",
                    "Os EUA ganharam.",
                ],
            ),
            ("quotes", &["“Venha.”", "Ela veio."]),
        ],
    );
}

#[test]
fn russian_is_cut_where_a_reader_pauses() {
    check(
        "ru",
        &[
            ("that is", &["См. п. 5 и ст. 7.", "Это т. е. так."]),
            ("and so on", &["Это и т. д. и т. п.", "Он ушёл."]),
            ("initials", &["А. С. Пушкин писал.", "Он умер."]),
            ("an address", &["Живёт на ул. Ленина, д. 5.", "Г. Москва."]),
            (
                "a year inside",
                &["В 1990 г. он умер.", "В XIX в. было так."],
            ),
            (
                "a year at the end",
                &["Родился в 1990 г.", "Умер в 2000 г."],
            ),
            ("money", &["Стоит 5 тыс. руб. за штуку.", "Дорого."]),
            (
                "speech and a dash",
                &["«Иди!» — сказал он.", "«Куда?»", "Она ушла."],
            ),
        ],
    );
}

#[test]
fn every_script_is_cut_at_its_own_full_stops() {
    let cases: [(&str, &str, usize); 9] = [
        ("ar", "كيف حالك؟ أنا بخير. شكرا!", 3),
        ("he", "שלום עולם. מה שלומך? ד\"ר כהן הגיע.", 3),
        ("zh", "你好。再见！你是谁？", 3),
        ("ja", "今日は。「行こう。」と彼は言った。何ですか？", 3),
        ("hi", "यह किताब है। डॉ. शर्मा आए। क्या?", 3),
        ("ur", "یہ کتاب ہے۔ وہ قلم ہے۔ کیا؟", 3),
        ("th", "สวัสดีครับ ผมชื่อสมชาย คุณล่ะ? ดี!", 2),
        ("ko", "안녕하세요. 저는 학생입니다. 누구세요?", 3),
        ("el", "Γεια σου. Τι κάνεις; Ο κ. Παπαδόπουλος ήρθε.", 3),
    ];
    for (lang, text, count) in cases {
        let found: Vec<&str> = split(text, lang).iter().map(|r| r.of(text)).collect();
        assert_eq!(found.len(), count, "{lang}: {found:#?}");
    }
}
