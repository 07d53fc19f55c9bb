//! `caveat man`: one manual page for all commands, generated from the command line.

use std::io;

use clap::Command;
use clap_mangen::Man;

use crate::print::linear::COMMANDS;
use crate::text::case::capitalized;

/// The sections that are not generated, in roff.
const REST: &str = r".SH STATUS
.TP
0
Success. It is not an error if the reader of the output closes it early.
.TP
1
A file has problems (\fBcheck\fR), or something cannot be read or written.
.TP
2
The command line is wrong.
.SH ENVIRONMENT
.TP
\fBNO_COLOR\fR
If set and not empty: no colors, unless \fB\-\-color\fR asks for them.
.TP
\fBCLICOLOR_FORCE\fR
If set, and neither empty nor 0: colors on any output. \fBNO_COLOR\fR overrides it.
.TP
\fBTERM\fR, \fBCOLORTERM\fR
The number of colors. If \fBTERM\fR is dumb, nothing is drawn.
.TP
\fBCOLORFGBG\fR
Whether the terminal is dark (15;0) or light (0;15). It counts if the terminal itself does not answer, as in tmux before 3.4, or is not asked, as by \fBprint\fR in a pipe.
.TP
\fBCAVEAT_CONFIG\fR
The settings file (TOML). If set and empty: no file is read.
.TP
\fBNO_HYPERLINKS\fR
If set and not empty: addresses on the screen and in \fBprint\fR are not hyperlinks.
.TP
\fBBROWSER\fR
Commands that open a web address, separated by colons, tried before the platform's own. \fB%s\fR stands for the address.
.TP
\fBVISUAL\fR, \fBEDITOR\fR
The editor that \fBe\fR runs, with its arguments. Default: vi.
.SH FILES
.TP
\fB$XDG_CONFIG_HOME/caveat/config.toml\fR (\fB~/.config/caveat/config.toml\fR)
The settings, unless \fB\-\-config\fR or \fBCAVEAT_CONFIG\fR names another file. \fBcaveat config\fR prints all settings.
.TP
\fB$XDG_CONFIG_HOME/caveat/themes/\fINAME\fB.toml\fR
Themes of your own.
.TP
\fB$XDG_STATE_HOME/caveat\fR (\fB~/.local/state/caveat\fR)
For each text: where it was left, marks and doubts.
.TP
\fB$XDG_DATA_HOME/caveat/judgements\fR (\fB~/.local/share/caveat/judgements\fR)
For each text: your own judgements, as Web Annotations in JSON-LD.
";

/// The manual page in roff.
pub(super) fn page(mut command: Command) -> io::Result<Vec<u8>> {
    command.build();
    let mut page = Vec::new();
    let man = Man::new(command.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    if let Some(words) = command.get_after_help() {
        page.extend(format!(".PP\n{}\n", roff(&words.to_string())).into_bytes());
    }
    man.render_options_section(&mut page)?;
    page.extend(b".SH COMMANDS\n");
    // One page is easier to install than a page for each command.
    for command in command.get_subcommands() {
        let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
        page.extend(format!(".SS {}\n", roff(name)).into_bytes());
        let man = Man::new(command.clone());
        let mut section = Vec::new();
        man.render_description_section(&mut section)?;
        man.render_options_section(&mut section)?;
        let section = String::from_utf8_lossy(&section);
        let lines = section.lines().filter(|line| !line.starts_with(".SH "));
        page.extend(lines.flat_map(|line| [line, "\n"]).flat_map(str::bytes));
    }
    page.extend(linear().into_bytes());
    page.extend(REST.bytes());
    Ok(page)
}

/// The section on reading without a screen, with its commands.
fn linear() -> String {
    let mut section = ".SH READING WITHOUT A SCREEN\n".to_owned();
    section += &roff(
        "With --linear, or if TERM is dumb, the text is read as plain sentences, and nothing is drawn: \
         for screen readers, editors' shells, slow connections and scripts. \
         Each line of standard input is a command. Reading ends with the input. \
         On a terminal, lines wrap at its width; in a pipe they do not wrap. --width sets a width for both.",
    );
    section.push('\n');
    for command in COMMANDS {
        // A dot at the beginning of a line would be a roff request.
        let (usage, doc) = (roff(&command.usage()), roff(&capitalized(command.doc)));
        section.extend([".TP\n\\&", &usage, "\n", &doc, ".\n"]);
    }
    section
}

/// Escapes text for roff. An unescaped hyphen would not be copied as one.
fn roff(text: &str) -> String {
    text.replace('\\', "\\e").replace('-', "\\-")
}
