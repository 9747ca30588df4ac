//! The form that chooses the next promise, with the words of each to read before.

use maud::{Markup, html};
use troth_app::promise::{label, words_with};
use troth_gate::Visibility;
use troth_network::Network;

use crate::components::forms::{Choice, Draft, Field, radios, text_input, urls};

/// Who sees what, in a sentence under each choice.
const fn who_sees(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Totals => {
            "An organisation sees what all say together, and nothing about a single one, itself included."
        }
        Visibility::Received => {
            "An organisation sees what all say together and what each other one says of it, but not what others say of each \
             other."
        }
        Visibility::Opened => {
            "An organisation sees what all say together, what each other one says of it, and both sides of a relationship \
             once both organisations have said yes to that."
        }
        Visibility::Everyone => "Every organisation sees what all organisations say of each other.",
    }
}

/// The form; `floor` is how many people stand behind a figure now.
pub(super) fn section(network: &Network, draft: &Draft, floor: usize) -> Markup {
    let choices = Visibility::ALL.map(|v| Choice::new(v.id(), label(v)).hint(who_sees(v)));
    let custodian = draft.typed.filled("custodian").unwrap_or("(the name you give below)");
    let floor = draft.typed.filled("floor").and_then(|f| f.parse().ok()).unwrap_or(floor);
    html! {
        section."off-paper" aria-labelledby="choose" {
            h2 #choose { "Choose the next promise" }
            p.lede {
                "It holds for rounds that begin from now on, and for rounds without answers that have no promise yet. Rounds \
                 which have answers keep theirs: nobody who has answered is promised something else afterwards."
            }
            p {
                "Under each of them nobody but the custodian sees what one person answered, and the coordinator and the \
                 analysts see what organisations say of each other, where enough people answered."
            }
            @for visibility in Visibility::ALL {
                details {
                    summary { "The whole words: " (label(visibility)) }
                    div."card"."promise" { @for line in words_with(visibility, custodian, floor, draft.typed.filled("research")) { p { (line) } } }
                }
            }
            form.form method="post" action=(urls::settings_promise(network)) data-guard {
                (radios(draft, Field::new("visibility", "What partners see of the survey"), &choices))
                (text_input(draft, Field::new("floor", "How many people stand behind a figure, at least")
                    .hint("A whole number from 5 to 20. With more people fewer relationships can be shown: the forecast under \
                           Survey says how many. Once a round was promised with a number, it cannot go below that again.")))
                (text_input(draft, Field::new("custodian", "Who is custodian")
                    .hint("The one person who can read single answers: name, post and organisation. Respondents read it, \
                           and rely on it.")))
                (text_input(draft, Field::new("research", "Research that may get single answers")
                    .hint("Leave it empty if there is none. Else what it is and who does it: respondents read it. Without it nobody \
                           but the custodian ever gets single answers of the rounds that begin.")))
                button.btn { "Promise this from now on" }
            }
        }
    }
}
