//! Completions for a shell.
//!
//! Owns where the generated ones fall short. A file may stand where a command may, and zsh's would take a command for the
//! file: whatever follows it would be completed as if there were none.

use clap::Command;
use clap_complete::{Shell, generate};

/// The script that a shell reads.
pub(super) fn script(shell: Shell, mut command: Command) -> Vec<u8> {
    let mut script = Vec::new();
    generate(shell, &mut command, "caveat", &mut script);
    if shell != Shell::Zsh {
        return script;
    }
    let text = String::from_utf8_lossy(&script);
    // The file has a line of its own, right before that of the commands, and makes them the second word.
    let (before, after) = text.split_once("\":: :_caveat_commands\"").unwrap_or((&text, ""));
    let before = before.rsplit_once("'::file").map_or(before, |(before, _)| before);
    let options = before.rsplit_once(ARGUMENTS).map_or("", |(_, options)| options);
    let after = after.replace("$line[2]", "$line[1]");
    // What is no command is a file, behind which others stand.
    let others = format!("(*)\n{ARGUMENTS}{options}'*:file:_files' \\\n&& ret=0\n;;\n{CASES}");
    let after = after.replacen(CASES, &others, 1);
    let after = after.replace(END, &format!("{EITHER}{END}"));
    format!("{before}\":: :_caveat_commands_or_files\"{after}").into_bytes()
}

/// How options begin.
const ARGUMENTS: &str = "_arguments \"${_arguments_options[@]}\" : \\\n";

/// How what may stand behind each command ends.
const CASES: &str = "        esac\n";

/// How the script ends.
const END: &str = "\nif [ \"$funcstack[1]\"";

const EITHER: &str = "\n_caveat_commands_or_files() {
    _alternative 'commands:command:_caveat_commands' 'files:file:_files'
}
";
