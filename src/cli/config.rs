//! `caveat config`: prints the effective settings as a config file.

use std::io::Write;

use super::arguments;
use super::failure::Failure;
use super::settings::Settings;
use crate::text::visible;

pub(super) fn print(asked: &arguments::ConfigArgs, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
    let settings = Settings::read(asked.config.as_deref(), err)?;
    Ok(out.write_all(text(&settings).as_bytes())?)
}

/// The settings as a config file, with a comment on where they come from.
fn text(settings: &Settings) -> String {
    let from = match &settings.path {
        Some(path) if settings.exists => {
            format!("# Settings from {}\n", visible::line(&path.to_string_lossy()))
        }
        Some(path) => {
            format!("# The defaults. Save settings to {}\n", visible::line(&path.to_string_lossy()))
        }
        None => "# The defaults\n".to_owned(),
    };
    format!("{from}\n{}", settings.config.print())
}
