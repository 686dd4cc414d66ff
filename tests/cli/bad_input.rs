use super::harness::{Dir, HARBOUR};

#[test]
fn a_missing_path_is_named_and_the_rest_is_printed() {
    let dir = Dir::new();
    dir.file("a.txt", HARBOUR);
    let ran = dir.run("text nowhere.txt a.txt").exits(1).complains_once("nowhere.txt", "");
    assert!(ran.out.starts_with("Harbour bridge"), "{ran:?}");
}

#[test]
fn nothing_readable_ends_with_1() {
    Dir::new().run("quotes nowhere.txt").exits(1).complains_once("nowhere.txt", "");
}

#[test]
fn a_folder_without_articles_is_named() {
    let dir = Dir::new();
    dir.folder("empty");
    let ran = dir.run("stories empty").exits(1).complains_once("empty", "");
    assert_eq!(ran.out, "");
}

#[test]
fn an_empty_file_is_named() {
    let dir = Dir::new();
    dir.file("empty.txt", "").file("a.txt", HARBOUR);
    let ran = dir.run("text empty.txt a.txt").exits(1).complains_once("empty.txt", "");
    assert!(ran.out.contains("Harbour bridge"), "{ran:?}");
}

#[test]
fn a_binary_file_is_named() {
    let dir = Dir::new();
    let bytes: Vec<u8> = (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    dir.file("picture.txt", [b"\x7fELF\0\0\0\0".as_slice(), &bytes].concat()).file("a.txt", HARBOUR);
    let ran = dir.run("text picture.txt a.txt").exits(1).complains_once("picture.txt", "");
    assert!(ran.out.starts_with("Harbour bridge"), "{ran:?}");
}

#[test]
fn invalid_utf_8_is_read_all_the_same() {
    let dir = Dir::new();
    dir.file("latin.txt", b"Caf\xe9 owners protest\n\nThe caf\xe9 owners of the old town protested on Monday.\n");
    let ran = dir.run("text latin.txt");
    assert!(ran.out.contains("owners of the old town"), "{ran:?}");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;

    let dir = Dir::new();
    dir.file("secret.txt", HARBOUR).file("a.txt", HARBOUR);
    let path = dir.path().join("secret.txt");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o0)).unwrap();
    if std::fs::read(&path).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    dir.run("text secret.txt a.txt").exits(1).complains_once("secret.txt", "ermission");
}

#[test]
fn control_characters_never_reach_the_output() {
    let dir = Dir::new();
    dir.file(
        "a\u{1b}[31m.txt",
        "Head\u{1b}[2Jline of an article\n\nA \u{1b}]0;title\u{7}sentence with \u{9b}31m in it.\n",
    );
    for command in ["text", "stories", "compare --one-story", "search sentence"] {
        let ran = dir.run(&format!("{command} .")).exits(0);
        let bad = |c: char| c.is_control() && c != '\n';
        assert!(!ran.out.contains(bad) && !ran.err.contains(bad), "{command}: {ran:?}");
    }
    let ran = dir.run("text nowhere\u{1b}[31m.txt").exits(1);
    assert!(!ran.err.contains('\u{1b}'), "{ran:?}");
}

#[test]
fn an_odd_date_is_said_and_the_record_is_read_all_the_same() {
    let dir = Dir::new();
    dir.file("a.csv", "title,content,date\nA,\"The harbour board met in a small room and nobody left early.\",soon\n");
    let ran = dir.run("text a.csv").exits(0);
    assert!(ran.out.contains("The harbour board met"));
    assert!(ran.err.contains("a.csv#1: the date in `date` could not be read: soon"), "{}", ran.err);
}
