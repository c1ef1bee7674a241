//! The cheat sheet: composed, fitted, packed, painted.

mod contents;
mod layout;
mod options;
mod pictures;
#[cfg(test)]
mod tests;

use std::io::Write;

use anyhow::{Context, Result};
use camino::Utf8Path;

use super::options::Schema;
use super::output::Output;
use super::{Division, Exporter, Report, Study};
use crate::config::Settings;
use crate::model::TopicRef;
use crate::pdf::{self, FontFile};
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
        let style = style(&options, study.settings)?;
        let layout = Layout::new(study, &options, &style)?;
        let notes: Vec<_> = study.notes().collect();
        let bytes = pdf::write(pdf::Source {
            title: study.title,
            lang: &language(study),
            pages: &layout.pages,
            structure: &layout.structure,
            outline: &contents::outline(&notes, &layout.pages),
            topic_title: &|topic| title(study, topic),
            font: &|id| {
                let face = layout.fonts.face(id);
                FontFile { data: face.data(), index: face.index }
            },
            pictures: pictures::all(&layout.pictures),
        })?;
        out.write_all(&bytes)?;
        let (pages, fill) = (Some(layout.pages.len()), Some(layout.fill));
        Ok(Report { pages, fill, diagnostics: layout.diagnostics, ..Report::default() })
    }
}

/// The theme: one of ours (or the user's of that name), or a file.
fn style(options: &Options, settings: &Settings) -> Result<Style> {
    let own = settings.templates.join("sheet").join(format!("{}.toml", options.theme));
    let ink = if options.grayscale { Ink::Grey } else { Ink::Color };
    let file = if !settings.templates.as_str().is_empty() && own.is_file() {
        Some(own)
    } else if Style::source(&options.theme).is_none() {
        Some(Utf8Path::new(&options.theme).to_owned())
    } else {
        None
    };
    if let Some(path) = file {
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("{path}: no such theme; default, mono and compact are built in"))?;
        return Style::from_toml(&text, ink).with_context(|| format!("{path}: no theme"));
    }
    let text = Style::source(&options.theme).context("a theme is built in")?;
    Style::from_toml(text, ink).context("a built-in theme does not parse")
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
