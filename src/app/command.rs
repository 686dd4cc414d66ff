//! The one table of commands: keys, the `:` prompt, its completion, help and README's table are all made from it.

use crate::app::keymap::{self, Action, Keymap, Mode};
use crate::app::{App, Effect, clip, decide, export, find, go, links, motion, overview, prompt, quotes, screen};

/// Something that the reader can be asked to do.
pub struct Command {
    /// Its name, as typed after `:`.
    pub name: &'static str,
    /// What may follow the name; empty when nothing may.
    pub args: &'static str,
    /// What it does, one line.
    pub doc: &'static str,
    pub(crate) run: fn(&mut App, &str) -> Vec<Effect>,
}

impl std::fmt::Debug for Command {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Command({})", self.name)
    }
}

impl PartialEq for Command {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Command {}

const fn command(
    name: &'static str,
    args: &'static str,
    doc: &'static str,
    run: fn(&mut App, &str) -> Vec<Effect>,
) -> Command {
    Command { name, args, doc, run }
}

/// Every command, in the order in which help tells of them.
pub static COMMANDS: &[Command] = &[
    command("line-down", "", "Go to the next line, row or quotation", motion::line_down),
    command("line-up", "", "Go to the previous line, row or quotation", motion::line_up),
    command("page-down", "", "Go one page on", motion::page_down),
    command("page-up", "", "Go one page back", motion::page_up),
    command("half-down", "", "Go half a page on", motion::half_down),
    command("half-up", "", "Go half a page back", motion::half_up),
    command("start", "", "Go to the start", motion::start),
    command("end", "", "Go to the end", motion::end),
    command("paragraph-next", "", "Go to the next paragraph", motion::paragraph_next),
    command("paragraph-previous", "", "Go to the previous paragraph", motion::paragraph_previous),
    command("sentence-next", "", "Go to the next sentence", motion::sentence_next),
    command("sentence-previous", "", "Go to the previous sentence", motion::sentence_previous),
    command("pane-next", "", "Go to the next pane or column", motion::pane_next),
    command("pane-previous", "", "Go to the previous pane or column", motion::pane_previous),
    command("outlet-next", "", "Read the next outlet at the same passage", go::outlet_next),
    command("outlet-previous", "", "Read the previous outlet at the same passage", go::outlet_previous),
    command("outlet", "PLACE|LETTER", "Read the outlet with this place or letter at the same passage", go::outlet),
    command("story", "NUMBER", "Read the story with this number", go::story),
    command("place", "SHARE%|PARAGRAPH", "Go to a place in this text: 40%, or a paragraph's number", overview::place),
    command("why", "", "Say why this article belongs to its story", decide::why),
    command("merge", "[NUMBER]", "Put this story and the one with this number together", decide::merge),
    command("split", "", "Make this article a story of its own", decide::split),
    command("publisher", "[NAME]", "Say who published this article", decide::outlet),
    command("move", "[NUMBER]", "Move this article to the story with this number", decide::shift),
    command("go", "", "Go to the place; on a sentence, open or close what the others have", go::go),
    command("back", "", "Go back over the jumps", go::back),
    command("forward", "", "Go forward over the jumps", go::forward),
    command("find", "[WORDS]", "Find anything: outlets, titles, people, figures, quotations, sentences", find::open),
    command("search", "[WORDS]", "Find words in this text", prompt::search),
    command("next", "", "Go to the next hit of the search, else to the next difference", go::next),
    command("previous", "", "Go to the previous hit of the search, else to the previous difference", go::previous),
    command("reader", "", "Show the Reader", screen::reader),
    command("compare", "", "Show the outlets side by side, passage by passage", screen::compare),
    command("matrix", "", "Show which outlet has which fact, and where", screen::matrix),
    command("quotes", "", "Show each statement in every wording", screen::quotes),
    command("figures", "", "Show each figure with every outlet's value", screen::figures),
    command("people", "", "Show how the outlets name people", screen::people),
    command("sourcing", "", "Show how each article is sourced", screen::sourcing),
    command(
        "filter",
        "[all|differing|shared|only]",
        "In Compare: show all, differing, shared, only here",
        screen::filter,
    ),
    command("sync", "", "In Compare: move all columns by passage, or one by line", screen::sync),
    command("base", "[LETTER]", "In Compare: take this outlet as base", screen::base),
    command("sort", "", "Show the list in another order", screen::sort),
    command("copy", "", "Copy the passage or quotation with its citation", clip::copy),
    command(
        "export",
        "[FILE]",
        "Write the comparison of this story to a file: .md, .html, .json, .csv",
        export::export,
    ),
    command("open", "FILE", "Read one more file, or what a folder holds", go::open),
    command("write", "FILE", "Write this article's text to a file", export::write),
    command("aside", "", "Show or fold what was set aside, with the reason", motion::aside),
    command("reported", "", "Also list what is reported without quotation marks", quotes::reported),
    command("zoom", "", "Show this pane alone, or all again", motion::zoom),
    command("mouse", "", "Switch the mouse on or off", screen::mouse),
    command("link", "", "Open the article's address", go::link),
    command("links", "", "List the addresses that this article names; a letter opens each", links::links),
    command("edit", "", "Open the article's file in the editor", go::edit),
    command("shell", "COMMAND", "Run a command of the shell", screen::shell),
    command("command", "[LINE]", "Run a command by its name", prompt::command),
    command("help", "", "Show the keys that work here", screen::help),
    command("calm", "", "Close what lies over the text: evidence, hits, a pane alone", screen::calm),
    command("close", "", "Close what is on top; in Reader, quit", screen::close),
    command("quit", "", "Quit", screen::quit),
    command("suspend", "", "Suspend", screen::suspend),
    command("redraw", "", "Draw the screen anew", screen::redraw),
    command("accept", "", "In a prompt: take it", prompt::accept),
    command("cancel", "", "In a prompt: leave it", prompt::cancel),
    command("choice-next", "[ROWS]", "In a prompt: next choice", prompt::choice_next),
    command("choice-previous", "[ROWS]", "In a prompt: previous choice", prompt::choice_previous),
    command("complete", "", "In a prompt: complete the word", prompt::complete),
    command("cursor-left", "", "In a prompt: one letter left", prompt::cursor_left),
    command("cursor-right", "", "In a prompt: one letter right", prompt::cursor_right),
    command("cursor-home", "", "In a prompt: start of the line", prompt::cursor_home),
    command("cursor-end", "", "In a prompt: end of the line", prompt::cursor_end),
    command("erase", "", "In a prompt: erase a letter; on an empty line, leave", prompt::erase),
    command("erase-right", "", "In a prompt: erase the letter under the cursor", prompt::erase_right),
    command("erase-word", "", "In a prompt: erase a word", prompt::erase_word),
    command("erase-all", "", "In a prompt: erase the line", prompt::erase_all),
];

/// The command with this name.
pub fn named(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

/// Does what an action says. Pure but for `app`: what must happen outside comes back as effects.
pub fn update(app: &mut App, action: &Action) -> Vec<Effect> {
    (action.command.run)(app, &action.argument)
}

/// What help, README and the manual page say of our own keys: the keys of each row, and what they do.
pub fn key_table() -> Vec<(Vec<String>, String)> {
    let keymap = Keymap::ours();
    let rows = [Mode::All, Mode::Compare].into_iter().flat_map(|mode| {
        let told = keymap.rows(mode).filter(move |row| row.mode == mode && row.told);
        told.map(move |row| {
            let keys: Vec<String> = row.on.iter().map(|keys| keymap::written(keys)).collect();
            let place = if mode == Mode::Compare { "in Compare: " } else { "" };
            (keys, format!("{place}{}", row.desc))
        })
    });
    rows.collect()
}

/// README's table of keys, as Markdown, made from our own keymap.
pub fn key_table_markdown() -> String {
    let mut table = String::from("| key | does |\n|---|---|\n");
    for (on, does) in key_table() {
        let keys: Vec<String> = on.iter().map(|key| format!("`{key}`")).collect();
        table.push_str(&format!("| {} | {does} |\n", keys.join(" ")));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_documented() {
        for (at, command) in COMMANDS.iter().enumerate() {
            assert!(!command.doc.is_empty());
            assert!(COMMANDS[..at].iter().all(|earlier| earlier.name != command.name), "{} twice", command.name);
        }
    }

    #[test]
    fn our_keymaps_are_right() {
        let mut keymap = Keymap::default();
        assert_eq!(keymap.lay(keymap::KEYMAP), []);
        assert_eq!(keymap.lay(keymap::PLAIN), []);
        assert_eq!(keymap.key_for(Mode::Compare, "filter").as_deref(), Some("v"));
    }

    #[test]
    fn what_is_wrong_is_named_by_line_and_the_rest_holds() {
        let mut keymap = Keymap::ours();
        let complaints = keymap.lay(
            "all = [\n  { on = \"ctrl-j\", run = \"line-down\" },\n  { on = \"hyper-q\", run = \"quit\" },\n  \
             { on = \"w\", run = \"fly\" },\n]\nnowhere = []\n",
        );
        let said: Vec<String> = complaints.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(said[0].starts_with("line 3: no key is called “hyper-q”"), "{said:?}");
        assert!(said[1].starts_with("line 4: no command is called “fly”"), "{said:?}");
        assert!(said[2].starts_with("line 6:"), "{said:?}");
        assert!(matches!(keymap.find(Mode::Reader, &[crate::app::Key::ctrl('j')]), keymap::Found::Action(_)));
    }
}
