//! Code to lines of coloured tokens.

use super::Composer;
use super::inlines::Rich;
use super::paragraph::Hyphens;
use crate::highlight::{Token, TokenClass, highlight};
use crate::model::Code;
use crate::typeset::fonts::{FontBook, Look};
use crate::typeset::node::{CodeLine, TextStyle};

/// Width of a tab where only tabs indent: narrow columns want shallow steps.
const TAB: usize = 2;
/// Width of a tab where spaces indent other lines.
const MIXED_TAB: usize = 4;

/// Blanks inside a line that may be narrowed: they only line things up.
const LONG_BLANK: usize = 3;

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
        let mut text = String::new();
        let mut spans = Vec::new();
        let mut comment = None;
        for token in tokens {
            let from = text.len();
            expand(&token.text, tab, &mut text);
            let (color, bold, italic) = self.style.code.token(token.class);
            spans.push((from..text.len(), TextStyle { look: Look { mono: true, bold, italic }, color, ..plain }));
            if token.class == TokenClass::Comment && !text[..from].trim().is_empty() {
                comment = comment.or(Some(from));
            }
        }
        text.truncate(text.trim_end().len());
        let indent = text.len() - text.trim_start_matches(' ').len();
        let space = self.fonts.shape(FontBook::embedded(plain.look).font, " ", false).width;
        let width = space * self.fonts.scale(FontBook::embedded(plain.look).font) * share;
        let line = |blanks| {
            let mut rich = Rich { comment, ..Rich::default() };
            for (range, style) in &spans {
                let end = range.end.min(text.len());
                push(&mut rich, text.get(range.start..end).unwrap_or(""), *style, blanks);
            }
            rich
        };
        let narrow = text[indent..].contains(&" ".repeat(LONG_BLANK)).then(|| line(Blanks::Narrow));
        let content = self.paragraph(line(Blanks::Full), Hyphens::Never);
        let narrow = narrow.map(|rich| self.paragraph(rich, Hyphens::Never));
        CodeLine { indent: indent as f32 * width, text, content, narrow }
    }
}

/// How wide blanks inside a line are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Blanks {
    Full,
    /// As two letters, but all of them are copied.
    Narrow,
}

fn push(rich: &mut Rich, text: &str, style: TextStyle, blanks: Blanks) {
    if blanks == Blanks::Full {
        return rich.push(text, style);
    }
    let is_blank = |c: &char| *c == ' ';
    for stretch in text.chars().collect::<Vec<_>>().chunk_by(|a, b| is_blank(a) == is_blank(b)) {
        let long = is_blank(&stretch[0]) && stretch.len() >= LONG_BLANK;
        let scale = if long { 2.0 / stretch.len() as f32 } else { 1.0 };
        rich.push(&stretch.iter().collect::<String>(), TextStyle { scale: style.scale * scale, ..style });
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
