//! A small instrument for tests, and changes to it.

use troth_framework::Lens;
use troth_rate::instrument::Instrument;

pub(crate) const SMALL: &str = r#"id = "small"
version = "1"
status = "not_validated"
source = "Made up for tests."
licence = "Apache-2.0"
default_form = "short"
title = { en = "Small" }
cant_say = { en = "Can’t say" }
contact = { en = "my contact" }

[[language]]
id = "en"
name = "English"
checked = true

[[scale]]
id = "extent"
points = [
    { value = 1, label = { en = "No" } },
    { value = 2, label = { en = "Partly" } },
    { value = 3, label = { en = "Yes" } },
]

[[rotation]]
id = "turns"
show = { short = 1, long = 2 }

[[section]]
id = "partner"
title = { en = "About {partner}" }

[[section]]
id = "last"
title = { en = "Last" }

[[item]]
id = "rely"
variable = "reliance_organisation"
construct = "construct:reliance_organisation"
polarity = "trust"
section = "partner"
per = "partner"
kind = "scale"
scale = "extent"
wording = { en = "We rely on {partner}." }
source = "Ours."
cite = ["troth"]

[[item]]
id = "fair"
variable = "fairness"
construct = "aspect:fairness"
polarity = "trust"
section = "partner"
per = "partner"
rotate = "turns"
kind = "scale"
scale = "extent"
show_if = { item = "rely", values = [2, 3] }
wording = { en = "They are fair." }
source = "Ours."
cite = ["troth"]

[[item]]
id = "known"
variable = "expertise_known"
construct = "narrative:expertise"
facet = "known"
polarity = "trust"
section = "partner"
per = "partner"
rotate = "turns"
kind = "scale"
scale = "extent"
wording = { en = "We know what they can do." }
source = "Ours."
cite = ["troth"]

[[item]]
id = "years"
variable = "years"
background = "To compare people."
section = "last"
per = "self"
kind = "number"
range = { min = 0, max = 60 }
wording = { en = "Years here?" }
source = "Ours."
cite = ["troth"]

[[item]]
id = "words"
variable = "words"
background = "Read, not scored."
section = "last"
per = "self"
kind = "text"
max_characters = 10
wording = { en = "Anything else?" }
source = "Ours."
cite = ["troth"]
"#;

/// The small instrument with some texts replaced; each must be there.
pub(crate) fn changed(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(SMALL.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from:?} is not there");
        text.replacen(from, to, 1)
    })
}

pub(crate) fn parse(text: &str) -> Instrument {
    Instrument::parse(text, "small.toml", Lens::built_in()).unwrap_or_else(|error| panic!("{error}"))
}
