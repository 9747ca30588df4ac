//! Double coding: nobody sees the work of the others before all have finished, second codings are in no result unless
//! decided, and what is decided is what counts.

use troth_app::interviews::doubling::{Asked, NewDecision, On, Second};
use troth_app::interviews::{NewCoding, Where};
use troth_app::{App, AppError};
use troth_gate::{AccessRole, Audience, Viewer};
use troth_network::{CodingId, Network, Timestamp, TranscriptId, UserId};
use troth_say::{Differs, Kept, Permission, Polarity, Stated};
use uuid::Uuid;

use crate::support::{Bench, bench, small};

const TALK: &str = "I: How is it?\nAnn: Nobody can say who orders the bed. They think we book it.\nI: And?\n\
                    Ann: We ring and wait. With the new worker it works.\n";
const SPEAKERS: &str = "file,label,organisation,role_level\ntalk.txt,I,,\ntalk.txt,Ann,a,tactical\n";
const BED: &str = "Nobody can say who orders the bed.";
const BOOK: &str = "They think we book it.";
const WAIT: &str = "We ring and wait.";

/// A partnership with one text and two custodians, Ada and Bo.
struct Desk {
    bench: Bench,
    network: Network,
    text: TranscriptId,
    ada: App,
    bo: App,
}

async fn custodian(bench: &Bench, network: &Network, id: u128, name: &str) -> App {
    let user = UserId(Uuid::from_u128(id));
    bench.store.insert_user(user, name, Timestamp::from_micros(0)).await.unwrap();
    bench.store.set_membership(network.id, user, AccessRole::Custodian, None).await.unwrap();
    let viewer = Viewer { id: user.to_string(), role: AccessRole::Custodian, organisation: None };
    bench.app.acting(viewer, Audience::Agreed)
}

async fn desk() -> Desk {
    let bench = bench().await;
    let network = small(&bench).await;
    let files = [("talk.txt", TALK), ("speakers.csv", SPEAKERS)];
    let files: Vec<(String, Vec<u8>)> =
        files.iter().map(|(n, t)| ((*n).to_owned(), t.as_bytes().to_vec())).collect();
    bench.app.import_transcripts(&network, &files).await.unwrap();
    // A label has to fit three people, or nothing is quoted.
    let people =
        "id,organisation,name,role_level\np1,a,P One,tactical\np2,a,P Two,tactical\np3,a,P Three,tactical\n";
    bench.app.import_people(&network, "people.csv", people.as_bytes()).await.unwrap();
    let text = bench.store.transcripts(network.id).await.unwrap()[0].id;
    bench.app.save_speaker(&network, text, "I", None, None, true).await.unwrap();
    let ada = custodian(&bench, &network, 71, "Ada").await;
    let bo = custodian(&bench, &network, 72, "Bo").await;
    Desk { bench, network, text, ada, bo }
}

fn new(words: &str, polarity: Polarity) -> NewCoding {
    NewCoding {
        place: Where::Words(words.to_owned()),
        code: "narrative:roles".into(),
        polarity: Some(polarity),
        about: "b".into(),
        stated: Stated::default(),
        permission: Permission::Named,
        memo: None,
    }
}

impl Desk {
    async fn code(&self, app: &App, words: &str, polarity: Polarity) -> CodingId {
        app.code(&self.network, self.text, new(words, polarity)).await.unwrap()
    }

    /// Ada has coded the bed and the wait; Bo is asked and codes the bed, told as a gain, and the booking.
    async fn doubled(&self) -> (CodingId, CodingId) {
        let bed = self.code(&self.ada, BED, Polarity::Loss).await;
        self.code(&self.ada, WAIT, Polarity::Loss).await;
        self.ask().await.unwrap();
        let second = self.code(&self.bo, BED, Polarity::Gain).await;
        self.code(&self.bo, BOOK, Polarity::Loss).await;
        (bed, second)
    }

    async fn ask(&self) -> Result<(), AppError> {
        let bo = Second::Account(self.bo.viewer().id);
        self.ada.ask_second_coder(&self.network, &[self.text], &bo).await
    }

    async fn finished(&self) {
        for app in [&self.ada, &self.bo] {
            app.finish_coding(&self.network, self.text, &app.viewer().id, "").await.unwrap();
        }
    }

    /// What the pages hold, for somebody: of the text, of the list, of the codebook, of a code, of everything.
    async fn seen(&self, app: &App) -> [usize; 5] {
        let page = app.transcript(&self.network, self.text).await.unwrap().value().codings.len();
        let list = app.transcripts(&self.network).await.unwrap().value()[0].codings;
        let key = troth_say::CodeKey::narrative("roles", None);
        let book = app.codebook(&self.network).await.unwrap();
        let count = book.value().passages.get(&key).copied().unwrap_or_default();
        let code = app.code_view(&self.network, key.as_str()).await.unwrap().value().passages.len();
        let all = app.codings_for(&self.network).await.unwrap().value().len();
        [page, usize::try_from(list).unwrap(), count, code, all]
    }

    /// The words that the released reading rests on.
    async fn read(&self) -> Vec<String> {
        self.bench.app.work_off("test").await.unwrap();
        let codebook = self.bench.app.interviews_reading(&self.network).await.unwrap();
        let mut quotes: Vec<String> =
            codebook.value().sectors.iter().flat_map(|s| s.passages.iter().map(|p| p.text.clone())).collect();
        quotes.sort();
        quotes.dedup();
        quotes
    }

    async fn decide(&self, words: &str, kept: Kept) -> Result<(), AppError> {
        let found = self.ada.differences(&self.network).await.unwrap();
        let place = found.value().disputed.iter().find(|d| d.words.passage == words).unwrap();
        let new = NewDecision {
            code: place.code.to_string(),
            start: place.start,
            end: place.end,
            version: place.version,
            second: place.second.clone(),
            kept: Some(kept),
            reason: "read together".into(),
        };
        self.ada.decide_coding(&self.network, self.text, new).await
    }
}

#[tokio::test]
async fn until_all_have_finished_everybody_sees_their_own_work_alone() {
    let desk = desk().await;
    desk.doubled().await;
    for app in [&desk.ada, &desk.bo] {
        assert_eq!(desk.seen(app).await, [2; 5]);
        assert!(app.transcript(&desk.network, desk.text).await.unwrap().value().blind);
    }
    assert_eq!(desk.seen(&desk.bench.app).await, [0; 5], "nor does a custodian who codes nothing see any");
    desk.ada.finish_coding(&desk.network, desk.text, &desk.ada.viewer().id, "").await.unwrap();
    assert_eq!(desk.seen(&desk.ada).await, [2; 5], "one of two has finished");
    assert!(desk.ada.differences(&desk.network).await.unwrap().value().disputed.is_empty());
    assert!(desk.ada.agreement(&desk.network, Asked::default()).await.unwrap().value().is_none());
    desk.bo.finish_coding(&desk.network, desk.text, &desk.bo.viewer().id, "").await.unwrap();
    for app in [&desk.ada, &desk.bo, &desk.bench.app] {
        assert_eq!(desk.seen(app).await, [4; 5]);
    }
}

#[tokio::test]
async fn a_coding_that_is_not_seen_is_not_there_to_be_changed() {
    let desk = desk().await;
    let (bed, _) = desk.doubled().await;
    let (network, text) = (&desk.network, desk.text);
    let is_missing = |refused: Result<(), AppError>| matches!(refused, Err(AppError::NotFound(_)));
    assert!(is_missing(desk.bo.uncode(network, text, bed).await));
    assert!(is_missing(desk.bo.permit(network, text, bed, Permission::NotQuoted).await));
    assert!(is_missing(desk.bo.recode(network, text, bed, new(BED, Polarity::Gain)).await));
    desk.ada.permit(network, text, bed, Permission::NotQuoted).await.unwrap();
}

#[tokio::test]
async fn a_correction_does_not_tell_how_much_the_other_has_coded() {
    let desk = desk().await;
    desk.doubled().await;
    let text = TALK.replace("I: How is it?", "I: How is it now?");
    let done = desk.bo.correct_text(&desk.network, desk.text, 1, &text, "misheard").await.unwrap();
    assert_eq!((done.placed, done.unplaced), (2, 0));
    assert_eq!(desk.seen(&desk.ada).await, [2; 5], "the passages of the other moved all the same");
}

#[tokio::test]
async fn who_has_finished_changes_nothing_before_it_is_opened_again_with_a_reason() {
    let desk = desk().await;
    desk.doubled().await;
    desk.finished().await;
    let (network, text, me) = (&desk.network, desk.text, desk.bo.viewer().id);
    let denied = |refused: AppError| matches!(refused, AppError::Denied(_));
    assert!(denied(desk.bo.code(network, text, new(WAIT, Polarity::Loss)).await.unwrap_err()));
    assert!(denied(desk.bo.undo_coding(network, text).await.unwrap_err()));
    assert!(denied(desk.bench.app.code(network, text, new(WAIT, Polarity::Loss)).await.unwrap_err()));
    assert!(matches!(desk.bo.reopen_coding(network, text, &me, " ").await, Err(AppError::Invalid(_))));
    desk.bo.reopen_coding(network, text, &me, "a page was missing").await.unwrap();
    assert_eq!(desk.seen(&desk.ada).await, [2; 5], "blind again");
    desk.code(&desk.bo, WAIT, Polarity::Loss).await;
    desk.bo.finish_coding(network, text, &me, "").await.unwrap();
    let figures = desk.ada.agreement(network, Asked::default()).await.unwrap();
    assert_eq!(figures.value().as_ref().unwrap().seen, ["talk"], "and it is told that it was not blind");
}

#[tokio::test]
async fn somebody_else_finishes_with_a_reason_alone() {
    let desk = desk().await;
    desk.doubled().await;
    let (network, text, bo) = (&desk.network, desk.text, desk.bo.viewer().id);
    assert!(matches!(desk.ada.finish_coding(network, text, &bo, "").await, Err(AppError::Invalid(_))));
    desk.ada.finish_coding(network, text, &bo, "Bo has left").await.unwrap();
    assert_eq!(desk.seen(&desk.ada).await, [2; 5], "Ada has not finished herself");
    let view = desk.ada.doubling(network).await.unwrap();
    let state = &view.value().texts[0].coders[1];
    assert_eq!((state.name.as_str(), state.why.as_deref()), ("Bo", Some("Bo has left")));
}

#[tokio::test]
async fn second_codings_are_in_no_result_unless_they_are_taken_over() {
    let desk = desk().await;
    desk.code(&desk.ada, BED, Polarity::Loss).await;
    desk.code(&desk.ada, WAIT, Polarity::Loss).await;
    let before = desk.read().await;
    assert_eq!(before, [BED, WAIT]);
    desk.ask().await.unwrap();
    desk.code(&desk.bo, BED, Polarity::Gain).await;
    desk.code(&desk.bo, BOOK, Polarity::Loss).await;
    assert_eq!(desk.read().await, before, "while the second coder works");
    desk.finished().await;
    assert_eq!(desk.read().await, before, "and when all have finished");
    desk.decide(BOOK, Kept::Second).await.unwrap();
    assert_eq!(desk.read().await, [BED, BOOK, WAIT]);
    desk.decide(WAIT, Kept::Neither).await.unwrap();
    assert_eq!(desk.read().await, [BED, BOOK]);
    desk.decide(BOOK, Kept::First).await.unwrap();
    assert_eq!(desk.read().await, [BED], "a new decision takes the place of the old one");
    desk.decide(WAIT, Kept::Both).await.unwrap();
    assert_eq!(desk.read().await, [BED, WAIT]);
    let found = desk.ada.differences(&desk.network).await.unwrap();
    let booked = found.value().disputed.iter().find(|d| d.words.passage == BOOK).unwrap();
    let kept: Vec<Kept> = booked.decisions.iter().map(|d| d.kept).collect();
    assert_eq!(kept, [Kept::First, Kept::Second], "both stay written down, the last first");
}

#[tokio::test]
async fn a_speaker_is_not_asked_about_what_a_second_coder_alone_marked() {
    let desk = desk().await;
    desk.code(&desk.ada, BED, Polarity::Loss).await;
    desk.ask().await.unwrap();
    desk.code(&desk.bo, BOOK, Polarity::Loss).await;
    let asked = async || {
        let checks = desk.ada.speaker_checks(&desk.network, desk.text).await.unwrap();
        checks.value().iter().map(|check| check.passages).sum::<usize>()
    };
    assert_eq!(asked().await, 1);
    desk.finished().await;
    assert_eq!(asked().await, 1, "nobody has decided yet that it counts");
    desk.decide(BOOK, Kept::Second).await.unwrap();
    assert_eq!(asked().await, 2);
}

#[tokio::test]
async fn one_coder_gives_the_same_words_a_code_once_and_another_coder_too() {
    let desk = desk().await;
    let first = desk.code(&desk.ada, BED, Polarity::Loss).await;
    let again = desk.ada.code(&desk.network, desk.text, new(BED, Polarity::Gain)).await.unwrap_err();
    assert!(again.to_string().contains("this code already"), "{again}");
    let mut other = new(BED, Polarity::Loss);
    other.about = "c".into();
    let other = desk.ada.code(&desk.network, desk.text, other).await.unwrap();
    let back = desk.ada.recode(&desk.network, desk.text, other, new(BED, Polarity::Loss)).await.unwrap_err();
    assert!(back.to_string().contains("this code already"), "{back}");
    desk.ada.recode(&desk.network, desk.text, first, new(BED, Polarity::Gain)).await.unwrap();
    desk.ask().await.unwrap();
    desk.code(&desk.bo, BED, Polarity::Loss).await;
}

#[tokio::test]
async fn differences_are_told_by_what_matters_and_decided_only_as_they_stand() {
    let desk = desk().await;
    desk.doubled().await;
    desk.finished().await;
    let found = desk.ada.differences(&desk.network).await.unwrap();
    let told: Vec<(&str, Differs)> =
        found.value().disputed.iter().map(|d| (d.words.passage.as_str(), d.differs)).collect();
    let expected = [(WAIT, Differs::OnlyFirst), (BOOK, Differs::OnlySecond), (BED, Differs::Told)];
    assert_eq!((told.as_slice(), found.value().same), (expected.as_slice(), 0));
    let place = &found.value().disputed[1];
    let new = NewDecision {
        code: place.code.to_string(),
        start: place.start,
        end: place.end,
        version: place.version,
        second: place.second.clone(),
        kept: None,
        reason: String::new(),
    };
    let refused = desk.ada.decide_coding(&desk.network, desk.text, new.clone()).await;
    assert!(matches!(refused, Err(AppError::Invalid(errors)) if errors.len() == 2));
    let elsewhere = NewDecision { end: place.end - 1, kept: Some(Kept::Second), reason: "x".into(), ..new };
    let refused = desk.ada.decide_coding(&desk.network, desk.text, elsewhere.clone()).await;
    assert!(matches!(refused, Err(AppError::Conflict(_))));
    let patient = NewDecision { end: place.end, reason: "943 476 5919".into(), ..elsewhere };
    assert!(desk.ada.decide_coding(&desk.network, desk.text, patient).await.is_err());
}

#[tokio::test]
async fn decisions_go_along_with_a_correction_and_with_an_erased_speaker() {
    let desk = desk().await;
    desk.doubled().await;
    desk.finished().await;
    desk.decide(BOOK, Kept::Second).await.unwrap();
    let text = TALK.replace("I: How is it?", "I: How is it these days?");
    desk.ada.correct_text(&desk.network, desk.text, 1, &text, "misheard").await.unwrap();
    assert_eq!(desk.read().await, [BED, BOOK, WAIT]);
    desk.ada.erase_speaker(&desk.network, desk.text, "I").await.unwrap();
    assert_eq!(desk.read().await, [BED, BOOK, WAIT], "without the interviewer, in a new text");
    let left = desk.ada.differences(&desk.network).await.unwrap();
    assert_eq!(left.value().disputed.iter().filter(|d| !d.decisions.is_empty()).count(), 1);
}

#[tokio::test]
async fn figures_say_undefined_where_nothing_was_to_be_expected() {
    let desk = desk().await;
    desk.doubled().await;
    desk.finished().await;
    for on in [On::Segments, On::Characters] {
        let asked = Asked { on, ..Asked::default() };
        let found = desk.ada.agreement(&desk.network, asked).await.unwrap();
        let figures = found.value().as_ref().unwrap();
        assert_eq!((figures.coders, figures.codes.len(), figures.draws), (2, 1, Some(1000)));
        let code = &figures.codes[0];
        // Both turns of the one who answers hold something of Ada's, one holds something of Bo's.
        if on == On::Segments {
            assert_eq!((code.percent.n, code.percent.value), (2, Some(0.5)));
            assert_eq!(code.kappa.value, Some(0.0));
            assert!(code.kappa.range.is_none() && code.kappa.why.is_some(), "two turns give no range");
        } else {
            assert!(code.percent.n > 80, "characters, without those of the interviewer: {}", code.percent.n);
        }
        assert!(figures.whole.is_ok());
    }
    let csv = desk.ada.agreement_csv(&desk.network, Asked::default()).await.unwrap();
    assert!(csv.value().starts_with("code,name,on,uncoded,figure,n,value,low,high,why\r\nnarrative:roles,"));
    assert!(csv.value().contains(",segments,in,percent,2,0.5000,,,"), "{}", csv.value());
}

#[tokio::test]
async fn only_somebody_who_has_not_coded_the_text_is_asked() {
    let desk = desk().await;
    let (network, text) = (&desk.network, desk.text);
    let refused = |result: Result<(), AppError>, words: &str| {
        let error = result.unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    };
    let me = Second::Account(desk.ada.viewer().id);
    refused(desk.ada.ask_second_coder(network, &[text], &me).await, "first and second coder");
    desk.code(&desk.bo, BED, Polarity::Loss).await;
    refused(desk.ask().await, "would be no second coding");
    refused(desk.ada.ask_second_coder(network, &[], &me).await, "Choose at least one text");
    let stranger = Second::Account(Uuid::from_u128(99).to_string());
    refused(
        desk.ada.ask_second_coder(network, &[text], &stranger).await,
        "Choose a second coder of the list",
    );
    let named = Second::Named("Cy".into());
    refused(desk.ada.ask_second_coder(network, &[text], &named).await, "account of their own");
    desk.ada.ask_second_coder(network, &[text], &me).await.unwrap();
    let view = desk.ada.doubling(network).await.unwrap();
    let coders: Vec<&str> = view.value().texts[0].coders.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(coders, ["Bo", "Ada"], "whoever has coded is first coder");
    desk.ada.withdraw_second_coder(network, text, &desk.ada.viewer().id).await.unwrap();
    assert!(desk.ada.doubling(network).await.unwrap().value().texts.is_empty());
}

#[tokio::test]
async fn the_holder_lends_the_keyboard_to_a_named_coder() {
    let desk = desk().await;
    let (holder, network, text) = (&desk.bench.app, &desk.network, desk.text);
    desk.code(holder, BED, Polarity::Loss).await;
    let cy = Second::Named("Cy".into());
    holder.ask_second_coder(network, &[text], &cy).await.unwrap();
    let id = holder.doubling(network).await.unwrap().value().texts[0].coders[1].coder.clone();
    holder.code_as(network, text, Some(&id)).await.unwrap();
    assert_eq!(desk.seen(holder).await, [0; 5], "Cy has coded nothing and sees nothing");
    assert!(holder.undo_coding(network, text).await.unwrap().is_none(), "nor undoes what the holder did");
    desk.code(holder, BOOK, Polarity::Loss).await;
    assert_eq!(desk.seen(holder).await, [1; 5]);
    let page = holder.transcript(network, text).await.unwrap();
    assert_eq!((page.value().me.as_str(), page.value().coders.name(&id)), (id.as_str(), "Cy"));
    let denied = desk.ada.code_as(network, text, Some(&id)).await;
    assert!(matches!(denied, Err(AppError::Denied(_))), "who signs in has a name of their own");
    holder.finish_coding(network, text, &id, "").await.unwrap();
    let page = holder.transcript(network, text).await.unwrap();
    assert_eq!((page.value().me.as_str(), page.value().codings.len()), ("holder", 1), "back to the holder");
    holder.finish_coding(network, text, "holder", "").await.unwrap();
    assert_eq!(desk.seen(holder).await, [2; 5]);
}

#[tokio::test]
async fn nobody_but_the_custodian_sees_or_does_any_of_it() {
    let desk = desk().await;
    desk.doubled().await;
    let (network, text) = (&desk.network, desk.text);
    let viewer = Viewer { id: "x".into(), role: AccessRole::Coordinator, organisation: None };
    let other = desk.bench.app.acting(viewer, Audience::Agreed);
    assert!(other.doubling(network).await.is_err() && other.differences(network).await.is_err());
    assert!(other.agreement(network, Asked::default()).await.is_err());
    assert!(other.agreement_csv(network, Asked::default()).await.is_err());
    assert!(other.codings_for(network).await.is_err());
    let bo = desk.bo.viewer().id;
    assert!(other.finish_coding(network, text, &bo, "x").await.is_err());
    assert!(other.reopen_coding(network, text, &bo, "x").await.is_err());
    assert!(other.withdraw_second_coder(network, text, &bo).await.is_err());
    assert!(other.code_as(network, text, None).await.is_err());
    assert!(other.ask_second_coder(network, &[text], &Second::Account(bo)).await.is_err());
}
