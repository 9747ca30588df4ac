//! LimeSurvey: question codes, full texts or both as headings; answer codes or full answers.

use super::Read;

const CODES: &str = "\
\"id\",\"submitdate\",\"lastpage\",\"startlanguage\",\"seed\",\"token\",\"ipaddr\",\"refurl\",\"org\",\"fairness[SQ001]\",\"fairness[SQ002]\",\"Q9[comment]\"
\"1\",\"2026-10-01 09:12:44\",\"4\",\"en\",\"9434765919\",\"tok1\",\"192.0.2.17\",\"https://mail.example/x\",\"a\",\"A4\",\"\",\"\"
\"2\",\"2026-10-02 10:00:00\",\"4\",\"en\",\"1203112933\",\"tok2\",\"192.0.2.18\",\"\",\"a\",\"A2\",\"A5\",\"Quite fine\"
\"3\",\"\",\"2\",\"en\",\"1203112934\",\"tok3\",\"192.0.2.19\",\"\",\"b\",\"A1\",\"A1\",\"\"
";

#[tokio::test]
async fn question_codes_and_answer_codes_need_partners_and_then_come_in() {
    let read = Read::new().await;
    let proposed = read.proposed("l.csv", CODES.as_bytes()).await;
    assert!(proposed.contains("tool = \"limesurvey\""), "{proposed}");
    assert!(
        proposed.contains("columns = \"fairness[{target}]\"") && proposed.contains("variable = \"fairness\""),
        "{proposed}"
    );
    assert!(proposed.contains("\"A4\" = 4.0") && proposed.contains("CHECK which end is high"), "{proposed}");
    let refused = read.refused("l.csv", CODES.as_bytes(), &proposed).await;
    assert!(refused.contains("\"SQ001\"") && refused.contains("Write its id"), "{refused}");

    let mended = proposed
        .replace("\"SQ001\" = \"\"", "\"SQ001\" = \"b\"")
        .replace("\"SQ002\" = \"\"", "\"SQ002\" = \"c\"");
    let done = read.import("l.csv", CODES.as_bytes(), &mended).await.unwrap();
    assert_eq!(done.what, "3 answers");
    assert_eq!(read.stored().await, ["a>b fairness=2 1-5", "a>b fairness=4 1-5", "a>c fairness=5 1-5"]);
    let told = done.warnings.join("\n");
    assert!(told.contains("1 row was not finished"), "{told}");
    assert!(
        told.contains("Never kept") && told.contains("\"ipaddr\"") && told.contains("\"submitdate\""),
        "{told}"
    );
    for word in ["192.0.2.17", "mail.example", "tok1", "2026-10-01", "Quite fine"] {
        assert!(!read.holds(word), "{word}");
    }
}

#[tokio::test]
async fn full_texts_and_full_answers_are_understood_without_corrections_but_for_the_variable() {
    let text = "\u{feff}\"Response ID\";\"Date submitted\";\"Last page\";\"Start language\";\"Seed\";\"IP address\";\
                \"For which organisation do you work?\";\"How fairly do they treat you? [Borough]\";\
                \"How fairly do they treat you? [\u{c9}toile caf\u{e9}]\"\r\n\
                \"7\";\"2026-10-01\";\"3\";\"en\";\"88\";\"192.0.2.17\";\"Acute\";\"Strongly agree\";\"Don't know\"\r\n\
                \"8\";\"2026-10-01\";\"3\";\"en\";\"89\";\"192.0.2.17\";\"Charity\";\"Disagree\";\"Neither agree nor disagree\"\r\n";
    let read = Read::new().await;
    let proposed = read.proposed("l.csv", text.as_bytes()).await;
    assert!(proposed.contains("columns = \"How fairly do they treat you? [{target}]\""), "{proposed}");
    assert!(proposed.contains("\"Don't know\""), "{proposed}");
    let mapping = proposed.replace("variable = \"how_fairly_do_they_treat_you\"", "variable = \"fairness\"");
    assert_ne!(mapping, proposed);
    let done = read.import("l.csv", text.as_bytes(), &mapping).await.unwrap();
    assert_eq!(read.stored().await, ["a>b fairness=5 1-5", "c>b fairness=2 1-5", "c>e fairness=3 1-5"]);
    assert!(done.warnings.join(" ").contains("1 cell says that somebody cannot say"), "{:?}", done.warnings);
}

#[tokio::test]
async fn codes_and_texts_together_are_one_question() {
    let text = "\"id. Response ID\",\"submitdate. Date submitted\",\"lastpage. Last page\",\"org. Your organisation\",\
                \"Q2[SQ001]. They keep their word. [Borough]\",\"Q2[SQ002]. They keep their word. [Charity]\"\n\
                1,2026-10-01,3,a,4,5\n";
    let read = Read::new().await;
    let proposed = read.proposed("l.csv", text.as_bytes()).await;
    assert!(proposed.contains("columns = \"Q2[{}]. They keep their word. [{target}]\""), "{proposed}");
    read.import("l.csv", text.as_bytes(), &proposed).await.unwrap();
    let stored = read.stored().await;
    assert_eq!(stored.len(), 2);
    assert!(stored[0].starts_with("a>b ") && stored[1].starts_with("a>c "), "{stored:?}");
}

#[tokio::test]
async fn a_heading_that_stands_twice_is_named_with_its_columns() {
    let text = "Response ID,Last page,Seed,Your organisation,How are you?,How are you?,Fair [Borough]\n1,3,8,a,x,y,4\n";
    let mapping = "tool = \"limesurvey\"\n[rater]\ncolumn = \"Your organisation\"\n[respondent]\ncolumn = \"How are you?\"\n\
                   [scales.s]\nmin = 1\nmax = 5\n[[answers]]\ncolumns = \"Fair [{target}]\"\nvariable = \"fairness\"\nscale = \"s\"\n";
    let read = Read::new().await;
    let refused = read.refused("l.csv", text.as_bytes(), mapping).await;
    assert!(
        refused.contains("stands there 2 times") && refused.contains("How are you? (column 5)"),
        "{refused}"
    );
    let clear = mapping.replace("How are you?", "How are you? (column 6)");
    read.import("l.csv", text.as_bytes(), &clear).await.unwrap();
    assert_eq!(read.stored().await, ["a>b fairness=4 1-5"]);
}
