//! The forms of the page: own answers, answers, names, words, accounts.

use maud::{Markup, html};
use troth_app::{App, AppError};
use troth_network::Network;

use super::read::SEPARATOR;
use crate::components::forms::{Choice, Draft, Field, checkbox, radios, select, text_input, urls};

/// What can be chosen.
pub(super) struct Lists {
    organisations: Vec<Choice>,
    people: Vec<Choice>,
    words: Vec<Choice>,
    accounts: Vec<Choice>,
}

impl Lists {
    /// What a partnership has.
    ///
    /// # Errors
    /// If the viewer is not the custodian or the database cannot be read.
    pub(super) async fn of(app: &App, network: &Network) -> Result<Self, AppError> {
        let names = app.names(network.id).await?;
        let people = app.people_known(network.id).await?;
        let mut words = Vec::new();
        for text in app.transcripts(network).await?.value() {
            words.push(Choice::new(text.id.to_string(), "The whole text").under(&text.title));
            for speaker in &app.transcript(network, text.id).await?.value().stored.speakers {
                let value = format!("{}{SEPARATOR}{}", text.id, speaker.label);
                words.push(Choice::new(value, format!("What {} says", speaker.label)).under(&text.title));
            }
        }
        let members = app.members(network).await?;
        Ok(Self {
            organisations: names.0.iter().map(|o| Choice::new(&o.external_id, &o.name)).collect(),
            people: people.iter().map(|p| Choice::new(p.id.to_string(), &p.name)).collect(),
            words,
            accounts: members
                .iter()
                .map(|m| Choice::new(m.account.to_string(), format!("{} ({})", m.name, m.address)))
                .collect(),
        })
    }
}

/// All forms; `draft` belongs to the one whose prefix it has.
pub(super) fn all(network: &Network, draft: &Draft, lists: &Lists) -> Markup {
    let of = |prefix: &'static str| {
        if draft.prefix == prefix { draft.clone() } else { Draft::named(prefix) }
    };
    html! {
        (section(network, "own", "Hand somebody their own answers", &of("own-"), &html! {
            p { "Everything they answered, in every round, as a file for them. That it was handed out is noted in the \
                 record, without whose." }
        }, &whose(&of("own-"), lists), "Download the answers"))
        (section(network, "answers", "Erase somebody\u{2019}s answers", &of("answers-"), &html! {
            p { "All their answers, and the link from their id to their pseudonym. Figures that were released stay \
                 until the next release; a direction that changes by one to four people is withheld then." }
        }, &html! { (whose(&of("answers-"), lists)) (sure(&of("answers-"))) }, "Erase these answers"))
        @if !lists.people.is_empty() {
            (chosen(network, "person", "Erase a name", &of("person-"), "Person", &lists.people,
                "What the person confirmed or answers for stays, under \u{201c}Somebody who was erased\u{201d}.",
                "Erase this name"))
        }
        @if !lists.words.is_empty() {
            (chosen(network, "words", "Erase what was said in an interview", &of("words-"), "Text or speaker",
                &lists.words,
                "A speaker\u{2019}s words, name and passages are taken out and the others keep theirs, in a new text. \
                 Everything released from the interviews is emptied at once and worked out again.",
                "Erase these words"))
        }
        @if !lists.accounts.is_empty() {
            (chosen(network, "account", "Erase an account", &of("account-"), "Account", &lists.accounts,
                "Name, address, password, sessions and roles. The record keeps what was done with it, by somebody who \
                 was erased.",
                "Erase this account"))
        }
    }
}

fn section(
    network: &Network,
    kind: &str,
    title: &str,
    draft: &Draft,
    about: &Markup,
    fields: &Markup,
    button: &str,
) -> Markup {
    html! {
        section aria-labelledby={ (kind) "-title" } {
            h2 id={ (kind) "-title" } { (title) }
            (about)
            details open[!draft.errors.is_empty()] {
                summary { (title) }
                form.form method="post" action={ (urls::settings_erasing(network)) "/" (kind) } {
                    (fields)
                    button.btn { (button) }
                }
            }
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "a form in words: each is one line on the page")]
fn chosen(
    network: &Network,
    kind: &'static str,
    title: &str,
    draft: &Draft,
    label: &str,
    list: &[Choice],
    about: &str,
    button: &str,
) -> Markup {
    let fields = html! {
        (select(draft, Field::new(kind, label), Some("Choose"), list))
        (sure(draft))
    };
    section(network, kind, title, draft, &html! { p { (about) } }, &fields, button)
}

/// Whose answers: organisation, and the id in the file or the representative.
fn whose(draft: &Draft, lists: &Lists) -> Markup {
    let whose = [
        Choice::new("staff", "A member of staff, by their id in the file"),
        Choice::new("representative", "The representative of the organisation"),
    ];
    let mut draft = draft.clone();
    if draft.typed.get("whose").is_empty() {
        draft.typed.put("whose", "staff");
    }
    let draft = &draft;
    html! {
        (select(draft, Field::new("rater", "They answered for"), Some("Choose"), &lists.organisations))
        (radios(draft, Field::new("whose", "Who they are"), &whose))
        (text_input(draft, Field::new("respondent", "Id in the file")
            .hint("As the column respondent of the imported file has it. Nobody else needs to know it.")))
    }
}

fn sure(draft: &Draft) -> Markup {
    checkbox(draft, Field::new("sure", "I am sure: this cannot be undone"))
}
