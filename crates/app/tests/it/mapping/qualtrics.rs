//! Qualtrics: ids, texts and import ids as headings; numbers or words as answers.

use super::Read;

const FILE: &str = "StartDate,EndDate,Status,IPAddress,Progress,Duration (in seconds),Finished,RecordedDate,ResponseId,\
RecipientLastName,RecipientFirstName,RecipientEmail,ExternalReference,LocationLatitude,LocationLongitude,\
DistributionChannel,UserLanguage,Q1,Q2_1,Q2_2,Q3
Start Date,End Date,Response Type,IP Address,Progress,Duration (in seconds),Finished,Recorded Date,Response ID,\
Recipient Last Name,Recipient First Name,Recipient Email,External Data Reference,Location Latitude,Location Longitude,\
Distribution Channel,User Language,Which organisation do you work for?,\"Thinking of each partner:
they treat us fairly - Borough\",\"Thinking of each partner:
they treat us fairly - Charity\",Anything else?
\"{\"\"ImportId\"\":\"\"startDate\"\",\"\"timeZone\"\":\"\"Europe/London\"\"}\",\"{\"\"ImportId\"\":\"\"endDate\"\"}\",\
\"{\"\"ImportId\"\":\"\"status\"\"}\",\"{\"\"ImportId\"\":\"\"ipAddress\"\"}\",\"{\"\"ImportId\"\":\"\"progress\"\"}\",\
\"{\"\"ImportId\"\":\"\"duration\"\"}\",\"{\"\"ImportId\"\":\"\"finished\"\"}\",\"{\"\"ImportId\"\":\"\"recordedDate\"\"}\",\
\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"recipientLastName\"\"}\",\
\"{\"\"ImportId\"\":\"\"recipientFirstName\"\"}\",\"{\"\"ImportId\"\":\"\"recipientEmail\"\"}\",\
\"{\"\"ImportId\"\":\"\"externalDataReference\"\"}\",\"{\"\"ImportId\"\":\"\"locationLatitude\"\"}\",\
\"{\"\"ImportId\"\":\"\"locationLongitude\"\"}\",\"{\"\"ImportId\"\":\"\"distributionChannel\"\"}\",\
\"{\"\"ImportId\"\":\"\"userLanguage\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2_1\"\"}\",\
\"{\"\"ImportId\"\":\"\"QID2_2\"\"}\",\"{\"\"ImportId\"\":\"\"QID3_TEXT\"\"}\"
2026-10-01 09:00:00,2026-10-01 09:10:00,0,192.0.2.17,100,600,True,2026-10-01 09:10:01,R_1abcDEF,Okafor,Zelda,\
zelda@acute.example,,52.9399,-1.1899,email,EN,Acute,Strongly agree,Agree,All well
2026-10-01 09:00:00,2026-10-01 09:10:00,0,192.0.2.18,40,100,False,2026-10-08 09:10:01,R_2abcDEF,,,,,52.9,-1.1,anonymous,EN,\
Acute,Disagree,,
2026-10-02 09:00:00,2026-10-02 09:10:00,0,192.0.2.19,100,600,True,2026-10-02 09:10:01,R_3abcDEF,,,,,52.9,-1.1,anonymous,EN,\
Borough,Agree,Neither agree nor disagree,
";

#[tokio::test]
async fn three_heading_rows_give_partner_and_question_and_no_person_gets_in() {
    let read = Read::new().await;
    let proposed = read.proposed("q.csv", FILE.as_bytes()).await;
    assert!(proposed.contains("tool = \"qualtrics\""), "{proposed}");
    assert!(
        proposed.contains("texts = \"Thinking of each partner: they treat us fairly - {target}\""),
        "{proposed}"
    );
    assert!(
        proposed.contains("column = \"ResponseId\"") && proposed.contains("column = \"Finished\""),
        "{proposed}"
    );
    let done = read.import("q.csv", FILE.as_bytes(), &proposed).await.unwrap();
    let stored: Vec<String> = read.stored().await;
    let short: Vec<&str> = stored.iter().map(|s| s.split(' ').next().unwrap()).collect();
    assert_eq!(short, ["a>b", "a>c", "b>c"], "own organisation and unfinished rows are left out: {stored:?}");
    let told = done.warnings.join("\n");
    for said in
        ["1 row was not finished", "own organisation left out", "\"RecipientEmail\"", "does not use: \"Q3\""]
    {
        assert!(told.contains(said), "{said}: {told}");
    }
    for word in ["zelda", "Okafor", "192.0.2.", "52.9399", "R_1abcDEF", "All well", "2026-10-01 09"] {
        assert!(!read.holds(word), "{word}");
    }
}

#[tokio::test]
async fn a_mapping_that_uses_a_column_of_people_is_refused() {
    let read = Read::new().await;
    let proposed = read.proposed("q.csv", FILE.as_bytes()).await;
    for column in ["RecipientEmail", "IPAddress", "StartDate"] {
        let refused = read.refused("q.csv", FILE.as_bytes(), &proposed.replace("ResponseId", column)).await;
        assert!(refused.contains(column) && refused.contains("never read"), "{refused}");
    }
}

#[tokio::test]
async fn an_answer_without_a_number_says_line_column_and_what_to_add() {
    let read = Read::new().await;
    let proposed = read.proposed("q.csv", FILE.as_bytes()).await;
    let other = FILE.replace("Borough,Agree,Neither", "Borough,Agreee,Neither");
    let refused = read.refused("q.csv", other.as_bytes(), &proposed).await;
    assert!(refused.contains("line 8, column Q2_1, value \"Agreee\""), "{refused}");
    assert!(refused.contains("[scales.scale-1.labels]"), "{refused}");
}
