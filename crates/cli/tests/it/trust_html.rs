//! `troth trust --html` as it is typed: for whom the page is, what may not be on it, and that it is of one piece.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use troth_app::App;
use troth_app::sample::Folder;
use troth_app::views::map::{MapFilter, MapView};
use troth_network::{FixedClock, IdSource, Timestamp};

use super::run::{Ran, repository, text, troth};

const ROUND: &str = "samples/brook-edge/ratings-wave2.csv";
const QUESTION: &str = "reliance_organisation";

/// The page of `file` on one question, and how the command ended.
fn page(folder: &Path, file: &Path, more: &[&str]) -> (String, Ran) {
    let to = folder.join("page.html");
    let mut arguments = vec!["trust", text(file), "--variable", QUESTION, "--html", text(&to)];
    arguments.extend(more);
    let ran = troth(folder, &arguments);
    (std::fs::read_to_string(to).unwrap_or_default(), ran)
}

/// What the table of the page says of `from` about `to`, without its tags.
fn said<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let cell = format!("data-l=\"{from} about {to}\">");
    page.split(&cell).nth(1).map_or("", |rest| rest.split("</td>").next().unwrap())
}

/// Directions of the question whose answers the agreed audience may not see, told from the rows themselves.
fn withheld(rows: &str) -> BTreeSet<(String, String)> {
    let mut staff: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    let mut open = BTreeSet::new();
    for row in rows.lines().skip(1).map(|row| row.split(',').collect::<Vec<_>>()) {
        if row[4] != QUESTION {
            continue;
        }
        let direction = (row[1].to_owned(), row[3].to_owned());
        if row[6] == "staff" {
            staff.entry(direction).or_default().insert(row[2].to_owned());
        } else {
            staff.entry(direction.clone()).or_default();
            if row[7] == "audience" {
                open.insert(direction);
            }
        }
    }
    let hidden = staff.into_iter().filter(|(d, people)| people.len() < 5 && !open.contains(d));
    hidden.map(|(direction, _)| direction).collect()
}

#[test]
fn the_page_is_of_one_piece_and_beside_the_result() {
    let folder = tempfile::tempdir().unwrap();
    let (page, ran) = page(folder.path(), &repository(ROUND), &["--format", "json", "--seed", "41"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        serde_json::from_str::<serde_json::Value>(&ran.out).is_ok(),
        "the result is on standard output as ever"
    );
    for never in ["http:", "https:", "//", "<script", "@import", "<img", "<link rel=\"stylesheet\""] {
        assert!(!page.contains(never), "{never}");
    }
    for part in [
        "<svg class=\"map w\"",
        "Both sides of every pair",
        "The same as a table: ",
        "Where the differences come from",
        "What was left out, and why",
        "How this was worked out",
        "Not for contract performance, procurement or inspection.",
        "confirms that the organisations agreed to be named",
        "<dt>Seed</dt>",
        concat!("Troth ", env!("CARGO_PKG_VERSION")),
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert!(ran.err.contains("written for the agreed audience"));
}

#[test]
fn no_value_of_a_withheld_direction_and_no_row_of_staff_is_on_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let rows = std::fs::read_to_string(repository(ROUND)).unwrap();
    let hidden = withheld(&rows);
    assert!(hidden.len() > 10, "the sample withholds some");
    let (shown, _) = page(folder.path(), &repository(ROUND), &[]);
    for (from, to) in &hidden {
        let cell = said(&shown, from, to);
        assert!(cell.contains("Not enough answers") && !cell.contains("<b>"), "{from} about {to}: {cell}");
    }
    for row in
        rows.lines().skip(1).map(|row| row.split(',').collect::<Vec<_>>()).filter(|row| !row[2].is_empty())
    {
        assert!(!shown.contains(row[2]), "respondent {}", row[2]);
    }
    // Whatever stands in the rows of withheld directions, the page is the same to the last digit.
    let turned: String = rows
        .lines()
        .map(|row| {
            let mut cells: Vec<&str> = row.split(',').collect();
            if hidden.contains(&(cells[1].to_owned(), cells[3].to_owned())) {
                cells[5] = if cells[5] == "1" { "5" } else { "1" };
            }
            format!("{}\n", cells.join(","))
        })
        .collect();
    assert_ne!(turned, rows);
    let file = folder.path().join("ratings-wave2.csv");
    std::fs::write(&file, turned).unwrap();
    assert_eq!(page(folder.path(), &file, &[]).0, shown);
}

#[test]
fn unsuppressed_says_so_and_holds_everything() {
    let folder = tempfile::tempdir().unwrap();
    let (page, ran) = page(folder.path(), &repository(ROUND), &["--unsuppressed"]);
    assert!(page.contains("<title>Custodian only, unsuppressed: "));
    assert!(page.find("Custodian only, unsuppressed.").unwrap() < page.find("<h1>").unwrap());
    assert!(!page.contains("Not enough answers") && !page.contains("Withheld: "));
    let hidden = withheld(&std::fs::read_to_string(repository(ROUND)).unwrap());
    assert!(hidden.iter().all(|(from, to)| said(&page, from, to).contains("answer")));
    assert!(ran.err.contains("for the custodian alone"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(folder.path().join("page.html")).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "for its owner alone");
    }
}

/// The same answers opened as a partnership, and its map of the question.
fn map() -> MapView {
    let root = repository("samples/brook-edge");
    let mut files = Folder::new();
    for inner in ["", "interviews"] {
        for entry in std::fs::read_dir(root.join(inner)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = text(path.strip_prefix(&root).unwrap()).to_owned();
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    let clock = Arc::new(FixedClock(Timestamp::from_micros(1_700_000_000_000_000)));
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let ids = IdSource::new(ChaCha8Rng::seed_from_u64(3));
        let app = App::open("sqlite::memory:", clock, ids).await.unwrap();
        let network = app.open_folder(&files).await.unwrap();
        app.map(&network, &MapFilter { wave: Some("2".into()), ..MapFilter::default() }).await.unwrap()
    })
}

/// The range in a cell of the table.
fn range(cell: &str) -> (f64, f64) {
    let inside = cell.split("<span class=\"nw\">(").nth(1).unwrap().split(')').next().unwrap();
    let (low, high) = inside.split_once(" to ").unwrap();
    (low.parse().unwrap(), high.parse().unwrap())
}

#[test]
fn the_page_holds_what_the_map_of_the_same_answers_holds_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let (page, _) = page(folder.path(), &repository(ROUND), &[]);
    let view = map();
    let picture = &view.body.value().picture;
    assert!(picture.edges.len() > 20);
    for edge in &picture.edges {
        let (a, b) = (&edge.first.external_id, &edge.second.external_id);
        for (cell, state) in [(said(&page, a, b), &edge.forth), (said(&page, b, a), &edge.back)] {
            assert!(!cell.is_empty(), "{a} and {b}");
            match state.value() {
                None => assert!(!cell.contains("<b>"), "{a} and {b}: {cell}"),
                Some(value) => {
                    let estimate = format!("<b>{}</b>", (value.estimate * 100.0).round());
                    assert!(cell.contains(&estimate), "{a} and {b}: {cell} {estimate}");
                    let (low, high) = value.interval().unwrap();
                    let (least, most) = range(cell);
                    // Draws are dealt out in the order of the ids, which differ between databases.
                    assert!((least - low * 100.0).abs() < 2.0 && (most - high * 100.0).abs() < 2.0, "{cell}");
                }
            }
        }
    }
    assert_eq!(
        page.matches("<th scope=\"row\">").count(),
        picture.edges.len() + 3 + 2,
        "pairs, parts, reciprocities"
    );
}

#[test]
fn bad_input_gets_the_same_words_with_and_without_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("r.csv");
    let to = folder.path().join("p.html");
    let cases: [&[u8]; 4] =
        [b"", b"from,to\na,b\n", b"rater,target,value\n", b"rater,target,value\nCaf\xe9,b,1\n"];
    for bytes in cases {
        std::fs::write(&file, bytes).unwrap();
        let plain = troth(folder.path(), &["trust", text(&file)]);
        let with_page = troth(folder.path(), &["trust", text(&file), "--html", text(&to)]);
        assert_eq!((plain.code, &plain.err), (with_page.code, &with_page.err));
        assert!(plain.code == 1 && !to.exists());
    }
}

#[test]
fn what_is_not_understood_about_the_page_ends_with_two() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("r.csv");
    std::fs::write(&file, "rater,target,value\na,b,1\nb,a,2\n").unwrap();
    for (more, says) in [
        (&["--html", text(&file)][..], "would overwrite the answers"),
        (&["--html", "-"], "Name a file for --html"),
        (&["--html", "p.html", "--representatives-visible-to", "all"], "totals, pooled, partner or audience"),
    ] {
        let ran = troth(folder.path(), &[&["trust", text(&file)], more].concat());
        assert!(ran.code == 2 && ran.err.contains(says), "{}", ran.err);
    }
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("rater"));
    let ran = troth(folder.path(), &["trust", text(&file), "--html", "no/such/folder/p.html"]);
    assert!(ran.code == 1 && ran.err.contains("The page cannot be written to"), "{}", ran.err);
}
