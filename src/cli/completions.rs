//! `caveat completions`: shell completions.
//!
//! clap generates them; this module corrects those for zsh. Where a command may stand, a file may stand too, and the
//! generated script mistakes a command for the file and completes the rest as if there were no command.
//!
//! Where a theme may stand, bash, zsh and fish offer files and the names of themes. They ask the program for the names,
//! so that they know the user's own themes without a new script.

use clap::Command;
use clap_complete::{Shell, generate};

/// The completion script for a shell.
pub(super) fn script(shell: Shell, mut command: Command) -> Vec<u8> {
    let mut script = Vec::new();
    generate(shell, &mut command, "caveat", &mut script);
    let text = with_themes(shell, &String::from_utf8_lossy(&script));
    if shell != Shell::Zsh {
        return text.into_bytes();
    }
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

/// Adds the names of themes to the files that the script offers for `--theme`.
fn with_themes(shell: Shell, script: &str) -> String {
    match shell {
        Shell::Bash => {
            // The list is expanded like a command line, so it has only names that an expansion leaves as they are.
            const FILES: &str = "$(compgen -f \"${cur}\")";
            const NAMES: &str = "$(caveat themes --color never 2>/dev/null | grep -x '[[:alnum:]._-]*')";
            let both = format!("$(compgen -W \"{NAMES}\" -- \"${{cur}}\") {FILES}");
            let mut options = script.split("--theme)");
            let first = options.next().unwrap_or_default().to_owned();
            options.fold(first, |script, option| script + "--theme)" + &option.replacen(FILES, &both, 1))
        }
        Shell::Fish => {
            // Right behind an option that still needs its value, the script finds that a command can no longer follow.
            const FIRST: &str = "-n \"__fish_caveat_needs_command\" -l theme ";
            const ALSO: &str = "-n \"__fish_caveat_needs_command; \
                or string match -q -- --theme (commandline -opc)[-1]\" -l theme ";
            let line = |line: &str| {
                let is_theme = line.contains(" -l theme ");
                let names = if is_theme { " -a '(caveat themes --color never 2>/dev/null)'" } else { "" };
                format!("{}{names}\n", line.replace(FIRST, ALSO))
            };
            script.lines().map(line).collect()
        }
        Shell::Zsh => {
            let script = script.replace(":NAME|FILE:_files'", ":NAME|FILE:_caveat_themes'");
            script.replace(END, &format!("{THEMES}{END}"))
        }
        _ => script.to_owned(),
    }
}

const THEMES: &str = "\n_caveat_themes() {
    local -a themes=(${(f)\"$(_call_program themes caveat themes --color never 2>/dev/null)\"})
    _alternative 'themes:theme:compadd -a themes' 'files:file:_files'
}
";

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
