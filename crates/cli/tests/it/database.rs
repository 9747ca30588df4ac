//! Importing, backing up, migrating; and a server that stays on this computer.

use super::run::{repository, text, troth, troth_under, troth_with};

#[test]
fn a_partnership_is_founded_by_its_organisations_and_filled_file_by_file() {
    let folder = tempfile::tempdir().unwrap();
    let sample = |name: &str| text(&repository(&format!("samples/castle-green/{name}"))).to_owned();
    let import = |arguments: &[&str]| {
        let ran = troth(folder.path(), &[&["import"], arguments, &["--network", "castle-green"]].concat());
        (ran.code, ran.out, ran.err)
    };
    let (code, _, err) = import(&["people", &sample("people.csv")]);
    assert_eq!(code, 2);
    assert!(err.contains("import organisations first"), "{err}");
    let (code, out, err) = import(&["organisations", &sample("organisations.csv")]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("12 organisations imported"), "{out}");
    for (kind, file, expected) in
        [("people", "people.csv", "people imported"), ("pathway", "pathway.csv", "declarations imported")]
    {
        let (code, out, err) = import(&[kind, &sample(file)]);
        assert_eq!(code, 0, "{err}");
        assert!(out.contains(expected), "{out}");
    }
    let texts = std::fs::read_dir(repository("samples/castle-green/interviews")).unwrap();
    let texts: Vec<String> = texts.map(|e| text(&e.unwrap().path()).to_owned()).collect();
    let mut arguments = vec!["transcripts"];
    arguments.extend(texts.iter().map(String::as_str));
    let (code, _, err) = import(&arguments);
    assert_eq!(code, 1, "names are decided on first");
    assert!(err.contains("Nothing was imported") && err.contains("--replace none"), "{err}");
    arguments.extend(["--replace", "none"]);
    let (code, out, err) = import(&arguments);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("2 transcripts with"), "{out}");
    let (code, _, err) = import(&["organisations", &sample("people.csv")]);
    assert_eq!(code, 1);
    assert!(err.contains("\"sector\" is missing"), "{err}");
    let copy = folder.path().join("copy.db");
    assert_eq!(troth(folder.path(), &["backup", text(&copy)]).code, 0);
    assert_eq!(troth(folder.path(), &["backup", text(&copy)]).code, 1, "a backup never overwrites");
    assert!(troth(folder.path(), &["migrate"]).out.contains("up to date"));
}

#[test]
fn one_bad_row_keeps_the_whole_file_out() {
    let folder = tempfile::tempdir().unwrap();
    let organisations = folder.path().join("o.csv");
    std::fs::write(&organisations, "id,name,sector\na,A,health\nb,B,voluntary\n").unwrap();
    let ratings = folder.path().join("r.csv");
    std::fs::write(
        &ratings,
        "rater,target,variable,value,scale_min,scale_max,visible_to\na,b,fairness,4,1,5,audience\n\
         a,bb,fairness,4,1,5,audience\nb,a,fairness,4,1,5,\n",
    )
    .unwrap();
    assert_eq!(
        troth(folder.path(), &["import", "organisations", text(&organisations), "--network", "n"]).code,
        0
    );
    let import = ["import", "ratings", text(&ratings), "--network", "n", "--wave", "1"];
    let ran = troth(folder.path(), &import);
    assert_eq!(ran.code, 1);
    for expected in
        ["Nothing was imported", "line 3, column target, value \"bb\"", "line 4, column visible_to"]
    {
        assert!(ran.err.contains(expected), "{expected} not in {}", ran.err);
    }
}

#[test]
fn nothing_is_served_to_other_computers() {
    let folder = tempfile::tempdir().unwrap();
    let ran = troth(folder.path(), &["serve", "--listen", "0.0.0.0:0"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("nobody is asked who they are"), "{}", ran.err);
    assert!(!folder.path().join("troth.db").exists(), "refused before a database is made");
}

#[test]
fn a_text_file_is_not_a_database() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notes.db");
    std::fs::write(&file, "these are notes, and quite a few of them").unwrap();
    let ran = troth(folder.path(), &["migrate", "--database-url", text(&file)]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("is not a Troth database"), "{}", ran.err);
}

#[test]
fn letters_need_a_sender_and_an_encrypted_way() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let from = ["serve", "--mail-from", "troth@x.example"];
    let ran = troth(at, &from);
    assert!(ran.code == 2 && ran.err.contains("Nothing sends letters"), "{}", ran.err);
    let ran = troth(at, &[&from[..], &["--mail-dir", "nowhere"]].concat());
    assert!(ran.code == 2 && ran.err.contains("There is no folder nowhere"), "{}", ran.err);
    let ran = troth_with(at, ("TROTH_SMTP_URL", "smtps://u:hidden@mail.example"), &["serve"]);
    assert!(ran.code == 2 && ran.err.contains("--mail-from") && !ran.err.contains("hidden"), "{}", ran.err);
    let ran = troth_with(at, ("TROTH_SMTP_URL", "smtp://u:hidden@mail.example"), &from);
    assert!(ran.code == 2 && ran.err.contains("not the address of a mail server"), "{}", ran.err);
    assert!(!ran.err.contains("hidden") && !at.join("troth.db").exists(), "{}", ran.err);
}

#[test]
fn the_password_of_the_mail_server_may_lie_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let from = ["serve", "--mail-from", "troth@x.example", "--listen", "192.0.2.1:0"];
    std::fs::write(at.join("password"), "hidden\n").unwrap();
    std::fs::write(at.join("empty"), "\n").unwrap();
    let ran =
        |url, file| troth_under(at, &[("TROTH_SMTP_URL", url), ("TROTH_SMTP_PASSWORD_FILE", file)], &from);
    let user = "smtps://u@mail.example";
    for (url, file, said) in [
        (user, "nowhere", "The file nowhere with the password of the mail server cannot be read"),
        (user, "empty", "is empty"),
        ("smtps://mail.example", "password", "needs the user and no password"),
        ("smtps://u:other@mail.example", "password", "needs the user and no password"),
        // The mail server is taken, so what stops it is the address it is to listen on.
        (user, "password", "can be reached from other computers"),
    ] {
        let ran = ran(url, file);
        assert!(ran.code == 2 && ran.err.contains(said) && !ran.err.contains("hidden"), "{}", ran.err);
    }
}

#[test]
fn a_forecast_is_a_table_or_one_document_and_a_bad_file_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let file = |name: &str, content: &str| std::fs::write(at.join(name), content).unwrap();
    file("o.csv", "id,name,sector,accepted\na,The acute,health,yes\nb,B,voluntary,no\n");
    file("asked.csv", "organisation,partner,people\na,b,8\nb,a,6\n");
    file("bad.csv", "organisation,partner,people\na,c,8\nb,a,-1\n");
    assert_eq!(troth(at, &["import", "organisations", "o.csv", "--network", "n"]).code, 0);
    let asked = ["forecast", "--network", "n", "--people", "asked.csv"];
    let ran = troth(at, &asked);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("Two more people from B would add most: about 0.3 more"), "{}", ran.out);
    assert!(ran.out.contains("1 organisation has not accepted yet"), "{}", ran.out);
    let ran = troth(at, &[&asked[..], &["--format", "json", "--share", "1"]].concat());
    let document: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(document["expected"]["both"], 1.0);
    assert_eq!(document["pairs"][0]["a_about_b"]["by_staff"], 1.0);
    let ran = troth(at, &["forecast", "--network", "n", "--people", "bad.csv"]);
    assert!(ran.code == 1 && ran.err.contains("line 2, column partner, value \"c\""), "{}", ran.err);
    assert!(ran.err.contains("line 3, column people, value \"-1\""), "{}", ran.err);
    assert_eq!(troth(at, &["forecast", "--network", "n", "--share", "70"]).code, 2);
    let ran = troth(at, &["check", "asked.csv"]);
    assert!(ran.code == 0 && ran.out.contains("an assignment, 2 good"), "{}", ran.out);
}

#[test]
fn a_proposal_is_a_file_that_a_forecast_reads_and_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let file = |name: &str, content: &str| std::fs::write(at.join(name), content).unwrap();
    file("o.csv", "id,name,sector,accepted\na,The acute,health,yes\nb,B,voluntary,yes\nc,C,voluntary,yes\n");
    // Ten people of a who can be asked about one partner each: five about each would show neither.
    file("asked.csv", "organisation,partner,people\na,b,10\na,c,10\nb,a,10\nc,a,10\n");
    assert_eq!(troth(at, &["import", "organisations", "o.csv", "--network", "n"]).code, 0);
    let proposed =
        ["forecast", "--network", "n", "--people", "asked.csv", "--partners", "1", "--propose", "new.csv"];
    let ran = troth(at, &proposed);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("About 1 of 2 relationships could be shown on both sides."), "{}", ran.out);
    assert!(ran.out.contains("No other way to ask these people would show more."), "{}", ran.out);
    assert!(ran.out.contains("The people from the acute are needed for other partners."), "{}", ran.out);
    let text = std::fs::read_to_string(at.join("new.csv")).unwrap();
    assert!(text.starts_with("organisation,partner,people,representative\r\n"), "{text}");
    let again = troth(at, &["forecast", "--network", "n", "--people", "new.csv", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&again.out).unwrap();
    assert!(document["expected"]["both"].as_f64().unwrap() > 0.9, "{}", again.out);
    let ran = troth(at, &proposed);
    assert!(ran.code == 1 && ran.err.contains("Name a file that is not there yet"), "{}", ran.err);
    assert_eq!(troth(at, &["forecast", "--network", "n", "--partners", "3"]).code, 2, "only with --propose");
    assert_eq!(troth(at, &[&proposed[..6], &["0", "--propose", "x.csv"]].concat()).code, 2);
}
