//! Trees that programs without trees write into names: `Coke::diet Coke` (ATLAS.ti), `trust.asymmetry` (Taguette).
//!
//! Nothing is changed by itself: a dot may be part of a name. The report says what was found, and
//! [`nest`] does it when somebody says so.

use std::fmt;

use uuid::Uuid;

use super::model::Code;

/// What stands between the parts of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// `::`
    Colons,
    /// `.`
    Dot,
}

impl Separator {
    /// As it stands in names.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Colons => "::",
            Self::Dot => ".",
        }
    }

    fn parts(self, name: &str) -> Option<Vec<&str>> {
        let parts: Vec<&str> = name.split(self.text()).map(str::trim).collect();
        // "etc." and "No. 5" are names: parts are not empty, and a dot has no space after it.
        let spaced = self == Self::Dot && name.contains(". ");
        (parts.len() > 1 && !spaced && parts.iter().all(|part| !part.is_empty())).then_some(parts)
    }
}

/// Names that look like a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What stands between the parts.
    pub separator: Separator,
    /// How many names have it.
    pub codes: usize,
    /// One of them.
    pub example: String,
}

impl fmt::Display for Suggestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} codes have names such as \"{}\", which look like a tree. They were left as they are; you can have them \
             put below each other.",
            self.codes, self.example
        )
    }
}

/// What the names at the top of a tree suggest; nothing where codes stand below others already.
pub fn suggest(codes: &[Code]) -> Option<Suggestion> {
    if codes.iter().any(|code| !code.children.is_empty()) {
        return None;
    }
    [Separator::Colons, Separator::Dot].into_iter().find_map(|separator| {
        let found: Vec<&Code> = codes.iter().filter(|code| separator.parts(&code.name).is_some()).collect();
        let example = found.first()?.name.clone();
        Some(Suggestion { separator, codes: found.len(), example })
    })
}

/// Puts codes of the top below each other by their names. A code whose name is the path above is the parent; where
/// there is none, a folder is made, with an id from `new_id`. Order stays that of the first mention.
pub fn nest(codes: Vec<Code>, separator: Separator, mut new_id: impl FnMut() -> Uuid) -> Vec<Code> {
    let mut tree = Vec::new();
    for code in codes {
        let path: Vec<String> = separator
            .parts(&code.name)
            .map_or_else(|| vec![code.name.clone()], |parts| parts.into_iter().map(str::to_owned).collect());
        // A name may hold any number of separators; what goes deeper than trees are read stays in the last part.
        let (head, tail) = path.split_at(path.len().min(DEEPEST) - 1);
        let last = tail.join(separator.text());
        let level = below(&mut tree, head, &mut new_id);
        // A folder made for a child that came first becomes the code itself.
        match level
            .iter_mut()
            .find(|c| c.name == last && !c.codable && c.description.is_none() && code.codable)
        {
            Some(folder) if code.children.is_empty() => {
                let children = std::mem::take(&mut folder.children);
                *folder = Code { name: last, children, ..code };
            }
            _ => level.push(Code { name: last, ..code }),
        }
    }
    tree
}

/// The codes below a path, whose folders are made where they are missing.
fn below<'t>(
    tree: &'t mut Vec<Code>,
    path: &[String],
    new_id: &mut impl FnMut() -> Uuid,
) -> &'t mut Vec<Code> {
    let Some((part, rest)) = path.split_first() else { return tree };
    let at = tree.iter().position(|code| code.name == *part).unwrap_or(tree.len());
    if at == tree.len() {
        tree.push(Code { codable: false, ..Code::new(new_id(), part.clone()) });
    }
    below(&mut tree[at].children, rest, new_id)
}

/// Levels that names may make.
const DEEPEST: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(names: &[&str]) -> Vec<Code> {
        names.iter().zip(1_u128..).map(|(name, at)| Code::new(Uuid::from_u128(at), *name)).collect()
    }

    fn drawn(codes: &[Code]) -> String {
        let below = |code: &Code| {
            if code.children.is_empty() { String::new() } else { format!("({})", drawn(&code.children)) }
        };
        codes.iter().map(|code| format!("{}{}", code.name, below(code))).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn names_with_paths_are_offered_and_names_with_dots_are_not() {
        let found = suggest(&codes(&["Coke::diet Coke", "Pepsi"])).unwrap();
        assert_eq!((found.separator, found.codes), (Separator::Colons, 1));
        assert_eq!(suggest(&codes(&["trust", "trust.asymmetry"])).unwrap().separator, Separator::Dot);
        assert_eq!(suggest(&codes(&["etc.", "No. 5", "Plain"])), None);
    }

    #[test]
    fn a_parent_is_found_before_and_after_its_children_or_made() {
        let mut ids = (100_u128..).map(Uuid::from_u128);
        let tree = nest(
            codes(&["trust.roles", "trust", "trust.roles.early", "money.late", "Plain"]),
            Separator::Dot,
            || ids.next().unwrap(),
        );
        assert_eq!(drawn(&tree), "trust(roles(early)) money(late) Plain");
        assert!(tree[0].codable && tree[0].guid == Uuid::from_u128(2));
        assert!(!tree[1].codable);
    }

    #[test]
    fn a_name_of_ten_thousand_parts_is_no_deep_tree() {
        let name = vec!["a"; 10_000].join(".");
        let tree = nest(codes(&[&name]), Separator::Dot, Uuid::nil);
        assert_eq!(tree[0].walk().count(), DEEPEST);
    }
}
