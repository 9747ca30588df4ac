//! Headings with places for the partner and the question: `fairness[{target}]`, `{variable} - {target}`.

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Words(String),
    Target,
    Variable,
    Anything,
}

/// What a heading said at the places of a pattern.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Caught {
    pub(super) target: Option<String>,
    pub(super) variable: Option<String>,
}

/// A heading with places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    parts: Vec<Part>,
}

/// Most ways in which one heading is tried.
const TRIES: usize = 10_000;

impl Pattern {
    /// Reads a pattern. Any braces but `{target}`, `{variable}` and `{}` are words.
    ///
    /// # Errors
    /// If a place stands twice, or two places touch, so that nothing tells where one ends.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let mut parts: Vec<Part> = Vec::new();
        let mut rest = text.trim();
        while !rest.is_empty() {
            let places = [("{target}", Part::Target), ("{variable}", Part::Variable), ("{}", Part::Anything)];
            let next = places
                .iter()
                .filter_map(|(word, part)| rest.find(word).map(|at| (at, *word, part)))
                .min_by_key(|n| n.0);
            let Some((at, word, part)) = next else {
                parts.push(Part::Words(rest.to_owned()));
                break;
            };
            if at > 0 {
                parts.push(Part::Words(rest[..at].to_owned()));
            } else if parts.last().is_some_and(|last| !matches!(last, Part::Words(_))) {
                return Err(format!(
                    "In \"{text}\" two places touch. Put something between them, such as a hyphen."
                ));
            }
            if *part != Part::Anything && parts.contains(part) {
                return Err(format!("\"{text}\" has {word} twice. Keep one, and write {{}} for the other."));
            }
            parts.push(part.clone());
            rest = &rest[at + word.len()..];
        }
        Ok(Self { parts })
    }

    /// Whether it has a place for the partner.
    pub(super) fn has_target(&self) -> bool {
        self.parts.contains(&Part::Target)
    }

    /// Whether it has a place for the question.
    pub(super) fn has_variable(&self) -> bool {
        self.parts.contains(&Part::Variable)
    }

    /// What a heading says at the places, or nothing where it does not fit. Of several ways the first is taken that
    /// `is_known` agrees to, else the first.
    pub(super) fn matches(&self, heading: &str, is_known: impl Fn(&Caught) -> bool) -> Option<Caught> {
        let mut ways = Vec::new();
        let mut tries = 0;
        walk(&self.parts, heading, &mut Caught::default(), &mut ways, &mut tries);
        ways.iter().find(|way| is_known(way)).or_else(|| ways.first()).cloned()
    }
}

fn walk(parts: &[Part], rest: &str, caught: &mut Caught, ways: &mut Vec<Caught>, tries: &mut usize) {
    *tries += 1;
    if *tries > TRIES {
        return;
    }
    let Some((part, after)) = parts.split_first() else {
        if rest.is_empty() {
            ways.push(caught.clone());
        }
        return;
    };
    if let Part::Words(words) = part {
        if let Some(rest) = rest.strip_prefix(words.as_str()) {
            walk(after, rest, caught, ways, tries);
        }
        return;
    }
    // A place ends where the words after it begin, or with the heading.
    let ends: Vec<usize> = match after.first() {
        Some(Part::Words(words)) => {
            rest.match_indices(words.as_str()).map(|(at, _)| at).filter(|at| *at > 0).collect()
        }
        _ => vec![rest.len()],
    };
    for end in ends {
        let said = rest[..end].trim();
        if said.is_empty() && *part != Part::Anything {
            continue;
        }
        let before = caught.clone();
        match part {
            Part::Target => caught.target = Some(said.to_owned()),
            Part::Variable => caught.variable = Some(said.to_owned()),
            Part::Anything | Part::Words(_) => {}
        }
        walk(after, &rest[end..], caught, ways, tries);
        *caught = before;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caught(pattern: &str, heading: &str, targets: &[&str]) -> Option<(Option<String>, Option<String>)> {
        let pattern = Pattern::read(pattern).unwrap();
        let known = |c: &Caught| c.target.as_deref().is_some_and(|t| targets.contains(&t));
        pattern.matches(heading, known).map(|c| (c.variable, c.target))
    }

    #[test]
    fn a_heading_says_question_and_partner() {
        let both = |v: &str, t: &str| Some((Some(v.to_owned()), Some(t.to_owned())));
        assert_eq!(caught("{variable}[{target}]", "G02Q05[SQ001]", &[]), both("G02Q05", "SQ001"));
        assert_eq!(
            caught("{variable}_{target}", "clear_roles_acute", &["acute"]),
            both("clear_roles", "acute")
        );
        assert_eq!(
            caught("{target}_{variable}", "care_home_fairness", &["care_home"]),
            both("fairness", "care_home")
        );
        assert_eq!(
            caught("Q1[{}]. How fair? [{target}]", "Q1[SQ9]. How fair? [Acute]", &[]),
            Some((None, Some("Acute".into())))
        );
        assert_eq!(caught("Q1[{target}]", "Q2[SQ001]", &[]), None);
        assert_eq!(caught("Q1", "Q1", &[]), Some((None, None)));
    }

    #[test]
    fn what_cannot_be_told_apart_is_refused_and_nothing_takes_long() {
        assert!(Pattern::read("{variable}{target}").unwrap_err().contains("touch"));
        assert!(Pattern::read("{target} {target}").unwrap_err().contains("twice"));
        let long = "a-".repeat(400);
        assert!(caught("{variable}-{target}-{}-x", &long, &[]).is_none());
    }
}
