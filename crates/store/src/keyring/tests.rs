use super::*;

fn ring() -> Keyring {
    Keyring::of([7; 32])
}

#[test]
fn a_sealed_secret_opens_under_its_key_and_holds_no_plain_word() {
    let sealed = ring().seal(b"a plain word", "totp:1", [1; 24]).unwrap();
    assert!(is_sealed(&sealed) && !sealed.contains("plain"), "{sealed}");
    assert_eq!(ring().open(&sealed, "totp:1").unwrap(), b"a plain word");
}

#[test]
fn a_secret_moved_to_another_row_does_not_open() {
    let sealed = ring().seal(b"secret", "totp:1", [1; 24]).unwrap();
    assert!(matches!(ring().open(&sealed, "totp:2"), Err(KeyringError::DoesNotOpen { .. })));
}

#[test]
fn a_secret_that_was_changed_does_not_open() {
    let sealed = ring().seal(b"secret", "a", [1; 24]).unwrap();
    for place in [30, sealed.len() - 1] {
        let digit = if sealed.as_bytes()[place] == b'0' { "1" } else { "0" };
        let mut changed = sealed.clone();
        changed.replace_range(place..=place, digit);
        assert!(matches!(ring().open(&changed, "a"), Err(KeyringError::DoesNotOpen { .. })), "{changed}");
    }
    for text in ["", "sealed-1", "sealed-1:a:b:c:d", "sealed-1:a:b", "96digits"] {
        assert!(matches!(ring().open(text, "a"), Err(KeyringError::DoesNotOpen { .. })), "{text}");
    }
}

#[test]
fn after_a_new_key_the_old_one_still_opens_and_the_new_one_seals() {
    let old = ring().seal(b"secret", "a", [1; 24]).unwrap();
    let both = ring().with_new([9; 32]);
    assert_eq!(both.open(&old, "a").unwrap(), b"secret");
    let new = both.seal(b"secret", "a", [2; 24]).unwrap();
    let without_old = Keyring::of([9; 32]);
    assert_eq!(without_old.open(&new, "a").unwrap(), b"secret");
    assert!(matches!(without_old.open(&old, "a"), Err(KeyringError::UnknownKey { .. })));
    assert_eq!(without_old.missing([old.as_str(), new.as_str()]).len(), 1);
}

#[test]
fn key_lines_are_read_as_they_were_written() {
    let both = ring().with_new([9; 32]);
    let text = format!("# kept in the safe\n\n{}", both.lines());
    assert_eq!(text.parse::<Keyring>().unwrap(), both);
    for (text, line) in [("troth-key-1:00", 1), ("\nkey", 2), ("troth-key-1:+1", 1)] {
        assert_eq!(text.parse::<Keyring>(), Err(KeyringError::NotAKey { line }), "{text}");
    }
}

#[test]
fn without_a_key_the_error_says_how_to_give_one() {
    let error = Keyring::none().seal(b"secret", "a", [1; 24]).unwrap_err();
    assert!(error.to_string().contains("TROTH_KEY"), "{error}");
}

#[test]
fn keys_stay_out_of_logs() {
    let shown = format!("{:?}", ring());
    assert!(!shown.contains("07070707") && !shown.contains("7, 7"), "{shown}");
}
