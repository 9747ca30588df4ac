use troth_framework::Lens;

/// The built-in file with one text replaced by another; the text must be there.
fn changed(from: &str, to: &str) -> String {
    let text = Lens::built_in_text();
    assert!(text.contains(from), "the built-in file no longer has {from:?}");
    text.replacen(from, to, 1)
}

/// Where `needle` begins in `text`: its line and column, from 1, so that tests need no fixed numbers.
fn place(text: &str, needle: &str) -> String {
    let before = &text[..text.find(needle).unwrap()];
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    format!("{}:{column}", before.matches('\n').count() + 1)
}

fn report(text: &str) -> String {
    Lens::parse(text, "mine.toml").unwrap_err().to_string()
}

/// One change, the place where it must be reported, and what the report must say.
fn refused(from: &str, to: &str, at: &str, says: &[&str]) {
    let text = changed(from, to);
    let report = report(&text);
    let start = format!("mine.toml:{}: ", place(&text, at));
    let line = report.lines().find(|line| line.starts_with(&start));
    let line = line.unwrap_or_else(|| panic!("nothing at {start}in\n{report}"));
    for words in says {
        assert!(line.contains(words), "{words:?} is not in\n{line}");
    }
    assert!(report.starts_with("The framework file mine.toml cannot be used: 1 problem."), "{report}");
}

#[test]
fn text_that_is_not_toml() {
    let text = changed("version = \"1", "version = = \"1");
    let report = report(&text);
    let at = place(&text, "= \"1");
    assert!(report.contains(&format!("mine.toml:{at}: This is not TOML: extra `=`")), "{report}");
}

#[test]
fn unknown_field() {
    refused(
        "short_label = \"Roles\"",
        "short_labl = \"x\"\nshort_label = \"Roles\"",
        "short_labl =",
        &[
            "Narrative `roles`: unknown field `short_labl`.",
            "Remove it, or correct the name",
            "`short_label`",
        ],
    );
}

#[test]
fn unknown_field_deep_inside_an_entry() {
    refused(
        "to = \"mutuality\", drawn",
        "to = \"mutuality\", strenght = 1, drawn",
        "strenght",
        &["Narrative `roles`: unknown field `strenght`."],
    );
}

#[test]
fn unknown_part_of_the_file() {
    refused(
        "[[family]]\nid = \"power\"",
        "[[famly]]\nid = \"x\"\ncite = [\"troth\"]\n\n[[family]]\nid = \"power\"",
        "famly]]",
        &["`famly` is not a part of a framework.", "use one of: version, title, source, family"],
    );
}

#[test]
fn missing_citation() {
    refused(
        "cite = [\"islam2020\"]\nmark = \"V\"\n\n[[family]]\nid = \"power\"",
        "mark = \"V\"\n\n[[family]]\nid = \"power\"",
        "[[family]]",
        &["Family `knowledge`: missing field `cite`.", "id of a [[source]]"],
    );
}

#[test]
fn empty_citation() {
    refused(
        "cite = [\"islam2020\"]\nmark = \"V\"\n\n[[family]]\nid = \"power\"",
        "cite = []\nmark = \"V\"\n\n[[family]]\nid = \"power\"",
        "[]\nmark",
        &["Family `knowledge`: `cite` is empty", "mark \"A\""],
    );
}

#[test]
fn citation_of_an_unknown_source() {
    refused(
        "origin = [\"sako1998\"]",
        "origin = [\"sako1989\"]",
        "\"sako1989\"",
        &["Factor `F01`: `origin` names the source `sako1989`, which does not exist."],
    );
}

#[test]
fn unknown_strength_mark() {
    refused(
        "cite = [\"islam2020\"]\nmark = \"V\"\n\n[[family]]\nid = \"power\"",
        "cite = [\"islam2020\"]\nmark = \"X\"\n\n[[family]]\nid = \"power\"",
        "\"X\"",
        &["Family `knowledge`: unknown variant `X`.", "`V`", "`A`"],
    );
}

#[test]
fn arrow_to_nowhere() {
    refused(
        "{ to = \"mutuality\"",
        "{ to = \"mutualty\"",
        "\"mutualty\"",
        &[
            "Narrative `roles`: `erodes.to` names the aspect `mutualty`, which does not exist.",
            "Use one of: credibility, fairness, mutuality, predictability",
        ],
    );
}

#[test]
fn an_outcome_is_not_an_aspect() {
    refused("{ to = \"mutuality\"", "{ to = \"planning\"", "\"planning\"", &["names the aspect `planning`"]);
}

#[test]
fn id_used_twice() {
    let text = changed("[[family]]\nid = \"power\"", "[[family]]\nid = \"knowledge\"");
    let report = report(&text);
    let first = text.lines().position(|line| line == "id = \"knowledge\"").unwrap() + 1;
    assert!(report.contains("The id `knowledge` is used twice in `family`."), "{report}");
    assert!(report.contains(&format!("The first is on line {first}.")), "{report}");
}

#[test]
fn measure_on_an_unknown_narrative() {
    refused(
        "{ narrative = \"expertise\", mark",
        "{ narrative = \"skills\", mark",
        "\"skills\"",
        &["Measure `M1`: `works_on.narrative` names the narrative `skills`, which does not exist."],
    );
}

#[test]
fn caution_on_an_unknown_mechanism() {
    refused("mechanism = \"W9\"", "mechanism = \"W99\"", "\"W99\"", &["names the mechanism `W99`"]);
}

#[test]
fn variable_of_an_unknown_target() {
    refused(
        "maps_to = { narrative = \"roles\" }",
        "maps_to = { narrative = \"rolls\" }",
        "\"rolls\"",
        &["Variable `roles_clear`: `maps_to` names the narrative `rolls`, which does not exist."],
    );
}

#[test]
fn variable_of_an_unknown_kind() {
    refused(
        "maps_to = { narrative = \"roles\" }",
        "maps_to = { story = \"roles\" }",
        "story =",
        &["Variable `roles_clear`: unknown variant `story`."],
    );
}

#[test]
fn variable_of_an_unknown_facet() {
    refused(
        "facet = \"known\"",
        "facet = \"knwon\"",
        "\"knwon\"",
        &[
            "Variable `expertise_known`: narrative `expertise` has no facet `knwon`. Use one of: known, recognised.",
        ],
    );
}

#[test]
fn empty_wording() {
    refused(
        "wording = \"It is clear who does what between this partner and us.\"",
        "wording = \" \"",
        "\" \"",
        &["Variable `roles_clear`: `wording` is empty."],
    );
}

#[test]
fn source_that_cannot_be_looked_up() {
    refused(
        "doi = \"10.1007/s11365-019-00583-8\"\n",
        "",
        "[[source]]\nid = \"islam2020\"",
        &["Source `islam2020` cannot be looked up."],
    );
}

#[test]
fn choice_without_options() {
    refused(
        "answer = \"number\"",
        "answer = \"choice\"",
        "[[profile]]\nid = \"size\"",
        &["Profile `size`: answer and options"],
    );
}

#[test]
fn all_problems_of_a_file_are_reported_in_its_order() {
    let text = changed("{ to = \"mutuality\"", "{ too = 1, tooo = 2, to = \"mutualty\"")
        .replacen("wording = \"This partner treats us fairly and as equals.\"", "wording = \"\"", 1)
        .replacen("facet = \"known\"", "facet = \"knwon\"", 1);
    let error = Lens::parse(&text, "mine.toml").unwrap_err();
    let what: Vec<_> = error.problems.iter().map(|problem| problem.what.as_str()).collect();
    assert_eq!(what.len(), 5, "{error}");
    assert!(
        what[0].contains("`too`") && what[1].contains("`tooo`") && what[2].contains("`mutualty`"),
        "{error}"
    );
    assert!(what[3].contains("`wording` is empty") && what[4].contains("`knwon`"), "{error}");
    assert!(
        error.to_string().starts_with("The framework file mine.toml cannot be used: 5 problems.\n"),
        "{error}"
    );
}

#[test]
fn an_empty_file_says_which_parts_are_needed() {
    let report = report("");
    for part in ["`version`", "`title`", "`[[source]]`", "`[[narrative]]`", "`[[variable]]`"] {
        assert!(report.contains(&format!("mine.toml:1:1: The file has no {part}.")), "{report}");
    }
}
