//! The pictures of the publishers, which the files of their articles carry.

use std::sync::Arc;

use url::Url;

use crate::sound::Cover;
use crate::store::Key;

/// The pictures of the sites.
#[derive(Debug, Clone, Default)]
pub struct Covers(Vec<(Option<String>, Arc<Cover>)>);

impl Covers {
    /// The `covers`, each with the origin of the only site for which it is, or for all.
    ///
    /// Of several for one site the first counts; one for a site goes before one for all.
    pub fn new(covers: impl IntoIterator<Item = (Option<String>, Cover)>) -> Self {
        let covers = covers.into_iter();
        Self(
            covers
                .map(|(site, cover)| (site, Arc::new(cover)))
                .collect(),
        )
    }

    /// The picture of an article that was read from `page`.
    pub(super) fn of(&self, page: Option<&Url>) -> Option<&Arc<Cover>> {
        let origin = page.map(|page| page.origin().ascii_serialization());
        let of_site = self.find(|site| site.is_some() && site == origin.as_ref());
        of_site.or_else(|| self.find(|site| site.is_none()))
    }

    /// The picture with this address.
    pub(super) fn by_key(&self, key: Key) -> Option<&Arc<Cover>> {
        let found = self.0.iter().find(|(_, cover)| cover.key() == key);
        found.map(|(_, cover)| cover)
    }

    fn find(&self, of: impl Fn(Option<&String>) -> bool) -> Option<&Arc<Cover>> {
        let found = self.0.iter().find(|(site, _)| of(site.as_ref()));
        found.map(|(_, cover)| cover)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cover(last: u8) -> Cover {
        Cover::read(vec![0xff, 0xd8, 0xff, last]).unwrap()
    }

    #[test]
    fn a_site_has_its_own_picture_and_the_others_the_common_one() {
        let site = "https://news.example".to_owned();
        let covers = Covers::new([(None, cover(1)), (Some(site), cover(2))]);
        let of = |page: &str| covers.of(Some(&Url::parse(page).unwrap())).cloned();
        assert_eq!(of("https://news.example/a?b").as_deref(), Some(&cover(2)));
        assert_eq!(of("https://other.example/a").as_deref(), Some(&cover(1)));
        assert_eq!(covers.of(None).map(|it| &**it), Some(&cover(1)));
        assert_eq!(
            covers.by_key(cover(2).key()).map(|it| &**it),
            Some(&cover(2))
        );
        assert!(Covers::default().of(None).is_none());
    }
}
