//! Every mishap of a ratings file.

use troth_network::AnswerRole;

use super::*;

fn read_ok(text: &str) -> RatingsFile {
    read("ratings.csv", text).unwrap()
}

fn reasons(file: &RatingsFile) -> Vec<String> {
    file.skipped.iter().map(ToString::to_string).collect()
}

#[test]
fn three_columns_are_enough_and_the_row_is_a_representatives() {
    let file = read_ok("target,value,rater\nb,3,a\n");
    assert_eq!(file.rows().next().unwrap().role, AnswerRole::Representative);
    assert_eq!(file.rows().next().unwrap().variable, DEFAULT_VARIABLE);
    assert!(file.warnings[0].contains("No scale is declared"));
}

#[test]
fn a_respondent_makes_it_a_staff_answer() {
    let file = read_ok("rater,respondent,target,value\na,r1,b,3\n");
    assert_eq!(file.rows().next().unwrap().role, AnswerRole::Staff);
}

#[test]
fn each_bad_cell_is_named_with_line_column_value_and_fix() {
    let file = read_ok(
        "rater,target,value,scale_min,scale_max,role,visible_to\na,b,often,1,5,,\na,a,3,1,5,,\na,c,9,1,5,,\na,d,\"3,5\",1,5,,\n\
         a,,3,1,5,,\na,e,3,1,5,boss,\na,f,3,1,5,,all\na,g,3,5,1,,\na,h,3,1,,,\na,i,3,1,5,staff,\na,j,4,1,5,,audience\n",
    );
    let all = reasons(&file).join("\n");
    for expected in [
        "line 2, column value, value \"often\": This is not a number.",
        "line 3, column target, value \"a\": An organisation cannot rate itself here.",
        "line 4, column value, value \"9\": This lies outside the declared scale of 1 to 5.",
        "line 5, column value, value \"3,5\": Write the number with a point",
        "line 6, column target, value \"\": This cell is empty.",
        "line 7, column role, value \"boss\"",
        "line 8, column visible_to, value \"all\"",
        "line 9, column scale_max",
        "line 10, column scale_max, value \"\": Give both ends",
        "line 11, column respondent",
    ] {
        assert!(all.contains(expected), "{expected}\nnot in\n{all}");
    }
    assert_eq!(file.len(), 1);
    assert_eq!(file.rows_read, 11);
}

#[test]
fn an_empty_value_is_missing_and_not_wrong() {
    let file = read_ok("rater,target,value\na,b,\nb,a,2\n");
    assert_eq!((file.len(), file.empty, file.skipped.len()), (1, 1, 0));
}

#[test]
fn repeated_answers_are_used_once_and_contradictory_ones_not_at_all() {
    let file = read_ok("rater,target,value\na,b,1\na,b,1\nb,a,2\nb,a,3\n");
    assert_eq!(file.len(), 1);
    let all = reasons(&file).join("\n");
    assert!(all.contains("line 3, column value, value \"1\": This repeats line 2."), "{all}");
    assert!(all.contains("Lines 4, 5 give different answers"), "{all}");
}

#[test]
fn one_variable_has_one_scale() {
    let file = read_ok("rater,target,value,scale_min,scale_max\na,b,1,1,5\nb,a,2,1,7\n");
    assert!(reasons(&file)[0].contains("differs from the one on line 2"));
}

#[test]
fn a_contradiction_of_thousands_names_a_few_lines() {
    let rows: String = (0..3000).map(|n| format!("a,b,{}\n", n % 5)).collect();
    let file = read_ok(&format!("rater,target,value\n{rows}"));
    assert_eq!((file.len(), file.contradictions, file.skipped.len()), (0, 1, 3000));
    assert!(
        file.skipped[0].reason.contains("Lines 2, 3, 4,") && file.skipped[0].reason.contains("and 2988 more")
    );
}

#[test]
fn names_come_back_as_they_were_written() {
    let file = read_ok("rater,respondent,target,value,network,wave\nA, r 1 ,a,2,n,w\na,\"r,2\",A,3,,\n");
    let rows: Vec<_> = file.rows().collect();
    assert_eq!((rows[0].rater, rows[0].respondent, rows[0].target), ("A", Some("r 1"), "a"));
    assert_eq!((rows[0].network, rows[0].wave, rows[0].line), (Some("n"), Some("w"), 2));
    assert_eq!((rows[1].rater, rows[1].respondent, rows[1].network), ("a", Some("r,2"), None));
}

#[test]
fn items_are_named_by_all_answers_to_a_variable_or_by_none() {
    let file = read_ok("rater,target,variable,item,value\na,b,v,i1,1\na,b,v,i2,2\na,c,v,,3\na,c,w,,3\n");
    assert!(file.has_items());
    assert_eq!(file.len(), 3);
    assert!(reasons(&file)[0].contains("line 4, column item") && reasons(&file)[0].contains("line 2 names"));
    assert!(!read_ok("rater,target,item,value\na,b,,1\n").has_items());
}

#[test]
fn variables_without_a_scale_are_named_if_others_have_one() {
    let file = read_ok("rater,target,variable,value,scale_min,scale_max\na,b,v,1,1,5\na,b,w,2,,\n");
    assert!(file.warnings[0].starts_with("No scale is declared for w ("), "{:?}", file.warnings);
}

#[test]
fn one_row_is_not_rows() {
    let file = read_ok("rater,target,value,scale_min,scale_max\na,b,,1,5\nb,a,2,1,5\n");
    assert_eq!(file.warnings, ["1 row has no answer; it counts as not answered."]);
}
