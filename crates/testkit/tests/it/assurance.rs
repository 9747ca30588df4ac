//! What the assurance pack and the page on confidentiality claim is held by tests that exist where they are said to be.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Files of tests and what they test, by their path in the repository.
fn sources() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for folder in ["crates", "e2e/specs", "web-ui/tests", "scripts"] {
        collect(&root(), &root().join(folder), &mut found);
    }
    found
}

fn collect(root: &Path, at: &Path, found: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(at).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, found);
        } else if path.extension().is_some_and(|e| ["rs", "mjs", "ts", "sh"].iter().any(|x| e == *x)) {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            found.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
}

/// The pack, page by page.
fn pack() -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    for entry in std::fs::read_dir(root().join("docs/assurance")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        pages.insert(name, std::fs::read_to_string(&path).unwrap());
    }
    pages
}

/// Words between backticks.
fn spans(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// Whether a word in backticks is the name of a test: small letters joined by underscores, three words or more.
fn is_test(word: &str) -> bool {
    word.matches('_').count() >= 2
        && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

fn is_file(word: &str) -> bool {
    [".rs", ".mjs", ".ts", ".sh"].iter().any(|end| word.ends_with(end))
}

fn holds(text: &str, test: &str) -> bool {
    text.contains(&format!("fn {test}("))
}

/// Cells of a row of a table; none for other lines and for the line under the head.
fn cells(line: &str) -> Option<Vec<&str>> {
    let inside = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    let cells: Vec<&str> = inside.split('|').map(str::trim).collect();
    (!cells.iter().all(|c| c.chars().all(|c| c == '-'))).then_some(cells)
}

/// The controls of the pack: number, words, and what checks them.
fn controls(page: &str) -> Vec<(String, Vec<(String, String)>)> {
    let rows = page.lines().filter_map(cells).filter(|row| is_number(row[0]));
    rows.map(|row| {
        assert_eq!(row.len(), 3, "a control is a number, a sentence and its tests: {row:?}");
        let mut checks = Vec::new();
        for part in row[2].split(';') {
            let words = spans(part);
            let (file, tests) = words.split_last().unwrap_or_else(|| panic!("{} has no test", row[0]));
            assert!(is_file(file) && !tests.is_empty(), "{}: write `test` in `file`, found {part:?}", row[0]);
            checks.extend(tests.iter().map(|test| ((*test).to_owned(), (*file).to_owned())));
        }
        (row[0].to_owned(), checks)
    })
    .collect()
}

/// "C7" and the like.
fn is_number(word: &str) -> bool {
    word.strip_prefix('C').is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()))
}

#[test]
fn every_control_of_the_pack_names_tests_that_are_there() {
    let (sources, pack) = (sources(), pack());
    let controls = controls(&pack["controls.md"]);
    assert!(controls.len() > 20, "the controls were found");
    let mut seen = BTreeSet::new();
    for (number, checks) in &controls {
        assert!(seen.insert(number), "{number} stands twice");
        for (test, file) in checks {
            let text = sources.get(file).unwrap_or_else(|| panic!("{number}: there is no file {file}"));
            assert!(holds(text, test), "{number}: {file} has no test {test}");
        }
    }
}

#[test]
fn pages_of_the_pack_refer_to_controls_files_and_pages_that_are_there() {
    let pack = pack();
    let known: BTreeSet<String> =
        controls(&pack["controls.md"]).into_iter().map(|(number, _)| number).collect();
    for (name, text) in &pack {
        for word in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| is_number(word)) {
            assert!(known.contains(word), "{name}: there is no control {word}");
        }
        for file in spans(text).into_iter().filter(|word| is_file(word) && word.contains('/')) {
            assert!(root().join(file).exists(), "{name}: there is no file {file}");
        }
        for link in text.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            let page = link.split('#').next().unwrap();
            let there = link.starts_with("https://") || page.is_empty();
            assert!(
                there || root().join("docs/assurance").join(page).exists(),
                "{name}: {link} leads nowhere"
            );
        }
    }
}

#[test]
fn every_page_but_the_technical_ones_says_that_it_is_a_draft_to_be_filled_in() {
    for (name, text) in pack() {
        if ["controls.md", "sbom.md", "threat-model.md"].contains(&name.as_str()) {
            continue;
        }
        assert!(text.contains("[to fill in"), "{name} has no place for the partnership");
        assert!(text.contains("Draft"), "{name} does not say that it is a draft");
    }
}

/// Files a row of docs/confidentiality.md speaks of: those named, and what lies in the folder of the same name.
fn candidates<'s>(sources: &'s BTreeMap<String, String>, named: &[&str]) -> Vec<(&'s str, &'s str)> {
    let near = |path: &str| {
        named.iter().any(|name| {
            let folder = format!("/{}/", name.trim_end_matches('/').trim_end_matches(".rs"));
            path.ends_with(&format!("/{name}")) || path.contains(&folder)
        })
    };
    sources.iter().filter(|(path, _)| near(path)).map(|(path, text)| (path.as_str(), text.as_str())).collect()
}

#[test]
fn every_control_of_confidentiality_has_a_test_where_it_says() {
    let sources = sources();
    let page = std::fs::read_to_string(root().join("docs/confidentiality.md")).unwrap();
    let rows = page.lines().skip_while(|line| !line.starts_with("| control ")).skip(1);
    let rows: Vec<Vec<&str>> = rows.take_while(|line| line.starts_with('|')).filter_map(cells).collect();
    assert!(rows.len() > 20, "the controls were found");
    let mut above: Vec<&str> = Vec::new();
    for row in rows {
        let (place, said) = (spans(row[1]), spans(row[2]));
        let named: Vec<&str> = place.iter().chain(&said).copied().filter(|word| !is_test(word)).collect();
        // "there" is the file of this row, or of the row above.
        let mut files = named.clone();
        if row[2].contains("there") {
            files.append(&mut above);
        }
        above = if row[2].contains("there") { files.clone() } else { named };
        let near = candidates(&sources, &files);
        let tests: Vec<&str> = said.into_iter().filter(|word| is_test(word)).collect();
        for test in &tests {
            let found = near.iter().any(|(_, text)| holds(text, test));
            assert!(found, "{:?}: {test} is in none of {files:?}", row[0]);
        }
        let examples = row[2].contains("must not compile");
        assert!(!examples || near.iter().any(|(_, text)| text.contains("compile_fail")), "{:?}", row[0]);
        assert!(examples || !tests.is_empty(), "{:?} names no test", row[0]);
    }
}
