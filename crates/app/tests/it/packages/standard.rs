//! The rules of the Data Package standard (version 1) that a package has to keep:
//! <https://specs.frictionlessdata.io/data-package/>, <https://specs.frictionlessdata.io/data-resource/>,
//! <https://specs.frictionlessdata.io/tabular-data-resource/>, <https://specs.frictionlessdata.io/table-schema/>.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;
use serde_json::Value;

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("{name} is missing in {value}"))
}

pub(super) fn check(files: &BTreeMap<String, Vec<u8>>) {
    let package: Value = serde_json::from_slice(&files["datapackage.json"]).unwrap();
    // A name is "lower-case and contain only alphanumeric characters along with '.', '_' or '-'".
    let named = Regex::new("^[a-z0-9._-]+$").unwrap();
    assert!(named.is_match(text(&package, "name")), "{}", text(&package, "name"));
    assert_eq!(text(&package, "profile"), "tabular-data-package");
    let created = Regex::new(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$").unwrap();
    assert!(created.is_match(text(&package, "created")));
    let resources = package["resources"].as_array().unwrap();
    assert!(!resources.is_empty(), "a package has at least one resource");
    let names: BTreeSet<&str> = resources.iter().map(|r| text(r, "name")).collect();
    assert_eq!(names.len(), resources.len(), "names of resources are unique");
    for resource in resources {
        assert!(named.is_match(text(resource, "name")));
        let path = text(resource, "path");
        assert!(!path.starts_with('/') && !path.contains("..") && !path.contains('\\'), "{path}");
        assert_eq!(text(resource, "profile"), "tabular-data-resource");
        assert_eq!(text(resource, "encoding"), "utf-8");
        table(resource, std::str::from_utf8(&files[path]).unwrap());
    }
    let tables = files.keys().filter(|name| name.ends_with(".csv")).count();
    assert_eq!(tables, resources.len(), "every table is described");
}

/// Headings are those of the schema in their order, and every cell can be read as its type.
fn table(resource: &Value, csv: &str) {
    let fields = resource["schema"]["fields"].as_array().unwrap();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let headings: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(headings, fields.iter().map(|f| text(f, "name").to_owned()).collect::<Vec<_>>());
    let unique: BTreeSet<&String> = headings.iter().collect();
    assert_eq!(unique.len(), headings.len(), "names of fields are unique");
    let missing: Vec<&str> =
        resource["schema"]["missingValues"].as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect();
    for row in reader.records() {
        for (cell, field) in row.unwrap().iter().zip(fields).filter(|(cell, _)| !missing.contains(cell)) {
            match text(field, "type") {
                "number" => assert!(cell.parse::<f64>().is_ok(), "{cell} in {field}"),
                "integer" => assert!(cell.parse::<i64>().is_ok(), "{cell} in {field}"),
                kind => assert_eq!(kind, "string"),
            }
            if let Some(words) = field["constraints"]["enum"].as_array() {
                assert!(words.iter().any(|word| word == cell), "{cell} in {field}");
            }
        }
    }
}
