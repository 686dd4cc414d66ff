//! A folder of one's own and the program run in it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder that exists as long as the test.
pub(crate) struct Dir {
    folder: tempfile::TempDir,
}

impl Dir {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        self
    }

    pub(crate) fn folder(&self, name: &str) -> &Self {
        std::fs::create_dir_all(self.path().join(name)).unwrap();
        self
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs `parallax` here; `line` is cut at blanks.
    pub(crate) fn run(&self, line: &str) -> Ran {
        self.run_with(line, b"")
    }

    /// The same, with something on standard input.
    pub(crate) fn run_with(&self, line: &str, input: &[u8]) -> Ran {
        let mut child = self
            .command()
            .args(line.split_whitespace())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        let done = child.wait_with_output().unwrap();
        Ran {
            out: String::from_utf8(done.stdout).unwrap(),
            err: String::from_utf8(done.stderr).unwrap(),
            code: done.status.code(),
        }
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        command.current_dir(self.path()).env_remove("COLUMNS");
        command
    }
}

/// What a run gave.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) out: String,
    pub(crate) err: String,
    /// `None` when it died of a signal.
    pub(crate) code: Option<i32>,
}

impl Ran {
    /// Asserts the exit code, showing everything when it is another.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// Asserts that nothing was said on standard error.
    #[track_caller]
    pub(crate) fn silent(self) -> Self {
        assert_eq!(self.err, "", "{self:#?}");
        self
    }

    /// The JSON values of standard output, one a line.
    #[track_caller]
    pub(crate) fn records(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Standard output as one JSON value.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap()
    }

    /// Asserts that standard error is one line that names `place` and says `why`.
    #[track_caller]
    pub(crate) fn complains_once(self, place: &str, why: &str) -> Self {
        assert_eq!(self.err.lines().count(), 1, "{self:#?}");
        assert!(self.err.contains(place) && self.err.contains(why), "{self:#?}");
        self
    }
}

/// The names of a record's fields, in the order in which they are printed.
pub(crate) fn fields(line: &str) -> Vec<String> {
    // serde_json sorts the keys of a map, so the order is read from the text itself.
    let mut names: Vec<(usize, String)> = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(line)
        .unwrap()
        .keys()
        .map(|key| (line.find(&format!("\"{key}\":")).unwrap(), key.clone()))
        .collect();
    names.sort();
    names.into_iter().map(|(_, name)| name).collect()
}

/// Where the five sample articles lie.
pub(crate) fn seeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

/// Two reports of one made-up event.
pub(crate) const HARBOUR: &str = "Harbour bridge closed after inspection\n\n\
The harbour bridge was closed on Tuesday after inspectors found cracks in two of its cables.\n\n\
“We will not take any risk with people's lives,” Mayor Anna Lindqvist said. “The bridge stays closed.”\n\n\
About 12,000 cars use the bridge every day, according to the port authority.\n";
pub(crate) const BRIDGE: &str = "Cracks close bridge in the harbour\n\n\
Inspectors found cracks in two cables of the harbour bridge on Tuesday, and it was closed at once.\n\n\
\"We will not take any risk with people's lives,\" said Anna Lindqvist, the mayor.\n\n\
The port authority counts 12,000 cars a day on the bridge.\n";
/// A report of something else.
pub(crate) const ORCHARD: &str = "Apple growers expect a late harvest\n\n\
Apple growers in the northern valley expect their harvest three weeks later than usual after a cold spring.\n\n\
\"The blossoms froze twice,\" said Peter Novak, who runs the largest orchard of the valley.\n";
