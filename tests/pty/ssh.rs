//! Through a real OpenSSH server on this machine, with a key, a configuration and a port of the test's own. Where it
//! cannot be started the test says so and is skipped.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;

use crate::harness::{BRIDGE, PATIENCE, Pty, RIVER, Start, program};

struct Server {
    daemon: Child,
    folder: tempfile::TempDir,
    port: u16,
}

impl Server {
    fn start() -> Result<Self, String> {
        let sshd = program("sshd").ok_or("sshd is not installed")?;
        let keygen = program("ssh-keygen").ok_or("ssh-keygen is not installed")?;
        program("ssh").ok_or("ssh is not installed")?;
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        for name in ["host", "person"] {
            let made = Command::new(&keygen)
                .args(["-q", "-t", "ed25519", "-N", "", "-f"])
                .arg(folder.path().join(name))
                .stdin(Stdio::null())
                .status();
            made.ok().filter(|status| status.success()).ok_or("ssh-keygen makes no key")?;
        }
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = free.map_err(|error| error.to_string())?.port();
        let at = |name: &str| folder.path().join(name).display().to_string();
        let configuration = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nPidFile {}\nStrictModes no\n\
             UsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\nPrintMotd no\nPrintLastLog no\nAcceptEnv *\n",
            at("host"),
            at("person.pub"),
            at("pid")
        );
        std::fs::write(folder.path().join("sshd_config"), configuration).map_err(|error| error.to_string())?;
        if rustix::process::getuid().is_root() {
            // Debian makes it when the service starts.
            let _ = std::fs::create_dir_all("/run/sshd");
        }
        let daemon = Command::new(sshd)
            .args(["-D", "-f", &at("sshd_config"), "-E", &at("log")])
            .stdin(Stdio::null())
            .spawn()
            .map_err(|error| error.to_string())?;
        let mut server = Self { daemon, folder, port };
        server.await_login()?;
        Ok(server)
    }

    fn ssh(&self) -> Vec<String> {
        let key = self.folder.path().join("person").display().to_string();
        let port = self.port.to_string();
        let options =
            ["-i", &key, "-p", &port, "-F", "/dev/null", "-o", "StrictHostKeyChecking=no", "-o", "BatchMode=yes"];
        let quiet = ["-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-o", "IdentitiesOnly=yes"];
        options.iter().chain(&quiet).map(|&option| option.to_owned()).chain(["127.0.0.1".to_owned()]).collect()
    }

    /// Tries to log in until the server answers.
    fn await_login(&mut self) -> Result<(), String> {
        let until = Instant::now() + Duration::from_secs(5);
        loop {
            let ran = Command::new("ssh").args(self.ssh()).arg("true").stdin(Stdio::null()).output();
            let ran = ran.map_err(|error| error.to_string())?;
            if ran.status.success() {
                return Ok(());
            }
            if Instant::now() > until || self.daemon.try_wait().is_ok_and(|ended| ended.is_some()) {
                let log = std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
                return Err(format!("no login: {}{log}", String::from_utf8_lossy(&ran.stderr)));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// Processes of this program whose command line names this folder.
fn running(folder: &Path) -> usize {
    let named = |entry: std::io::Result<std::fs::DirEntry>| {
        let line = std::fs::read(entry.ok()?.path().join("cmdline")).ok()?;
        let line = String::from_utf8_lossy(&line).into_owned();
        let own = line.split('\0').next()?.ends_with("parallax");
        (own && line.contains(folder.to_str()?)).then_some(())
    };
    std::fs::read_dir("/proc").map_or(0, |entries| entries.filter_map(named).count())
}

#[test]
fn a_session_over_ssh_reads_and_is_cut_off_and_nothing_remains() {
    let server = match Server::start() {
        Ok(server) => server,
        Err(reason) => {
            eprintln!("skipped: {}", reason.trim());
            return;
        }
    };
    let at = |name: &str| server.folder.path().join(name).display().to_string();
    std::fs::write(at("bridge.txt"), BRIDGE).unwrap();
    std::fs::write(at("river.txt"), RIVER).unwrap();
    let mut command = CommandBuilder::new("ssh");
    command.arg("-tt");
    command.args(server.ssh());
    let program = env!("CARGO_BIN_EXE_parallax");
    command.arg(format!("XDG_STATE_HOME={0} {program} {0}/bridge.txt {0}/river.txt", server.folder.path().display()));
    let mut pty = Pty::run(command, 100, 30, &Start { deaf: false, ..Start::default() });
    // Before the analysis is through there is nothing to compare, and `q` would leave the reader.
    pty.until("the analysis", |screen| {
        let shown = screen.contents();
        shown.contains("bridge") && !shown.contains("analysed") && !shown.contains("reading ")
    });
    pty.keys("jjc");
    pty.until_shown("[Compare]");
    pty.keys("q");
    pty.until_shown("[Read]");
    pty.keys("/bridge\r");
    pty.resize(70, 20);
    pty.keys("n");
    pty.until_shown("bridge");
    assert_eq!(running(server.folder.path()), 1);
    // Cut off: the client is gone without a word.
    pty.signal(rustix::process::Signal::KILL);
    pty.end();
    let until = Instant::now() + PATIENCE;
    while running(server.folder.path()) > 0 {
        assert!(Instant::now() < until, "the reader goes on without its terminal");
        std::thread::sleep(Duration::from_millis(20));
    }
}
