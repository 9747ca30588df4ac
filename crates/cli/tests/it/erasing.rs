//! Erasing and handing out by the command line.

use std::path::Path;

use super::run::{Ran, text, troth};

fn filled(at: &Path) {
    let file = |name: &str, content: &str| {
        std::fs::write(at.join(name), content).unwrap();
        at.join(name)
    };
    let mut rows = "rater,respondent,target,variable,value,role,scale_min,scale_max\n".to_owned();
    for n in 0..6 {
        rows.push_str(&format!(
            "a,person-{n},b,fairness,{},staff,1,5\nb,s{n},a,fairness,2,staff,1,5\n",
            n % 3 + 2
        ));
    }
    let files = [
        ("organisations", file("o.csv", "id,name,sector\na,A,health\nb,B,voluntary\n")),
        ("people", file("p.csv", "id,organisation,name\nquill,a,Zebedee Quillfeather\n")),
        ("ratings", file("r.csv", &rows)),
        ("transcripts", file("talk.txt", "Ann: Nobody rings.\nBo: They do.\nAnn: Never.\nBo: Always.\n")),
    ];
    for (kind, path) in &files {
        let mut arguments = vec!["import", *kind, text(path), "--network", "n"];
        if *kind == "ratings" {
            arguments.extend(["--wave", "1"]);
        }
        if *kind == "transcripts" {
            arguments.extend(["--replace", "none"]);
        }
        let ran = troth(at, &arguments);
        assert_eq!(ran.code, 0, "{kind}: {}", ran.err);
    }
}

fn in_network(at: &Path, arguments: &[&str]) -> Ran {
    troth(at, &[arguments, &["--network", "n"]].concat())
}

#[test]
fn each_kind_is_erased_only_when_it_was_meant() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    filled(at);
    for (arguments, told) in [
        (vec!["erase", "respondent", "--rater", "a", "--id", "person-3"], "1 answer is erased"),
        (vec!["erase", "person", "--id", "quill"], "Name, short id and level are erased"),
        (vec!["erase", "speaker", "--title", "talk", "--label", "Ann"], "What this speaker says is erased"),
        (vec!["erase", "text", "--title", "talk"], "The text is erased"),
    ] {
        let ran = in_network(at, &arguments);
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.err.contains("Nothing was erased"), "{}", ran.err);
        let ran = in_network(at, &[&arguments[..], &["--yes"]].concat());
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.err);
        assert!(ran.out.starts_with(told) && ran.out.contains("troth backup"), "{}", ran.out);
        let ran = in_network(at, &[&arguments[..], &["--yes"]].concat());
        assert_ne!(ran.code, 0, "{arguments:?}: it is not there any more");
    }
    let verified = troth(at, &["audit", "verify"]);
    assert_eq!(verified.code, 0, "{}", verified.err);
    for name in ["troth.db", "troth.db-wal"] {
        let bytes = std::fs::read(at.join(name)).unwrap_or_default();
        for word in ["Quillfeather", "Nobody rings", "They do"] {
            assert!(!bytes.windows(word.len()).any(|w| w == word.as_bytes()), "{word} in {name}");
        }
    }
}

#[test]
fn somebody_gets_their_own_answers() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    filled(at);
    let ran = in_network(at, &["own-answers", "--rater", "a", "--id", "person-1"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.out.lines().count(), 2);
    assert!(ran.out.contains("A,B,fairness,3,1,5"), "{}", ran.out);
    let ran = in_network(at, &["own-answers", "--rater", "a", "--id", "person-9"]);
    assert!(ran.code == 1 && ran.err.contains("Nobody with this id"), "{}", ran.err);
    let given =
        ["own-answers", "--rater", "a", "--id", "person-1", "--format", "json", "--output", "own.json"];
    assert_eq!(in_network(at, &given).code, 0);
    assert!(std::fs::read_to_string(at.join("own.json")).unwrap().contains("\"answer\": 3.0"));
    assert_eq!(in_network(at, &given).code, 1, "nothing is overwritten");
}
