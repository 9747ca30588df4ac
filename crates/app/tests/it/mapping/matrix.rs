//! Network files as of PARTNER: a row for each organisation, a column for each partner and question.

use super::Read;

const WIDE: &str = "organisation,fairness_a,fairness_b,fairness_c,openness_a,openness_b,openness_c\n\
                    a,,4,5,,1,2\nb,3,,na,2,,2\nc,5,5,,4,4,\n";

#[tokio::test]
async fn a_wide_matrix_becomes_answers_of_representatives() {
    let read = Read::new().await;
    let proposed = read.proposed("w.csv", WIDE.as_bytes()).await;
    assert!(
        proposed.contains("columns = \"fairness_{target}\"")
            && proposed.contains("columns = \"openness_{target}\""),
        "{proposed}"
    );
    assert!(proposed.contains("CHECK No column tells respondents apart"), "{proposed}");
    let done = read.import("w.csv", WIDE.as_bytes(), &proposed).await.unwrap();
    let stored = read.stored().await;
    assert_eq!((done.what.as_str(), stored.len()), ("11 answers", 11));
    assert!(stored.contains(&"c>b fairness=5 1-5".to_owned()), "{stored:?}");
}

#[tokio::test]
async fn without_a_partnership_partners_are_told_by_the_first_column() {
    use troth_app::mapping::{Grid, propose};
    let grid = Grid::read("w.csv", WIDE.as_bytes(), None).unwrap();
    let text = propose(&grid, troth_framework::Lens::built_in(), &[]);
    assert!(text.contains("columns = \"fairness_{target}\""), "{text}");
}

#[tokio::test]
async fn an_unknown_organisation_is_named_once_with_the_one_that_is_meant() {
    let text = "organisation,respondent,fairness_Borrough,fairness_a\nb,s1,4,3\nb,s2,4,3\nAcutes,s3,2,2\n";
    let mapping = "tool = \"matrix\"\n[rater]\ncolumn = \"organisation\"\n[respondent]\ncolumn = \"respondent\"\n\
                   [scales.s]\nmin = 1\nmax = 5\n[[answers]]\ncolumns = \"fairness_{target}\"\nvariable = \"fairness\"\nscale = \"s\"\n";
    let read = Read::new().await;
    let refused = read.refused("w.csv", text.as_bytes(), mapping).await;
    assert_eq!(refused.matches("Borrough\" = \"b\"").count(), 1, "{refused}");
    assert!(refused.contains("line 1, column fairness_Borrough"), "{refused}");
    assert!(
        refused.contains("line 4, column organisation, value \"Acutes\"") && refused.contains("\"Acute\""),
        "{refused}"
    );
    let known = format!("{mapping}[organisations]\nBorrough = \"c\"\nAcutes = \"a\"\n")
        .replace("[[answers]]", "[[answers]]");
    let done = read.import("w.csv", text.as_bytes(), &known).await.unwrap();
    assert_eq!(done.what, "5 answers", "a about itself is left out");
}

#[tokio::test]
async fn a_row_for_each_partner_reads_too_and_a_double_answer_is_named() {
    let text = "organisation,respondent,partner,fair\na,s1,Borough,4\na,s1,Charity,5\na,s2,Borough,9\na,s1,Borough,3\n";
    let read = Read::new().await;
    let proposed = read.proposed("w.csv", text.as_bytes()).await;
    assert!(proposed.contains("target_column = \"partner\""), "{proposed}");
    let mapping = proposed.replace("max = 10.0", "max = 5.0").replace("min = 0.0", "min = 1.0");
    let refused = read.refused("w.csv", text.as_bytes(), &mapping).await;
    assert!(refused.contains("line 5, column fair, value \"3\": Line 2 has an answer"), "{refused}");
    let once = text.replace("a,s1,Borough,3\n", "");
    let refused = read.refused("w.csv", once.as_bytes(), &mapping).await;
    assert!(refused.contains("line 4, column fair, value \"9\"") && refused.contains("1 to 5"), "{refused}");
}
