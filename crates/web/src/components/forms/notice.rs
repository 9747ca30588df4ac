//! "Saved": the notice after a form was taken. The address carries a short word, never the sentence itself, so a
//! link from elsewhere cannot put words into Troth's mouth.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use maud::{Markup, html};
use troth_app::imports::Imported;

const SENTENCES: &[(&str, &str)] = &[
    ("founded", "The partnership is there. Add its organisations next."),
    ("profile", "The partnership is saved."),
    ("organisation", "The organisation is added."),
    ("acceptance", "Saved. Results are worked out again, which may take a minute."),
    ("person", "The person is added."),
    ("succession", "The succession is noted."),
    ("chosen", "The person is in the table."),
    ("chosen-saved", "What is written of the person is saved."),
    ("text", "The text is added. Say who speaks, then code passages."),
    ("coded", "The passage is coded."),
    ("key-erased", "The key is erased: nothing here leads from the pseudonyms back to the words any more."),
    ("recoded", "The coding is changed."),
    ("removed", "The coding is removed; the text stays."),
    ("claimed", "The claim is added."),
    ("unclaimed", "The claim is removed."),
    ("undone", "Your last step is taken back."),
    ("redone", "The step is done again."),
    ("nothing-to-undo", "There is nothing of yours to take back here."),
    ("corrected", "The corrected text is saved. All passages have their place in it."),
    ("corrected-in-part", "The corrected text is saved. Some passages have no place in it: see below."),
    ("codebook", "The codebook is saved. Results are worked out again, which may take a minute."),
    ("question", "The question is saved."),
    ("question-removed", "The question is removed."),
    ("codebook-undone", "The last change of the codebook is taken back."),
    (
        "second-asked",
        "The second coder is asked. Nobody sees the other\u{2019}s work until both have finished.",
    ),
    ("coding-finished", "The coding is finished."),
    (
        "coding-reopened",
        "The coding is open again. Nobody sees the others\u{2019} work until all have finished.",
    ),
    ("second-withdrawn", "This coder is no longer asked."),
    ("keyboard-lent", "You lend the keyboard: what is coded in this text now is the second coder\u{2019}s."),
    ("keyboard-back", "You code this text in your own name again."),
    ("coding-decided", "The decision is saved. Results are worked out again, which may take a minute."),
    ("permission", "What the speaker allows is saved."),
    ("speaker", "Who speaks is saved."),
    ("second-reading", "What the second reader says is saved."),
    ("revoked", "The link is taken back and opens nothing any more."),
    ("round", "The survey round is added."),
    ("prepared", "The round is saved."),
    ("listed", "They are on the list."),
    ("off-list", "The person is off the list, and everything they wrote and their links are erased."),
    ("begun", "The round has begun. Now those who are asked need their links."),
    ("begun-letters", "The round has begun, and letters are on their way."),
    ("round-letters", "Letters are on their way to everybody who had none."),
    ("reminders", "Reminders are on their way to those who have not finished. Nobody is told who they are."),
    ("draft-deleted", "The draft is deleted, with everybody on its list."),
    ("link-back", "The open link is taken back. Who began by it goes on with the link of their own."),
    ("closed", "The survey round is closed. Its results are worked out now, which may take a minute."),
    ("words", "Saved. What is shown follows in a moment; what is kept back is gone from there already."),
    ("pathway", "The pathway is added. Now each organisation says who is responsible for each step."),
    ("declared", "What the organisation says is saved."),
    ("written", "The action is written down. Both sides have to accept it before it counts as agreed."),
    ("revised", "The new words are saved. Acceptances given before a change are taken back."),
    ("accepted", "The acceptance is saved."),
    ("reviewed", "The review is saved. It stays sealed until the other side has written its own."),
    ("decided", "What follows is decided, and the action is closed."),
    ("promise", "This is promised from now on. Give respondents these words before they answer."),
    ("invited", "The invitation is on its way by mail. Its link holds for seven days."),
    ("keeping", "The times are saved. Shorter ones hold after the time of notice."),
    ("imported", "The file is imported."),
    ("out", "You are signed out."),
    ("password", "Your password is saved. Sign in with it."),
    ("changed", "Your password is changed. Other browsers are signed out."),
    ("letters", "Saved. What you asked for yourself, such as a new password, is sent in any case."),
    ("linked", "Your account is linked."),
    ("unlinked", "The link is removed. You sign in with your password. Other browsers are signed out."),
    ("has-account", "They have an account already and can open this partnership from now on."),
    (
        "elsewhere",
        "They have the role. Another partnership has invited them before: the link they got from there lets them in \
         here too.",
    ),
    ("role", "The role is saved. They sign in again."),
    ("withdrawn", "Their access is withdrawn."),
];

/// What an import did; the sentences say what a file held, so they are kept here and not in the address.
static IMPORTED: Mutex<VecDeque<(String, Imported)>> = Mutex::new(VecDeque::new());
/// How many are kept.
const KEPT: usize = 50;

/// Keeps what an import did for the page that follows; returns the word for its address. The word is one that nobody
/// can guess: what a file held is for whoever has sent it.
pub(crate) fn keep_imported(key: &str, imported: Imported) -> String {
    let mut kept = IMPORTED.lock().unwrap_or_else(PoisonError::into_inner);
    kept.push_back((key.to_owned(), imported));
    while kept.len() > KEPT {
        kept.pop_front();
    }
    format!("imported-{key}")
}

/// The notice for the word in an address; nothing for an unknown one.
pub(crate) fn done(word: Option<&str>) -> Markup {
    let Some(word) = word else { return html! {} };
    if let Some(key) = word.strip_prefix("imported-") {
        return imported(key);
    }
    match SENTENCES.iter().find(|(known, _)| *known == word) {
        Some((_, sentence)) => said(&html! { p { (sentence) } }),
        None => html! {},
    }
}

fn imported(key: &str) -> Markup {
    let kept = IMPORTED.lock().unwrap_or_else(PoisonError::into_inner);
    match kept.iter().find(|(known, _)| known == key) {
        Some((_, imported)) => said(&html! {
            p { "Imported: " (imported.what) "." }
            @if !imported.warnings.is_empty() {
                p { "Remarks:" }
                ul.bullets { @for warning in &imported.warnings { li { (warning) } } }
            }
        }),
        None => done(Some("imported")),
    }
}

fn said(words: &Markup) -> Markup {
    html! { div."banner"."ok" role="status" { (words) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_never_carries_the_sentence() {
        assert!(done(Some("You owe us money")).into_string().is_empty());
        assert!(done(None).into_string().is_empty());
        assert!(done(Some("coded")).into_string().contains("The passage is coded."));
    }

    #[test]
    fn an_import_is_told_with_its_remarks_and_escaped() {
        let imported = Imported { what: "3 <people>".into(), warnings: vec!["Unknown column: mood.".into()] };
        let html = done(Some(&keep_imported("key", imported))).into_string();
        assert!(html.contains("3 &lt;people&gt;") && html.contains("mood"), "{html}");
        assert!(done(Some("imported-999999")).into_string().contains("The file is imported."));
    }
}
