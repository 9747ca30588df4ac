//! How long a questionnaire takes, worked out from its words (docs/methods/survey-minutes.md).

use std::collections::BTreeSet;

use troth_network::AnswerRole;

use super::{Asking, Form, Instrument, Kind, Partner, Questionnaire, RotationKey, Screen, Service};

/// Words that an adult reads in a minute: silent reading of English that is not fiction, the mean of 190 studies
/// (Brysbaert 2019, Journal of Memory and Language 109, doi 10.1016/j.jml.2019.104047).
pub const WORDS_PER_MINUTE: f64 = 238.0;

/// Seconds to turn to a screen and find one's place; an assumption.
pub const SECONDS_PER_SCREEN: f64 = 6.0;

/// Seconds in which a representative chooses who may see what they said about a partner; an assumption.
pub const SHARING_SECONDS: f64 = 10.0;

/// The default form with four partners is to stay under this many minutes.
pub const LONGEST_DEFAULT_MINUTES: u32 = 12;

/// Seconds to think and answer, after reading; assumptions set so that reading and answering together agree with what
/// panels measured (see the page).
#[must_use]
pub const fn seconds_to_answer(kind: Kind) -> f64 {
    match kind {
        Kind::Scale => 4.0,
        Kind::Frequency | Kind::Knowledge => 5.0,
        Kind::Choice | Kind::Number => 6.0,
        Kind::Text => 30.0,
    }
}

impl Questionnaire<'_> {
    /// Seconds to read and answer everything, as if no question were closed by an earlier answer.
    #[must_use]
    pub fn seconds(&self, language: &str) -> f64 {
        self.each(language).iter().sum()
    }

    /// Minutes for everything, rounded up.
    #[must_use]
    pub fn minutes(&self, language: &str) -> u32 {
        whole_minutes(self.seconds(language))
    }

    /// Minutes from a screen to the end, rounded up; 0 past the last.
    #[must_use]
    pub fn minutes_from(&self, screen: usize, language: &str) -> u32 {
        whole_minutes(self.each(language).iter().skip(screen).sum())
    }

    /// Seconds for each screen.
    fn each(&self, language: &str) -> Vec<f64> {
        let mut seen = BTreeSet::new();
        self.screens.iter().map(|screen| self.seconds_of(screen, language, &mut seen)).collect()
    }

    /// Headings, leads and labels that stood on an earlier screen are recognised, not read again; `seen` holds them.
    fn seconds_of<'a>(
        &'a self,
        screen: &'a Screen<'_>,
        language: &str,
        seen: &mut BTreeSet<(&'a str, &'a str)>,
    ) -> f64 {
        let mut words = 0;
        let mut seconds = SECONDS_PER_SCREEN;
        if screen.partner.is_some() && self.role == AnswerRole::Representative {
            seconds += SHARING_SECONDS;
        }
        words += screen.partner.as_ref().map_or(0, |partner| count(&partner.name));
        for block in &screen.blocks {
            if seen.insert(("section", block.section.id.as_str())) {
                words += count(&self.heading(screen, block.section, language));
                words += self.lead(screen, block.section, language).map_or(0, |lead| count(&lead));
            }
            for question in &block.questions {
                words += count(&self.wording(screen, question, language));
                words += question.item.help.as_ref().map_or(0, |help| count(help.get(language)));
                seconds += seconds_to_answer(question.item.kind);
                if let Some(scale) = question.scale.filter(|scale| seen.insert(("scale", scale.id.as_str())))
                {
                    words += scale.points.iter().map(|point| count(point.label.get(language))).sum::<u32>();
                }
            }
        }
        seconds + f64::from(words) * 60.0 / WORDS_PER_MINUTE
    }
}

impl Instrument {
    /// Minutes that this form takes with so many partners, rounded up: the longest of twelve ways of taking turns,
    /// with names of three words, and with as many services of each partner as are asked about if there is a directory.
    #[must_use]
    pub fn minutes(
        &self,
        role: AnswerRole,
        form: Form,
        partners: usize,
        directory: bool,
        language: &str,
    ) -> u32 {
        let service = |n: u8| Service { id: n.to_string(), name: "short stays there".to_owned() };
        let services: Vec<Service> = if directory { (0..9).map(service).collect() } else { Vec::new() };
        let partner = |n: usize| Partner {
            services: services.clone(),
            ..Partner::named(&n.to_string(), "the other place")
        };
        let partners: Vec<Partner> = (0..partners).map(partner).collect();
        let minutes = |place| {
            let key = RotationKey::place(place);
            self.questions_for(&Asking { role, form, partners: &partners, key }).minutes(language)
        };
        (0..12).map(minutes).max().unwrap_or(0)
    }
}

fn count(text: &str) -> u32 {
    u32::try_from(text.split_whitespace().count()).unwrap_or(u32::MAX)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "not negative, and a float too large for the type becomes its largest number"
)]
fn whole_minutes(seconds: f64) -> u32 {
    (seconds / 60.0).ceil() as u32
}
