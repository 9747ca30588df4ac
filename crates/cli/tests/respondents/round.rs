//! A round that is open, with people on its list, made by the functions that pages call; and what is stored of it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rand::SeedableRng as _;
use rand_chacha::ChaCha20Rng;
use troth_app::App;
use troth_app::keys::KeySource;
use troth_app::networks::NewNetwork;
use troth_app::surveys::answering::{Door, field, value};
use troth_app::surveys::{NewParticipant, SurveyDraft};
use troth_gate::Visibility;
use troth_gate::forecast::Share;
use troth_network::{AnswerRole, FixedClock, IdSource, Network, Profile, Timestamp};

use super::person::{Acknowledged, Person};

/// Organisations of the round.
const ORGANISATIONS: usize = 10;

/// A database with a round.
pub(crate) struct Round {
    pub(crate) app: App,
    network: Network,
}

impl Round {
    /// Writes a key into the file. A round with this many members of staff and a representative of each organisation, and the people who answer it.
    pub(crate) async fn open(url: &str, key_file: &Path, staff: usize) -> (Self, Vec<Person>) {
        let clock = FixedClock(Timestamp::from_micros(1_790_000_000_000_000));
        let ids = IdSource::new(ChaCha20Rng::seed_from_u64(7));
        std::fs::write(key_file, troth_app::keys::key_line(ids.secret())).unwrap();
        let keys = KeySource::File(key_file.to_owned());
        let app = App::open_with(url, &keys, Arc::new(clock), ids).await.unwrap();
        let new =
            NewNetwork { slug: "vale".into(), name: "Vale".into(), place: None, profile: Profile::default() };
        let network = app.found_network(new).await.unwrap();
        let mut list = "id,name,sector\n".to_owned();
        for at in 0..ORGANISATIONS {
            list.push_str(&format!("o{at},Organisation {at},health\n"));
        }
        app.import_organisations(&network, "organisations.csv", list.as_bytes()).await.unwrap();
        app.choose_promise(&network, Visibility::Opened, "Ruth Okafor, university").await.unwrap();
        let draft = SurveyDraft {
            external_id: "1".into(),
            label: String::new(),
            questionnaire: None,
            long_form: false,
            most_partners: 4,
            closes: None,
            revision: 0,
        };
        let view = app.draft_survey(&network, &draft).await.unwrap();
        let organisations = app.organisations(network.id).await.unwrap();
        for organisation in &organisations {
            app.set_accepted(organisation, true).await.unwrap();
        }
        let mut people = Vec::new();
        for (at, organisation) in organisations.iter().enumerate() {
            let own = staff / ORGANISATIONS + usize::from(at < staff % ORGANISATIONS);
            let one =
                |role, name| NewParticipant { organisation: organisation.id, role, name, address: None };
            people.push(one(AnswerRole::Representative, format!("Representative {at}")));
            people.extend((0..own).map(|n| one(AnswerRole::Staff, format!("Person {at} {n}"))));
        }
        app.add_participants(&network, &view.wave, &people).await.unwrap();
        app.assign_partners(&network, &view.wave, Share::ALL).await.unwrap();
        app.open_survey(&network, &view.wave).await.unwrap();
        let wave = app.survey_of(&network, "1").await.unwrap().unwrap().wave;
        let links = app.personal_links(&network, &wave).await.unwrap();
        let people = links.into_iter().zip(0_u64..);
        let people = people.map(|((_, token), seed)| Person::new(token.secret().to_owned(), seed)).collect();
        (Self { app, network }, people)
    }

    /// Fails unless everything that was acknowledged to a person is stored as it was sent, and nothing that was not sent.
    pub(crate) async fn holds(&self, found: &Acknowledged) -> usize {
        let Door::Person(answering) = self.app.survey_door(&found.link).await.unwrap() else {
            panic!("a link opens nothing any more");
        };
        let (questionnaire, written) = (answering.questionnaire(), answering.written());
        let mut stored = BTreeMap::new();
        for (place, screen) in questionnaire.screens.iter().enumerate() {
            for question in screen.questions() {
                if let Some(answer) = written.get(&question.key) {
                    stored.insert((place + 1, field(&question.key)), value(answer));
                }
            }
        }
        for (place, sent) in &found.saved {
            assert_eq!(stored.get(place), Some(sent), "acknowledged and lost: {place:?}");
        }
        for (place, there) in &stored {
            assert_eq!(found.chosen.get(place), Some(there), "stored and never sent: {place:?}");
        }
        if found.receipt.is_some() {
            assert!(answering.participant.finished.is_some(), "finishing was acknowledged and lost");
        }
        stored.len()
    }

    /// Closes the round, and fails unless every receipt finds what its owner sent, each answer once.
    pub(crate) async fn close(&self, all: &[Acknowledged]) {
        let mut kept = Vec::new();
        for one in all {
            let Door::Person(answering) = self.app.survey_door(&one.link).await.unwrap() else {
                panic!("a link opens nothing any more");
            };
            let answers = answering.questionnaire().kept(&answering.answers());
            kept.push(
                answers
                    .values()
                    .filter(|answer| value(answer) != troth_app::surveys::answering::CANT_SAY)
                    .count(),
            );
        }
        self.app.close_wave(&self.network, "1").await.unwrap();
        for (one, kept) in all.iter().zip(kept) {
            let receipt = one.receipt.as_deref().unwrap();
            let own = self.app.by_receipt(receipt).await.unwrap().unwrap();
            assert_eq!(own.ratings.len() + own.own.len() + own.words.len(), kept, "each answer once");
        }
    }
}
