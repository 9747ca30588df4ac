//! What a coder says of a passage, in words.

use troth_app::organisations::Names;
use troth_say::{About, Coding};

/// "told as a loss, about the council".
pub(crate) fn told(coding: &Coding, names: &Names) -> String {
    let how = coding.polarity.map(|p| p.words().to_owned());
    let whom = coding.about.as_ref().map(|about| format!("about {}", whom(about, names)));
    match (how, whom) {
        (Some(how), Some(whom)) => format!("{how}, {whom}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => "not said how it is told, or about whom".to_owned(),
    }
}

/// Whom a passage is about, by name.
fn whom(about: &About, names: &Names) -> String {
    match about {
        About::Organisation(id) => names.name(*id),
        About::Sector(sector) => sector.words(),
    }
}
