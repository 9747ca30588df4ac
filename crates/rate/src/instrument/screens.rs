//! The questions for one person, laid out as screens: one for each partner, one for each other part.

use troth_network::AnswerRole;

use super::rotate::{numbers, selection, ways};
use super::words::fill;
use super::{Form, Instrument, Item, Kind, Point, RotationKey, Scale, Section};

/// A partner that somebody is asked about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Partner {
    /// Its id, as answers hold it.
    pub id: String,
    /// Its name within a sentence.
    pub name: String,
    /// The name of the person the respondent deals with there, if it is known and may be shown.
    pub contact: Option<String>,
    /// Services to ask about, of a directory; none without one.
    pub services: Vec<Service>,
}

/// A service that somebody may or may not know a partner for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Its id, as answers hold it.
    pub id: String,
    /// Its name within a sentence.
    pub name: String,
}

impl Partner {
    /// A partner with neither contact nor services.
    #[must_use]
    pub fn named(id: &str, name: &str) -> Self {
        Self { id: id.to_owned(), name: name.to_owned(), ..Self::default() }
    }
}

/// Who is asked, about whom, and how much.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    /// For whom the person answers.
    pub role: AnswerRole,
    /// How long the questionnaire is.
    pub form: Form,
    /// About whom, in the order of asking. Keep the order for a respondent: it decides which questions take turns.
    pub partners: &'a [Partner],
    /// Which of the questions that take turns are asked.
    pub key: RotationKey,
}

/// All that one person is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Questionnaire<'i> {
    /// The instrument it is made of.
    pub instrument: &'i Instrument,
    /// For whom the person answers.
    pub role: AnswerRole,
    /// The screens in order.
    pub screens: Vec<Screen<'i>>,
}

/// What is asked at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screen<'i> {
    /// Id of its first section.
    pub id: &'i str,
    /// The partner it is about; `None` for the other screens.
    pub partner: Option<Partner>,
    /// Its parts; none is empty.
    pub blocks: Vec<Block<'i>>,
}

/// Questions under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block<'i> {
    /// Heading and lead.
    pub section: &'i Section,
    /// The questions in order.
    pub questions: Vec<Question<'i>>,
}

/// A question about somebody or something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question<'i> {
    /// What the answer is stored under.
    pub key: QuestionKey,
    /// The item.
    pub item: &'i Item,
    /// Its scale, if it is closed.
    pub scale: Option<&'i Scale>,
    /// The service it asks about.
    pub service: Option<Service>,
}

/// Which question an answer belongs to.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionKey {
    /// Id of the item.
    pub item: String,
    /// Id of the partner, for questions about partners.
    pub partner: Option<String>,
    /// Id of the service, for questions about services.
    pub service: Option<String>,
}

impl Instrument {
    /// The questions for one person: the same for the same role, form, partners and key.
    #[must_use]
    pub fn questions_for(&self, asking: &Asking<'_>) -> Questionnaire<'_> {
        let mut screens = Vec::new();
        let mut sections = self.sections.as_slice();
        while let [first, rest @ ..] = sections {
            if !self.repeats(&first.id) {
                screens.extend(self.screen(std::slice::from_ref(first), None, asking));
                sections = rest;
                continue;
            }
            let length = sections.iter().take_while(|section| self.repeats(&section.id)).count();
            let (together, rest) = sections.split_at(length);
            for partner in asking.partners.iter().enumerate() {
                screens.extend(self.screen(together, Some(partner), asking));
            }
            sections = rest;
        }
        Questionnaire { instrument: self, role: asking.role, screens }
    }

    fn screen<'i>(
        &'i self,
        sections: &'i [Section],
        partner: Option<(usize, &Partner)>,
        asking: &Asking<'_>,
    ) -> Option<Screen<'i>> {
        let turn = self.turn(asking, partner.map_or(0, |(place, _)| place));
        let block = |section: &'i Section| {
            let chosen = self.items_of(&section.id).filter(|item| turn.asks(item));
            let questions: Vec<_> = chosen
                .flat_map(|item| self.questions(item, partner.map(|(_, p)| p), asking, &turn))
                .collect();
            (!questions.is_empty()).then_some(Block { section, questions })
        };
        let blocks: Vec<_> = sections.iter().filter_map(block).collect();
        let id = blocks.first()?.section.id.as_str();
        Some(Screen { id, partner: partner.map(|(_, partner)| partner.clone()), blocks })
    }

    /// An item as questions: one, or for knowledge one for each of some services.
    fn questions<'i>(
        &'i self,
        item: &'i Item,
        partner: Option<&Partner>,
        asking: &Asking<'_>,
        turn: &Turn<'_>,
    ) -> Vec<Question<'i>> {
        let question = |service: Option<&Service>| Question {
            key: QuestionKey {
                item: item.id.clone(),
                partner: partner.map(|partner| partner.id.clone()),
                service: service.map(|service| service.id.clone()),
            },
            item,
            scale: self.scale_of(item),
            service: service.cloned(),
        };
        if item.kind != Kind::Knowledge {
            return vec![question(None)];
        }
        let services = partner.map_or(&[][..], |partner| &partner.services);
        let show = item.services.map_or(1, |show| show.in_form(asking.form)).min(services.len());
        let begin = usize::try_from(turn.number % services.len().max(1) as u64).unwrap_or(0);
        services.iter().cycle().skip(begin).take(show).map(|service| question(Some(service))).collect()
    }

    /// Who takes a turn with this partner.
    fn turn<'i>(&'i self, asking: &Asking<'_>, partner: usize) -> Turn<'i> {
        let members = |rotation: &str| -> Vec<&'i Item> {
            self.items.iter().filter(|item| item.rotate.as_deref() == Some(rotation)).collect()
        };
        let groups: Vec<(Vec<&Item>, usize)> = (self.rotations.iter())
            .map(|rotation| (members(&rotation.id), rotation.show.in_form(asking.form)))
            .collect();
        let all: Vec<u64> = groups.iter().map(|(items, show)| ways(items.len(), *show)).collect();
        let mut rested = Vec::new();
        for ((items, show), number) in groups.iter().zip(numbers(asking.key, partner, &all)) {
            let chosen = selection(items.len(), *show, number);
            let resting = items.iter().enumerate().filter(|(place, _)| !chosen.contains(place));
            rested.extend(resting.map(|(_, item)| item.id.as_str()));
        }
        let number = asking.key.number().wrapping_add(partner as u64);
        Turn { role: asking.role, form: asking.form, rested, number }
    }
}

/// What is asked this time.
struct Turn<'i> {
    role: AnswerRole,
    form: Form,
    /// Items whose turn it is not.
    rested: Vec<&'i str>,
    number: u64,
}

impl Turn<'_> {
    fn asks(&self, item: &Item) -> bool {
        item.who.asks(self.role) && item.form <= self.form && !self.rested.contains(&item.id.as_str())
    }
}

impl<'i> Questionnaire<'i> {
    /// Every question in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question<'i>> {
        self.screens.iter().flat_map(Screen::questions)
    }

    /// The words of a question in a language, with the names in their places.
    #[must_use]
    pub fn wording(&self, screen: &Screen<'_>, question: &Question<'_>, language: &str) -> String {
        let service = question.service.as_ref().map(|service| service.name.as_str());
        self.filled(screen, question.item.wording.get(language), service, language)
    }

    /// The heading of a part in a language, with the names in their places.
    #[must_use]
    pub fn heading(&self, screen: &Screen<'_>, section: &Section, language: &str) -> String {
        self.filled(screen, section.title.get(language), None, language)
    }

    /// The line below the heading of a part, with the names in their places.
    #[must_use]
    pub fn lead(&self, screen: &Screen<'_>, section: &Section, language: &str) -> Option<String> {
        section.lead.as_ref().map(|lead| self.filled(screen, lead.get(language), None, language))
    }

    fn filled(&self, screen: &Screen<'_>, text: &str, service: Option<&str>, language: &str) -> String {
        let mut values = Vec::with_capacity(3);
        if let Some(partner) = &screen.partner {
            let unnamed = self.instrument.head.contact.get(language);
            values.push(("partner", partner.name.as_str()));
            values.push(("contact", partner.contact.as_deref().unwrap_or(unnamed)));
        }
        values.extend(service.map(|name| ("service", name)));
        fill(text, &values)
    }
}

impl<'i> Screen<'i> {
    /// Its questions in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question<'i>> {
        self.blocks.iter().flat_map(|block| &block.questions)
    }
}

impl Question<'_> {
    /// The points of its scale; none if it is not closed.
    #[must_use]
    pub fn points(&self) -> &[Point] {
        self.scale.map_or(&[], |scale| &scale.points)
    }
}
