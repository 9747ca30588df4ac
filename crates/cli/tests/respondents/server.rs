//! The server: a process of its own, which is killed without warning and started again.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use tokio::sync::watch;

/// A server and how often it was started.
pub(crate) struct Server {
    program: PathBuf,
    url: String,
    key_file: PathBuf,
    child: Option<Child>,
    address: SocketAddr,
    starts: watch::Sender<u64>,
}

impl Server {
    /// A server over a database, on a free port.
    pub(crate) fn start(program: &str, url: &str, key_file: &std::path::Path) -> Self {
        let mut server = Self {
            program: program.into(),
            url: url.to_owned(),
            key_file: key_file.to_owned(),
            child: None,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            starts: watch::Sender::new(0),
        };
        server.run();
        server
    }

    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Changes each time the server was started.
    pub(crate) fn starts(&self) -> watch::Receiver<u64> {
        self.starts.subscribe()
    }

    /// Ends the process at once, whatever it does, and starts another.
    pub(crate) fn kill_and_start(&mut self) {
        self.kill();
        self.run();
    }

    /// SIGKILL: the process can do nothing about it.
    pub(crate) fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// The process that runs now.
    pub(crate) fn process(&self) -> Option<u32> {
        self.child.as_ref().map(Child::id)
    }

    fn run(&mut self) {
        let mut command = Command::new(&self.program);
        command.args(["serve", "--database-url", &self.url, "--listen", &self.address.to_string()]);
        command.arg("--key-file").arg(&self.key_file);
        command.env_remove("TROTH_KEY").env_remove("TROTH_LOG").env_remove("TROTH_SMTP_URL");
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let ready = lines.by_ref().map(Result::unwrap).find_map(|line| {
            let address = line.strip_prefix("Troth is at http://")?.split('/').next()?.to_owned();
            address.parse::<SocketAddr>().ok()
        });
        self.address = ready.unwrap_or_else(|| panic!("the server did not start"));
        // What it says later has to go somewhere, or it waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        self.child = Some(child);
        self.starts.send_modify(|starts| *starts += 1);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}
