//! Tables of codes: against sectors, organisations, levels, speakers and partnerships; together; the curve of new codes;
//! words. One page, one table at a time.

use axum::extract::{Path, Query as Fields};
use axum::response::Response;
use maud::{Markup, html};
use troth_app::interviews::Retrieval;
use troth_gate::CustodianOnly;
use troth_network::Network;
use troth_report::words::capital;
use troth_report::working::{Sheet, curve_figure, saturation_sheet, table, together_sheet, words_sheet};
use troth_say::retrieval::{Dimension, Found, Query, saturation, select, together};

use super::asked::{Pairs, field, number};
use super::filter::{codes, input, select as choose};
use super::{Kind, cross, crumbs, downloads, frame};
use crate::components::forms::{Choice, urls};
use crate::components::method::how;
use crate::error::PageError;
use crate::layout::{Page, page};
use crate::site::Site;

/// Words and phrases in one table.
const MOST_WORDS: usize = 100;
/// Pairs of codes on the page; the file has all.
const MOST_PAIRS: usize = 60;

/// Which table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    /// Codes against something.
    Cross(Dimension),
    /// Codes together.
    Together,
    /// The curve of new codes.
    Saturation,
    /// Words, or phrases of two or three words.
    Words(usize),
}

impl Which {
    const OTHERS: [(Self, &str, &str); 5] = [
        (Self::Together, "together", "Codes together"),
        (Self::Saturation, "new", "New codes text by text"),
        (Self::Words(1), "words", "Words"),
        (Self::Words(2), "phrases-2", "Phrases of two words"),
        (Self::Words(3), "phrases-3", "Phrases of three words"),
    ];

    fn id(self) -> &'static str {
        match self {
            Self::Cross(dimension) => dimension.id(),
            other => Self::OTHERS.iter().find(|(which, ..)| *which == other).map_or("", |(_, id, _)| id),
        }
    }

    fn of(field: Option<&str>) -> Self {
        let crosses = Dimension::ALL.into_iter().map(Self::Cross);
        let mut all = crosses.chain(Self::OTHERS.into_iter().map(|(which, ..)| which));
        all.find(|which| Some(which.id()) == field).unwrap_or(Self::Cross(Dimension::Sector))
    }

    fn choices() -> Vec<Choice> {
        let crosses = Dimension::ALL.iter().map(|d| Choice::new(d.id(), format!("Codes by {}", d.words())));
        crosses.chain(Self::OTHERS.iter().map(|(_, id, words)| Choice::new(*id, *words))).collect()
    }
}

/// What is asked for.
struct Asked {
    which: Which,
    within: Option<usize>,
    query: Query,
}

impl Asked {
    fn of(pairs: &[(String, String)]) -> Self {
        let (query, _) = Query::of_pairs(pairs);
        // Rows are a code with those below it.
        let below = !query.codes.is_empty() || query.below;
        Self {
            which: Which::of(field(pairs, "table")),
            within: number(pairs, "apart"),
            query: Query { below, ..query },
        }
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let own = [("table", self.which.id().to_owned())];
        let apart = self.within.map(|within| ("apart", within.to_string()));
        own.into_iter().chain(apart).chain(self.query.pairs()).collect()
    }

    fn found<'a>(&self, data: &'a CustodianOnly<Retrieval>) -> CustodianOnly<Vec<&'a Found>> {
        data.view(|data| select(&data.found, &self.query, &data.codebook))
    }
}

/// The page.
pub(super) async fn show(
    site: Site,
    Path(network): Path<String>,
    Fields(pairs): Fields<Pairs>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    let asked = Asked::of(&pairs);
    let data = site.app.retrieval(&network).await?;
    let here = format!("{}/tables", urls::interviews(&network));
    let (head, shown) = shown(&site, &data, &asked).await?;
    let fields = asked.pairs();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let empty = data.value().found.is_empty() && !matches!(asked.which, Which::Words(_));
    let body = html! {
        (crumbs(&network, "Tables"))
        h1 { "Tables of what is said" }
        (form(&here, data.value(), &asked))
        @if empty {
            div.empty {
                h2 { "No passage is coded yet" }
                p { "Code passages of a text first; tables count them." }
            }
        } @else {
            section.result aria-labelledby="table-head" {
                h2 #table-head { (head) }
                (shown)
                (downloads(&here, &fields))
            }
            (explained(asked.which))
        }
    };
    Ok(page(&site, &frame(&network, "Tables"), body))
}

fn form(here: &str, data: &Retrieval, asked: &Asked) -> Markup {
    let code = asked.query.codes.first().map_or("", |code| code.as_str());
    let apart = asked.within.map(|within| within.to_string()).unwrap_or_default();
    html! {
        form method="get" action=(here) {
            div.filter {
                (choose("table", "table", "Table", "", &Which::choices(), asked.which.id()))
                (choose("code", "code", "Only this code and those below it", "All codes", &codes(&data.codebook), code))
                @if asked.which == Which::Together {
                    (input("apart", "Together: at most so many characters apart (empty: overlapping)", &apart))
                }
                button."btn"."slim" type="submit" { "Show" }
            }
            // What was asked on the page of passages stays asked.
            @for (name, value) in asked.query.pairs().iter().filter(|(name, _)| !["code", "below"].contains(name)) {
                input type="hidden" name=(name) value=(value);
            }
        }
    }
}

async fn shown(
    site: &Site,
    data: &CustodianOnly<Retrieval>,
    asked: &Asked,
) -> Result<(String, Markup), PageError> {
    Ok(match asked.which {
        Which::Cross(dimension) => {
            let made = cross::of(site, data, &asked.query, dimension).await?;
            (format!("Codes by {}", dimension.words()), made.table(data))
        }
        Which::Together => ("Codes together".to_owned(), pairs(data, asked)),
        Which::Saturation => {
            let (curve, titles) = curve(data);
            let sheet = saturation_sheet(&curve, &titles);
            let drawn = html! { div.figure { (curve_figure(&curve)) } (table(&sheet)) };
            ("New codes text by text".to_owned(), drawn)
        }
        Which::Words(length) => {
            let sheet = words_sheet(&data.view(|data| data.words(length, MOST_WORDS)), length);
            (capital(&sheet.value().title), table(&sheet))
        }
    })
}

/// Each pair once, those of most turns first.
fn pairs(data: &CustodianOnly<Retrieval>, asked: &Asked) -> Markup {
    let counted = asked.found(data).view(|found| together(found, asked.within)).value().clone();
    let book = &data.value().codebook;
    let codes = &counted.codes;
    let every =
        codes.iter().enumerate().flat_map(|(at, one)| codes.iter().skip(at + 1).map(move |o| (one, o)));
    let mut list: Vec<_> = every.map(|(one, other)| (counted.of(one, other), one, other)).collect();
    list.retain(|(count, ..)| count.turns + count.passages > 0);
    list.sort_by_key(|(count, ..)| std::cmp::Reverse((count.turns, count.passages)));
    let all = list.len();
    list.truncate(MOST_PAIRS);
    let near = match asked.within {
        None => "Pairs of passages that overlap".to_owned(),
        Some(within) => format!("Pairs of passages within {within} characters"),
    };
    html! {
        @if list.is_empty() {
            p { "No two codes occur in one turn, or in passages that lie so close." }
        } @else {
            table.stack {
                caption { "Pairs of codes, those of most turns first" @if all > MOST_PAIRS { "; the first " (MOST_PAIRS) " of " (all) ", the file has all" } }
                thead {
                    tr {
                        th scope="col" { "Two codes" }
                        th.r scope="col" { "Turns with both" }
                        th.r scope="col" { (near) }
                        th scope="col" { "Turns with each" }
                    }
                }
                tbody {
                    @for (count, one, other) in &list {
                        tr {
                            th scope="row" { (book.full_name(one)) " and " (book.full_name(other)) }
                            td.r data-l="Turns with both" { (count.turns) }
                            td.r data-l=(near) { (count.passages) }
                            td data-l="Turns with each" { (counted.of(one, one).turns) " and " (counted.of(other, other).turns) }
                        }
                    }
                }
            }
        }
    }
}

type Curve = (CustodianOnly<Vec<troth_say::retrieval::Saturation>>, Vec<String>);

fn curve(data: &CustodianOnly<Retrieval>) -> Curve {
    let texts = data.value().coded_texts();
    let titles = texts.iter().map(|(title, _)| title.clone()).collect();
    let codes: Vec<_> = texts.into_iter().map(|(_, codes)| codes).collect();
    (data.view(|_| saturation(&codes)), titles)
}

fn explained(which: Which) -> Markup {
    let page = crate::urls::method(if which == Which::Saturation { "saturation" } else { "retrieval" });
    let rule = match which {
        Which::Cross(_) => {
            "First figure: different speakers; second: different places. Two coders at one place are one passage. Figures \
             with the codes below are no sums, since who speaks under two of them counts once."
        }
        Which::Together => {
            "Each pair once. The file has every pair in both orders, and each code with itself. No coefficient is made of it."
        }
        Which::Saturation => {
            "Texts with coded passages, by date. The dashed line is the exact mean over every order. A flat end says that \
             these texts brought few new codes, not that nobody else would."
        }
        Which::Words(_) => {
            "Words of interviewers and words that say nothing by themselves are left out. An aid for finding codes, no result."
        }
    };
    how(&html! {
        p { (rule) }
        p."gap-s" { a href=(page) { "The method" } }
    })
}

/// The table as a file.
pub(super) async fn file(
    kind: Kind,
    site: Site,
    Path(network): Path<String>,
    Fields(pairs): Fields<Pairs>,
) -> Result<Response, PageError> {
    let network: Network = site.app.network(&network).await?;
    let asked = Asked::of(&pairs);
    let data = site.app.retrieval(&network).await?;
    let book = &data.value().codebook;
    let sheet: CustodianOnly<Sheet> = match asked.which {
        Which::Cross(dimension) => cross::of(&site, &data, &asked.query, dimension).await?.sheet(&data),
        Which::Together => {
            let counted = asked.found(&data).view(|found| together(found, asked.within));
            together_sheet(&counted, asked.within, |code| book.full_name(code))
        }
        Which::Saturation => {
            let (curve, titles) = curve(&data);
            saturation_sheet(&curve, &titles)
        }
        Which::Words(length) => words_sheet(&data.view(|data| data.words(length, 10 * MOST_WORDS)), length),
    };
    super::file(kind, &format!("{}-{}", network.slug, asked.which.id()), &sheet, site.app.today())
}
