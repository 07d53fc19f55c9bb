//! `caveat man`: one manual page for all commands, generated from the command line.

use std::io;

use clap::Command;
use clap_mangen::Man;

use crate::print::linear::COMMANDS;

/// The sections that are not generated, in roff.
const REST: &str = r".SH STATUS
.TP
0
Done. A reader of the output that leaves early is no problem.
.TP
1
The file has problems (\fBcheck\fR), or something cannot be read or written.
.TP
2
The command line is wrong.
.SH ENVIRONMENT
.TP
\fBNO_COLOR\fR
If set and not empty: no colors, unless they are asked for.
.TP
\fBCLICOLOR_FORCE\fR
If set, and neither empty nor 0: colors, whatever the output is. \fBNO_COLOR\fR is stronger.
.TP
\fBTERM\fR, \fBCOLORTERM\fR
How many colors there are. Where \fBTERM\fR is dumb, nothing is drawn.
.TP
\fBCOLORFGBG\fR
Whether the terminal is dark or light, if it does not say so itself.
.TP
\fBCAVEAT_CONFIG\fR
The settings: a TOML file. If set and empty: none.
.TP
\fBNO_HYPERLINKS\fR
If set and not empty: addresses on the screen are no hyperlinks.
.TP
\fBBROWSER\fR
What opens a web address, before the platform's own: commands with a colon between them, \fB%s\fR for the address.
.TP
\fBVISUAL\fR, \fBEDITOR\fR
The editor that \fBe\fR runs, with its arguments; without them, vi.
.SH FILES
.TP
\fB$XDG_CONFIG_HOME/caveat/config.toml\fR (\fB~/.config/caveat/config.toml\fR)
The settings, unless \fB\-\-config\fR or \fBCAVEAT_CONFIG\fR names others. \fBcaveat config\fR prints what can be set.
.TP
\fB$XDG_CONFIG_HOME/caveat/themes/\fINAME\fB.toml\fR
Themes of your own.
.TP
\fB$XDG_STATE_HOME/caveat\fR (\fB~/.local/state/caveat\fR)
Where each text was left, with marks and doubts.
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
        "With --linear, or where TERM is dumb, the text is read in plain sentences, without drawing anything: \
         for screen readers, editors' shells, bad lines and scripts. \
         Each line of standard input is a command. It ends with its input.",
    );
    section.push('\n');
    for command in COMMANDS {
        // A dot at the beginning of a line would be a roff request.
        let (usage, doc) = (roff(&command.usage()), roff(&capitalized(command.doc)));
        section.extend([".TP\n\\&", &usage, "\n", &doc, ".\n"]);
    }
    section
}

fn capitalized(words: &str) -> String {
    words[..1].to_uppercase() + &words[1..]
}

/// Escapes text for roff. An unescaped hyphen would not be copied as one.
fn roff(text: &str) -> String {
    text.replace('\\', "\\e").replace('-', "\\-")
}
