//! How many relationships could be shown: a forecast before fieldwork, from counts of people alone.

use maud::{Markup, html};
use troth_app::forecast::{MOST_PEOPLE, People, Showable, USUAL_SHARE};
use troth_app::{AppError, FieldError};
use troth_gate::forecast::Share;
use troth_network::Network;

use crate::components::forms::{Draft, Field, Typed, text_input, urls};
use crate::components::method::how;
use crate::site::Site;
use crate::urls::method;

/// Organisations listed whose people would help.
const HELPERS: usize = 5;

/// The forecast and the form it was asked for with; what was typed wrongly is said, and the usual is shown.
pub(super) struct Asked {
    pub(super) draft: Draft,
    forecast: Showable,
}

impl Asked {
    /// Forecasts for what stands in the address: `share` in per cent and `people` of each organisation.
    ///
    /// # Errors
    /// If the viewer does not run the partnership, or the database cannot be read.
    pub(super) async fn of(site: &Site, network: &Network, typed: &Typed) -> Result<Self, AppError> {
        let mut errors = Vec::new();
        let share = share(typed, &mut errors);
        let people = people(typed, &mut errors);
        let forecast = site.app.forecast(network, people, share).await?;
        let typed = Typed::default()
            .with("share", typed.filled("share").map_or_else(usual, str::to_owned))
            .with("people", typed.get("people"));
        Ok(Self { draft: Draft::wrong(typed, errors).under("showable-"), forecast })
    }

    /// The section of the page.
    pub(super) fn section(&self, network: &Network) -> Markup {
        let forecast = &self.forecast;
        html! {
            section aria-labelledby="showable" {
                h2 #showable { "How many relationships could be shown" }
                p.lede {
                    "Before a round: a side is shown if " (forecast.floor) " staff answer, or if the representative \
                     allows the agreed audience to see the answer. Counts of people only; no answer is used."
                }
                form.filter method="get" action={ (urls::survey(network)) "#showable" } {
                    (text_input(&self.draft, Field::new("share", "Of 100 asked, how many answer")
                        .hint("Your guess, 0 to 100")))
                    (text_input(&self.draft, Field::new("people", "People asked in each organisation")
                        .hint("Left empty: as many as are known")))
                    button."btn"."slim" type="submit" { "Work out" }
                }
                (finding(forecast))
                @if forecast.helpers(HELPERS).next().is_some() { (helpers(forecast)) }
                (how(&worked()))
            }
        }
    }
}

fn usual() -> String {
    format!("{:.0}", USUAL_SHARE * 100.0)
}

fn share(typed: &Typed, errors: &mut Vec<FieldError>) -> Share {
    let all = Share::new(USUAL_SHARE).unwrap_or(Share::ALL);
    let Some(text) = typed.filled("share") else { return all };
    let read = text.trim_end_matches('%').trim().parse::<f64>().ok();
    read.and_then(|per_cent| Share::new(per_cent / 100.0)).unwrap_or_else(|| {
        let message = "How many of 100 answer: write a number from 0 to 100, such as 70.";
        errors.push(FieldError::new("share", message));
        all
    })
}

fn people(typed: &Typed, errors: &mut Vec<FieldError>) -> People<'static> {
    let Some(text) = typed.filled("people") else { return People::Known };
    match text.parse() {
        Ok(each) if each <= MOST_PEOPLE => People::Each(each),
        _ => {
            let message =
                format!("People asked: write a whole number from 0 to {MOST_PEOPLE}, or leave it empty.");
            errors.push(FieldError::new("people", message));
            People::Known
        }
    }
}

fn finding(forecast: &Showable) -> Markup {
    html! {
        div.finding {
            p { strong { (forecast.says()) } }
            @if forecast.relationships > 0 {
                p.sure { (forecast.best_help()) }
                p.sure { (forecast.at_best()) }
            }
        }
        p."small"."gap-m" {
            (forecast.basis) " "
            @for remark in forecast.remarks() { (remark) " " }
        }
    }
}

fn helpers(forecast: &Showable) -> Markup {
    html! {
        div."scroll-x"."narrow" tabindex="0" role="region" aria-labelledby="helpers" {
            table {
                caption #helpers { "More relationships on both sides, with one or two more people" }
                thead {
                    tr {
                        th scope="col" { "Organisation" }
                        th.r scope="col" { "+1" }
                        th.r scope="col" { "+2" }
                    }
                }
                tbody {
                    @for help in forecast.helpers(HELPERS) {
                        tr {
                            th scope="row" { (help.name) }
                            td.r { (format!("{:.1}", help.one_more)) }
                            td.r { (format!("{:.1}", help.two_more)) }
                        }
                    }
                }
            }
        }
    }
}

fn worked() -> Markup {
    html! {
        p {
            "Each person asked is taken to answer with the same probability, independently of the others. How likely it \
             is that enough of them do is the binomial distribution. The numbers are sums of such probabilities, so a \
             round can come out differently."
        }
        p."gap-s" { a href=(method("showable")) { "The method, with an example" } }
    }
}
