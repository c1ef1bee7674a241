//! The cheat sheet: composed, fitted, packed, painted.

mod contents;
mod inputs;
mod layout;
mod options;
mod pictures;
mod seal;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::io::Write;

use anyhow::{Context, Result};
use camino::Utf8Path;

use super::options::Schema;
use super::output::{Output, Standing};
use super::{Division, Exporter, Report, Study};
use crate::config::Settings;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::TopicRef;
use crate::pdf::{self, FontFile};
use crate::source::reason;
use crate::text::language;
use crate::typeset::style::{Ink, Style};
use layout::Layout;
pub use options::Options;

/// The exporter.
#[derive(Debug)]
pub struct Sheet;

impl Exporter for Sheet {
    fn name(&self) -> &'static str {
        "sheet"
    }

    fn about(&self) -> &'static str {
        "One printable cheat sheet (PDF)"
    }

    fn extension(&self) -> &'static str {
        "pdf"
    }

    fn options(&self) -> Schema {
        Schema::of::<Options>()
    }

    fn division(&self, settings: &Settings) -> Division {
        match settings.options::<Options>(self).by.as_str() {
            "all" => Division::Together,
            "folder" => Division::ByFolder,
            _ => Division::ByNote,
        }
    }

    fn export(&self, study: &Study<'_>, out: &mut Output) -> Result<Report> {
        let options: Options = study.settings.options(self);
        let theme = theme(&options, study.settings)?;
        let lang = language(study);
        let layout = Layout::new(study, &options, &style(&options, &theme)?, &lang)?;
        let notes: Vec<_> = study.notes().collect();
        let bytes = pdf::write(pdf::Source {
            title: study.title,
            lang: &lang,
            pages: &layout.pages,
            structure: &layout.structure,
            outline: &contents::outline(&notes, &layout.pages),
            topic_title: &|topic| title(study, topic),
            font: &|id| {
                let face = layout.fonts.face(id);
                FontFile { data: face.data(), index: face.index }
            },
            pictures: pictures::all(&layout.pictures, &layout.pages),
        })?;
        let (pages, fill) = (Some(layout.pages.len()), Some(layout.fill));
        let lent = layout.fonts.faces().any(|(_, face)| face.lent);
        let report = Report { pages, fill, diagnostics: layout.diagnostics, ..Report::default() };
        // Findings are told at every build, and the system's fonts are no input that could be named.
        let bytes = if report.diagnostics.is_empty() && !lent {
            seal::sealed(bytes, &inputs::digest(study, &options, &theme), &report)?
        } else {
            bytes
        };
        out.write_all(&bytes)?;
        Ok(report)
    }

    fn stands(&self, study: &Study<'_>, standing: &Standing<'_>) -> Option<Report> {
        let options: Options = study.settings.options(self);
        let theme = theme(&options, study.settings).ok()?;
        seal::report(&standing.read()?, &inputs::digest(study, &options, &theme))
    }
}

/// The text of the theme: one of ours (or the user's of that name), or a file.
fn theme(options: &Options, settings: &Settings) -> Result<Cow<'static, str>> {
    let own = settings.templates.join("sheet").join(format!("{}.toml", options.theme));
    let file = if !settings.templates.as_str().is_empty() && own.is_file() {
        Some(own)
    } else if Style::source(&options.theme).is_none() {
        Some(Utf8Path::new(&options.theme).to_owned())
    } else {
        None
    };
    if let Some(path) = file {
        let wrong = |message: String| Diagnostic::file(Code::BadConfig, &path, message);
        let text = std::fs::read_to_string(&path).map_err(|error| {
            let help = "default, mono and compact are built in; any other theme is the path of a TOML file";
            wrong(format!("no such theme: {}", reason(&error))).help(help)
        })?;
        Style::from_toml(&text, Ink::Color)
            .map_err(|error| wrong(format!("no theme: {}", error.to_string().trim_end())))?;
        return Ok(text.into());
    }
    Ok(Style::source(&options.theme).context("a theme is built in")?.into())
}

fn style(options: &Options, theme: &str) -> Result<Style> {
    let ink = if options.grayscale { Ink::Grey } else { Ink::Color };
    Style::from_toml(theme, ink).context("a built-in theme does not parse")
}

/// What a link to `topic` is described by.
fn title(study: &Study<'_>, topic: TopicRef) -> String {
    let title = study.notebook.topic(topic).title_text();
    if title.trim().is_empty() { study.notebook.note(topic.note).title.clone() } else { title }
}

/// The language the file declares: that of its notes if they agree, else undetermined.
fn language(study: &Study<'_>) -> String {
    let mut languages = study.notes().map(|note| language::of_note(note, &study.settings.lang));
    let first = languages.next().unwrap_or("");
    let one = languages.all(|other| other == first) && !first.is_empty();
    if one { first.to_owned() } else { "und".to_owned() }
}
