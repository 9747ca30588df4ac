//! What the questions of a round have in common with those of the round before.

use troth_network::{Network, Wave};
use troth_rate::instrument::{Change, Comparison, Instrument};

use crate::app::App;
use crate::error::AppError;

impl App {
    /// How a questionnaire compares with that of the newest round asked in Troth before `wave` (before all that is to
    /// come, without one), as a sentence; `None` if there was no such round.
    ///
    /// # Errors
    /// If the database fails or a stored questionnaire cannot be read.
    pub async fn compared_with_before(
        &self,
        network: &Network,
        wave: Option<&Wave>,
        instrument: &Instrument,
    ) -> Result<Option<String>, AppError> {
        for before in self.waves(network.id).await?.into_iter().rev() {
            if wave.is_some_and(|wave| before.position >= wave.position) {
                continue;
            }
            let label = before.label.clone();
            if let Some(view) = self.survey_view(before).await? {
                return Ok(Some(said(&label, &view.instrument.compare(instrument))));
            }
        }
        Ok(None)
    }
}

fn said(label: &str, comparison: &Comparison) -> String {
    if comparison.same_content {
        return format!("All questions are as in {label}, so answers can be compared.");
    }
    let is = |change: Change| comparison.items.iter().filter(move |item| item.changes.contains(&change));
    let as_before =
        comparison.items.iter().filter(|item| item.changes.iter().all(|c| c.keeps_comparable())).count();
    let (added, gone) = (is(Change::Added).count(), is(Change::Removed).count());
    let anew = comparison.items.len() - as_before - added - gone;
    let mut parts = vec![match as_before {
        1 => "1 question is as before".to_owned(),
        n => format!("{n} questions are as before"),
    }];
    let mut say = |n: usize, one: &str, many: &str| match n {
        0 => {}
        1 => parts.push(format!("1 {one}")),
        n => parts.push(format!("{n} {many}")),
    };
    say(
        anew,
        "is worded or answered anew and will not be compared",
        "are worded or answered anew and will not be compared",
    );
    say(added, "is new", "are new");
    say(gone, "is not asked any more", "are not asked any more");
    format!("Beside {label}: {}.", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use troth_rate::instrument::ItemChanges;

    use super::*;

    fn item(changes: &[Change]) -> ItemChanges {
        ItemChanges {
            item: "i".into(),
            variable: "v".into(),
            variable_before: None,
            changes: changes.iter().copied().collect::<BTreeSet<_>>(),
        }
    }

    #[test]
    fn what_changed_is_said_in_numbers_and_nothing_is_counted_twice() {
        let items = vec![
            item(&[]),
            item(&[Change::AskedOtherwise]),
            item(&[Change::Reworded, Change::ScaleChanged]),
            item(&[Change::Added]),
            item(&[Change::Removed]),
            item(&[Change::Removed]),
        ];
        let comparison = Comparison { same_instrument: true, same_content: false, items };
        assert_eq!(
            said("Survey round 1", &comparison),
            "Beside Survey round 1: 2 questions are as before, 1 is worded or answered anew and will not be \
             compared, 1 is new, 2 are not asked any more."
        );
        let same = Comparison { same_content: true, ..comparison };
        assert!(said("Survey round 1", &same).starts_with("All questions are as in Survey round 1"));
    }
}
