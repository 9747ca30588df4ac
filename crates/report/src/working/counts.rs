//! Counts of codes as tables.

use troth_gate::CustodianOnly;
use troth_say::retrieval::{Column, Cross, CrossCell, Dimension, Saturation, Term, Together};
use troth_say::{CodeKey, Codebook};

use super::sheet::{Cell, Sheet};

/// Codes against something: for each column speakers and passages, of the code and with those below it. `name` gives the
/// words of a column.
pub fn cross_sheet(
    cross: &CustodianOnly<Cross>,
    dimension: Dimension,
    codebook: &Codebook,
    name: impl Fn(&Column) -> String,
) -> CustodianOnly<Sheet> {
    let four = |of: &str| {
        ["speakers", "passages", "speakers with codes below", "passages with codes below"]
            .map(|what| format!("{of}: {what}"))
    };
    let cells = |cell: &CrossCell| {
        let (own, below) = (cell.own, cell.with_below);
        [own.speakers, own.passages, below.speakers, below.passages].map(Cell::Count)
    };
    cross.view(|cross| Sheet {
        title: format!("Codes by {}", dimension.words()),
        notes: vec![
            "A speaker counts once in each cell; two coders at one place are one passage. Figures with codes below are no \
             sums: who speaks under two of them counts once."
                .to_owned(),
        ],
        header: ["Code".to_owned()]
            .into_iter()
            .chain(cross.columns.iter().flat_map(|column| four(&name(column))))
            .chain(four("All"))
            .collect(),
        rows: cross
            .rows
            .iter()
            .map(|row| {
                let code = Cell::text(codebook.full_name(&row.code));
                [code].into_iter().chain(row.cells.iter().chain([&row.all]).flat_map(cells)).collect()
            })
            .collect(),
    })
}

/// Codes against each other, every two of them in both orders, and each with itself. `within`: code points between two
/// passages; nothing: they overlap.
pub fn together_sheet(
    together: &CustodianOnly<Together>,
    within: Option<usize>,
    name: impl Fn(&CodeKey) -> String,
) -> CustodianOnly<Sheet> {
    let passages = match within {
        None => "Pairs of passages that overlap".to_owned(),
        Some(within) => format!("Pairs of passages within {within} characters"),
    };
    together.view(|together| Sheet {
        title: "Codes together".to_owned(),
        notes: vec![
            "The table is symmetric. A code with itself: turns in which it occurs, and its passages."
                .to_owned(),
        ],
        header: vec!["Code".to_owned(), "With".to_owned(), "Turns with both".to_owned(), passages],
        rows: together
            .codes
            .iter()
            .flat_map(|one| together.codes.iter().map(move |other| (one, other)))
            .map(|(one, other)| {
                let count = together.of(one, other);
                let counts = [count.turns, count.passages].map(Cell::Count);
                [one, other].map(|code| Cell::text(name(code))).into_iter().chain(counts).collect()
            })
            .collect(),
    })
}

/// The curve of new codes. `titles` are those of the texts, in the same order.
pub fn saturation_sheet(curve: &CustodianOnly<Vec<Saturation>>, titles: &[String]) -> CustodianOnly<Sheet> {
    curve.view(|curve| Sheet {
        title: "Different codes after each text".to_owned(),
        notes: vec!["Texts by date. The average is over every order of the texts, and exact.".to_owned()],
        header: ["Text", "Texts so far", "New codes", "Codes so far", "Average over orders"]
            .map(str::to_owned)
            .to_vec(),
        rows: curve
            .iter()
            .map(|step| {
                let title = step.texts.checked_sub(1).and_then(|at| titles.get(at));
                vec![
                    Cell::or_empty(title.cloned()),
                    Cell::Count(step.texts),
                    Cell::Count(step.new),
                    Cell::Count(step.in_order),
                    Cell::Mean(step.averaged),
                ]
            })
            .collect(),
    })
}

/// Words or phrases by speakers.
pub fn words_sheet(terms: &CustodianOnly<Vec<Term>>, length: usize) -> CustodianOnly<Sheet> {
    terms.view(|terms| Sheet {
        title: match length {
            1 => "Words by number of speakers".to_owned(),
            n => format!("Phrases of {n} words by number of speakers"),
        },
        notes: vec![
            "An aid for finding codes. How often a word is said is no measure of what it means.".to_owned(),
        ],
        header: ["Words", "Speakers", "Times"].map(str::to_owned).to_vec(),
        rows: terms
            .iter()
            .map(|term| vec![Cell::text(&term.words), Cell::Count(term.speakers), Cell::Count(term.times)])
            .collect(),
    })
}
