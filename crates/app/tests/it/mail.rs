//! Letters: put into a queue, sent by the worker, tried again, and forgotten.

use troth_app::App;
use troth_app::mail::{Carrier, Mail};

use super::support::{Bench, bench};

const ADDRESS: &str = "ada.quillfeather@council.example";
const SECRET: &str = "s3cr3tt0k3n";

fn letter() -> Mail {
    let link = format!("https://troth.example.org/link/{SECRET}").parse().unwrap();
    Mail::Invitation { to: ADDRESS.parse().unwrap(), link, valid_for: 7 }
}

fn into(bench: &Bench, folder: &str) -> App {
    let folder = bench.folder().join(folder);
    bench.app.with_mail(Carrier::folder(folder, "troth@post.example".parse().unwrap()))
}

fn in_the_database(bench: &Bench, word: &str) -> bool {
    std::fs::read_dir(bench.folder()).unwrap().map(|e| e.unwrap().path()).any(|path| {
        path.is_file() && std::fs::read(path).unwrap().windows(word.len()).any(|w| w == word.as_bytes())
    })
}

#[tokio::test]
async fn a_letter_waits_sealed_is_sent_once_and_forgotten() {
    let bench = bench().await;
    std::fs::create_dir(bench.folder().join("post")).unwrap();
    let app = into(&bench, "post");
    app.queue_mail(&letter()).await.unwrap();
    assert!(!in_the_database(&bench, ADDRESS) && !in_the_database(&bench, SECRET), "it waits sealed");
    assert_eq!(bench.store.waiting_mail().await.unwrap().len(), 1);
    assert_eq!(app.send_waiting_mail().await.unwrap(), 1);
    assert_eq!(app.send_waiting_mail().await.unwrap(), 0, "once");
    assert!(bench.store.waiting_mail().await.unwrap().is_empty());
    let files: Vec<_> =
        std::fs::read_dir(bench.folder().join("post")).unwrap().map(|f| f.unwrap().path()).collect();
    let text = std::fs::read_to_string(&files[0]).unwrap();
    for expected in [
        "From: troth@post.example\r\n",
        &format!("To: {ADDRESS}\r\n"),
        "Subject: Your access to Troth\r\n",
        "Date: Sun, 22 Nov 2026 00:00:00 +0000\r\n",
        "Content-Type: text/plain; charset=utf-8\r\n",
        &format!("\r\nhttps://troth.example.org/link/{SECRET}\r\n"),
    ] {
        assert!(text.contains(expected), "{expected} not in {text}");
    }
    for tracking in ["<img", "<html", "Disposition-Notification", "Return-Receipt"] {
        assert!(!text.contains(tracking), "{tracking}");
    }
    assert_eq!(files.len(), 1);
}

#[tokio::test]
async fn what_cannot_be_sent_is_tried_again_and_given_up_in_the_end() {
    let bench = bench().await;
    let nowhere = into(&bench, "no/such/folder");
    nowhere.queue_mail(&letter()).await.unwrap();
    assert_eq!(nowhere.send_waiting_mail().await.unwrap(), 0);
    let waiting = bench.store.waiting_mail().await.unwrap();
    assert_eq!(waiting[0].attempts, 1);
    assert_eq!(nowhere.send_waiting_mail().await.unwrap(), 0, "not at once");
    assert_eq!(bench.store.waiting_mail().await.unwrap()[0].attempts, 1);
    // Later, by a clock that the store is told.
    for _ in 0..4 {
        let soon = bench.app.now().plus_seconds(100_000);
        bench.store.take_mail(soon, bench.app.now()).await.unwrap();
    }
    assert_eq!(nowhere.send_waiting_mail().await.unwrap(), 0);
    assert!(bench.store.waiting_mail().await.unwrap().is_empty(), "given up, and what it said is gone");
}

#[tokio::test]
async fn without_a_mail_server_the_caller_is_told() {
    let bench = bench().await;
    let error = bench.app.queue_mail(&letter()).await.unwrap_err();
    assert!(error.to_string().contains("No mail is sent from here"), "{error}");
    assert!(!bench.app.sends_mail() && into(&bench, "post").sends_mail());
    assert_eq!(bench.app.send_waiting_mail().await.unwrap(), 0);
}
