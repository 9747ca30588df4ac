//! Data of a survey round by the command line.

use super::run::troth;

#[test]
fn packages_of_a_round_need_their_endings_a_promise_and_a_purpose() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("o.csv"), "id,name,sector\na,A,health\nb,B,voluntary\n").unwrap();
    let rows = "wave,rater,respondent,target,variable,value,scale_min,scale_max\n1,a,s,b,fairness,4,1,5\n";
    std::fs::write(at.join("r.csv"), rows).unwrap();
    for (kind, file) in [("organisations", "o.csv"), ("ratings", "r.csv")] {
        let ran = troth(at, &["import", kind, file, "--network", "n"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    let export =
        |arguments: &[&str]| troth(at, &[&["export", "--network", "n", "--package"], arguments].concat());
    let ran = export(&["dictionary", "--out", "d.csv"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(std::fs::read_to_string(at.join("d.csv")).unwrap().contains("\r\nfairness,"));
    assert_eq!(export(&["dictionary", "--out", "d.csv"]).code, 2, "nothing is overwritten");
    let ran = export(&["shared", "--out", "s.txt"]);
    assert!(ran.code == 2 && ran.err.contains(".zip"), "{}", ran.err);
    let research = ["research", "--out", "r.zip.age"];
    let ran = export(&research);
    assert!(ran.code == 2 && ran.err.contains("--encrypt-to"), "{}", ran.err);
    std::fs::write(at.join("p.txt"), "five random words\n").unwrap();
    let locked = [&research[..], &["--passphrase-file", "p.txt"]].concat();
    let ran = export(&locked);
    assert!(ran.code == 2 && ran.err.contains("--purpose"), "{}", ran.err);
    let whole = [&locked[..], &["--purpose", "x", "--approval", "y", "--recipient", "z"]].concat();
    let ran = export(&whole);
    assert!(ran.code == 1 && ran.err.contains("names no research"), "{}", ran.err);
    assert!(!at.join("r.zip.age").exists());
}
