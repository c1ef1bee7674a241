//! Templates of questions, as the phrase book writes them.
//!
//! `Why {do} {X} exist?`: `{X}` is the topic, with the article the note gives it, in bold; `{=X}` without an article, `{a X}` where one
//! word with a capital is taken for a title; `{P}` the topic above; `{T}` the whole title, `{low T}` the same without its capital,
//! `{subject s}` too unless it is a single word, and `{do_it T}` with its gerund as a verb, `{an k}` with the indefinite article; `{be}`, `{do}` and other forms agree with X,
//! `{be A}` with the capture A; `{n}` is the number of items; any other name is a capture, in bold where it begins with a capital.

use super::super::words::is_ideograph;
use crate::model::{Inline, InlineKind, Span};

/// Bytes of what most questions say between two slots.
const SAID: usize = 24;

/// A question with slots.
#[derive(Debug, Clone)]
pub(crate) struct Template {
    parts: Vec<Part>,
}

#[derive(Debug, Clone)]
enum Part {
    Text(String),
    Slot { mode: String, name: String },
}

impl Template {
    /// The template that `source` describes.
    pub(crate) fn new(source: &str) -> Self {
        let mut parts = Vec::new();
        let mut rest = source;
        while let Some((text, after)) = rest.split_once('{') {
            let (slot, after) = after.split_once('}').unwrap_or((after, ""));
            parts.push(Part::Text(text.to_owned()));
            let (mode, name) = match slot.strip_prefix('=') {
                Some(name) => ("=", name),
                None => slot.split_once(' ').unwrap_or(("", slot)),
            };
            parts.push(Part::Slot { mode: mode.to_owned(), name: name.to_owned() });
            rest = after;
        }
        parts.push(Part::Text(rest.to_owned()));
        Self { parts }
    }

    /// Whether it has a slot of this name.
    pub(crate) fn names(&self, slot: &str) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Slot { name, .. } if name == slot))
    }

    /// The question with each slot filled by `fill(mode, name, question)`, its first letter a capital.
    pub(crate) fn render(&self, span: Span, fill: impl Fn(&str, &str, &mut Question)) -> Vec<Inline> {
        let mut question = Question { inlines: Vec::with_capacity(self.parts.len()), span };
        for part in &self.parts {
            match part {
                Part::Text(text) if question.inlines.is_empty() => question.say(without_colon(text)),
                Part::Text(text) => question.say(text),
                Part::Slot { mode, name } => fill(mode, name, &mut question),
            }
        }
        if let Some(Inline { kind: InlineKind::Text(text), .. }) = question.inlines.first_mut()
            && !text.contains(is_ideograph)
        {
            capitalise(text);
        }
        question.inlines
    }
}

/// A question in the making.
pub(super) struct Question {
    inlines: Vec<Inline>,
    span: Span,
}

impl Question {
    /// Adds text, to text.
    pub(super) fn say(&mut self, text: &str) {
        match self.inlines.last_mut() {
            _ if text.is_empty() => {}
            Some(Inline { kind: InlineKind::Text(before), .. }) => before.push_str(text),
            _ => {
                let mut said = String::with_capacity(text.len().max(SAID));
                said.push_str(text);
                self.inlines.push(Inline::text(said, self.span));
            }
        }
    }

    /// Adds inlines, text to text.
    pub(super) fn show(&mut self, inlines: Vec<Inline>) {
        for inline in inlines {
            match (&inline.kind, self.inlines.last_mut()) {
                (InlineKind::Text(text), Some(Inline { kind: InlineKind::Text(before), .. })) => before.push_str(text),
                (InlineKind::Text(text), _) if text.is_empty() => {}
                _ => self.inlines.push(inline),
            }
        }
    }
}

/// The text behind a slot without the colon that it begins with.
fn without_colon(text: &str) -> &str {
    text.trim_start().strip_prefix([':', '：']).map_or(text, str::trim_start)
}

/// Also behind the mark that opens a question in Spanish.
fn capitalise(text: &mut String) {
    let at = text.len() - text.trim_start_matches('¿').len();
    if let Some(first) = text[at..].chars().next().filter(|c| c.is_lowercase()) {
        let upper: String = first.to_uppercase().collect();
        text.replace_range(at..at + first.len_utf8(), &upper);
    }
}
