//! The language of a text, and whether what its page says fits.

use whichlang::Lang;

/// Letters of the shortest text whose language is told: about two sentences.
///
/// Of single sentences 99 % are told right, of titles and names fewer.
const SHORTEST: usize = 80;

/// Letters of the shortest text that is believed against its own markup: a paragraph.
///
/// A wrong `lang` is common, but an English page about a French poem is as well.
const SHORTEST_AGAINST: usize = 300;

/// Letters that are read at once, and how many such parts: enough to be sure, and no more.
const PART: usize = 400;
const PARTS: usize = 12;

/// How the language of a text was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The markup says so, and the text does not say otherwise.
    Stated,
    /// The markup says nothing; the text does.
    Detected,
    /// The text is surely in another language than the markup says: the text is believed.
    Conflict,
    /// Neither says anything: it is taken for English.
    Assumed,
}

/// The language that a text is read in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// A BCP 47 tag: the stated one with its region, or a primary subtag.
    pub lang: String,
    /// Where it comes from.
    pub source: Source,
}

/// The primary subtag of the language of `text`; `None` where it is short or unclear.
pub fn detect(text: &str) -> Option<&'static str> {
    surely(text, SHORTEST)
}

/// The language to read `text` in, whose markup says `stated`.
///
/// The markup comes first: only a long text that is in another language in nearly all its parts
/// is believed against it.
pub fn check(stated: Option<&str>, text: &str) -> Choice {
    let stated = stated.map(str::trim).filter(|tag| is_tag(tag));
    let choice = |lang: &str, source| Choice {
        lang: lang.to_owned(),
        source,
    };
    let Some(tag) = stated else {
        return detect(text).map_or_else(
            || choice("en", Source::Assumed),
            |lang| choice(lang, Source::Detected),
        );
    };
    let other = surely(text, SHORTEST_AGAINST).filter(|lang| !agrees(tag, lang));
    other.map_or_else(
        || choice(tag, Source::Stated),
        |lang| choice(lang, Source::Conflict),
    )
}

/// Whether `tag` names a language: `und` and `mul` do not, nor does what is no tag.
fn is_tag(tag: &str) -> bool {
    let primary = super::primary(tag);
    let is_word =
        (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_lowercase());
    is_word && !matches!(primary.as_str(), "und" | "mul" | "zxx" | "mis")
}

/// Whether a text that looks like `lang` may be in the language of `tag`.
///
/// The detector knows 16 languages, and takes any other for the nearest of them: a page in
/// Danish is not doubted because it looks Swedish.
fn agrees(tag: &str, lang: &str) -> bool {
    let stated = super::primary(tag);
    stated == lang || !KNOWN.iter().any(|(_, known)| *known == stated)
}

/// The language of `text` if it has at least `shortest` letters and two thirds of its parts are
/// in that language.
fn surely(text: &str, shortest: usize) -> Option<&'static str> {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    // Chinese and Japanese say in one sign what takes three letters elsewhere.
    let weight = |c: char| if is_dense(c) { 3 } else { 1 };
    let mut count = 0;
    let is_long = letters.map(weight).any(|weight| {
        count += weight;
        count >= shortest
    });
    if !is_long {
        return None;
    }
    let found: Vec<Lang> = parts(text).map(whichlang::detect_language).collect();
    let votes = |lang: Lang| found.iter().filter(|other| **other == lang).count();
    let best = found.iter().copied().max_by_key(|lang| votes(*lang))?;
    let is_clear = votes(best) * 3 >= found.len() * 2;
    let known = KNOWN.iter().find(|(lang, _)| *lang == best);
    known
        .filter(|_| is_clear && fits(text, best))
        .map(|(_, tag)| *tag)
}

/// `text` in parts of [`PART`] characters, the first few of them.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = rest
            .char_indices()
            .nth(PART)
            .map_or(rest.len(), |(at, _)| at);
        let (part, tail) = rest.split_at(end);
        rest = tail;
        (!part.is_empty()).then_some(part)
    })
    .filter(|part| part.chars().filter(|c| c.is_alphabetic()).count() > 20)
    .take(PARTS)
}

/// Whether `c` is a sign of Chinese or Japanese, or a syllable of Korean.
fn is_dense(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Whether the script of `text` is one that `lang` is written in: the detector names some
/// language for Greek and Thai as well.
fn fits(text: &str, lang: Lang) -> bool {
    let is_own: fn(char) -> bool = match lang {
        Lang::Ara => |c| matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}'),
        Lang::Cmn => |c| matches!(c, '\u{3400}'..='\u{9fff}'),
        Lang::Jpn => |c| is_dense(c),
        Lang::Kor => |c| matches!(c, '\u{ac00}'..='\u{d7af}' | '\u{1100}'..='\u{11ff}'),
        Lang::Hin => |c| matches!(c, '\u{900}'..='\u{97f}'),
        Lang::Rus => |c| matches!(c, '\u{400}'..='\u{4ff}'),
        _ => |c| {
            c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
        },
    };
    let letters = || {
        text.chars()
            .filter(|c| c.is_alphabetic())
            .take(PART * PARTS)
    };
    letters().filter(|c| is_own(*c)).count() * 2 > letters().count()
}

/// The languages that the detector knows, with their primary subtags.
const KNOWN: &[(Lang, &str)] = &[
    (Lang::Ara, "ar"),
    (Lang::Cmn, "zh"),
    (Lang::Deu, "de"),
    (Lang::Eng, "en"),
    (Lang::Fra, "fr"),
    (Lang::Hin, "hi"),
    (Lang::Ita, "it"),
    (Lang::Jpn, "ja"),
    (Lang::Kor, "ko"),
    (Lang::Nld, "nl"),
    (Lang::Por, "pt"),
    (Lang::Rus, "ru"),
    (Lang::Spa, "es"),
    (Lang::Swe, "sv"),
    (Lang::Tur, "tr"),
    (Lang::Vie, "vi"),
];

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [(&str, &str); 16] = [
        (
            "ar",
            "افتتحت المدينة يوم الاثنين الجسر الجديد فوق النهر بعد سنوات من العمل. وقال رئيس البلدية إن الجسر سيخفف الازدحام في وسط المدينة.",
        ),
        (
            "zh",
            "经过多年的建设，横跨河流的新桥于周一正式通车。市长表示，这座桥将缓解市中心的交通拥堵，并方便居民出行和工作。",
        ),
        (
            "de",
            "Nach Jahren der Arbeit wurde am Montag die neue Brücke über den Fluss eröffnet. Die Bürgermeisterin sagte, sie werde den Verkehr in der Stadt entlasten.",
        ),
        (
            "en",
            "After years of work the new bridge across the river was opened on Monday. The mayor said that it would ease the traffic in the middle of the town.",
        ),
        (
            "fr",
            "Après des années de travaux, le nouveau pont sur le fleuve a été ouvert lundi. La maire a dit qu’il allégerait la circulation dans le centre de la ville.",
        ),
        (
            "hi",
            "कई वर्षों के काम के बाद नदी पर बना नया पुल सोमवार को खोल दिया गया। महापौर ने कहा कि इससे शहर के बीच में यातायात कम होगा और लोगों को सुविधा होगी।",
        ),
        (
            "it",
            "Dopo anni di lavori lunedì è stato aperto il nuovo ponte sul fiume. La sindaca ha detto che renderà più scorrevole il traffico nel centro della città.",
        ),
        (
            "ja",
            "長年の工事を経て、川にかかる新しい橋が月曜日に開通しました。市長は、この橋によって町の中心の渋滞が少なくなるだろうと話しました。",
        ),
        (
            "ko",
            "수년간의 공사 끝에 강을 가로지르는 새 다리가 월요일에 개통되었습니다. 시장은 이 다리가 도심의 교통 체증을 덜어 줄 것이라고 말했습니다.",
        ),
        (
            "nl",
            "Na jaren van werk is maandag de nieuwe brug over de rivier geopend. De burgemeester zei dat ze het verkeer in het midden van de stad zal verlichten.",
        ),
        (
            "pt",
            "Depois de anos de obras, a nova ponte sobre o rio foi aberta na segunda-feira. A prefeita disse que ela vai aliviar o trânsito no centro da cidade.",
        ),
        (
            "ru",
            "После многих лет работы в понедельник открыли новый мост через реку. Мэр сказала, что он уменьшит движение в центре города и поможет жителям.",
        ),
        (
            "es",
            "Después de años de obras, el lunes se abrió el nuevo puente sobre el río. La alcaldesa dijo que aliviará el tráfico en el centro de la ciudad.",
        ),
        (
            "sv",
            "Efter flera års arbete öppnades den nya bron över floden på måndagen. Borgmästaren sade att den kommer att minska trafiken i mitten av staden.",
        ),
        (
            "tr",
            "Yıllar süren çalışmaların ardından nehrin üzerindeki yeni köprü pazartesi günü açıldı. Belediye başkanı köprünün şehir merkezindeki trafiği azaltacağını söyledi.",
        ),
        (
            "vi",
            "Sau nhiều năm xây dựng, cây cầu mới bắc qua sông đã được khánh thành vào thứ hai. Thị trưởng nói rằng cây cầu sẽ giảm ùn tắc ở trung tâm thành phố.",
        ),
    ];

    fn text(lang: &str) -> &'static str {
        TEXTS.iter().find(|(l, _)| *l == lang).unwrap().1
    }

    #[test]
    fn two_sentences_are_enough_in_every_known_language() {
        for (lang, text) in TEXTS {
            assert_eq!(detect(text), Some(lang));
        }
    }

    #[test]
    fn nothing_is_said_about_short_or_unclear_texts() {
        let mixed = [text("de"), text("fr"), text("en"), text("es")]
            .map(|t| t.repeat(3))
            .join(" ");
        let greek = "Ύστερα από χρόνια εργασιών η νέα γέφυρα άνοιξε τη Δευτέρα. Η δήμαρχος είπε ότι θα μειώσει την κίνηση στο κέντρο της πόλης.";
        for unclear in [
            "",
            "Breaking news",
            "123 456 789",
            &"12.5 % ".repeat(100),
            &mixed,
            greek,
        ] {
            assert_eq!(detect(unclear), None, "{unclear}");
        }
    }

    #[test]
    fn the_markup_is_believed_unless_a_long_text_says_otherwise() {
        let german = text("de").repeat(4);
        let cases = [
            (
                Some("en-GB"),
                text("en").repeat(4),
                "en-GB",
                Source::Stated,
                "the region stays",
            ),
            (
                Some("en"),
                german.clone(),
                "de",
                Source::Conflict,
                "a template's tag",
            ),
            (
                Some("en"),
                text("de").into(),
                "en",
                Source::Stated,
                "a paragraph may be a quotation",
            ),
            (
                Some("da"),
                text("sv").repeat(4),
                "da",
                Source::Stated,
                "the detector knows no Danish",
            ),
            (
                Some("de-AT"),
                german.clone(),
                "de-AT",
                Source::Stated,
                "Austria",
            ),
            (None, german.clone(), "de", Source::Detected, "no tag"),
            (
                Some("und"),
                german,
                "de",
                Source::Detected,
                "a tag that says nothing",
            ),
            (
                None,
                "Breaking".into(),
                "en",
                Source::Assumed,
                "nothing at all",
            ),
        ];
        for (stated, text, lang, source, why) in cases {
            let found = check(stated, &text);
            assert_eq!((found.lang.as_str(), found.source), (lang, source), "{why}");
        }
    }
}
