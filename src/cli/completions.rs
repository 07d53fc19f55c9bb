//! `caveat completions`: shell completions.
//!
//! clap generates them; this module corrects those for zsh. Where a command may stand, a file may stand too, and the
//! generated script mistakes a command for the file and completes the rest as if there were no command.

use clap::Command;
use clap_complete::{Shell, generate};

/// The completion script for a shell.
pub(super) fn script(shell: Shell, mut command: Command) -> Vec<u8> {
    let mut script = Vec::new();
    generate(shell, &mut command, "caveat", &mut script);
    if shell != Shell::Zsh {
        return script;
    }
    let text = String::from_utf8_lossy(&script);
    // The file has a line of its own right before that of the commands, which makes the command the second word.
    let (before, after) = text.split_once("\":: :_caveat_commands\"").unwrap_or((&text, ""));
    let before = before.rsplit_once("'::file").map_or(before, |(before, _)| before);
    let options = before.rsplit_once(ARGUMENTS).map_or("", |(_, options)| options);
    let after = after.replace("$line[2]", "$line[1]");
    // A word that is not a command is a file, and more files may follow.
    let others = format!("(*)\n{ARGUMENTS}{options}'*:file:_files' \\\n&& ret=0\n;;\n{CASES}");
    let after = after.replacen(CASES, &others, 1);
    let after = after.replace(END, &format!("{EITHER}{END}"));
    format!("{before}\":: :_caveat_commands_or_files\"{after}").into_bytes()
}

/// The start of the options.
const ARGUMENTS: &str = "_arguments \"${_arguments_options[@]}\" : \\\n";

/// The end of the arguments of the commands.
const CASES: &str = "        esac\n";

/// The end of the script.
const END: &str = "\nif [ \"$funcstack[1]\"";

const EITHER: &str = "\n_caveat_commands_or_files() {
    _alternative 'commands:command:_caveat_commands' 'files:file:_files'
}
";
