//! Importing texts by command: words that point to people are decided on first, and what was replaced is in no file.

use std::path::{Path, PathBuf};

use super::run::{Ran, text, troth};

const TALK: &str = "Interviewer: Who rings?\nMary Oyelaran: I ring Dr Patel on 020 7946 0018.\nInterviewer: And then?\nMary \
                    Oyelaran: Nobody answers at all.\n";
const CODINGS: &str = "file,quote,narrative,facet,polarity,about,permission\ntalk.txt,I ring Dr Patel on 020 7946 \
                       0018.,roles,,loss,b,not_quoted\ntalk.txt,Nobody answers at all.,roles,,loss,b,not_quoted\n";

fn filled() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("o.csv"), "id,name,sector\na,Acute,health\nb,Borough,voluntary\n").unwrap();
    std::fs::write(at.join("talk.txt"), TALK).unwrap();
    std::fs::write(at.join("codings.csv"), CODINGS).unwrap();
    let speakers =
        "file,label,organisation,role_level\ntalk.txt,Interviewer,,\ntalk.txt,Mary Oyelaran,a,tactical\n";
    std::fs::write(at.join("speakers.csv"), speakers).unwrap();
    assert_eq!(troth(at, &["import", "organisations", "o.csv", "--network", "n"]).code, 0);
    let talk = at.join("talk.txt");
    (folder, talk)
}

fn import(at: &Path, more: &[&str]) -> Ran {
    let files = ["import", "transcripts", "talk.txt", "speakers.csv", "codings.csv", "--network", "n"];
    troth(at, &[&files[..], more].concat())
}

/// Whether a word lies open in the database.
fn is_open(at: &Path, word: &str) -> bool {
    std::fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path()).any(|path| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let bytes = std::fs::read(&path).unwrap();
        name.starts_with("troth.db") && bytes.windows(word.len()).any(|w| w == word.as_bytes())
    })
}

#[test]
fn without_a_decision_nothing_is_stored_and_no_name_is_in_a_log() {
    let (folder, _) = filled();
    for more in [&[][..], &["--replace", "ask"]] {
        let ran = import(folder.path(), more);
        assert_eq!(ran.code, 1);
        for way in ["--replace sure", "--replace all", "--replace none", "--proposals", "--decisions"] {
            assert!(ran.err.contains(way), "{way}: {}", ran.err);
        }
        assert!(!ran.err.contains("Oyelaran") && !ran.out.contains("Oyelaran"), "{}", ran.err);
    }
    assert!(!is_open(folder.path(), "Nobody answers"));
}

#[test]
fn what_is_replaced_lies_in_no_file_and_passages_and_speakers_move_along() {
    let (folder, _) = filled();
    let ran = import(folder.path(), &["--replace", "sure"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.contains("1 transcript with 2 passages, 3 different words and phrases replaced"),
        "{}",
        ran.out
    );
    for word in ["Oyelaran", "Patel", "7946"] {
        assert!(!is_open(folder.path(), word), "{word}");
    }
    assert!(is_open(folder.path(), "Nobody answers"));
    let ran = troth(folder.path(), &["audit", "verify"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

#[test]
fn a_text_without_anything_to_decide_on_is_imported_and_kinds_are_chosen() {
    let (folder, _) = filled();
    let at = folder.path();
    std::fs::write(at.join("plan.md"), "We meet each week and share what we know.\n").unwrap();
    let ran = troth(at, &["import", "transcripts", "plan.md", "--network", "n", "--as", "site-note"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("1 text with 0 passages"), "{}", ran.out);
    assert!(is_open(at, "site_note"));
    let ran = troth(at, &["import", "transcripts", "plan.md", "--network", "n", "--as", "film"]);
    assert!(ran.code == 2 && ran.err.contains("survey-text"), "{}", ran.err);
    let ran = troth(at, &["import", "people", "plan.md", "--network", "n", "--replace", "all"]);
    assert!(ran.code == 2 && ran.err.contains("are for texts"), "{}", ran.err);
}

#[test]
fn proposals_go_out_are_edited_and_come_back_as_decisions() {
    let (folder, _) = filled();
    let at = folder.path();
    let ran = import(at, &["--proposals", "words.csv"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("Nothing was imported") && !ran.out.contains("Patel"), "{}", ran.out);
    let file = at.join("words.csv");
    let csv = std::fs::read_to_string(&file).unwrap();
    assert!(csv.starts_with("file,words,what,times,sure,suggestion,replace_with,around"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o077, 0, "for its owner alone");
    }
    assert_eq!(import(at, &["--proposals", "words.csv"]).code, 1, "a file is never overwritten");

    let fewer: String =
        csv.lines().filter(|line| !line.contains("Patel,")).map(|line| format!("{line}\n")).collect();
    std::fs::write(at.join("fewer.csv"), fewer).unwrap();
    let ran = import(at, &["--decisions", "fewer.csv"]);
    assert!(ran.code == 1 && ran.err.contains("not in the file of decisions"), "{}", ran.err);
    std::fs::write(
        at.join("more.csv"),
        format!("{csv}talk.txt,Somebody Else,,,,,[x],\nother.txt,Mary,,,,,,\n"),
    )
    .unwrap();
    let ran = import(at, &["--decisions", "more.csv"]);
    assert!(ran.code == 1 && ran.err.contains("Nothing is proposed for these words"), "{}", ran.err);
    assert!(ran.err.contains("not among those given"), "{}", ran.err);
    assert!(!is_open(at, "Nobody answers"));

    std::fs::write(&file, csv.replace("[telephone]", "[her number]")).unwrap();
    let ran = import(at, &["--decisions", text(&file)]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(is_open(at, "[her number]") && !is_open(at, "7946") && !is_open(at, "Oyelaran"));
}
