//! Number words by the rules of Unicode CLDR (rule-based number format), whole numbers only.
//!
//! A set of rules says how numbers from a base value on are said. `<<` is the number divided
//! by the power of ten of its rule, `>>` the remainder, `=%set=` the number by another set;
//! what stands in brackets is left out where nothing remains. Decimals are a habit of each
//! language and no matter of these rules: see [`number`](super::number).

use std::collections::HashMap;

use super::noun::Plural;

/// Sets call one another; no number of 18 digits nests deeper than this.
const DEEPEST: usize = 64;

/// The rule sets of a language by their names.
#[derive(Debug, Default)]
pub(super) struct Rules {
    sets: HashMap<String, Vec<Rule>>,
}

/// How the numbers from `base` on are said, up to the base of the next rule.
#[derive(Debug)]
struct Rule {
    base: u64,
    /// What `<<` divides by and `>>` is the remainder of.
    divisor: u64,
    body: Vec<Piece>,
}

#[derive(Debug)]
enum Piece {
    Text(String),
    /// The number, its quotient or its remainder; by the named set or by the rule's own.
    Number(Part, Option<String>),
    /// Left out where nothing remains.
    Optional(Vec<Piece>),
    /// A word in the form that agrees with the quotient: its key and form.
    Agreeing(Vec<(String, String)>),
    /// The rule only knows how to write the number.
    Digits,
}

#[derive(Debug, Clone, Copy)]
enum Part {
    Whole,
    Quotient,
    Remainder,
}

impl Rules {
    /// The rules in `text`, in the notation of CLDR: `%set:` and lines of `base: words;`.
    pub(super) fn parse(text: &str) -> Self {
        let mut sets: HashMap<String, Vec<Rule>> = HashMap::new();
        let mut name = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some(set) = line.strip_prefix('%').and_then(|l| l.strip_suffix(':')) {
                set.clone_into(&mut name);
            } else {
                let rules = sets.entry(name.clone()).or_default();
                rules.extend(Rule::parse(line));
            }
        }
        Self { sets }
    }

    /// Whether there is a set of this name.
    #[cfg(test)]
    pub(super) fn has(&self, set: &str) -> bool {
        self.sets.contains_key(set)
    }

    /// The words of `n` by the rules of `set`; `None` where they have no word for it.
    pub(super) fn spell(&self, set: &str, n: u64, plural: Plural) -> Option<String> {
        let mut said = String::new();
        self.write(&mut said, set, n, plural, DEEPEST)?;
        Some(said)
    }

    fn write(
        &self,
        said: &mut String,
        set: &str,
        n: u64,
        plural: Plural,
        depth: usize,
    ) -> Option<()> {
        let rules = self.sets.get(set)?;
        let rule = Rule::of(rules, n)?;
        let call = Call {
            rules: self,
            set,
            n,
            rule,
            plural,
            depth: depth.checked_sub(1)?,
        };
        call.write(said, &rule.body)
    }
}

/// A rule at work on a number.
struct Call<'a> {
    rules: &'a Rules,
    set: &'a str,
    n: u64,
    rule: &'a Rule,
    plural: Plural,
    depth: usize,
}

impl Call<'_> {
    fn write(&self, said: &mut String, pieces: &[Piece]) -> Option<()> {
        for piece in pieces {
            match piece {
                Piece::Text(text) => said.push_str(text),
                Piece::Number(part, set) => {
                    let set = set.as_deref().unwrap_or(self.set);
                    let n = self.part(*part);
                    self.rules.write(said, set, n, self.plural, self.depth)?;
                }
                Piece::Optional(inner) => {
                    if self.part(Part::Remainder) != 0 {
                        self.write(said, inner)?;
                    }
                }
                Piece::Agreeing(forms) => said.push_str(self.agreeing(forms)?),
                Piece::Digits => return None,
            }
        }
        Some(())
    }

    fn part(&self, part: Part) -> u64 {
        match part {
            Part::Whole => self.n,
            Part::Quotient => self.n / self.rule.divisor,
            Part::Remainder => self.n % self.rule.divisor,
        }
    }

    fn agreeing<'f>(&self, forms: &'f [(String, String)]) -> Option<&'f str> {
        let wanted = self.plural.key(self.part(Part::Quotient));
        let form = forms.iter().find(|(key, _)| key == wanted);
        form.or(forms.last()).map(|(_, form)| form.as_str())
    }
}

impl Rule {
    /// The rule of a line such as `1100/100: <<hundert[>>];`.
    fn parse(line: &str) -> Option<Self> {
        let (head, body) = line.split_once(':')?;
        let (base, radix) = head.split_once('/').unwrap_or((head, "10"));
        let base = base.trim().parse().ok()?;
        let body = body.trim_start().strip_suffix(';')?;
        Some(Self {
            base,
            divisor: divisor(base, radix.trim().parse().ok()?),
            body: pieces(body.strip_prefix('\'').unwrap_or(body)),
        })
    }

    /// The rule for `n`: the last whose base it reaches.
    ///
    /// A round number steps back from a rule whose own base is not round, because that
    /// rule was written for the numbers with a remainder.
    fn of(rules: &[Self], n: u64) -> Option<&Self> {
        let at = rules.iter().rposition(|rule| rule.base <= n)?;
        let rule = &rules[at];
        let uneven = n.is_multiple_of(rule.divisor) && !rule.base.is_multiple_of(rule.divisor);
        let back = uneven && rule.body.iter().any(Piece::is_remainder);
        Some(if back {
            &rules[at.saturating_sub(1)]
        } else {
            rule
        })
    }
}

impl Piece {
    fn is_remainder(&self) -> bool {
        match self {
            Self::Number(Part::Remainder, _) => true,
            Self::Optional(inner) => inner.iter().any(Self::is_remainder),
            _ => false,
        }
    }
}

/// The greatest power of `radix` that is no greater than `base`.
fn divisor(base: u64, radix: u64) -> u64 {
    let mut power = 1_u64;
    while radix > 1
        && let Some(next) = power.checked_mul(radix)
        && next <= base
    {
        power = next;
    }
    power
}

/// The pieces of the words of a rule.
fn pieces(body: &str) -> Vec<Piece> {
    let mut pieces = vec![];
    let mut rest = body;
    while let Some(first) = rest.chars().next() {
        let (piece, len) = match first {
            '[' => optional(rest),
            '<' | '>' | '=' => substitution(rest, first),
            '$' => agreeing(rest),
            _ => text(rest),
        };
        pieces.push(piece);
        rest = &rest[len..];
    }
    pieces
}

fn text(rest: &str) -> (Piece, usize) {
    let len = rest.find(['[', '<', '>', '=', '$']).unwrap_or(rest.len());
    (Piece::Text(rest[..len].to_owned()), len)
}

fn optional(rest: &str) -> (Piece, usize) {
    let end = rest.find(']').unwrap_or(rest.len());
    let len = (end + 1).min(rest.len());
    (Piece::Optional(pieces(&rest[1..end])), len)
}

/// `>>`, `<%set<`, `=%set=`, `=#,##0=`.
fn substitution(rest: &str, mark: char) -> (Piece, usize) {
    let part = match mark {
        '<' => Part::Quotient,
        '>' => Part::Remainder,
        _ => Part::Whole,
    };
    let end = rest[1..].find(mark).map_or(rest.len(), |at| at + 1);
    let len = (end + 1).min(rest.len());
    let piece = match &rest[1..end] {
        "" => Piece::Number(part, None),
        inner => inner.strip_prefix('%').map_or(Piece::Digits, |set| {
            Piece::Number(part, Some(set.to_owned()))
        }),
    };
    (piece, len)
}

/// `$(cardinal,one{тысяча}few{тысячи}other{тысяч})$`.
fn agreeing(rest: &str) -> (Piece, usize) {
    let end = rest.find(")$").unwrap_or(rest.len());
    let len = (end + 2).min(rest.len());
    let forms = rest[..end].split_once(',').map_or("", |(_, forms)| forms);
    let forms = forms
        .split('}')
        .filter_map(|form| form.split_once('{'))
        .map(|(key, form)| (key.to_owned(), form.to_owned()))
        .collect();
    (Piece::Agreeing(forms), len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(rules: &str, n: u64) -> Option<String> {
        Rules::parse(rules).spell("s", n, Plural::Slavic)
    }

    #[test]
    fn a_quotient_and_a_remainder_stand_around_the_word() {
        let rules = "%s:\n1: one;\n2: two;\n10: ten[-and->>];\n20: <<ty[ >>];";
        for (n, words) in [
            (2, "two"),
            (10, "ten"),
            (12, "ten-and-two"),
            (21, "twoty one"),
        ] {
            assert_eq!(said(rules, n).as_deref(), Some(words));
        }
    }

    #[test]
    fn a_rule_divides_by_its_own_radix() {
        let rules = "%s:\n1: un;\n10: dix;\n80/20: quatre-vingt[->>];";
        assert_eq!(said(rules, 90).as_deref(), Some("quatre-vingt-dix"));
    }

    #[test]
    fn a_round_number_steps_back_to_the_rule_for_round_numbers() {
        let rules = "%s:\n1: i;\n2: ii;\n3: iii;\n2000/1000: <<-round;\n2001/1000: <<-and->>;";
        assert_eq!(said(rules, 3000).as_deref(), Some("iii-round"));
        assert_eq!(said(rules, 3001).as_deref(), Some("iii-and-i"));
    }

    #[test]
    fn a_word_agrees_with_the_quotient() {
        let rules = "%s:\n1: a;\n3: c;\n5: e;\n10: << $(cardinal,one{x}few{y}other{z})$;";
        for (n, words) in [(10, "a x"), (30, "c y"), (50, "e z")] {
            assert_eq!(said(rules, n).as_deref(), Some(words));
        }
    }

    #[test]
    fn rules_without_a_word_or_an_end_say_nothing() {
        assert_eq!(said("%s:\n1: one;\n2: =#,##0=;", 5), None);
        assert_eq!(said("%s:\n1: one;", 0), None);
        assert_eq!(said("%s:\n0: =%s=;", 7), None);
        assert_eq!(said("%s:\n0: [>;\n1: $(;\n2: <", 2), None);
    }
}
