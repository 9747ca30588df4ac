//! Accounts from the command line, and serving people who sign in.

use super::run::troth;

fn founded() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("o.csv");
    std::fs::write(&file, "id,name,sector\ncouncil,Council,social_care\n").unwrap();
    let import = ["import", "organisations", file.to_str().unwrap(), "--network", "vale"];
    assert_eq!(troth(folder.path(), &import).code, 0);
    folder
}

#[test]
fn an_account_is_made_listed_given_a_role_and_reset() {
    let folder = founded();
    let user = |arguments: &[&str]| {
        let ran = troth(folder.path(), &[&["user"], arguments].concat());
        (ran.code, ran.out, ran.err)
    };
    assert!(user(&["list"]).1.contains("There are no accounts"));
    let add = ["add", "Ada@council.example", "--name", "Ada Obi", "--network", "vale", "--role", "custodian"];
    let (code, out, err) = user(&[&add[..], &["--public-url", "https://troth.example.org"]].concat());
    assert_eq!(code, 0, "{err}");
    assert!(out.starts_with("https://troth.example.org/link/") && err.contains("7 days"), "{out}{err}");
    let (code, out, _) = user(&["add", "pat@council.example", "--name", "Pat"]);
    assert!(code == 0 && out.starts_with("/link/"), "{out}");
    let (_, out, _) = user(&["list"]);
    assert!(out.contains("ada@council.example  Ada Obi  (invited)\n  vale: custodian\n"), "{out}");

    let (code, _, err) = user(&["role", "pat@council.example", "--network", "vale", "--role", "partner"]);
    assert!(code == 1 && err.contains("Choose the organisation"), "{err}");
    let give = [
        "role",
        "pat@council.example",
        "--network",
        "vale",
        "--role",
        "partner",
        "--organisation",
        "council",
    ];
    assert_eq!(user(&give).0, 0);
    assert!(user(&["list"]).1.contains("vale: partner of council"));
    let (code, _, err) = user(&["role", "ada@council.example", "--network", "vale", "--withdraw"]);
    assert!(code == 1 && err.contains("needs a custodian who can sign in"), "{err}");
    assert_eq!(user(&["role", "pat@council.example", "--network", "vale", "--withdraw"]).0, 0);
    assert!(user(&["reset", "pat@council.example", "--second-factor"]).1.starts_with("/link/"));
    let (code, _, err) = user(&["reset", "eve@council.example"]);
    assert!(code == 1 && err.contains("no account with the address"), "{err}");
    assert_eq!(user(&["role", "pat@council.example", "--network", "vale"]).0, 2);
}

#[test]
fn other_computers_are_served_with_sign_in_alone_and_under_one_name() {
    let folder = founded();
    let serve = |arguments: &[&str]| troth(folder.path(), &[&["serve"], arguments].concat());
    let open = serve(&["--listen", "0.0.0.0:0"]);
    assert_eq!(open.code, 2);
    assert!(open.err.contains("--sign-in"), "{}", open.err);
    for arguments in [
        &["--sign-in"][..],
        &["--behind-proxy"],
        &["--sign-in", "--public-url", "http://troth.example.org"],
        &["--sign-in", "--public-url", "https://troth.example.org/troth"],
    ] {
        assert_eq!(serve(arguments).code, 2, "{arguments:?}");
    }
}
