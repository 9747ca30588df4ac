//! What letters of a survey round say, in the languages there are, in plain ASCII. They name no partnership, no
//! organisation and nobody; the promise stands in them in short, and whole where the link leads.

use serde::{Deserialize, Serialize};

use super::RoundLetter;

/// A language of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tongue {
    /// English.
    English,
    /// Dutch.
    Dutch,
}

impl Tongue {
    /// The language with this id, such as `nl`; English for one that letters are not written in.
    pub fn of(id: &str) -> Self {
        match id {
            "nl" => Self::Dutch,
            _ => Self::English,
        }
    }

    /// The subject of a first letter.
    pub(super) const fn invites(self) -> &'static str {
        match self {
            Self::English => "You are asked to answer a survey",
            Self::Dutch => "U wordt gevraagd een vragenlijst in te vullen",
        }
    }

    /// The subject of a reminder.
    pub(super) const fn reminds(self) -> &'static str {
        match self {
            Self::English => "A survey waits for your answers",
            Self::Dutch => "Een vragenlijst wacht op uw antwoorden",
        }
    }
}

impl RoundLetter {
    /// The text of a first letter.
    pub(super) fn invitation(&self) -> String {
        let Self { link, no_more, .. } = self;
        let (promise, until) = (self.promise(), self.until());
        wrapped(&match self.language {
            Tongue::English => format!(
                "You are asked how it is to work with others. Open this address to read the promise to you and \
                 to answer:\n\n\
                 {link}\n\n\
                 {until}The address is yours alone: whoever has it answers as you and reads what you wrote. You can stop \
                 and come back with it.\n\n\
                 {promise}\n\n\
                 Nobody has to answer. Whoever has not finished is reminded a few times; if you do not want that, open:\n\n\
                 {no_more}\n"
            ),
            Tongue::Dutch => format!(
                "U wordt gevraagd hoe het is om met anderen samen te werken. Open dit adres om de belofte aan u te \
                 lezen en te antwoorden:\n\n\
                 {link}\n\n\
                 {until}Het adres is van u alleen: wie het heeft, antwoordt als u en leest wat u schreef. U kunt stoppen \
                 en ermee terugkomen.\n\n\
                 {promise}\n\n\
                 Niemand hoeft te antwoorden. Wie nog niet klaar is, krijgt een paar keer een herinnering; wilt u dat \
                 niet, open dan:\n\n\
                 {no_more}\n"
            ),
        })
    }

    /// The text of a reminder.
    pub(super) fn reminder(&self) -> String {
        let Self { link, no_more, .. } = self;
        let (promise, until) = (self.promise(), self.until());
        wrapped(&match self.language {
            Tongue::English => format!(
                "You were asked how it is to work with others, and you have not finished yet. This address leads to your \
                 questions and to what you wrote so far:\n\n\
                 {link}\n\n\
                 {until}It is yours alone. An earlier address goes on working too. Nothing counts until you finish.\n\n\
                 {promise}\n\n\
                 Nobody is told who gets this letter. If you do not want another, open:\n\n\
                 {no_more}\n"
            ),
            Tongue::Dutch => format!(
                "U werd gevraagd hoe het is om met anderen samen te werken, en u bent nog niet klaar. Dit adres leidt \
                 naar uw vragen en naar wat u tot nu toe schreef:\n\n\
                 {link}\n\n\
                 {until}Het is van u alleen. Een eerder adres blijft ook werken. Niets telt mee voordat u afrondt.\n\n\
                 {promise}\n\n\
                 Niemand hoort wie deze brief krijgt. Wilt u er geen meer, open dan:\n\n\
                 {no_more}\n"
            ),
        })
    }

    /// The promise in short; it says less than the whole, and nothing that the whole does not say.
    fn promise(&self) -> String {
        let floor = self.floor;
        match self.language {
            Tongue::English => format!(
                "Your answers are confidential. One person, the custodian, can read single answers. What staff answer is \
                 put together, and shown only where at least {floor} people answered. Whoever answers for an organisation \
                 chooses who may see it. The whole promise, and what cannot be promised, stand at the beginning."
            ),
            Tongue::Dutch => format!(
                "Uw antwoorden zijn vertrouwelijk. Een enkele persoon, de beheerder van de gegevens, kan afzonderlijke \
                 antwoorden lezen. Wat medewerkers antwoorden wordt samengevoegd, en alleen getoond als minstens {floor} \
                 mensen antwoordden. Wie voor een organisatie antwoordt, kiest wie het mag zien. De hele belofte, en wat \
                 niet beloofd kan worden, staan aan het begin."
            ),
        }
    }

    fn until(&self) -> String {
        let Some(day) = self.until else { return String::new() };
        let (number, month) = (day.day(), usize::from(u8::from(day.month())) - 1);
        let named = |months: [&'static str; 12]| months.get(month).copied().unwrap_or_default();
        match self.language {
            Tongue::English => {
                format!("Answers are taken until {number} {} {}. ", named(ENGLISH), day.year())
            }
            Tongue::Dutch => {
                format!("Antwoorden kan tot en met {number} {} {}. ", named(DUTCH), day.year())
            }
        }
    }
}

/// Lines of a width that every program shows; a link is not broken.
fn wrapped(text: &str) -> String {
    let line = |line: &str| {
        let mut lines = vec![String::new()];
        for word in line.split_whitespace() {
            let full = lines.last().is_some_and(|last| !last.is_empty() && last.len() + word.len() >= WIDTH);
            if full {
                lines.push(String::new());
            }
            if let Some(last) = lines.last_mut() {
                let space = if last.is_empty() { "" } else { " " };
                *last = format!("{last}{space}{word}");
            }
        }
        lines.join("\n")
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Characters in a line.
const WIDTH: usize = 76;

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DUTCH: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

#[cfg(test)]
mod tests {
    use troth_network::timestamp::parse_day;

    use super::*;

    fn letter(language: Tongue) -> RoundLetter {
        RoundLetter {
            to: "ada@council.example".parse().unwrap(),
            link: "https://troth.example.org/answer/4f3a".parse().unwrap(),
            no_more: "https://troth.example.org/answer/4f3a/no-reminders".parse().unwrap(),
            language,
            floor: 7,
            until: Some(parse_day("2026-12-01").unwrap()),
        }
    }

    #[test]
    fn a_letter_says_the_promise_in_short_with_the_number_of_the_round() {
        for (language, floor, day) in [
            (Tongue::of("en"), "at least 7 people", "until 1 December 2026"),
            (Tongue::of("nl"), "minstens 7 mensen", "tot en met 1 december 2026"),
            (Tongue::of("cy"), "at least 7 people", "until 1 December 2026"),
        ] {
            for text in [letter(language).invitation(), letter(language).reminder()] {
                let flowing = text.replace('\n', " ");
                assert!(flowing.contains(floor) && flowing.contains(day), "{text}");
                assert!(text.lines().all(|line| line.len() <= WIDTH), "{text}");
                assert!(
                    !text.contains("anonym") && !text.contains("anoniem"),
                    "an address leads to a person"
                );
            }
        }
    }
}
