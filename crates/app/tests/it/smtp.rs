//! Letters over SMTP, to a mail server that speaks just enough of it: what arrives, and what becomes of a refusal.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use troth_app::App;
use troth_app::accounts::{Invited, NewMember};
use troth_app::mail::Carrier;
use troth_gate::AccessRole;
use troth_network::Network;

use super::keeping::{Hand, filled};
use super::support::Bench;

const TO: &str = "ada.quillfeather@council.example";

/// A mail server: what it says to a recipient, and what it was told.
#[derive(Clone, Default)]
pub(super) struct Server {
    to_recipients: Arc<Mutex<&'static str>>,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Listens on this computer; the address for `TROTH_SMTP_URL`.
    pub(super) async fn open(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://127.0.0.1:{}", listener.local_addr().unwrap().port());
        let server = self.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let server = server.clone();
                tokio::spawn(async move { server.talk(stream).await });
            }
        });
        url
    }

    pub(super) fn answers(&self, line: &'static str) {
        *self.to_recipients.lock().unwrap() = line;
    }

    pub(super) fn heard(&self) -> Vec<String> {
        std::mem::take(&mut *self.heard.lock().unwrap())
    }

    async fn talk(&self, stream: TcpStream) {
        let mut stream = BufReader::new(stream);
        stream.write_all(b"220 post.example ESMTP\r\n").await.unwrap();
        let (mut line, mut is_letter) = (String::new(), false);
        while stream.read_line(&mut line).await.unwrap_or(0) > 0 {
            let said = std::mem::take(&mut line).trim_end().to_owned();
            self.heard.lock().unwrap().push(said.clone());
            let answer = match said.split([' ', ':']).next().unwrap_or_default() {
                "." if is_letter => {
                    is_letter = false;
                    "250 taken"
                }
                _ if is_letter => continue,
                "EHLO" => "250-post.example\r\n250 8BITMIME",
                "RCPT" => *self.to_recipients.lock().unwrap(),
                "DATA" => {
                    is_letter = true;
                    "354 go on"
                }
                "QUIT" => "221 bye",
                "MAIL" | "RSET" | "NOOP" => "250 yes",
                _ => "500 what",
            };
            if stream.write_all(format!("{answer}\r\n").as_bytes()).await.is_err()
                || answer.starts_with("221")
            {
                return;
            }
        }
    }
}

/// A partnership that sends over `server`, with an invitation that waits.
async fn invited(server: &Server) -> (Bench, App, Network, Hand) {
    let (bench, network, hand) = filled("2026-11-22").await;
    let from = "troth@post.example".parse().unwrap();
    let app = bench.app.with_mail(Carrier::smtp(&server.open().await, from).unwrap());
    let new = NewMember {
        name: "Ada Quillfeather".into(),
        address: TO.into(),
        role: AccessRole::Analyst,
        organisation: None,
    };
    let Invited::Link(_) = app.invite(&network, new).await.unwrap() else { panic!("a link") };
    app.send_invitation(TO, "https://troth.example.org/link/s3cr3t").await.unwrap();
    (bench, app, network, hand)
}

#[tokio::test]
async fn a_letter_arrives_as_it_was_written() {
    let server = Server::default();
    server.answers("250 yes");
    let (_bench, app, network, _hand) = invited(&server).await;
    assert_eq!(app.send_waiting_mail().await.unwrap(), 1);
    let heard = server.heard();
    assert!(heard.contains(&"MAIL FROM:<troth@post.example>".to_owned()), "{heard:?}");
    assert!(heard.contains(&format!("RCPT TO:<{TO}>")), "{heard:?}");
    for line in ["Subject: Your access to Troth", "https://troth.example.org/link/s3cr3t", "."] {
        assert!(heard.iter().any(|said| said == line), "{line} in {heard:?}");
    }
    let members = app.members(&network).await.unwrap();
    assert!(members.iter().all(|m| m.undelivered.is_none()));
}

#[tokio::test]
async fn a_server_that_is_busy_is_asked_again_later() {
    let server = Server::default();
    server.answers("451 later");
    let (bench, app, network, hand) = invited(&server).await;
    assert_eq!(app.send_waiting_mail().await.unwrap(), 0);
    assert_eq!(bench.store.waiting_mail().await.unwrap()[0].attempts, 1);
    server.answers("250 yes");
    assert_eq!(app.send_waiting_mail().await.unwrap(), 0, "not at once");
    hand.days(1);
    assert_eq!(app.send_waiting_mail().await.unwrap(), 1);
    assert!(app.members(&network).await.unwrap()[0].undelivered.is_none());
}

#[tokio::test]
async fn what_the_server_will_never_take_is_given_up_and_said_at_the_person() {
    let server = Server::default();
    server.answers("550 nobody here by that name");
    let (bench, app, network, _hand) = invited(&server).await;
    assert_eq!(app.send_waiting_mail().await.unwrap(), 0);
    assert!(bench.store.waiting_mail().await.unwrap().is_empty(), "given up at the first refusal");
    let members = app.members(&network).await.unwrap();
    let (kind, _) = members[0].undelivered.clone().unwrap();
    assert_eq!((members[0].address.as_str(), kind.as_str()), (TO, "invitation"));
}
