//! The table of rules: what is left out by element, role and word.

/// One reason to leave an element out.
pub(super) struct Rule {
    /// The name that reports cite.
    pub(super) name: &'static str,
    /// Names of elements.
    pub(super) elements: &'static [&'static str],
    /// Values of `role` and `itemprop`.
    pub(super) roles: &'static [&'static str],
    /// Whole words, or words joined by `-`, of a class or id; with `=` a whole class or id.
    pub(super) words: &'static [&'static str],
    /// Characters of text beyond which a word is no longer believed: `share-price-analysis`
    /// may well be the class of an article.
    pub(super) longest: usize,
}

/// Every rule by element, role and word; the first that fits is cited.
pub(super) const RULES: &[Rule] = &[
    // Navigation in and around the article.
    Rule {
        name: "navigation",
        elements: &["nav", "menu"],
        roles: &["navigation", "menu", "menubar", "doc-toc", "banner"],
        words: &[
            "nav",
            "navbar",
            "navigation",
            "breadcrumb",
            "breadcrumbs",
            "pagination",
            "pager",
            "toc",
            "table-of-contents",
            "skip-link",
            "sidebar",
        ],
        longest: 3000,
    },
    // Invitations to subscribe by mail.
    Rule {
        name: "newsletter",
        elements: &[],
        roles: &[],
        words: &[
            "newsletter",
            "subscribe",
            "signup",
            "sign-up",
            "mailing-list",
        ],
        longest: 600,
    },
    // Buttons of social networks.
    Rule {
        name: "share",
        elements: &[],
        roles: &[],
        words: &[
            "share",
            "sharing",
            "sharebar",
            "sharethis",
            "addthis",
            "social-links",
            "social-share",
            "social-icons",
            "social-buttons",
            "=social",
        ],
        longest: 400,
    },
    // What readers wrote.
    Rule {
        name: "comments",
        elements: &[],
        roles: &["comment"],
        words: &[
            "comments",
            "comment-list",
            "commentlist",
            "comment-body",
            "comment-content",
            "disqus",
            "=comment",
            "=respond",
        ],
        longest: usize::MAX,
    },
    // Paid space.
    Rule {
        name: "advertisement",
        elements: &[],
        roles: &["doc-advertisement"],
        words: &[
            "ad",
            "ads",
            "advert",
            "adverts",
            "advertisement",
            "advertising",
            "adslot",
            "sponsor",
            "sponsored",
            "taboola",
            "outbrain",
        ],
        longest: 1000,
    },
    // Links to other articles.
    Rule {
        name: "related",
        elements: &[],
        roles: &[],
        words: &[
            "related",
            "more-from",
            "recommended",
            "recommendations",
            "recirc",
            "recirculation",
            "more-stories",
            "read-more",
            "readmore",
            "read-next",
            "also-read",
            "see-also",
            "trending",
            "most-read",
            "up-next",
        ],
        longest: 1500,
    },
    // What is said of the author.
    Rule {
        name: "author-bio",
        elements: &[],
        roles: &[],
        words: &[
            "author-bio",
            "author-box",
            "about-author",
            "about-the-author",
            "=bio",
        ],
        longest: 1500,
    },
    // The publisher's praise of itself.
    Rule {
        name: "promo",
        elements: &[],
        roles: &[],
        words: &[
            "promo",
            "promotion",
            "promobox",
            "cta",
            "call-to-action",
            "upsell",
        ],
        longest: 800,
    },
    // Who made a picture.
    Rule {
        name: "photo-credit",
        elements: &[],
        roles: &["copyrightHolder", "copyrightNotice"],
        words: &[
            "credit",
            "credits",
            "copyright",
            "image-source",
            "photographer",
        ],
        longest: 200,
    },
    // What is written under a picture.
    Rule {
        name: "caption",
        elements: &["figcaption", "caption"],
        roles: &["caption"],
        words: &[
            "caption",
            "figcaption",
            "cutline",
            "video-desc",
            "video-description",
        ],
        longest: 800,
    },
    // The box of a picture: what is written in it is its caption.
    Rule {
        name: "caption",
        elements: &[],
        roles: &[],
        words: &[
            "=image",
            "image-container",
            "image-wrapper",
            "inline-image",
            "photo-container",
        ],
        longest: 400,
    },
    // Who wrote the article.
    Rule {
        name: "byline",
        elements: &["address"],
        roles: &["author"],
        words: &["byline", "by-line", "author", "authors"],
        longest: 200,
    },
    // Whoever wrote it, with a portrait in words.
    Rule {
        name: "author-bio",
        elements: &[],
        roles: &[],
        words: &["author", "authors"],
        longest: 800,
    },
    // When it was written.
    Rule {
        name: "date",
        elements: &[],
        roles: &["datePublished", "dateModified", "dateCreated"],
        words: &[
            "date",
            "datetime",
            "timestamp",
            "published",
            "pubdate",
            "updated",
            "reading-time",
            "read-time",
        ],
        longest: 120,
    },
    // The label above the headline, and the keywords under the text.
    Rule {
        name: "kicker",
        elements: &[],
        roles: &[],
        words: &[
            "kicker",
            "eyebrow",
            "overline",
            "rubric",
            "category",
            "categories",
            "=topics",
            "=tags",
            "taglist",
            "tag-list",
            "post-tags",
        ],
        longest: 200,
    },
    // A sentence of the article in large type, which is heard where it stands in the text.
    Rule {
        name: "pull-quote",
        elements: &[],
        roles: &["doc-pullquote"],
        words: &["pullquote", "pull-quote"],
        longest: 600,
    },
    // Notes at the end.
    Rule {
        name: "footnote",
        elements: &[],
        roles: &[
            "doc-footnote",
            "doc-endnote",
            "doc-endnotes",
            "doc-bibliography",
        ],
        words: &["footnote", "footnotes", "endnotes", "references", "reflist"],
        longest: usize::MAX,
    },
    // Tools of the page: print, larger type, listen, edit.
    Rule {
        name: "toolbar",
        elements: &["listen-to-article"],
        roles: &["toolbar", "tablist"],
        words: &[
            "toolbar",
            "=tools",
            "audio-player",
            "=listen",
            "text-size",
            "editsection",
        ],
        longest: 300,
    },
    // Text that the page does not show.
    Rule {
        name: "hidden",
        elements: &[],
        roles: &["tooltip"],
        words: &[
            "=hidden",
            "=d-none",
            "sr-only",
            "visually-hidden",
            "visuallyhidden",
            "screen-reader-text",
        ],
        longest: 1000,
    },
    // Windows over the page.
    Rule {
        name: "dialog",
        elements: &["dialog"],
        roles: &["dialog", "alertdialog"],
        words: &["cookie-banner", "cookie-consent", "modal", "popup"],
        longest: 3000,
    },
    // Boxes beside the text.
    Rule {
        name: "aside",
        elements: &["aside"],
        roles: &["complementary"],
        words: &[],
        longest: usize::MAX,
    },
    // The end of the page or section.
    Rule {
        name: "footer",
        elements: &["footer"],
        roles: &["contentinfo"],
        words: &[],
        longest: usize::MAX,
    },
    // Something to press.
    Rule {
        name: "button",
        elements: &["button"],
        roles: &["button"],
        words: &[],
        longest: usize::MAX,
    },
    // Something to fill in.
    Rule {
        name: "form",
        elements: &[
            "form", "fieldset", "label", "select", "textarea", "datalist",
        ],
        roles: &["search", "form"],
        words: &[],
        longest: usize::MAX,
    },
    // Program text in a block of its own; a word of code in a sentence is read.
    Rule {
        name: "code",
        elements: &["pre", "listing", "xmp", "plaintext"],
        roles: &[],
        words: &["codehilite"],
        longest: usize::MAX,
    },
    // Rows and columns cannot be followed by ear.
    Rule {
        name: "table",
        elements: &["table"],
        roles: &["table", "grid"],
        words: &[],
        longest: usize::MAX,
    },
    // Formulas have no words yet.
    Rule {
        name: "formula",
        elements: &["math"],
        roles: &["math"],
        words: &["katex", "mathjax"],
        longest: usize::MAX,
    },
    // Pictures, sound and what stands in for them.
    Rule {
        name: "media",
        elements: &["svg", "iframe", "object", "audio", "video", "canvas", "map"],
        roles: &[],
        words: &[],
        longest: usize::MAX,
    },
    // What browsers without scripts would show.
    Rule {
        name: "noscript",
        elements: &["noscript", "noframes", "noembed"],
        roles: &[],
        words: &[],
        longest: usize::MAX,
    },
];
