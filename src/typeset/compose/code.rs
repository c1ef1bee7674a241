//! Code to lines of coloured tokens.

use super::Composer;
use super::inlines::Rich;
use super::paragraph::Hyphens;
use crate::highlight::{Token, highlight};
use crate::model::Code;
use crate::typeset::fonts::{FontBook, Look};
use crate::typeset::node::{CodeLine, TextStyle};

/// Width of a tab where only tabs indent: narrow columns want shallow steps.
const TAB: usize = 2;
/// Width of a tab where spaces indent other lines.
const MIXED_TAB: usize = 4;

/// Letters that a step of indent takes at least.
const SHALLOWEST: f32 = 2.0;

impl Composer<'_> {
    pub(super) fn code(&mut self, code: &Code) -> Vec<CodeLine> {
        let spaced = code.text.lines().any(|line| line.starts_with("  ") && !line.trim().is_empty());
        let tab = if spaced { MIXED_TAB } else { TAB };
        let step = indent_step(&code.text, tab);
        let step = step.filter(|_| !code.lang.is_empty()).unwrap_or(1);
        let share = self.style.code.indent.max(SHALLOWEST / step as f32).min(1.0);
        let lines = highlight(&code.lang, &code.text);
        lines.iter().map(|line| self.code_line(line, tab, share)).collect()
    }

    fn code_line(&mut self, tokens: &[Token], tab: usize, share: f32) -> CodeLine {
        let plain = TextStyle { look: Look { mono: true, ..Look::default() }, code: true, ..self.plain() };
        let (mut rich, mut text) = (Rich::default(), String::new());
        for token in tokens {
            let from = text.len();
            expand(&token.text, tab, &mut text);
            let (color, bold, italic) = self.style.code.token(token.class);
            rich.push(&text[from..], TextStyle { look: Look { mono: true, bold, italic }, color, ..plain });
        }
        text.truncate(text.trim_end().len());
        let indent = text.len() - text.trim_start_matches(' ').len();
        let space = self.fonts.shape(FontBook::embedded(plain.look).font, " ", false).width;
        let width = space * self.fonts.scale(FontBook::embedded(plain.look).font) * share;
        let content = self.paragraph(rich, Hyphens::Never);
        CodeLine { indent: indent as f32 * width, text, content }
    }
}

/// The step that all indents go in, so that narrower ones say the same. Drawings made of letters have none.
fn indent_step(code: &str, tab: usize) -> Option<usize> {
    let indents = code.lines().filter(|line| !line.trim().is_empty()).map(|line| {
        let mut indent = String::new();
        expand(&line[..line.len() - line.trim_start().len()], tab, &mut indent);
        indent.len()
    });
    let indents: Vec<usize> = indents.filter(|indent| *indent > 0).collect();
    let step = indents.iter().copied().min()?;
    indents.iter().all(|indent| indent % step == 0).then_some(step)
}

/// Appends `text` with its tabs as spaces up to the next stop.
fn expand(text: &str, tab: usize, line: &mut String) {
    for c in text.chars() {
        match c {
            '\t' => {
                let column = line.chars().count();
                line.extend(std::iter::repeat_n(' ', tab - column % tab));
            }
            '\r' => {}
            _ => line.push(c),
        }
    }
}
