use troth_rate::instrument::{DictionaryRow, Instrument};

fn row(item: &str, language: &str) -> DictionaryRow {
    let rows = Instrument::built_in().dictionary(language);
    rows.into_iter().find(|row| row.item == item).unwrap()
}

#[test]
fn a_row_says_all_that_an_analyst_needs() {
    let row = row("model_open", "en");
    assert_eq!(row.wording, "They are open to changing how they work.");
    assert_eq!((row.scale_min, row.scale_max), (Some(1), Some(5)));
    assert_eq!(row.value_labels, "1 = Not at all; 2 = A little; 3 = Partly; 4 = Mostly; 5 = Completely");
    assert_eq!(
        (row.construct.as_str(), row.facet.as_str(), row.polarity),
        ("narrative:model", "open", "trust")
    );
    assert_eq!(
        (row.per, row.who, row.form, row.rotation.as_str()),
        ("partner", "everyone", "short", "model")
    );
    assert!(row.source.contains("Li et al. 2018"));
}

#[test]
fn background_has_no_polarity_and_words_no_scale() {
    let words = row("own_words", "en");
    assert_eq!((words.scale_min, words.scale_max, words.polarity), (None, None, ""));
    assert_eq!((words.cant_say.as_str(), words.value_labels.as_str()), ("", ""));
    assert_eq!(row("knows_service", "nl").cant_say, "Dat weet ik niet");
    assert_eq!(row("conflict", "en").polarity, "asymmetry");
}

#[test]
fn cells_and_json_hold_the_same_under_the_same_names() {
    for row in Instrument::built_in().dictionary("en") {
        let json = serde_json::to_value(&row).unwrap();
        for (name, cell) in DictionaryRow::HEADINGS.into_iter().zip(row.cells()) {
            let value = &json[name];
            let text = value.as_str().map_or_else(
                || if value.is_null() { String::new() } else { value.to_string() },
                str::to_owned,
            );
            assert_eq!(text, cell, "{name} of {}", row.item);
        }
        assert_eq!(json.as_object().unwrap().len(), DictionaryRow::HEADINGS.len());
    }
}
