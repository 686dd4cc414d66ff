//! Arguments → sources: files named, files found below folders, standard input, the built-in samples.

use std::borrow::Cow;
use std::io::Read;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use crate::ingest::coverage::{self, Coverage};
use crate::ingest::hint::{self, Hints};
use crate::ingest::safe::safe_line;

/// Something that could not be read, said in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The path or record, as the person would name it.
    pub place: String,
    /// What was wrong and, where it helps, what to do.
    pub reason: String,
    /// Whether the person named this input (then the exit code is 1), or it was met below a folder.
    pub named: bool,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.reason)
    }
}

/// Where bytes come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
    /// A sample built into the program.
    BuiltIn(&'static [u8]),
}

/// One input: a file, standard input or a built-in sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The article's id without a record number (see [`crate::article::Article::id`]).
    pub id: String,
    /// Where its bytes come from.
    pub origin: Origin,
    /// The folder argument below which it was found; `None` for an input that was named itself.
    pub root: Option<PathBuf>,
    /// What its place and `coverage.toml` say of its articles.
    pub hints: Hints,
}

impl Source {
    /// A source of which nothing but its bytes is known.
    pub fn new(id: impl Into<String>, origin: Origin) -> Self {
        Self { id: id.into(), origin, root: None, hints: Hints::default() }
    }

    /// A problem with it. The reason may hold words of the file, which pass the same door as every text.
    pub fn problem(&self, reason: impl Into<String>) -> Problem {
        Problem { place: self.id.clone(), reason: safe_line(&reason.into()), named: self.root.is_none() }
    }

    /// Its bytes, whole.
    pub fn bytes(&self) -> Result<Cow<'static, [u8]>, Problem> {
        match &self.origin {
            Origin::File(path) => match std::fs::File::open(path) {
                Ok(file) => {
                    // Room for a byte more, so that the end is met without growing.
                    let size = file.metadata().map_or(0, |data| data.len()).min(crate::ingest::LARGEST as u64);
                    self.bounded(file, size as usize + 1)
                }
                Err(error) => Err(self.problem(reason(&error))),
            },
            Origin::Stdin => self.bounded(std::io::stdin().lock(), 0),
            Origin::BuiltIn(bytes) => Ok(Cow::Borrowed(bytes)),
        }
    }

    /// All that comes from `reader`, which may be without end.
    fn bounded(&self, reader: impl Read, size: usize) -> Result<Cow<'static, [u8]>, Problem> {
        let most = crate::ingest::LARGEST;
        let mut bytes = Vec::with_capacity(size);
        match reader.take(most as u64 + 1).read_to_end(&mut bytes) {
            Ok(_) if bytes.len() > most => {
                Err(self.problem(format!("more than {} MiB; save it as a file to read it in pieces", most >> 20)))
            }
            Ok(_) => Ok(Cow::Owned(bytes)),
            Err(error) => Err(self.problem(reason(&error))),
        }
    }
}

/// An error of the system in plain words, without its number.
pub(super) fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or folder".into(),
        std::io::ErrorKind::PermissionDenied => "no permission to read it".into(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
    }
}

/// The five sample articles built into the program.
pub fn built_in() -> Vec<Source> {
    const SEEDS: [(&str, &[u8]); 5] = [
        ("seeds/000_373187a61f699f70.txt", include_bytes!("../../seeds/000_373187a61f699f70.txt")),
        ("seeds/001_3f79a44384de23da.txt", include_bytes!("../../seeds/001_3f79a44384de23da.txt")),
        ("seeds/002_ec48b384b218f1ca.txt", include_bytes!("../../seeds/002_ec48b384b218f1ca.txt")),
        ("seeds/003_4e92dfb8546c0acc.txt", include_bytes!("../../seeds/003_4e92dfb8546c0acc.txt")),
        ("seeds/004_9a5cb8541cf8ffef.txt", include_bytes!("../../seeds/004_9a5cb8541cf8ffef.txt")),
    ];
    SEEDS.iter().map(|&(id, bytes)| Source::new(id, Origin::BuiltIn(bytes))).collect()
}

/// The sources that `arguments` name, in their order, folders walked in the order of their names. Hidden files and what
/// `.ignore` and `.gitignore` inside a folder name are passed over.
pub fn discover(arguments: &[PathBuf]) -> (Vec<Source>, Vec<Problem>) {
    let mut found = Found::default();
    for argument in arguments {
        let id = id(argument);
        if id == "-" {
            if found.sources.iter().any(|source| source.origin == Origin::Stdin) {
                let reason = "standard input was named before, and can be read only once".into();
                found.problems.push(Problem { place: id, reason, named: true });
                continue;
            }
            found.sources.push(Source::new(id, Origin::Stdin));
            continue;
        }
        match std::fs::metadata(argument) {
            Err(error) => found.problems.push(Problem { place: id, reason: reason(&error), named: true }),
            Ok(data) if data.is_dir() => found.folder(argument),
            Ok(data) => {
                if let Some(reason) = unfit(argument, data.file_type()) {
                    found.problems.push(Problem { place: id, reason: reason.into(), named: true });
                    continue;
                }
                let mut source = Source::new(id, Origin::File(argument.clone()));
                source.hints = hint::of_path(argument, None);
                found.cover(argument, None, &mut source.hints);
                found.sources.push(source);
            }
        }
    }
    (found.sources, found.problems)
}

/// A path as it is shown and named in output: lossy where it is no Unicode, and safe for a terminal.
fn id(path: &Path) -> String {
    let id = path.to_string_lossy();
    if id.contains(|c: char| c.is_control()) { safe_line(&id) } else { id.into_owned() }
}

#[derive(Default)]
struct Found {
    sources: Vec<Source>,
    problems: Vec<Problem>,
    /// The `coverage.toml` of each folder that was looked into.
    coverage: FxHashMap<PathBuf, Option<Coverage>>,
}

impl Found {
    fn folder(&mut self, root: &Path) {
        let (before, troubles) = (self.sources.len(), self.problems.len());
        let walk = ignore::WalkBuilder::new(root)
            // Rules of folders above the one that was named are not about it.
            .parents(false)
            .follow_links(true)
            .sort_by_file_name(|a, b| a.cmp(b))
            .filter_entry(|entry| !is_page_folder(entry))
            .build();
        let mut paths = Vec::new();
        for entry in walk {
            match entry {
                Ok(entry) => match skipped(&entry) {
                    None => paths.push(entry.into_path()),
                    Some(None) => {}
                    Some(Some(reason)) => {
                        self.problems.push(Problem { place: id(entry.path()), reason: reason.into(), named: false });
                    }
                },
                Err(error) => self.problems.push(walk_problem(root, &error)),
            }
        }
        let outlets = hint::of_folder(root, &paths);
        for (path, mut hints) in paths.into_iter().zip(outlets) {
            self.cover(&path, Some(root), &mut hints);
            self.sources.push(Source { id: id(&path), origin: Origin::File(path), root: Some(root.to_owned()), hints });
        }
        if self.sources.len() == before {
            let named = self.problems.get(troubles..).is_none_or(|new| new.iter().all(|problem| !problem.named));
            if named {
                let reason = "no articles in this folder".into();
                self.problems.push(Problem { place: id(root), reason, named: true });
            }
        }
    }

    /// Takes in what the `coverage.toml` files from the file's own folder up to `root` say; the nearest wins.
    fn cover(&mut self, path: &Path, root: Option<&Path>, hints: &mut Hints) {
        for folder in path.ancestors().skip(1) {
            if !self.coverage.contains_key(folder) {
                let read = coverage::read(folder);
                let read = read.unwrap_or_else(|reason| {
                    let place = id(&folder.join(coverage::FILE));
                    self.problems.push(Problem { place, reason, named: false });
                    None
                });
                self.coverage.insert(folder.to_owned(), read);
            }
            if let Some(Some(coverage)) = self.coverage.get(folder)
                && let Ok(below) = path.strip_prefix(folder)
            {
                hints.coverage.push(coverage.about(below));
            }
            if root.is_none_or(|root| root == folder) {
                break;
            }
        }
    }
}

/// Why an entry is no source: `Some(None)` for what needs no word, `Some(Some(…))` for what is worth a line.
fn skipped(entry: &ignore::DirEntry) -> Option<Option<&'static str>> {
    let Some(kind) = entry.file_type() else { return Some(None) };
    if kind.is_dir() || coverage::FILE == entry.file_name() {
        return Some(None);
    }
    if kind.is_file() {
        return None;
    }
    Some(Some(odd(kind).unwrap_or("not a file, skipped")))
}

/// What is no file and no folder. Opening one of these could wait for ever.
fn odd(kind: std::fs::FileType) -> Option<&'static str> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return Some("a named pipe, skipped");
        } else if kind.is_socket() {
            return Some("a socket, skipped");
        } else if kind.is_block_device() || kind.is_char_device() {
            return Some("a device, skipped");
        }
    }
    None
}

/// Why something that was named itself is not opened. The pipes that a shell makes for `<(…)` are: somebody writes there.
fn unfit(path: &Path, kind: std::fs::FileType) -> Option<&'static str> {
    let made_by_shell = path.starts_with("/dev/") || path.starts_with("/proc/");
    odd(kind).filter(|&what| !(what.starts_with("a named pipe") && made_by_shell))
}

/// The folder of scripts and pictures that a browser saves beside a page ("article_files" beside "article.html").
fn is_page_folder(entry: &ignore::DirEntry) -> bool {
    let Some(name) = entry.file_name().to_str() else { return false };
    let page = name.strip_suffix("_files").or_else(|| name.strip_suffix("-Dateien"));
    let Some(page) = page.filter(|_| entry.depth() > 0 && entry.file_type().is_some_and(|kind| kind.is_dir())) else {
        return false;
    };
    ["html", "htm"].iter().any(|end| entry.path().with_file_name(format!("{page}.{end}")).exists())
}

fn walk_problem(root: &Path, error: &ignore::Error) -> Problem {
    let (mut path, mut inner) = (None, error);
    loop {
        match inner {
            ignore::Error::WithPath { path: at, err } => {
                path = Some(at.as_path());
                inner = err;
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => inner = err,
            ignore::Error::Loop { child, .. } => {
                let reason = "a link that leads back to its own folder, skipped".into();
                return Problem { place: id(child), reason, named: false };
            }
            ignore::Error::Io(error) => {
                // A link to nowhere is met as a file that is not there.
                let broken = error.kind() == std::io::ErrorKind::NotFound;
                let reason = if broken { "a link that leads nowhere, skipped".into() } else { reason(error) };
                return Problem { place: id(path.unwrap_or(root)), reason, named: path == Some(root) };
            }
            other => {
                return Problem { place: id(path.unwrap_or(root)), reason: other.to_string(), named: false };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::OutletProof;
    use crate::ingest::read;

    const TEXT: &str =
        "The minister spoke on Monday in Rome. She left at noon.\nThe talks went on for hours, officials said.\n";

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        folder
    }

    /// The ids below `folder` that give articles, and every problem as it is shown, both without the folder's own path.
    fn open(folder: &Path, arguments: &[&str]) -> (Vec<String>, Vec<String>) {
        let arguments: Vec<PathBuf> = arguments.iter().map(|name| folder.join(name)).collect();
        let (sources, problems) = discover(&arguments);
        let mut shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let mut ids = Vec::new();
        for source in &sources {
            let found = read(source);
            shown.extend(found.problems.iter().map(ToString::to_string));
            ids.extend(found.articles.into_iter().map(|article| article.id));
        }
        let short = |text: String| text.replace(&format!("{}/", folder.display()), "");
        (ids.into_iter().map(short).collect(), shown.into_iter().map(short).collect())
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_reason_and_the_rest_is_read() {
        let folder = folder(&[
            ("good.txt", TEXT.as_bytes()),
            ("empty.txt", b""),
            ("blank.txt", b" \n\n"),
            ("picture.txt", b"\x89PNG\r\n\x1A\n\0\0"),
            (
                "broken.txt",
                b"The minister spoke on Monday \xE2\x80 in R\xC3\xB6me \xE2\x80\x94 so \xE2\x80\x9Csoon\xE2\x80\x9D.",
            ),
        ]);
        std::fs::create_dir(folder.path().join("nothing")).unwrap();
        let (ids, problems) = open(
            folder.path(),
            &["missing.txt", "empty.txt", "blank.txt", "picture.txt", "nothing", "broken.txt", "good.txt"],
        );
        assert_eq!(ids, ["broken.txt", "good.txt"]);
        assert_eq!(
            problems,
            [
                "missing.txt: no such file or folder",
                "nothing: no articles in this folder",
                "empty.txt: empty file",
                "blank.txt: empty file",
                "picture.txt: a PNG picture, not text",
            ]
        );
    }

    #[test]
    fn a_folder_is_walked_by_name_without_hidden_files_and_page_resources() {
        let folder = folder(&[
            ("b/two.txt", TEXT.as_bytes()),
            ("a/one.txt", TEXT.as_bytes()),
            (".hidden/three.txt", TEXT.as_bytes()),
            ("a/.four.txt", TEXT.as_bytes()),
            ("page.html", b"<html><body><p>The minister spoke on Monday in Rome.</p></body></html>"),
            ("page_files/script.txt", b"let a = 1;"),
            ("coverage.toml", b"outlet = \"The Valley Herald\"\n[articles.\"a/one.txt\"]\nstory = \"Talks\"\n"),
        ]);
        let (ids, problems) = open(folder.path(), &[""]);
        assert_eq!(ids, ["a/one.txt", "b/two.txt", "page.html"]);
        assert!(problems.is_empty(), "{problems:?}");
        let (sources, _) = discover(&[folder.path().to_owned()]);
        let article = read(&sources[0]).articles.remove(0);
        assert_eq!(article.outlet.name.as_deref(), Some("The Valley Herald"));
        assert_eq!(article.outlet.proof, OutletProof::Coverage);
        assert_eq!(article.story_hint.as_deref(), Some("Talks"));
        // A file that is named itself is covered by the coverage.toml beside it.
        let (sources, _) = discover(&[folder.path().join("page.html")]);
        assert_eq!(read(&sources[0]).articles.remove(0).outlet.proof, OutletProof::Coverage);
    }

    #[test]
    fn a_broken_coverage_file_is_named_and_the_articles_are_read() {
        let folder = folder(&[("a.txt", TEXT.as_bytes()), ("coverage.toml", b"outlet = \"x\"\nstory = [\n")]);
        let (ids, problems) = open(folder.path(), &[""]);
        assert_eq!(ids, ["a.txt"]);
        assert!(problems.len() == 1 && problems[0].starts_with("coverage.toml: line "), "{problems:?}");
    }

    #[cfg(unix)]
    #[test]
    fn loops_pipes_and_sockets_are_skipped_with_a_line() {
        let folder = folder(&[("a.txt", TEXT.as_bytes()), ("sub/b.txt", TEXT.as_bytes())]);
        let at = |name: &str| folder.path().join(name);
        std::os::unix::fs::symlink(folder.path(), at("sub/loop")).unwrap();
        std::os::unix::fs::symlink(at("gone"), at("nowhere")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
        let mode = rustix::fs::Mode::from_raw_mode(0o600);
        rustix::fs::mknodat(rustix::fs::CWD, at("pipe"), rustix::fs::FileType::Fifo, mode, 0).unwrap();
        let (ids, mut problems) = open(folder.path(), &[""]);
        problems.sort();
        assert_eq!(ids, ["a.txt", "sub/b.txt"]);
        assert_eq!(
            problems,
            [
                "nowhere: a link that leads nowhere, skipped",
                "pipe: a named pipe, skipped",
                "socket: a socket, skipped",
                "sub/loop: a link that leads back to its own folder, skipped",
            ]
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_or_a_device_that_is_named_is_not_waited_for() {
        let folder = folder(&[("a.txt", TEXT.as_bytes())]);
        let mode = rustix::fs::Mode::from_raw_mode(0o600);
        rustix::fs::mknodat(rustix::fs::CWD, folder.path().join("pipe"), rustix::fs::FileType::Fifo, mode, 0).unwrap();
        let (ids, problems) = open(folder.path(), &["pipe", "a.txt", "/dev/zero"]);
        assert_eq!(ids, ["a.txt"]);
        assert_eq!(problems, ["pipe: a named pipe, skipped", "/dev/zero: a device, skipped"]);
    }

    #[test]
    fn standard_input_is_read_once() {
        let (sources, problems) = discover(&["-".into(), "-".into()]);
        assert_eq!((sources.len(), problems.len()), (1, 1));
        assert!(problems[0].named);
    }

    #[cfg(unix)]
    #[test]
    fn no_permission_is_said() {
        use std::os::unix::fs::PermissionsExt;
        let folder = folder(&[("shut.txt", TEXT.as_bytes())]);
        let path = folder.path().join("shut.txt");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
        // A privileged user reads it all the same.
        if std::fs::read(&path).is_err() {
            assert_eq!(open(folder.path(), &["shut.txt"]).1, ["shut.txt: no permission to read it"]);
        }
    }
}
