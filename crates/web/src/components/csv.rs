//! A table as a file.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use troth_gate::Released;
use troth_report::csv::{ToCsv, table};

/// `view` as a CSV file called `name`, which holds letters, digits and hyphens only.
pub(crate) fn download<T: ToCsv>(name: &str, view: &Released<T>) -> Response {
    let safe: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{safe}.csv\"")),
    ];
    (headers, table(view)).into_response()
}
