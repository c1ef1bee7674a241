//! How cards look: our templates, or the user's in place of some of them, checked before Anki sees them.

use std::fmt::Write;

use anyhow::{Context, Result, bail};
use camino::Utf8Path;

use super::{BASIC, CLOZE, NoteType};

/// The templates and style of both note types, ours or the user's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Templates {
    /// `basic-front.html`
    pub basic_front: String,
    /// `basic-back.html`
    pub basic_back: String,
    /// `reverse-front.html`
    pub reverse_front: String,
    /// `reverse-back.html`
    pub reverse_back: String,
    /// `cloze-front.html`
    pub cloze_front: String,
    /// `cloze-back.html`
    pub cloze_back: String,
    /// `card.css`
    pub css: String,
}

/// Names that Anki fills in beside the fields.
const SPECIAL: [&str; 8] = ["FrontSide", "Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID"];

impl Templates {
    /// Ours.
    pub fn builtin() -> Self {
        Self {
            basic_front: include_str!("../../../templates/deck/basic-front.html").to_owned(),
            basic_back: include_str!("../../../templates/deck/basic-back.html").to_owned(),
            reverse_front: include_str!("../../../templates/deck/reverse-front.html").to_owned(),
            reverse_back: include_str!("../../../templates/deck/reverse-back.html").to_owned(),
            cloze_front: include_str!("../../../templates/deck/cloze-front.html").to_owned(),
            cloze_back: include_str!("../../../templates/deck/cloze-back.html").to_owned(),
            css: include_str!("../../../templates/deck/card.css").to_owned(),
        }
    }

    /// Ours, each replaced by the file of its name in `folder` or its subfolder `deck`, where there is one.
    ///
    /// # Errors
    /// If the folder or a file cannot be read, a file has a name that no template has, or Anki would not take a template.
    pub fn load(folder: &Utf8Path) -> Result<Self> {
        let deck = folder.join("deck");
        let folder = if deck.is_dir() { deck } else { folder.to_owned() };
        let mut templates = Self::builtin();
        let entries = folder.read_dir_utf8().with_context(|| format!("{folder}: no templates"))?;
        for entry in entries {
            let path = entry.with_context(|| format!("{folder}: no templates"))?.into_path();
            if !matches!(path.extension(), Some("html" | "css")) {
                continue;
            }
            let name = path.file_name().unwrap_or_default();
            let Some(template) = templates.named(name) else {
                bail!("{path}: no template has this name; there are {}", Self::NAMES.join(", "));
            };
            *template = std::fs::read_to_string(&path).with_context(|| path.to_string())?;
        }
        templates.check(&folder)?;
        Ok(templates)
    }

    const NAMES: [&str; 7] = [
        "basic-front.html",
        "basic-back.html",
        "reverse-front.html",
        "reverse-back.html",
        "cloze-front.html",
        "cloze-back.html",
        "card.css",
    ];

    fn named(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "basic-front.html" => &mut self.basic_front,
            "basic-back.html" => &mut self.basic_back,
            "reverse-front.html" => &mut self.reverse_front,
            "reverse-back.html" => &mut self.reverse_back,
            "cloze-front.html" => &mut self.cloze_front,
            "cloze-back.html" => &mut self.cloze_back,
            "card.css" => &mut self.css,
            _ => return None,
        })
    }

    fn check(&self, folder: &Utf8Path) -> Result<()> {
        let files = [
            ("basic-front.html", &self.basic_front, BASIC, "Front}}"),
            ("basic-back.html", &self.basic_back, BASIC, ""),
            ("reverse-front.html", &self.reverse_front, BASIC, "{{#Reverse}}"),
            ("reverse-back.html", &self.reverse_back, BASIC, ""),
            ("cloze-front.html", &self.cloze_front, CLOZE, "cloze:Text}}"),
            ("cloze-back.html", &self.cloze_back, CLOZE, "cloze:Text}}"),
        ];
        for (name, template, note_type, needs) in files {
            if let Err(fault) = check(template, note_type, needs) {
                bail!("{}:{fault}", folder.join(name));
            }
        }
        Ok(())
    }
}

/// Whether Anki takes the template; else the line and what is wrong with it.
fn check(template: &str, note_type: NoteType, needs: &str) -> Result<(), String> {
    let mut open = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find("{{") {
        let line = template[..template.len() - rest.len() + at].matches('\n').count() + 1;
        let Some(length) = rest[at..].find("}}") else { return Err(format!("{line}: \"{{{{\" without \"}}}}\"")) };
        let tag = rest[at + 2..at + length].trim();
        rest = &rest[at + length + 2..];
        let name = tag.trim_start_matches(['#', '^', '/']).rsplit(':').next().unwrap_or_default().trim();
        if !is_known(name, note_type) && !tag.starts_with('!') {
            return Err(unknown(line, name, note_type));
        }
        match tag.chars().next() {
            Some('#' | '^') => open.push(name),
            Some('/') if open.pop() != Some(name) => return Err(format!("{line}: {{{{/{name}}}}} closes nothing")),
            _ => {}
        }
    }
    if let Some(name) = open.pop() {
        return Err(format!("1: {{{{#{name}}}}} is never closed"));
    }
    let compact: String = template.split_whitespace().collect();
    if !compact.contains(needs) {
        return Err(format!("1: {needs} is missing"));
    }
    Ok(())
}

fn is_known(name: &str, note_type: NoteType) -> bool {
    let cloze = name.strip_prefix('c').is_some_and(|n| !n.is_empty() && n.bytes().all(|byte| byte.is_ascii_digit()));
    note_type.fields().contains(&name) || SPECIAL.contains(&name) || (note_type == CLOZE && cloze)
}

fn unknown(line: usize, name: &str, note_type: NoteType) -> String {
    let mut out = format!("{line}: the note type {} has no field {name:?}; it has ", note_type.name);
    for (index, field) in note_type.fields().iter().enumerate() {
        // Writing into a string does not fail.
        let _ = write!(out, "{}{field}", if index > 0 { ", " } else { "" });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The colours of a mode: `--name: #rrggbb` after `selector`.
    fn colours(css: &str, selector: &str) -> Vec<(String, [u8; 3])> {
        let rule = css.split_once(&format!("\n{selector} {{")).expect("the rule").1.split('}').next().expect("its end");
        let colour = |line: &str| {
            let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
            let digits = u32::from_str_radix(value.trim_end_matches(';'), 16).ok()?;
            Some((name.to_owned(), [(digits >> 16) as u8, (digits >> 8) as u8, digits as u8]))
        };
        rule.lines().filter_map(colour).collect()
    }

    /// Contrast of two colours as WCAG 2 defines it.
    fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
        let light = |colour: [u8; 3]| {
            let [red, green, blue] = colour.map(|part| {
                let part = f64::from(part) / 255.0;
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            });
            0.2126 * red + 0.7152 * green + 0.0722 * blue
        };
        let (a, b) = (light(a), light(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_colour_is_readable_by_day_and_by_night() {
        let css = Templates::builtin().css;
        let night = ".card.nightMode, .card.night_mode, .nightMode .card, .night_mode .card";
        for selector in [".card", night] {
            let colours = colours(&css, selector);
            let named = |name: &str| colours.iter().find(|(known, _)| known == name).expect("a colour").1;
            let grounds = ["page", "code", "mark"];
            assert!(colours.len() >= 19, "{selector}: {}", colours.len());
            for (name, colour) in colours.iter().filter(|(name, _)| !grounds.contains(&name.as_str()) && name != "line")
            {
                for ground in ["page", "code"] {
                    let contrast = contrast(*colour, named(ground));
                    assert!(contrast >= 4.5, "{selector}: {name} on {ground}: {contrast:.2}");
                }
            }
            for marked in ["text", "accent", "quiet"] {
                assert!(contrast(named(marked), named("mark")) >= 4.5, "{selector}: marked {marked}");
            }
        }
    }

    #[test]
    fn every_class_of_code_has_a_colour() {
        let css = Templates::builtin().css;
        for class in ["k", "t", "f", "s", "n", "l", "c", "o", "m", "g", "i", "d"] {
            assert!(css.contains(&format!(".code .{class} {{ color: var(--")), "{class}");
        }
    }

    #[test]
    fn a_card_loads_nothing_and_runs_nothing() {
        let ours = Templates::builtin();
        let all =
            [&ours.basic_front, &ours.basic_back, &ours.reverse_front, &ours.cloze_front, &ours.cloze_back, &ours.css];
        for text in all {
            for harm in ["<script", "url(", "@import", "http", "onclick"] {
                assert!(!text.contains(harm), "{harm}");
            }
        }
    }

    #[test]
    fn ours_pass() {
        Templates::builtin().check("deck".into()).expect("good templates");
    }

    #[test]
    fn an_unknown_field_is_named_with_its_place() {
        let fault = check("<p>\n{{Front}}{{#Exrta}}", BASIC, "").expect_err("unknown");
        assert!(
            fault.starts_with("2: the note type Recto Basic has no field \"Exrta\"; it has Front, Back"),
            "{fault}"
        );
    }

    #[test]
    fn what_anki_would_refuse_is_refused() {
        assert_eq!(check("{{#Extra}}", BASIC, "").expect_err("open"), "1: {{#Extra}} is never closed");
        assert_eq!(check("{{Front", BASIC, "").expect_err("open"), "1: \"{{\" without \"}}\"");
        assert_eq!(check("{{Text}}", CLOZE, "cloze:Text}}").expect_err("no cloze"), "1: cloze:Text}} is missing");
        assert!(check("{{#c1}}{{cloze:Text}}{{/c1}}{{hint:Hint}}{{! note }}", CLOZE, "cloze:Text}}").is_ok());
    }
}
