//! Narratives whose facts Troth does not read yet.

/// What the facts of a narrative wait for, in a sentence; `None` if they are read (`roles`) or if the narrative
/// is not one of the framework's five.
pub fn waiting_for(narrative: &str) -> Option<&'static str> {
    match narrative {
        "expertise" => Some(
            "Not read yet: this waits for what each side knows of the other's services, checked against the \
             directory, for how fresh and complete the directory is, and for assessments that were done twice.",
        ),
        "capacity" => Some(
            "Not read yet: this waits for each side's demand and capacity, and for how its budget has changed.",
        ),
        "distance" => Some(
            "Not read yet: this waits for each side's resources, what share of them runs through the other, and \
             how easily they could be replaced.",
        ),
        "model" => Some(
            "Not read yet: this waits for declared facts about each side: care model, performance regime, \
             reporting, employment terms, planning cycle and systems.",
        ),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_narratives_say_what_they_wait_for() {
        for narrative in ["expertise", "capacity", "distance", "model"] {
            assert!(waiting_for(narrative).is_some_and(|sentence| sentence.ends_with('.')), "{narrative}");
        }
        assert_eq!(waiting_for("roles"), None);
    }
}
