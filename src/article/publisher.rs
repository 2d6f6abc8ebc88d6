//! Publishers' rules: what of their pages is skipped or read, by CSS selector or in the page.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use dom_query::{Document, Matcher, NodeId, NodeRef};
use serde::{Deserialize, Serialize};
use url::Url;

use super::language;

/// Bytes of the longest id of a voice in a page; what is longer is no id.
const LONGEST_VOICE: usize = 100;

/// Parts of selectors that look at more than an element and what it stands in, so that one rule
/// may cost the square of the page.
const COSTLY: &[&str] = &[":has(", ":has-text(", ":contains("];

/// One rule of a publisher, as the configuration states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The CSS selector of the elements that it is about.
    pub selector: String,
    /// The name that reports cite; `selector` and the selector by default.
    pub name: Option<String>,
    /// What is done with the elements.
    pub action: Option<Action>,
    /// Id of the voice that reads them.
    pub voice: Option<String>,
    /// BCP 47 tag of their language.
    pub lang: Option<String>,
    /// The site whose pages it is about, by its origin; every page by default.
    pub site: Option<Url>,
}

/// What a publisher wants done with an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// It is not read.
    Skip,
    /// It is read, whatever other rules say of it.
    Read,
}

/// Why a rule cannot be followed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("rule {number}, `selector = {selector:?}`: {fault}")]
pub struct RuleError {
    /// Which rule it is, the first being 1.
    pub number: usize,
    /// Its selector.
    pub selector: String,
    /// What is wrong with it.
    pub fault: RuleFault,
}

/// What is wrong with a rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleFault {
    /// Not CSS, or CSS that is not known here.
    #[error("this is not a CSS selector")]
    Selector,
    /// CSS that may take very long.
    #[error("`{0}` is not supported, because it may take very long on a large page")]
    Costly(&'static str),
    /// The rule changes nothing.
    #[error("the rule says nothing to do; give it an `action`, a `voice` or a `lang`")]
    Nothing,
    /// The language is none.
    #[error("'{0}' is not a BCP 47 language tag")]
    Lang(String),
    /// The site is no web address.
    #[error("'{0}' is not an http or https address")]
    Site(String),
}

/// The rules of publishers, ready to be asked; compiled once for all pages.
#[derive(Debug, Default)]
pub struct Rules {
    rules: Vec<(Rule, Matcher)>,
}

impl Rules {
    /// The rules `rules`, of which the first goes before those behind it.
    ///
    /// # Errors
    /// The first rule that cannot be followed.
    pub fn new(rules: Vec<Rule>) -> Result<Self, RuleError> {
        let compiled = rules.into_iter().enumerate().map(|(index, rule)| {
            let matcher = compile(&rule).map_err(|fault| RuleError {
                number: index + 1,
                selector: rule.selector.clone(),
                fault,
            })?;
            Ok((rule, matcher))
        });
        Ok(Self {
            rules: compiled.collect::<Result<_, _>>()?,
        })
    }
}

/// The selector of `rule`, where all that it says can be followed.
fn compile(rule: &Rule) -> Result<Matcher, RuleFault> {
    if let Some(part) = costly(&rule.selector) {
        return Err(RuleFault::Costly(part));
    }
    if rule.action.is_none() && rule.voice.is_none() && rule.lang.is_none() {
        return Err(RuleFault::Nothing);
    }
    if let Some(lang) = rule
        .lang
        .as_ref()
        .filter(|lang| language::tag(lang).is_none())
    {
        return Err(RuleFault::Lang(lang.clone()));
    }
    let is_web = |url: &&Url| matches!(url.scheme(), "http" | "https");
    if let Some(site) = rule.site.as_ref().filter(|site| !is_web(site)) {
        return Err(RuleFault::Site(site.to_string()));
    }
    Matcher::new(&rule.selector).map_err(|_| RuleFault::Selector)
}

/// The part of `selector` that may cost the square of a page.
fn costly(selector: &str) -> Option<&'static str> {
    let lower = selector.to_ascii_lowercase();
    if let Some(part) = COSTLY.iter().find(|part| lower.contains(**part)) {
        return Some(part);
    }
    // `a ~ b` looks at all siblings; `[class~=b]` and what stands in quotation marks do not.
    let (mut depth, mut quote) = (0_usize, None);
    for c in selector.chars() {
        match (quote, c) {
            (Some(open), _) => quote = Some(open).filter(|open| c != *open),
            (None, '"' | '\'') => quote = Some(c),
            (None, '[') => depth += 1,
            (None, ']') => depth = depth.saturating_sub(1),
            (None, '~') if depth == 0 => return Some("~"),
            _ => {}
        }
    }
    None
}

/// What the publisher says of an element.
#[derive(Debug, Clone, Default)]
pub(super) struct Verdict {
    /// What is done with it.
    pub(super) action: Option<Action>,
    /// The name of the rule that says so.
    pub(super) name: Option<Cow<'static, str>>,
    /// The voice that reads it.
    pub(super) voice: Option<Rc<str>>,
    /// Its language.
    pub(super) lang: Option<Rc<str>>,
}

/// What the publisher says of the elements of a page.
#[derive(Debug, Default)]
pub(super) struct Verdicts {
    said: HashMap<NodeId, Verdict>,
    /// What the elements stand in that are to be read.
    paths: HashSet<NodeId>,
}

impl Verdicts {
    /// What `rules` and the page itself say of the elements of `page`, which is at `url`.
    pub(super) fn new(page: &Document, rules: &Rules, url: Option<&Url>) -> Self {
        let mut verdicts = Self::default();
        for node in page.root().descendants_it() {
            verdicts.hear(node);
        }
        let is_here = |rule: &Rule| {
            let site = rule.site.as_ref().map(Url::origin);
            site.is_none() || site == url.map(Url::origin)
        };
        for (rule, matcher) in rules.rules.iter().filter(|(rule, _)| is_here(rule)) {
            for node in page.select_matcher(matcher).nodes() {
                verdicts.said.entry(node.id).or_default().add(rule);
            }
        }
        verdicts.note_paths(page);
        verdicts
    }

    /// What is said of `node`.
    pub(super) fn of(&self, node: NodeRef<'_>) -> Option<&Verdict> {
        self.said.get(&node.id)
    }

    /// What is done with `node`.
    pub(super) fn action(&self, node: NodeRef<'_>) -> Option<Action> {
        self.of(node)?.action
    }

    /// Whether something in `node` is to be read.
    pub(super) fn lead_into(&self, node: NodeRef<'_>) -> bool {
        self.paths.contains(&node.id)
    }

    /// The elements of `page` that are to be read.
    pub(super) fn wanted<'a>(&self, page: &'a Document) -> Vec<NodeRef<'a>> {
        if self.paths.is_empty() {
            return vec![];
        }
        let root = page.root();
        (root.descendants_it())
            .filter(|node| self.action(*node) == Some(Action::Read))
            .collect()
    }

    /// Takes down what the attributes of `node` say.
    fn hear(&mut self, node: NodeRef<'_>) {
        let action = node.attr("data-listen").and_then(|value| {
            let value = value.trim();
            let is = |word: &str| value.eq_ignore_ascii_case(word);
            (is("skip").then_some(Action::Skip)).or_else(|| is("read").then_some(Action::Read))
        });
        let voice = node.attr("data-listen-voice").and_then(|voice| {
            let voice = voice.trim();
            (!voice.is_empty() && voice.len() <= LONGEST_VOICE).then(|| Rc::from(voice))
        });
        if action.is_some() || voice.is_some() {
            let verdict = Verdict {
                action,
                name: action.map(|_| "data-listen".into()),
                voice,
                lang: None,
            };
            self.said.insert(node.id, verdict);
        }
    }

    /// Notes what the elements stand in that are to be read, each element once.
    fn note_paths(&mut self, page: &Document) {
        let tree = &page.tree;
        let read = (self.said.iter()).filter(|(_, said)| said.action == Some(Action::Read));
        for node in read.filter_map(|(id, _)| tree.get(id)) {
            for around in node.ancestors_it(None) {
                if !self.paths.insert(around.id) {
                    break;
                }
            }
        }
    }
}

impl Verdict {
    /// Adds what `rule` says, as far as nothing was said before.
    fn add(&mut self, rule: &Rule) {
        if self.action.is_none() && rule.action.is_some() {
            self.action = rule.action;
            let named = rule.name.clone();
            let name = named.unwrap_or_else(|| format!("selector {}", rule.selector));
            self.name = Some(name.into());
        }
        let say = |text: &Option<String>| text.as_deref().map(Rc::from);
        self.voice = self.voice.take().or_else(|| say(&rule.voice));
        self.lang = self.lang.take().or_else(|| say(&rule.lang));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(rule: &str) -> RuleFault {
        let rule: Rule = toml::from_str(rule).unwrap();
        Rules::new(vec![rule]).unwrap_err().fault
    }

    #[test]
    fn a_rule_that_cannot_be_followed_says_why() {
        let cases = [
            ("selector = '.a['\naction = 'skip'", RuleFault::Selector),
            ("selector = ''\naction = 'skip'", RuleFault::Selector),
            (
                "selector = '.a ~ .b'\naction = 'skip'",
                RuleFault::Costly("~"),
            ),
            (
                "selector = 'p:HAS(a)'\naction = 'skip'",
                RuleFault::Costly(":has("),
            ),
            ("selector = '.a'", RuleFault::Nothing),
            ("selector = '.a'\nlang = '!'", RuleFault::Lang("!".into())),
            (
                "selector = '.a'\nlang = 'fr'\nsite = 'file:///a'",
                RuleFault::Site("file:///a".into()),
            ),
        ];
        for (rule, expected) in cases {
            assert_eq!(fault(rule), expected, "{rule}");
        }
    }

    #[test]
    fn an_error_names_the_rule_and_its_selector() {
        let rule = |selector: &str| -> Rule {
            toml::from_str(&format!("selector = '{selector}'\naction = 'skip'")).unwrap()
        };
        let error = Rules::new(vec![rule("[class~=x]"), rule("p >")]).unwrap_err();
        let text = error.to_string();
        assert!(text.starts_with("rule 2, `selector = \"p >\"`: "), "{text}");
    }
}
