//! How good the answers of a round are, as tables for the page and as one file. The custodian's alone.

use troth_app::quality::{
    About, AnswerQuality, Colleagues, Ends, FEWEST_ANSWERS, Figure, Says, Together, Told, Turned,
};
use troth_gate::CustodianOnly;
use troth_network::AnswerRole;
use troth_report::working::{Cell, Sheet};

const fn who(role: AnswerRole) -> &'static str {
    match role {
        AnswerRole::Staff => "Staff",
        AnswerRole::Representative => "Representatives",
    }
}

fn words(told: &Told) -> String {
    match &told.says {
        Says::Sentence(sentence) => sentence.clone(),
        Says::CannotTell(why) => format!("Cannot tell. {why}"),
    }
}

fn ends_in_words(ends: &Ends) -> String {
    match (ends.floor(), ends.ceiling()) {
        (Some(true), Some(true)) => "Many at both ends".to_owned(),
        (Some(true), _) => "Many at the lowest point".to_owned(),
        (_, Some(true)) => "Many at the highest point".to_owned(),
        (Some(false), Some(false)) => "Not many at either end".to_owned(),
        _ => format!("Cannot tell. Fewer than {FEWEST_ANSWERS} answers."),
    }
}

/// "0.71 (0.66 to 0.76)"; what is not known of its range stands in the words beside it.
fn with_range(figure: Option<&Figure>) -> Cell {
    Cell::or_empty(figure.map(|figure| match figure.range() {
        Some((low, high)) => {
            // Outwards, as the words have it: what is shown decides.
            let (low, high) = ((low * 100.0 + 1e-9).floor() / 100.0, (high * 100.0 - 1e-9).ceil() / 100.0);
            format!("{} ({} to {})", two(figure.estimate), two(low), two(high))
        }
        None => format!("{} (range not known)", two(figure.estimate)),
    }))
}

/// Two decimals; a minus as it is printed.
fn two(number: f64) -> String {
    let number = if number.abs() < 0.005 { 0.0 } else { number };
    format!("{number:.2}").replace('-', "\u{2212}")
}

fn named(title: &str, header: &[&str], rows: Vec<Vec<Cell>>) -> Sheet {
    Sheet {
        title: title.to_owned(),
        notes: Vec::new(),
        header: header.iter().map(|name| (*name).to_owned()).collect(),
        rows,
    }
}

/// Answers at the ends of the scale.
pub(super) fn ends(quality: &CustodianOnly<AnswerQuality>) -> CustodianOnly<Sheet> {
    let header = ["Question", "Who", "In words", "% lowest", "% highest", "Answers", "People"];
    let row = |ends: &Ends| {
        vec![
            Cell::text(&ends.wording),
            Cell::text(who(ends.role)),
            Cell::text(ends_in_words(ends)),
            Cell::Share(ends.lowest_share()),
            Cell::Share(ends.highest_share()),
            Cell::Count(ends.answers),
            Cell::Count(ends.people),
        ]
    };
    quality.view(|q| named("Answers at the ends of the scale", &header, q.ends.iter().map(row).collect()))
}

/// Whether colleagues agree about one partner.
pub(super) fn colleagues(quality: &CustodianOnly<AnswerQuality>) -> CustodianOnly<Sheet> {
    let header = ["Question", "In words", "Agreement, 0 to 1 (range)", "Groups", "People"];
    let row = |one: &Colleagues| {
        vec![
            Cell::text(&one.wording),
            Cell::text(words(&one.told)),
            with_range(one.told.figure.as_ref()),
            Cell::Count(one.groups),
            Cell::Count(one.people),
        ]
    };
    let title = "Colleagues of one organisation about one partner";
    quality.view(|q| named(title, &header, q.colleagues.iter().map(row).collect()))
}

/// How far items that measure one thing hang together.
pub(super) fn reliability(quality: &CustodianOnly<AnswerQuality>) -> CustodianOnly<Sheet> {
    let header =
        ["What is asked", "Asked about", "In words", "Alpha (range)", "Omega (range)", "Items", "People"];
    let row = |one: &Together| {
        vec![
            Cell::text(&one.label),
            Cell::text(match one.about {
                About::Partner => "each partner",
                About::Partnership => "the partnership",
            }),
            Cell::text(words(&one.told)),
            with_range(one.told.figure.as_ref()),
            one.omega.as_ref().map_or_else(|_| Cell::text("none"), |omega| with_range(Some(omega))),
            Cell::Count(one.items.len()),
            Cell::Count(one.people),
        ]
    };
    let title = "Questions that are asked with several items";
    quality.view(|q| named(title, &header, q.together.iter().map(row).collect()))
}

/// Who was asked and who finished.
pub(super) fn turnout(quality: &CustodianOnly<AnswerQuality>) -> CustodianOnly<Sheet> {
    let header = ["Organisation", "Who", "Asked", "Finished", "% finished"];
    let row = |one: &Turned| {
        vec![
            Cell::text(&one.organisation),
            Cell::text(who(one.role)),
            count(one.asked),
            count(one.finished),
            Cell::Share(percent(one)),
        ]
    };
    quality.view(|q| named("Asked and finished", &header, q.turnout.iter().map(row).collect()))
}

fn count(number: i64) -> Cell {
    Cell::Count(usize::try_from(number).unwrap_or_default())
}

#[expect(clippy::cast_precision_loss, reason = "numbers of people")]
fn percent(one: &Turned) -> f64 {
    100.0 * one.finished as f64 / one.asked.max(1) as f64
}

/// Everything in one table, a row for each figure, for a file.
pub(super) fn whole(quality: &CustodianOnly<AnswerQuality>) -> CustodianOnly<Sheet> {
    let header =
        ["Part", "Of what", "Id", "Who", "Figure", "Value", "From", "To", "Answers", "People", "In words"];
    quality.view(|q| {
        let rows = q.ends.iter().flat_map(of_ends);
        let rows = rows.chain(q.colleagues.iter().map(of_colleagues));
        let rows = rows.chain(q.together.iter().flat_map(of_items));
        let rows = rows.chain(q.turnout.iter().map(of_turnout)).collect();
        let title = format!("How good the answers are: {}", q.wave.label);
        let notes = vec![
            format!("Answers by an open link are left out: {} of this round.", q.by_open_link),
            "Shares are counted, nothing is estimated. From and To are the ends of a 95 % range.".to_owned(),
        ];
        Sheet { notes, ..named(&title, &header, rows) }
    })
}

fn of_ends(ends: &Ends) -> [Vec<Cell>; 2] {
    let row = |figure: &str, value: f64| {
        vec![
            Cell::text("ends of the scale"),
            Cell::text(&ends.wording),
            Cell::text(&ends.variable),
            Cell::text(who(ends.role)),
            Cell::text(figure),
            Cell::Share(value),
            Cell::Empty,
            Cell::Empty,
            Cell::Count(ends.answers),
            Cell::Count(ends.people),
            Cell::text(ends_in_words(ends)),
        ]
    };
    [row("% lowest", ends.lowest_share()), row("% highest", ends.highest_share())]
}

fn of_colleagues(one: &Colleagues) -> Vec<Cell> {
    let [value, from, to] = numbers(one.told.figure.as_ref());
    vec![
        Cell::text("colleagues"),
        Cell::text(&one.wording),
        Cell::text(&one.variable),
        Cell::text("Staff"),
        Cell::text("mean r_wg"),
        value,
        from,
        to,
        Cell::Count(one.answers),
        Cell::Count(one.people),
        Cell::text(format!("{} Against friendly answers: {}", one.told.in_full, one.if_friendly)),
    ]
}

fn of_items(one: &Together) -> [Vec<Cell>; 2] {
    let row = |name: &str, figure: Option<&Figure>, words: String| {
        let [value, from, to] = numbers(figure);
        vec![
            Cell::text("items"),
            Cell::text(format!("{}: {}", one.label, one.items.join(", "))),
            Cell::text(&one.concept),
            Cell::text("Staff"),
            Cell::text(name),
            value,
            from,
            to,
            Cell::Count(one.rows),
            Cell::Count(one.people),
            Cell::text(words),
        ]
    };
    let omega = one.omega.as_ref();
    [
        row("alpha", one.told.figure.as_ref(), words(&one.told)),
        row("omega", omega.ok(), omega.err().cloned().unwrap_or_default()),
    ]
}

fn of_turnout(one: &Turned) -> Vec<Cell> {
    vec![
        Cell::text("asked and finished"),
        Cell::text(&one.organisation),
        Cell::Empty,
        Cell::text(who(one.role)),
        Cell::text("% finished"),
        Cell::Share(percent(one)),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        count(one.asked),
        Cell::text(format!("{} of {} finished", one.finished, one.asked)),
    ]
}

fn numbers(figure: Option<&Figure>) -> [Cell; 3] {
    let of = |number: Option<f64>| number.map_or(Cell::Empty, Cell::Mean);
    let range = figure.and_then(Figure::range);
    [of(figure.map(|f| f.estimate)), of(range.map(|r| r.0)), of(range.map(|r| r.1))]
}
