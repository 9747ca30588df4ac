//! `troth audit verify`.

use super::run::{text, troth};

#[test]
fn a_record_is_checked_and_a_note_of_it_kept() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let file = at.join("o.csv");
    std::fs::write(&file, "id,name,sector\na,A,health\nb,B,voluntary\n").unwrap();
    let import = ["import", "organisations", text(&file), "--network", "n"];
    assert_eq!(troth(at, &import).code, 0);
    let ran = troth(at, &["audit", "verify"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("The record is whole: 2 rows"), "{}", ran.out);
    assert!(ran.out.contains("The ledger of releases is whole"), "{}", ran.out);
    let noted = ran.out.lines().nth(1).unwrap().to_owned();
    std::fs::copy(at.join("troth.db"), at.join("earlier.db")).unwrap();
    assert_eq!(troth(at, &import).code, 0);
    let ran = troth(at, &["audit", "verify", "--expect", &noted]);
    assert!(ran.code == 0 && ran.out.contains("still holds row 2"), "{}{}", ran.out, ran.err);
    let longer = troth(at, &["audit", "verify"]).out.lines().nth(1).unwrap().to_owned();
    // Somebody puts an earlier copy in the place of the database.
    let earlier = ["audit", "verify", "--database-url", "earlier.db", "--key-file", "troth.db.key"];
    let ran = troth(at, &[&earlier[..], &["--expect", &longer]].concat());
    assert!(ran.code == 1 && ran.err.contains("Row 3 is not there as it was noted"), "{}", ran.err);
    assert_eq!(troth(at, &["audit", "verify", "--expect", "soon"]).code, 2);
}
