//! Handing over: the terminal to a shell, an editor or the shell's job control, an address to the system, a text to a
//! file.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use rustix::process::{Signal, kill_current_process_group};

/// Stops the process group as Ctrl-z does, and returns when it goes on. The signal's own disposition is left alone, so
/// that where nobody could continue us (a session without job control) nothing stops.
pub(super) fn stop() {
    let _ = kill_current_process_group(Signal::TSTP);
}

/// Opens a file in the person's editor at a line (from 1). Says what went wrong.
pub(super) fn edit(path: &Path, line: usize, own: Option<String>) -> Option<String> {
    let editor = own.or_else(|| {
        ["VISUAL", "EDITOR"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.trim().is_empty()))
    });
    let editor = editor.unwrap_or_else(|| "vi".to_owned());
    // The editor may be a command with arguments ("code --wait"); the file is passed apart, never parsed by the shell.
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("exec {editor} \"$@\"")).arg(&editor);
    let name = editor.split_whitespace().next().and_then(|word| Path::new(word).file_name()?.to_str()).unwrap_or("");
    if matches!(
        name,
        "vi" | "vim" | "nvim" | "nano" | "emacs" | "emacsclient" | "kak" | "micro" | "ne" | "joe" | "less"
    ) {
        command.arg(format!("+{line}"));
    }
    outcome(&editor, command.arg(path).status())
}

/// Runs a shell command on the handed-over terminal and waits for Enter, so that its output can be read.
pub(super) fn shell(line: &str) -> Option<String> {
    let said = outcome(line, Command::new("sh").args(["-c", line]).status());
    print!("\n[Enter goes back to Parallax] ");
    let _ = std::io::stdout().flush();
    let mut answer = String::new();
    match std::fs::File::open("/dev/tty") {
        Ok(tty) => drop(std::io::BufRead::read_line(&mut std::io::BufReader::new(tty), &mut answer)),
        Err(_) => drop(std::io::stdin().read_line(&mut answer)),
    }
    said
}

fn outcome(name: &str, result: std::io::Result<std::process::ExitStatus>) -> Option<String> {
    match result {
        Ok(status) if status.success() => None,
        Ok(status) => Some(format!("{name}: {status}")),
        Err(error) => Some(format!("{name}: {error}")),
    }
}

/// Opens an address with $BROWSER or the system's opener. Only http and https, and no control characters.
pub(super) fn open_link(address: &str, own: Option<&str>) -> String {
    let web = address.starts_with("https://") || address.starts_with("http://");
    if !web || address.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return "Not opened: this is no web address".to_owned();
    }
    let system = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let opener =
        own.map(str::to_owned).or_else(|| std::env::var("BROWSER").ok()).filter(|name| !name.trim().is_empty());
    let opener = opener.unwrap_or_else(|| system.to_owned());
    let quiet = || Stdio::null();
    match Command::new(&opener).arg(address).stdin(quiet()).stdout(quiet()).stderr(quiet()).spawn() {
        Ok(mut child) => {
            // Somebody must wait for it, or it stays as a zombie.
            std::thread::spawn(move || child.wait());
            format!("Opened {address} with {opener}")
        }
        Err(error) => format!("Not opened ({opener}: {error}): {address}"),
    }
}

/// Writes a file whole: beside it first, then moved into its place, so that nobody meets half of it.
pub(super) fn write(path: &Path, text: &str) -> String {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = (|| {
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        // A temporary file is its owner's alone; what was asked for is an ordinary file.
        let mode = path.metadata().map(|metadata| metadata.permissions());
        let mode = mode.unwrap_or_else(|_| std::os::unix::fs::PermissionsExt::from_mode(0o644));
        file.as_file().set_permissions(mode)?;
        file.persist(path).map_err(|error| error.error)?;
        Ok::<(), std::io::Error>(())
    })();
    match written {
        Ok(()) => format!("Wrote {}", path.display()),
        Err(error) => format!("Not written: {}: {error}", path.display()),
    }
}
