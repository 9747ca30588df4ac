//! Who was asked and who finished, by organisation and role.

use troth_network::AnswerRole;
use troth_rate::round::Turnout;

use crate::organisations::Names;

/// One organisation in one role. Those who came by an open link are in none: nobody knows how many could have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turned {
    /// Name of the organisation.
    pub organisation: String,
    /// Staff or representative.
    pub role: AnswerRole,
    /// People who were asked.
    pub asked: i64,
    /// Of these, people who finished.
    pub finished: i64,
}

/// By name, staff before representatives.
pub(super) fn of(turnout: &[Turnout], names: &Names) -> Vec<Turned> {
    let mut all: Vec<Turned> = turnout
        .iter()
        .filter(|row| !row.open_link && row.invited > 0)
        .map(|row| Turned {
            organisation: names.name(row.organisation),
            role: row.role,
            asked: row.invited,
            finished: row.finished,
        })
        .collect();
    let key = |row: &Turned| (row.organisation.clone(), row.role == AnswerRole::Representative);
    all.sort_by_key(key);
    all
}

#[cfg(test)]
mod tests {
    use troth_network::OrganisationId;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn open_links_are_left_out_and_staff_stand_first() {
        let organisation = OrganisationId(Uuid::nil());
        let row = |role, open_link, invited| Turnout { organisation, role, open_link, invited, finished: 1 };
        let rows = [
            row(AnswerRole::Representative, false, 1),
            row(AnswerRole::Staff, true, 4),
            row(AnswerRole::Staff, false, 9),
        ];
        let found = of(&rows, &Names(Vec::new()));
        let told: Vec<_> = found.iter().map(|r| (r.role, r.asked, r.finished)).collect();
        assert_eq!(told, [(AnswerRole::Staff, 9, 1), (AnswerRole::Representative, 1, 1)]);
    }
}
