//! Reading the sample files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::Value;

/// The three networks.
pub(crate) const NETWORKS: [&str; 3] = ["alder-vale", "brook-edge", "castle-green"];

/// A row by column name.
pub(crate) type Row = BTreeMap<String, String>;

pub(crate) fn path(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples")).join(name)
}

pub(crate) fn text(name: &str) -> String {
    let bytes = std::fs::read(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    String::from_utf8(bytes).unwrap_or_else(|error| panic!("{name}: {error}"))
}

pub(crate) fn rows(name: &str) -> Vec<Row> {
    let text = text(name);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.unwrap_or_else(|error| panic!("{name}: {error}"))).collect()
}

pub(crate) fn columns(name: &str) -> String {
    text(name).lines().next().unwrap_or_default().to_owned()
}

pub(crate) fn json(name: &str) -> Value {
    serde_json::from_str(&text(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The ids in a file's column `id`.
pub(crate) fn ids(name: &str) -> BTreeSet<String> {
    rows(name).into_iter().map(|row| row["id"].clone()).collect()
}

/// Sector by organisation.
pub(crate) fn sectors(network: &str) -> BTreeMap<String, String> {
    let rows = rows(&format!("{network}/organisations.csv"));
    rows.into_iter().map(|row| (row["id"].clone(), row["sector"].clone())).collect()
}

/// Checks a calendar date such as 2026-10-16 and gives it back for comparison.
pub(crate) fn date(value: &Value) -> time::Date {
    let text = value.as_str().unwrap_or_else(|| panic!("{value} is not a date"));
    let format = time::macros::format_description!("[year]-[month]-[day]");
    time::Date::parse(text, format).unwrap_or_else(|error| panic!("{text}: {error}"))
}
