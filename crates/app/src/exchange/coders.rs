//! Who coded in the file: named coders without an account, each beside those who coded the text here.

use std::collections::BTreeMap;

use troth_network::{Timestamp, TranscriptId};
use troth_say::refi::Project;
use troth_say::{CodingTask, Part};
use uuid::Uuid;

use super::{EXTERNAL, made};

/// Those who coded in a file, by their ids there.
pub(super) struct CodersIn {
    names: BTreeMap<Uuid, String>,
    /// Whose work it is where the file does not say it.
    nobody: Uuid,
}

impl CodersIn {
    pub(super) fn of(project: &Project) -> Self {
        let origin = project.origin.as_deref().unwrap_or("another program");
        let nobody = made(&["nobody", origin]);
        let mut names: BTreeMap<Uuid, String> = project
            .users
            .iter()
            .enumerate()
            .map(|(at, user)| {
                let name: String = user.name.trim().chars().take(100).collect();
                (user.guid, if name.is_empty() { format!("Coder {}", at + 1) } else { name })
            })
            .collect();
        names.entry(nobody).or_insert_with(|| format!("Somebody in {origin}").chars().take(100).collect());
        Self { names, nobody }
    }

    /// The id in the file of whoever coded.
    pub(super) fn guid(&self, user: Option<Uuid>) -> Uuid {
        user.filter(|id| self.names.contains_key(id)).unwrap_or(self.nobody)
    }

    /// Who coded, as codings name them here.
    pub(super) fn id(guid: Uuid) -> String {
        format!("{EXTERNAL}{guid}")
    }

    /// The name of whoever coded.
    pub(super) fn name(&self, coder: &str) -> Option<String> {
        let guid = coder.strip_prefix(EXTERNAL)?.parse().ok()?;
        self.names.get(&guid).cloned()
    }
}

/// How much each coder has put into a text, here and in the file.
#[derive(Debug, Clone, Default)]
pub(super) struct Work {
    pub(super) here: BTreeMap<String, usize>,
    pub(super) new: BTreeMap<String, usize>,
}

/// The parts that coders of the file have in a text. The first coder is whoever is it already, or has coded most here;
/// in a text that nobody has coded here, whoever has coded most in the file. All others are second coders, so that no
/// passage counts twice, and all have finished: nobody here has seen it blind.
pub(super) fn tasks(
    text: TranscriptId,
    work: &Work,
    had: &[CodingTask],
    coders: &CodersIn,
    by: &str,
    at: Timestamp,
) -> Vec<CodingTask> {
    let had: Vec<&CodingTask> = had.iter().filter(|task| task.transcript == text).collect();
    let task = |coder: &str, part, name| CodingTask {
        transcript: text,
        coder: coder.to_owned(),
        part,
        name,
        acting: false,
        asked_by: by.to_owned(),
        asked_at: at,
        finished_at: Some(at),
        why: None,
        seen: false,
    };
    let most = |of: &BTreeMap<String, usize>| {
        // Of several with as much the first by id, so that it is the same each time.
        of.iter().rev().max_by_key(|(_, n)| **n).map(|(coder, _)| coder.clone())
    };
    let mut new: Vec<&String> =
        work.new.keys().filter(|coder| had.iter().all(|t| t.coder != **coder)).collect();
    if new.is_empty() {
        return Vec::new();
    }
    let mut tasks = Vec::new();
    if had.iter().all(|task| task.part != Part::Main) {
        let first = most(&work.here).or_else(|| most(&work.new));
        if let Some(first) = first {
            tasks.push(task(&first, Part::Main, coders.name(&first)));
            new.retain(|coder| **coder != first);
        }
    }
    tasks.extend(new.into_iter().map(|coder| task(coder, Part::Second, coders.name(coder))));
    tasks
}

#[cfg(test)]
mod tests {
    use troth_say::refi::model::User;

    use super::*;

    fn parts(here: &[(&str, usize)], new: &[(&str, usize)]) -> Vec<(String, Part, Option<String>)> {
        let user = |n, name: &str| User { guid: Uuid::from_u128(n), name: name.into() };
        let project = Project { users: vec![user(1, "Una"), user(2, "")], ..Project::default() };
        let map = |list: &[(&str, usize)]| list.iter().map(|(c, n)| ((*c).to_owned(), *n)).collect();
        let work = Work { here: map(here), new: map(new) };
        let text = TranscriptId(Uuid::from_u128(9));
        let at = Timestamp::from_micros(5);
        let tasks = tasks(text, &work, &[], &CodersIn::of(&project), "holder", at);
        tasks.into_iter().map(|t| (t.coder, t.part, t.name)).collect()
    }

    #[test]
    fn who_coded_most_is_first_and_whoever_codes_here_stays_first() {
        let (una, two) = (CodersIn::id(Uuid::from_u128(1)), CodersIn::id(Uuid::from_u128(2)));
        let found = parts(&[], &[(una.as_str(), 1), (two.as_str(), 4)]);
        assert_eq!(found[0], (two.clone(), Part::Main, Some("Coder 2".into())));
        assert_eq!(found[1], (una.clone(), Part::Second, Some("Una".into())));
        let found = parts(&[("holder", 1)], &[(una.as_str(), 9)]);
        assert_eq!(found[0], ("holder".into(), Part::Main, None));
        assert_eq!(found[1].1, Part::Second);
        assert!(parts(&[("holder", 1)], &[]).is_empty());
    }
}
