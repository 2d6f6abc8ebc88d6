//! Phrases: lines that say by their words that they are not part of the article.

use super::fold::essence;
use super::line;
use super::place::Piece;

/// A group of lines that a rule leaves out by what they say.
struct Phrases {
    /// The name of the rule.
    rule: &'static str,
    /// Whole lines, in lower case without punctuation.
    lines: &'static [&'static str],
    /// How lines begin, in the same form; they end with a word.
    openings: &'static [&'static str],
    /// Bytes of the longest line that an opening is believed of.
    longest: usize,
    /// Whether more than half of the line has to be in links.
    linked: bool,
}

/// Every group; the first that fits is cited.
const PHRASES: &[Phrases] = &[
    // The labels of advertisements.
    Phrases {
        rule: "advertisement",
        lines: &[
            "ad",
            "ads",
            "advertisement",
            "advertising",
            "sponsored",
            "sponsored content",
            "anzeige",
            "werbung",
            "publicité",
            "publicidad",
            "pubblicità",
            "advertentie",
            "publicidade",
            "article continues below",
            "story continues below",
            "article continues below advertisement",
            "story continues below advertisement",
            "article continues after advertisement",
            "story continues after advertisement",
            "article continues after ad",
            "continue reading the main story",
            "scroll to continue",
            "continue reading below",
            "advertisement continue reading the main story",
        ],
        openings: &[],
        longest: 0,
        linked: false,
    },
    // Links to other articles in the text.
    Phrases {
        rule: "related",
        lines: &[
            "read more",
            "read also",
            "also read",
            "related",
            "related articles",
            "related stories",
            "related posts",
            "more on this story",
            "recommended",
            "weiterlesen",
            "mehr zum thema",
            "lesen sie auch",
            "lire aussi",
            "à lire aussi",
            "sur le même sujet",
            "lea también",
            "leer más",
            "te puede interesar",
            "leggi anche",
            "lees ook",
            "leia também",
            "leia mais",
            "continue reading",
            "read the full story",
            "read the full article",
        ],
        openings: &[
            "read more",
            "read also",
            "read next",
            "related",
            "see also",
            "also read",
            "more on",
            "watch",
            "lesen sie auch",
            "mehr zum thema",
            "lesen sie hier",
            "lire aussi",
            "à lire aussi",
            "lea también",
            "lee también",
            "leggi anche",
            "lees ook",
            "leia também",
            "more from",
            "click here to",
        ],
        longest: 300,
        linked: true,
    },
    // Invitations to follow, subscribe or sign up.
    Phrases {
        rule: "newsletter",
        lines: &[],
        openings: &[
            "sign up for",
            "sign up to",
            "sign up here",
            "subscribe to",
            "subscribe now",
            "subscribe here",
            "get our newsletter",
            "join our newsletter",
            "enter your email",
            "follow us on",
            "follow us at",
            "follow me on",
            "follow him on twitter",
            "follow her on twitter",
            "follow them on twitter",
            "like us on facebook",
            "find us on facebook",
            "join us on facebook",
            "download our app",
            "get the app",
            "folgen sie uns",
            "abonnieren sie",
            "jetzt abonnieren",
            "suivez nous",
            "abonnez vous",
            "síguenos en",
            "suscríbete",
            "seguici su",
            "iscriviti alla",
        ],
        longest: 220,
        linked: false,
    },
    // Buttons that are only text.
    Phrases {
        rule: "share",
        lines: &[
            "share",
            "share this",
            "share this article",
            "share this story",
            "share this post",
            "share on facebook",
            "share on twitter",
            "share on x",
            "share on linkedin",
            "share via email",
            "tweet",
            "tweet this",
            "pin it",
            "email",
            "email this",
            "print",
            "print this",
            "copy link",
            "link copied",
            "save",
            "facebook",
            "twitter",
            "whatsapp",
            "linkedin",
            "reddit",
            "teilen",
            "drucken",
            "merken",
            "versenden",
            "artikel drucken",
            "artikel teilen",
            "partager",
            "imprimer",
            "compartir",
            "imprimir",
            "condividi",
            "delen",
            "facebook twitter",
            "share tweet",
            "facebook twitter email",
        ],
        openings: &[],
        longest: 0,
        linked: false,
    },
    // The way to what readers wrote.
    Phrases {
        rule: "comments",
        lines: &[
            "comments",
            "comment",
            "view comments",
            "show comments",
            "leave a comment",
            "add a comment",
            "post a comment",
            "no comments",
            "no comments yet",
            "join the discussion",
            "comments are closed",
            "kommentare",
            "kommentar schreiben",
            "kommentare geschlossen",
            "commentaires",
            "comentarios",
            "commenti",
            "reacties",
        ],
        openings: &[
            "comments are closed",
            "diese website verwendet akismet",
            "this site uses akismet",
        ],
        longest: 200,
        linked: false,
    },
    // Who made a picture: "Photograph: Jane Doe/Agency".
    Phrases {
        rule: "photo-credit",
        lines: &["getty images", "reuters", "image source getty images"],
        openings: &[
            "photo credit",
            "photo by",
            "photo courtesy",
            "photos by",
            "photograph by",
            "photography by",
            "image credit",
            "image source",
            "image by",
            "image courtesy",
            "image copyright",
            "picture credit",
            "picture by",
            "media caption",
            "image caption",
            "crédit photo",
            "crédits",
            "titelbild",
            "beitragsbild",
        ],
        longest: 120,
        linked: false,
    },
    // Where it was published first, and whose it is.
    Phrases {
        rule: "copyright",
        lines: &[
            "all rights reserved",
            "alle rechte vorbehalten",
            "tous droits réservés",
        ],
        openings: &[
            "copyright",
            "all rights reserved",
            "this material may not be published",
            "this article was originally published",
            "this article originally appeared",
            "this article first appeared",
            "this article is republished",
            "this story was originally published",
            "this story originally appeared",
            "this story first appeared",
            "this post was originally published",
            "this post originally appeared",
            "originally published at",
            "originally published in",
            "originally published on",
            "first published in",
            "first published on",
        ],
        longest: 260,
        linked: false,
    },
    // What a page says of itself while it is being made.
    Phrases {
        rule: "notice",
        lines: &[
            "loading",
            "please wait",
            "play video",
            "watch video",
            "click to enlarge",
            "enlarge",
            "enlarge image",
            "enlarge photo",
        ],
        openings: &[
            "please enable javascript",
            "javascript is required",
            "your browser does not support",
            "we use cookies",
            "this site uses cookies",
            "this website uses cookies",
            "you need to enable javascript",
        ],
        longest: 400,
        linked: false,
    },
];

/// Whole headings above links to other articles; what stands under them goes with them.
const HEADINGS: &[&str] = &[
    "related",
    "related articles",
    "related stories",
    "related posts",
    "related content",
    "related news",
    "related coverage",
    "related topics",
    "related links",
    "more stories",
    "more news",
    "more like this",
    "read next",
    "recommended",
    "recommended for you",
    "recommended reading",
    "recommended stories",
    "you may also like",
    "you might also like",
    "you may like",
    "up next",
    "most read",
    "most popular",
    "trending",
    "trending now",
    "latest news",
    "popular posts",
    "recent posts",
    "share this",
    "comments",
    "leave a reply",
    "leave a comment",
    "about the author",
    "ähnliche beiträge",
    "ähnliche artikel",
    "weitere artikel",
    "weitere beiträge",
    "das könnte sie auch interessieren",
    "das könnte dich auch interessieren",
    "mehr zum thema",
    "kommentare",
    "articles similaires",
    "sur le même sujet",
    "commentaires",
    "artículos relacionados",
    "noticias relacionadas",
    "te puede interesar",
    "comentarios",
    "articoli correlati",
    "commenti",
    "lees ook",
    "meer nieuws",
    "leia também",
];

/// The name of the rule that leaves `piece` out by what it says.
pub(super) fn rule_of(piece: &Piece<'_>) -> Option<&'static str> {
    // "Published on … at", the words around a `<time>`.
    const WORDS_OF_A_DATE: usize = 24;
    // "Photograph: Jane Doe/Agency".
    const LONGEST_CREDIT: usize = 100;
    if piece.timed > 0 && piece.text.len() <= piece.timed + WORDS_OF_A_DATE {
        return Some("date");
    }
    let labels = [
        "Photo:",
        "Photograph:",
        "Photos:",
        "Image:",
        "Picture:",
        "Foto:",
        "Fotos:",
        "Bild:",
        "Photo :",
        "Credit:",
    ];
    let has_label = labels.iter().any(|label| piece.text.starts_with(label));
    if has_label && piece.text.len() <= LONGEST_CREDIT {
        return Some("photo-credit");
    }
    if piece.text.starts_with('©') && piece.text.len() <= LONGEST_CREDIT {
        return Some("copyright");
    }
    let longest = PHRASES.iter().map(|group| group.longest).max();
    if piece.text.len() > longest.unwrap_or_default() {
        return None;
    }
    let text = essence(&piece.text);
    let is_linked = piece.linked * 2 > piece.text.len();
    let fits = |group: &&Phrases| {
        let opens = |opening: &&&str| {
            text.strip_prefix(**opening)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        group.lines.contains(&text.as_str())
            || piece.text.len() <= group.longest
                && (is_linked || !group.linked)
                && group.openings.iter().find(opens).is_some()
    };
    let group = PHRASES.iter().find(fits);
    (group.map(|group| group.rule)).or_else(|| line::rule_of(piece, &text))
}

/// Whether `heading` stands above what is not part of the article.
pub(super) fn is_heading_of_others(heading: &str) -> bool {
    // The longest in the table has 35 letters.
    heading.len() <= 60 && HEADINGS.contains(&essence(heading).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_written_as_they_are_compared() {
        let lines = PHRASES
            .iter()
            .flat_map(|group| group.lines.iter().chain(group.openings));
        for line in lines.chain(HEADINGS) {
            assert_eq!(essence(line), **line);
        }
    }
}
