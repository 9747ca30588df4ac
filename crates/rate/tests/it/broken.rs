use proptest::prelude::*;
use troth_framework::Lens;
use troth_rate::instrument::Instrument;

use crate::small::{SMALL, changed, parse};

/// Where `needle` begins in `text`: its line and column, from 1.
fn place(text: &str, needle: &str) -> String {
    let before = &text[..text.find(needle).unwrap_or_else(|| panic!("{needle:?} is not there"))];
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    format!("{}:{column}", before.matches('\n').count() + 1)
}

fn report(text: &str) -> String {
    Instrument::parse(text, "mine.toml", Lens::built_in()).unwrap_err().to_string()
}

/// One change, the place at which it is reported, and what the only message says.
fn refused(from: &str, to: &str, at: &str, says: &str) {
    let text = changed(&[(from, to)]);
    let report = report(&text);
    let line = format!("mine.toml:{}: {says}", place(&text, at));
    assert!(report.lines().any(|found| found.starts_with(&line)), "no\n{line}\nin\n{report}");
    assert!(report.starts_with("The instrument mine.toml cannot be used: 1 problem."), "{report}");
}

#[test]
fn the_small_instrument_is_whole() {
    assert_eq!(parse(SMALL).items.len(), 5);
}

#[test]
fn what_is_not_text_or_not_toml() {
    let mut bytes = SMALL.as_bytes().to_vec();
    bytes.insert(3, 0xff);
    let error = Instrument::read(&bytes, "mine.toml", Lens::built_in()).unwrap_err().to_string();
    assert!(
        error.contains("mine.toml:1:4: From here the file is not UTF-8 text. Save it as UTF-8."),
        "{error}"
    );
    assert!(report("id = = 3").contains("mine.toml:1:6: This is not TOML:"));
    let marked = [b"\xef\xbb\xbf", SMALL.as_bytes()].concat();
    assert!(Instrument::read(&marked, "mine.toml", Lens::built_in()).is_ok(), "a mark at the start is taken");
}

#[test]
fn a_field_that_is_missing_unknown_or_of_another_kind() {
    refused(
        "version = \"1\"\n",
        "",
        "id = \"small\"",
        "The top of the file: missing field `version`. Add `version`.",
    );
    let text = changed(&[("kind = \"number\"", "kind = \"dice\"")]);
    let at = place(&text, "\"dice\"");
    let report = report(&text);
    assert!(
        report.contains(&format!("mine.toml:{at}: item `years`: unknown variant `dice`. Use one of `scale`")),
        "{report}"
    );
    refused(
        "facet = \"known\"",
        "faset = \"known\"",
        "faset",
        "item `known`: unknown field `faset`. Use one of",
    );
    refused("[[rotation]]", "[rotation]", "[rotation]", "`rotation` is not a list of entries.");
}

#[test]
fn ids_are_used_once_and_plain() {
    refused(
        "id = \"words\"",
        "id = \"years\"",
        "\"years\"\nvariable = \"words\"",
        "The id `years` is used twice in `item`.",
    );
    refused("id = \"words\"", "id = \"my words\"", "\"my words\"", "`my words` cannot be the id of a item.");
    refused(
        "variable = \"words\"",
        "variable = \"years\"",
        "\"years\"\nbackground = \"Read",
        "item `words`: another item has the variable `years`.",
    );
}

#[test]
fn words_are_there_in_each_language_and_fit_a_phone() {
    let second = "[[language]]\nid = \"cy\"\nname = \"Cymraeg\"\nchecked = false\n\n[[scale]]";
    let report = report(&changed(&[("[[scale]]", second)]));
    assert!(report.contains("item `fair`, `wording` has no words in `cy`. Add `cy = \"…\"`."), "{report}");
    assert!(report.contains("scale `extent`, the label of 2 has no words in `cy`."), "{report}");
    refused(
        "en = \"Last\"",
        "en = \"Last\", de = \"Ende\"",
        "\"Ende\"",
        "section `last`, `title` has words in `de`, which is no language here.",
    );
    let long = format!("en = \"{}\"", "They are fair. ".repeat(9));
    refused(
        "en = \"They are fair.\"",
        &long,
        &long[5..],
        "item `fair`, `wording` has 135 characters, too many for a phone. Shorten it to 120 or fewer.",
    );
    refused(
        "en = \"Years here?\"",
        "en = \"Years at {partner}?\"",
        "\"Years at",
        "item `years`, `wording` has {partner}, which nothing is put in for here. Remove the braces.",
    );
    refused(
        "en = \"They are fair.\"",
        "en = \"{they} are fair.\"",
        "\"{they}",
        "item `fair`, `wording` has {they}, which nothing is put in for here. Use {partner}, {contact}, or",
    );
}

#[test]
fn what_it_measures_is_what_the_framework_says() {
    refused(
        "variable = \"fairness\"",
        "variable = \"fair_play\"",
        "\"fair_play\"",
        "item `fair`: the framework has no variable `fair_play`. Use a variable of the framework, or say in `background`",
    );
    refused(
        "construct = \"aspect:fairness\"",
        "construct = \"aspect:mutuality\"",
        "\"aspect:mutuality\"",
        "item `fair`: `construct` is not what the framework says of `fairness`. The framework has: \"aspect:fairness\".",
    );
    refused(
        "facet = \"known\"\npolarity = \"trust\"",
        "facet = \"known\"\npolarity = \"asymmetry\"",
        "\"asymmetry\"",
        "item `known`: `polarity` is not",
    );
    refused(
        "variable = \"years\"\nbackground = \"To compare people.\"",
        "variable = \"years\"\nbackground = \" \"",
        "\" \"",
        "item `years`: `background` gives no reason.",
    );
    refused(
        "cite = [\"troth\"]",
        "cite = [\"nobody\"]",
        "\"nobody\"",
        "item `rely` cites `nobody`, which is no source of the framework.",
    );
}

#[test]
fn each_kind_has_its_own_parts() {
    refused(
        "range = { min = 0, max = 60 }\n",
        "",
        "\"number\"",
        "item `years` has no `range`, which a question of kind \"number\" needs.",
    );
    refused(
        "max_characters = 10",
        "no_cant_say = \"x\"",
        "\"x\"",
        "item `words`: `no_cant_say` does not belong to a question of kind \"text\".",
    );
    refused(
        "min = 0, max = 60",
        "min = 60, max = 0",
        "{ min = 60",
        "item `years`: the range goes from 60 to 0.",
    );
    refused(
        "value = 1",
        "value = 0",
        "[\n    { value = 0",
        "scale `extent` is ordered and its values do not go up by one.",
    );
}

#[test]
fn skip_rules_look_back_at_what_everybody_was_asked() {
    refused(
        "item = \"rely\", values",
        "item = \"known\", values",
        "\"known\", values",
        "item `fair`: `show_if` looks at `known`, which is not asked before it.",
    );
    refused(
        "item = \"rely\", values",
        "item = \"fair\", values",
        "\"fair\", values",
        "item `fair`: `show_if` looks at `fair`, which is not asked before it.",
    );
    refused(
        "item = \"rely\", values = [2, 3]",
        "item = \"rely\", values = [2, 9]",
        "9]",
        "item `fair`: `show_if` names the value 9, which `rely` does not have. Use values from 1 to 3.",
    );
    refused(
        "item = \"rely\", values = [2, 3]",
        "item = \"rely\", values = []",
        "[] }",
        "item `fair`: `show_if` names no value.",
    );
    refused(
        "item = \"rely\", values",
        "item = \"nobody\", values",
        "\"nobody\", values",
        "item `fair`: `show_if` names the item `nobody`, which is not there.",
    );
    refused(
        "kind = \"number\"",
        "show_if = { item = \"rely\", values = [1] }\nkind = \"number\"",
        "\"rely\", values = [1]",
        "item `years`: `show_if` looks at `rely`, which is asked about each partner.",
    );
    refused(
        "kind = \"text\"",
        "show_if = { item = \"years\", values = [1] }\nkind = \"text\"",
        "\"years\", values",
        "item `words`: `show_if` looks at `years`, which has no fixed answers.",
    );
    refused(
        "per = \"partner\"\nkind",
        "per = \"partner\"\nwho = \"staff\"\nkind",
        "\"rely\", values",
        "item `fair`: `show_if` looks at `rely`, which others are asked.",
    );
    refused(
        "per = \"partner\"\nkind",
        "per = \"partner\"\nform = \"long\"\nkind",
        "\"rely\", values",
        "item `fair`: `show_if` looks at `rely`, which the short form does not have.",
    );
}

#[test]
fn rotations_can_turn() {
    refused(
        "short = 1, long = 2",
        "short = 1, long = 3",
        "3 }\n\n[[section]]",
        "rotation `turns` shows 3 of 2.",
    );
    refused(
        "short = 1, long = 2",
        "short = 2, long = 1",
        "1 }\n\n[[section]]",
        "rotation `turns` shows fewer in the long form.",
    );
    refused("short = 1, long = 2", "short = 0, long = 2", "0, long", "rotation `turns` shows none.");
    refused(
        "rotate = \"turns\"",
        "rotate = \"turns\"\nwho = \"staff\"",
        "\"turns\"\nkind",
        "item `known` takes turns in `turns` with items that others are asked.",
    );
}

#[test]
fn sections_about_partners_stand_together() {
    refused(
        "section = \"last\"",
        "section = \"partner\"",
        "\"partner\"\ntitle",
        "section `partner` has questions about partners and others.",
    );
    refused(
        "[[section]]\nid = \"last\"",
        "[[section]]\nid = \"none\"\ntitle = { en = \"None\" }\n\n[[section]]\nid = \"last\"",
        "\"none\"",
        "section `none` has no items.",
    );
}

#[test]
fn all_problems_are_told_at_once_in_the_order_of_the_file() {
    let report = report(&changed(&[
        ("en = \"Small\"", "en = \"\""),
        ("cite = [\"troth\"]", "cite = [\"nobody\"]"),
        ("min = 0", "min = 99"),
    ]));
    let lines: Vec<&str> = report.lines().collect();
    assert!(lines[0].ends_with("3 problems."), "{report}");
    assert!(
        lines[1].contains("The title") && lines[2].contains("nobody") && lines[3].contains("99"),
        "{report}"
    );
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = Instrument::read(&bytes, "x", Lens::built_in());
    }

    #[test]
    fn a_damaged_file_is_read_or_refused_with_places(
        from in 0.0_f64..1.0, length in 0_usize..60, put in "[a-z0-9=\\[\\]{}\",. \n]{0,12}",
    ) {
        let letters: Vec<char> = SMALL.chars().collect();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place")]
        let begin = (from * letters.len() as f64) as usize;
        let end = (begin + length).min(letters.len());
        let text: String = letters[..begin].iter().chain(&put.chars().collect::<Vec<_>>()).chain(&letters[end..]).collect();
        if let Err(error) = Instrument::parse(&text, "x", Lens::built_in()) {
            prop_assert!(!error.problems.is_empty());
            let lines = text.lines().count().max(1) + 1;
            prop_assert!(error.problems.iter().all(|p| p.line >= 1 && p.line <= lines && p.column >= 1));
            prop_assert!(error.problems.iter().all(|p| p.what.ends_with('.') && p.fix.ends_with('.')));
        }
    }
}
