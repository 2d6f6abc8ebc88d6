//! The loudness of a voice, measured once, so that a sentence's bytes never depend on its
//! neighbours.

use std::ops::ControlFlow;

use super::LoadedVoice;
use crate::lang;
use crate::sound::LoudnessMeter;
use crate::speech::{Effort, Pace, SpeechError};

/// What is spoken to measure a voice, by language: some 20 s, which is where the measure of a
/// voice settles to half a decibel. News, because that is what is read.
const PASSAGES: &[(&str, &str)] = &[
    (
        "en",
        "The council will decide on Thursday whether the old bridge is to be repaired. \
         Engineers had warned that another winter could do lasting damage. \
         Residents on both sides of the river have asked for a ferry in the meantime, \
         which the mayor called a reasonable wish. \
         The work would take about two years and cost less than a new bridge.",
    ),
    (
        "de",
        "Der Stadtrat entscheidet am Donnerstag, ob die alte Brücke ausgebessert wird. \
         Fachleute hatten gewarnt, dass ein weiterer Winter bleibende Schäden anrichten könnte. \
         Die Anwohner auf beiden Seiten des Flusses wünschen sich bis dahin eine Fähre. \
         Die Arbeiten würden etwa zwei Jahre dauern und weniger kosten als eine neue Brücke.",
    ),
    (
        "fr",
        "Le conseil municipal décidera jeudi si le vieux pont doit être réparé. \
         Les ingénieurs avaient averti qu'un nouvel hiver pourrait causer des dégâts durables. \
         Les habitants des deux rives demandent un bac en attendant la fin des travaux. \
         Le chantier durerait environ deux ans et coûterait moins cher qu'un pont neuf.",
    ),
    (
        "es",
        "El ayuntamiento decidirá el jueves si se repara el viejo puente. \
         Los ingenieros habían advertido de que otro invierno podría causar daños duraderos. \
         Los vecinos de ambas orillas han pedido un transbordador mientras tanto. \
         Las obras durarían unos dos años y costarían menos que un puente nuevo.",
    ),
    (
        "it",
        "Il consiglio comunale deciderà giovedì se riparare il vecchio ponte. \
         Gli ingegneri avevano avvertito che un altro inverno potrebbe causare danni duraturi. \
         Gli abitanti delle due rive hanno chiesto nel frattempo un traghetto. \
         I lavori durerebbero circa due anni e costerebbero meno di un ponte nuovo.",
    ),
    (
        "pt",
        "A câmara decide na quinta-feira se a velha ponte será reparada. \
         Os engenheiros tinham avisado que outro inverno poderia causar danos duradouros. \
         Os moradores das duas margens pediram uma barca até ao fim das obras. \
         Os trabalhos levariam cerca de dois anos e custariam menos do que uma ponte nova.",
    ),
    (
        "ru",
        "Городской совет решит в четверг, будет ли отремонтирован старый мост. \
         Инженеры предупреждали, что ещё одна зима может нанести серьёзный ущерб. \
         Жители обоих берегов просят на это время пустить паром. \
         Работы займут около двух лет и обойдутся дешевле нового моста.",
    ),
    (
        "hi",
        "नगर परिषद गुरुवार को तय करेगी कि पुराने पुल की मरम्मत होगी या नहीं। \
         इंजीनियरों ने चेतावनी दी थी कि एक और सर्दी स्थायी नुकसान पहुँचा सकती है। \
         नदी के दोनों किनारों के निवासियों ने इस बीच एक नाव की माँग की है। \
         काम में लगभग दो साल लगेंगे और यह नए पुल से सस्ता होगा।",
    ),
];

/// Numbers, which every language has a word for.
const COUNT: &str = "11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 30, 40, 50, 60, 70, 80, 90, 100.";

/// The decibels that bring `voice` to the common loudness; `None` where nothing was heard.
///
/// Blocks for as long as it takes to speak some 20 s.
///
/// # Errors
/// What the backend says.
pub fn gain_db(voice: &LoadedVoice) -> Result<Option<f32>, SpeechError> {
    let lang = lang::primary(&voice.entry.language);
    let passage = PASSAGES.iter().find(|(of, _)| *of == lang);
    // A voice of any language is measured in English.
    let (lang, passage) = match (passage, lang.as_str()) {
        (Some((_, passage)), _) => (voice.entry.language.as_str(), *passage),
        (None, "*") => ("en", PASSAGES[0].1),
        (None, _) => (voice.entry.language.as_str(), COUNT),
    };
    let mut meter = LoudnessMeter::new(voice.speaker.rate());
    for sentence in passage.split_inclusive(['.', '।']) {
        let utterance = voice.utterance(&(sentence.trim(), lang).into(), Pace::NORMAL)?;
        voice
            .speaker
            .synthesize(&utterance, Effort::Shared, &mut |pcm| {
                meter.push(pcm);
                ControlFlow::Continue(())
            })?;
    }
    Ok(meter.gain_db())
}
