//! What letters say, in plain ASCII. Every word of every letter is in this file and in `round_words.rs`.

use super::{DELETION_DAYS, Mail};

impl Mail {
    /// The subject.
    pub const fn subject(&self) -> &'static str {
        match self {
            Self::Invitation { .. } => "Your access to Troth",
            Self::Reset { .. } => "Set a new password",
            Self::Tasks { .. } => "Something waits for you in Troth",
            Self::Deletions { .. } => "Data in Troth will be deleted soon",
            Self::SurveyInvitation(letter) => letter.language.invites(),
            Self::SurveyReminder(letter) => letter.language.reminds(),
        }
    }

    /// The text.
    pub fn text(&self) -> String {
        match self {
            Self::Invitation { link, valid_for, .. } => format!(
                "You are invited to work with Troth. Open this address within {} and choose a password:\n\n\
                 {link}\n\n\
                 The address works once. If you did not expect this letter, do nothing.\n",
                days(*valid_for)
            ),
            Self::Reset { link, .. } => format!(
                "Somebody asked to set a new password for your account. If it was you, open this address within an \
                 hour:\n\n\
                 {link}\n\n\
                 If not, there is nothing to do: your password stays as it is.\n"
            ),
            Self::Tasks { link, count, .. } => format!(
                "{} for you in Troth. Sign in to see what:\n\n\
                 {link}\n\n\
                 There is one letter about each thing. On the page of your account you can say that you want none.\n",
                if *count == 1 { "Something waits".to_owned() } else { format!("{count} things wait") }
            ),
            Self::Deletions { link, count, .. } => format!(
                "You are custodian in Troth. {} within {DELETION_DAYS} days the end of the time for which it may be \
                 kept; then Troth deletes it by itself. What it is stands under Settings, Keeping data:\n\n\
                 {link}\n\n\
                 There is one letter about each thing. On the page of your account you can say that you want none.\n",
                if *count == 1 {
                    "Something reaches".to_owned()
                } else {
                    format!("Each of {count} things reaches")
                }
            ),
            Self::SurveyInvitation(letter) => letter.invitation(),
            Self::SurveyReminder(letter) => letter.reminder(),
        }
    }
}

fn days(days: u16) -> String {
    if days == 1 { "a day".to_owned() } else { format!("{days} days") }
}

#[cfg(test)]
mod tests {
    use super::super::{Address, Link, RoundLetter, Tongue};
    use super::*;

    fn letters() -> Vec<Mail> {
        let to: Address = "ada@council.example".parse().unwrap();
        let link: Link = "https://troth.example.org/link/4f3a".parse().unwrap();
        let round = |language, until: Option<&str>| RoundLetter {
            to: to.clone(),
            link: link.clone(),
            no_more: "https://troth.example.org/link/4f3a/no-reminders".parse().unwrap(),
            language,
            floor: 5,
            until: until.map(|day| troth_network::timestamp::parse_day(day).unwrap()),
        };
        vec![
            Mail::SurveyInvitation(round(Tongue::English, None)),
            Mail::SurveyInvitation(round(Tongue::Dutch, Some("2026-12-01"))),
            Mail::SurveyReminder(round(Tongue::English, Some("2026-12-01"))),
            Mail::SurveyReminder(round(Tongue::Dutch, None)),
            Mail::Invitation { to: to.clone(), link: link.clone(), valid_for: 7 },
            Mail::Reset { to: to.clone(), link: link.clone() },
            Mail::Tasks { to: to.clone(), link: link.clone(), count: 1 },
            Mail::Tasks { to: to.clone(), link: link.clone(), count: 3 },
            Mail::Deletions { to: to.clone(), link: link.clone(), count: 1 },
            Mail::Deletions { to, link, count: 2 },
        ]
    }

    #[test]
    fn a_letter_is_plain_and_holds_its_link_alone() {
        for letter in letters() {
            let text = letter.text();
            assert!(text.is_ascii() && text.lines().all(|line| line.len() < 200), "{text}");
            // A letter of a round also says where reminders are refused.
            let refused = text.matches("https://troth.example.org/link/4f3a/no-reminders\n").count();
            assert_eq!(refused, usize::from(letter.kind().starts_with("survey")), "{text}");
            assert_eq!(text.matches("http").count(), 1 + refused, "{text}");
            assert!(
                text.contains("\nhttps://troth.example.org/link/4f3a\n") && !text.contains('<'),
                "{text}"
            );
            assert!(!letter.subject().contains("ada") && !text.contains("council"), "{text}");
        }
    }

    /// The kinds have no field for words; what a letter says beside its link and number is the same for everybody.
    #[test]
    fn no_letter_names_an_organisation_a_rating_or_a_disagreement() {
        let sample = include_str!("../../../../samples/alder-vale/organisations.csv");
        let names: Vec<&str> = sample.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
        assert!(names.len() > 5);
        for letter in letters() {
            let said = format!("{}\n{}", letter.subject(), letter.text()).to_lowercase();
            for word in
                names.iter().copied().chain(["trust", "fairness", "rating", "dispute", "disagree", "Alder"])
            {
                assert!(!said.contains(&word.to_lowercase()), "{word} in {said}");
            }
        }
    }
}
