//! The research framework, readable: what is uneven, which trust it wears down, which joint work it harms, what can
//! be done, and where each of that is written.

mod doing;
mod entry;
mod evidence;
mod stories;
mod survey_items;
mod trust;

use maud::{Markup, html};
use troth_framework::{Lens, Strength};

use crate::access::{Need, Routes};
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;
use crate::urls;

/// `/framework`.
pub(crate) fn routes() -> Routes {
    Routes::new().get(urls::FRAMEWORK, Need::Anyone, show)
}

async fn show(site: Site) -> Page {
    let frame = Frame { here: Here::Framework, title: "The research framework", ..Frame::default() };
    let body = body(site.app.lens());
    page(&site, &frame, body)
}

const CONTENTS: &[(&str, &str)] = &[
    ("figure", "The framework as a figure"),
    ("marks", "How strong the evidence is"),
    ("stories", "Five stories of lost trust"),
    ("aspects", "Kinds of trust"),
    ("outcomes", "Joint work that is harmed"),
    ("constructs", "What is measured beside trust"),
    ("measures", "What can be done"),
    ("mechanisms", "Causes and effects"),
    ("factors", "Factors from the literature"),
    ("subthemes", "What interviews found"),
    ("types", "Types of asymmetry"),
    ("definitions", "Terms"),
    ("items", "Survey items and what they ask about"),
    ("sources", "Sources"),
];

fn body(lens: &Lens) -> Markup {
    html! {
        h1 { "The research framework" }
        p.lede {
            "Why organisations that care for the same people lose trust in each other, which kind of trust, \
             which joint work suffers, and what can be done. Everything is in our words and names its source."
        }
        p."small"."quiet" { (lens.title) ", version " (lens.version) }
        nav aria-label="Contents" {
            ul.toc { @for (id, title) in CONTENTS { li { a href={ "#" (id) } { (title) } } } }
        }
        (section("figure", &html! {
            div.lensbox { (troth_report::framework_figure::figure(lens)) (troth_report::framework_figure::legend()) }
            details {
                summary { "The same figure as a table" }
                (troth_report::framework_figure::table(lens))
            }
        }))
        (section("marks", &marks()))
        (section("stories", &stories::stories(lens)))
        (section("aspects", &trust::aspects(lens)))
        (section("outcomes", &trust::outcomes(lens)))
        (section("constructs", &trust::constructs(lens)))
        (section("measures", &doing::measures(lens)))
        (section("mechanisms", &evidence::mechanisms(lens)))
        (section("factors", &evidence::factors(lens)))
        (section("subthemes", &evidence::subthemes(lens)))
        (section("types", &evidence::types(lens)))
        (section("definitions", &evidence::definitions(lens)))
        (section("items", &survey_items::items(lens)))
        (section("sources", &evidence::sources(lens)))
    }
}

fn section(id: &str, content: &Markup) -> Markup {
    let title = CONTENTS.iter().find(|(known, _)| *known == id).map_or(id, |(_, title)| title);
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (title) }
            (content)
        }
    }
}

fn marks() -> Markup {
    html! {
        p.lede { "Each entry carries one of three marks." }
        dl.sl {
            @for strength in [Strength::Verified, Strength::SignOnly, Strength::Assumption] {
                div {
                    dt { (entry::strength(strength)) }
                    dd { (troth_report::words::capital(strength.words())) "." }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        html! { (text) }.into_string()
    }

    #[test]
    fn every_entry_of_the_framework_is_on_the_page_with_its_source() {
        let lens = Lens::built_in();
        let html = body(lens).into_string();
        let shown = |text: &str| html.contains(&escaped(text));
        for narrative in &lens.narratives {
            assert!(shown(&narrative.hallmark) && shown(&narrative.definition), "{}", narrative.id);
        }
        for measure in &lens.measures {
            assert!(shown(&measure.definition), "{}", measure.id);
            assert!(measure.cautions.iter().all(|c| shown(&c.wording)), "{}", measure.id);
            assert!(measure.sub_measures.iter().all(|s| shown(&s.wording)), "{}", measure.id);
        }
        assert!(lens.mechanisms.iter().all(|m| shown(&m.cause) && shown(&m.effect)));
        assert!(lens.factors.iter().all(|f| shown(&f.loss) && shown(&f.neutral)));
        assert!(lens.subthemes.iter().all(|s| shown(&s.wording)));
        assert!(lens.variables.iter().all(|v| shown(&v.wording)));
        assert!(
            lens.sources
                .iter()
                .all(|s| shown(&s.reference) && html.contains(&format!("id=\"source-{}\"", s.id)))
        );
    }

    #[test]
    fn every_link_within_the_page_leads_somewhere() {
        let html = body(Lens::built_in()).into_string();
        for part in html.split("href=\"#").skip(1) {
            let id = part.split('"').next().unwrap_or_default();
            assert!(html.contains(&format!("id=\"{id}\"")), "#{id}");
        }
    }
}
