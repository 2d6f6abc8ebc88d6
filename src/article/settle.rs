//! The language of an article: which one it is read in, and which blocks are in another.

use crate::lang::{self, Source};

use super::{Article, BlockKind};

/// Characters that the language of an article is told from: more makes it no surer.
const SAMPLE: usize = 5000;

impl Article {
    /// The language to read the article in (a BCP 47 tag), which is noted in it.
    ///
    /// A `wish` is followed. Else the page's own word counts, unless its text is surely in
    /// another language; where neither says anything it is `fallback`. Paragraphs that are
    /// surely in a language of their own and say nothing of it are given it.
    pub fn settle_language(&mut self, wish: Option<&str>, fallback: &str) -> String {
        let lang = wish.map_or_else(|| self.checked_language(fallback), str::to_owned);
        let own = lang::primary(&lang);
        for block in self.blocks.iter_mut().filter(|block| block.lang.is_none()) {
            let is_prose = matches!(block.kind, BlockKind::Paragraph | BlockKind::Quotation);
            if is_prose && block.spans.iter().all(|span| !span.mark.is_language()) {
                let choice = lang::check(Some(&own), &block.text);
                block.lang = (choice.source == Source::Conflict).then_some(choice.lang);
            }
        }
        self.lang = Some(lang.clone());
        lang
    }

    /// What the page says of its language, held against its text.
    fn checked_language(&self, fallback: &str) -> String {
        let choice = lang::check(self.lang.as_deref(), &self.sample());
        match choice.source {
            Source::Assumed => fallback.to_owned(),
            Source::Conflict => {
                let stated = self.lang.as_deref().unwrap_or_default();
                tracing::warn!(stated, found = %choice.lang, "the page states a wrong language");
                choice.lang
            }
            Source::Stated | Source::Detected => choice.lang,
        }
    }

    /// The beginning of the text that is in the article's own language.
    fn sample(&self) -> String {
        let mut sample = String::new();
        for block in self.blocks.iter().filter(|block| block.lang.is_none()) {
            let room = SAMPLE.saturating_sub(sample.chars().count());
            if room == 0 {
                break;
            }
            sample.extend(block.text.chars().take(room));
            sample.push('\n');
        }
        sample
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Block, Origin};
    use super::*;

    const GERMAN: &str = "Die Fähre fährt im Winter nur zweimal am Tag, und wer sie verpasst, muss \
        bis zum Abend warten. Auf der Insel leben nur noch wenige Menschen, doch im Sommer kommen \
        jeden Tag hunderte Besucher, die am Strand liegen oder durch das Dorf gehen. Der Kapitän \
        kennt jeden von ihnen, und er weiß auch, wer wann zurückfahren will und wer lieber bleibt. So geht es seit vielen Jahren, und niemand möchte, dass sich daran etwas ändert.";
    const ENGLISH: &str = "The ferry leaves only twice a day in winter, and whoever misses it has to \
        wait until the evening. Few people still live on the island, but in summer hundreds of \
        visitors come every day, who lie on the beach or walk through the village. The captain \
        knows every one of them, and he also knows who wants to return when and who would stay.";

    fn article(lang: Option<&str>, texts: &[&str]) -> Article {
        let block = |text: &&str| Block::new(BlockKind::Paragraph, *text, Origin::Given);
        Article {
            lang: lang.map(str::to_owned),
            blocks: texts.iter().map(block).collect(),
            ..Article::default()
        }
    }

    #[test]
    fn the_page_is_believed_unless_its_text_says_otherwise() {
        let cases = [
            (
                Some("en-GB"),
                ENGLISH,
                "en-GB",
                "what it says, with its region",
            ),
            (Some("en"), GERMAN, "de", "a wrong word"),
            (Some("lang=en"), ENGLISH, "en", "no word at all"),
            (None, GERMAN, "de", "nothing said"),
            (None, "Yes.", "fr", "nothing to go by"),
            (Some("da"), "Ja.", "da", "a short text is no proof"),
        ];
        for (stated, text, expected, why) in cases {
            assert_eq!(
                article(stated, &[text]).settle_language(None, "fr"),
                expected,
                "{why}"
            );
        }
    }

    #[test]
    fn a_wish_is_followed() {
        let mut article = article(Some("de"), &[GERMAN]);
        assert_eq!(article.settle_language(Some("en"), "fr"), "en");
        assert_eq!(article.lang.as_deref(), Some("en"));
    }

    #[test]
    fn a_paragraph_in_another_language_is_known() {
        let mut article = article(
            Some("en-GB"),
            &[ENGLISH, GERMAN, ENGLISH, "Auf Wiedersehen!"],
        );
        article.settle_language(None, "en");
        let langs: Vec<_> = article.blocks.iter().map(|b| b.lang.as_deref()).collect();
        assert_eq!(
            langs,
            [None, Some("de"), None, None],
            "and a short one is left alone"
        );
    }
}
