//! `datapackage.json`: what a package holds, by the Data Package standard (version 1,
//! <https://specs.frictionlessdata.io/data-package/>, table schema and tabular data resource beside it).

use serde_json::{Value, json};

use super::tables::{Field, Table};

/// What is said of a package as a whole.
pub(super) struct About<'a> {
    /// Small letters, digits and hyphens.
    pub(super) name: &'a str,
    pub(super) title: String,
    pub(super) description: String,
    /// The day it was made, such as 2026-11-22.
    pub(super) created: String,
}

/// The text of `datapackage.json`.
pub(super) fn descriptor(about: &About<'_>, tables: &[Table]) -> String {
    let resources: Vec<Value> = tables.iter().map(resource).collect();
    let package = json!({
        "profile": "tabular-data-package",
        "name": about.name,
        "title": about.title,
        "description": about.description,
        "created": format!("{}T00:00:00Z", about.created),
        "resources": resources,
    });
    format!("{package:#}\n")
}

fn resource(table: &Table) -> Value {
    json!({
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.path(),
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true },
        "schema": { "fields": table.fields.iter().map(field).collect::<Vec<Value>>(), "missingValues": [""] },
    })
}

fn field(field: &Field) -> Value {
    let mut described =
        json!({ "name": field.name, "type": field.kind.id(), "description": field.description });
    if !field.one_of.is_empty() {
        described["constraints"] = json!({ "enum": field.one_of });
    }
    described
}
