//! Prints JSON, indented and harmless on a terminal.
//!
//! Suspicious characters are escaped. So the JSON cannot control a terminal, and a program still reads the exact text.
//! Must not know what is printed.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};

use crate::text::visible;

/// Prints a value as JSON that ends in a line break.
pub fn pretty(value: &impl Serialize) -> String {
    print(value, visible::suspicious)
}

/// Prints a value as JSON in ASCII, with escapes for all other characters.
pub fn pretty_ascii(value: &impl Serialize) -> String {
    print(value, |c| visible::suspicious(c) || !c.is_ascii())
}

fn print(value: &impl Serialize, escaped: impl Fn(char) -> bool) -> String {
    let mut printed = Vec::new();
    let formatter = Harmless { pretty: PrettyFormatter::new(), escaped };
    value
        .serialize(&mut Serializer::with_formatter(&mut printed, formatter))
        .expect("keys are strings, and writing to memory cannot fail");
    printed.push(b'\n');
    String::from_utf8(printed).expect("JSON is UTF-8")
}

/// Formats as `pretty` does. In strings it also escapes each character for which `escaped` is true.
struct Harmless<'a, F> {
    pretty: PrettyFormatter<'a>,
    escaped: F,
}

impl<F: Fn(char) -> bool> Formatter for Harmless<'_, F> {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut units = [0; 2];
        let mut from = 0;
        // Most text is plain ASCII, which is never escaped.
        let plain = |c: char| matches!(c, ' '..='~');
        for (at, c) in fragment.char_indices().filter(|&(_, c)| !plain(c) && (self.escaped)(c)) {
            writer.write_all(&fragment.as_bytes()[from..at])?;
            for unit in c.encode_utf16(&mut units) {
                write!(writer, "\\u{unit:04x}")?;
            }
            from = at + c.len_utf8();
        }
        writer.write_all(&fragment.as_bytes()[from..])
    }

    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.begin_array(writer)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.pretty.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.begin_object(writer)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.pretty.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suspicious_characters_are_escaped_and_read_back_exactly() {
        let text = "é\u{1b}\u{7f}\u{9b}\u{202e}\u{e0041}\n\"";
        assert_eq!(pretty(&[text]), "[\n  \"é\\u001b\\u007f\\u009b\\u202e\\udb40\\udc41\\n\\\"\"\n]\n");
        assert!(pretty_ascii(&[text]).is_ascii());
        for printed in [pretty(&[text]), pretty_ascii(&[text])] {
            let read: Vec<String> = serde_json::from_str(&printed).unwrap_or_default();
            assert_eq!(read, [text]);
        }
    }
}
