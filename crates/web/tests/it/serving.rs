//! The server on a real port, and the worker behind it.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::site;

fn ask(address: SocketAddr, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[tokio::test(flavor = "multi_thread")]
async fn it_answers_works_off_what_waits_and_ends_when_told() {
    let site = site::empty().await;
    site.app.refresh_all(site.network.id).await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let shutdown = async {
        let _ = stopped.await;
    };
    let serving = tokio::spawn(troth_web::serve(site.app.clone(), listener, shutdown));
    let answer = tokio::task::spawn_blocking(move || ask(address, "/health")).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("ok"), "{answer}");
    stop.send(()).unwrap();
    serving.await.unwrap().unwrap();
    assert!(site.app.is_idle().await.unwrap(), "the worker finishes what it found before the server ends");
}
