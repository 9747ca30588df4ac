//! What letters say, in plain ASCII. Every word of every letter is in this file.

use super::Mail;

impl Mail {
    /// The subject.
    pub const fn subject(&self) -> &'static str {
        match self {
            Self::Invitation { .. } => "Your access to Troth",
            Self::Reset { .. } => "Set a new password",
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
        }
    }
}

fn days(days: u16) -> String {
    if days == 1 { "a day".to_owned() } else { format!("{days} days") }
}

#[cfg(test)]
mod tests {
    use super::super::{Address, Link};
    use super::*;

    fn letters() -> Vec<Mail> {
        let to: Address = "ada@council.example".parse().unwrap();
        let link: Link = "https://troth.example.org/link/4f3a".parse().unwrap();
        vec![Mail::Invitation { to: to.clone(), link: link.clone(), valid_for: 7 }, Mail::Reset { to, link }]
    }

    #[test]
    fn a_letter_is_plain_and_holds_its_link_alone() {
        for letter in letters() {
            let text = letter.text();
            assert!(text.is_ascii() && text.lines().all(|line| line.len() < 200), "{text}");
            assert_eq!(text.matches("http").count(), 1, "{text}");
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
