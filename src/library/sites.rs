//! The sites whose pages this service reads when somebody asks for one by its address.

use url::{Origin, Url};

use super::LibraryError;

/// The origins (scheme, host and port) that are read.
#[derive(Debug, Clone, Default)]
pub struct Sites {
    origins: Vec<Origin>,
}

impl Sites {
    /// The sites at `addresses`; of each one only its origin counts.
    ///
    /// # Errors
    /// The first address that is not an http or https address.
    pub fn new<S: AsRef<str>>(addresses: &[S]) -> Result<Self, String> {
        let origin = |address: &S| {
            let address = address.as_ref();
            match Url::parse(address) {
                Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(url.origin()),
                _ => Err(format!("'{address}' is not an http or https address")),
            }
        };
        let origins = addresses.iter().map(origin).collect::<Result<_, _>>()?;
        Ok(Self { origins })
    }

    /// Whether `url` is on one of the sites.
    pub fn hold(&self, url: &Url) -> bool {
        self.origins.contains(&url.origin())
    }

    /// Whether `origin`, as browsers send it, is one of the sites.
    pub fn hold_origin(&self, origin: &str) -> bool {
        Url::parse(origin).is_ok_and(|url| self.hold(&url))
    }

    /// Whether a page may send its reader on to `url`.
    ///
    /// Without any site the caller is the command line, which reads what its user names.
    pub(super) fn admits_redirect(&self, url: &Url) -> bool {
        self.origins.is_empty() || self.hold(url)
    }

    /// The address to read for `url`, without its fragment.
    ///
    /// # Errors
    /// [`LibraryError::SiteNotConfigured`].
    pub(super) fn admit(&self, url: &Url) -> Result<Url, LibraryError> {
        if !self.hold(url) {
            return Err(LibraryError::SiteNotConfigured(
                url.origin().ascii_serialization(),
            ));
        }
        let mut address = url.clone();
        address.set_fragment(None);
        Ok(address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_origin_counts() {
        let sites = Sites::new(&["https://news.example/some/path"]).unwrap();
        let cases = [
            ("https://news.example/a#b", true, "any path of it"),
            ("https://news.example:443/", true, "the usual port"),
            ("http://news.example/", false, "another scheme"),
            ("https://news.example:8443/", false, "another port"),
            ("https://www.news.example/", false, "another host"),
            ("https://news.example.evil.example/", false, "a longer host"),
            (
                "https://evil.example/?https://news.example/",
                false,
                "in the query",
            ),
            (
                "https://news.example@evil.example/",
                false,
                "as the user name",
            ),
        ];
        for (url, expected, why) in cases {
            assert_eq!(sites.hold(&Url::parse(url).unwrap()), expected, "{why}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for wrong in ["news.example", "ftp://news.example", ""] {
            assert!(Sites::new(&[wrong]).unwrap_err().contains(wrong));
        }
    }
}
