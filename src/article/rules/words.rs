//! Words by which the parts of an article are known that are read.

/// Class, id and `itemprop` words of the sentence or two under a headline.
pub(super) const STANDFIRST: &[&str] = &[
    "standfirst",
    "dek",
    "deck",
    "subtitle",
    "subhead",
    "subheadline",
    "subheading",
    "summary",
    "strapline",
    "lede",
    "=lead",
    "excerpt",
];

/// Class and id words of the box with the points of the article.
pub(super) const SUMMARY: &[&str] = &[
    "story-highlights",
    "article-highlights",
    "article-summary",
    "key-points",
    "keypoints",
    "key-takeaways",
    "takeaways",
    "at-a-glance",
    "tldr",
    "tl-dr",
];
