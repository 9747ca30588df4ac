//! Both databases have the same tables with the same columns, made by migrations of the same names.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// Columns by table, from the text of the migrations; by file.
fn tables(kind: &str) -> BTreeMap<String, BTreeMap<String, Vec<String>>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("migrations").join(kind);
    std::fs::read_dir(folder)
        .unwrap()
        .map(|file| {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, tables_of(&std::fs::read_to_string(path).unwrap()))
        })
        .collect()
}

fn tables_of(sql: &str) -> BTreeMap<String, Vec<String>> {
    let mut tables = BTreeMap::new();
    let mut lines = sql.lines();
    while let Some(line) = lines.next() {
        // An index of words is a table of its own kind on SQLite.
        let line = line.replace("VIRTUAL ", "").replace("USING fts5 ", "");
        let Some(name) = line.strip_prefix("CREATE TABLE ") else { continue };
        let columns = lines
            .by_ref()
            .take_while(|line| !line.starts_with(')'))
            .filter(|line| !line.contains(" = "))
            .filter_map(|line| line.split_whitespace().next().map(|word| word.trim_end_matches(',')))
            .filter(|word| word.starts_with(char::is_lowercase))
            .map(str::to_owned)
            .collect();
        tables.insert(name.trim_end_matches(" (").to_owned(), columns);
    }
    tables
}

#[test]
fn both_databases_have_the_same_tables_and_columns() {
    let sqlite = tables("sqlite");
    assert_eq!(sqlite, tables("postgres"));
    let names: Vec<_> = sqlite.values().flat_map(BTreeMap::keys).collect();
    assert!(names.len() > 20 && sqlite["0002_ratings.sql"]["rating"].contains(&"visible_to".to_owned()));
}

#[test]
fn every_table_of_sqlite_is_strict() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite");
    for file in std::fs::read_dir(folder).unwrap() {
        let sql = std::fs::read_to_string(file.unwrap().path()).unwrap();
        assert_eq!(sql.matches("CREATE TABLE").count(), sql.matches(") STRICT;").count());
    }
}

/// Columns that later migrations add, with their tables, from their text; by file.
fn added(kind: &str) -> BTreeMap<String, Vec<String>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("migrations").join(kind);
    let added = |sql: &str| -> Vec<String> {
        let words = |line: &str| line.split_whitespace().take(6).collect::<Vec<_>>().join(" ");
        sql.lines().filter(|line| line.contains(" ADD COLUMN ")).map(words).collect()
    };
    std::fs::read_dir(folder)
        .unwrap()
        .map(|file| {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, added(&std::fs::read_to_string(path).unwrap()))
        })
        .collect()
}

#[test]
fn columns_that_were_added_later_are_the_same_on_both_databases() {
    let sqlite = added("sqlite");
    assert_eq!(sqlite, added("postgres"));
    let comment =
        ["released_words", "revision"].map(|c| format!("ALTER TABLE survey_comment ADD COLUMN {c}"));
    assert_eq!(sqlite["0029_released_words.sql"], comment);
}
