//! Code to lines of coloured tokens.

use std::ops::Range;

use super::Composer;
use super::alignment::{self, Gap};
use super::inlines::Rich;
use super::paragraph::Hyphens;
use crate::highlight::{Token, TokenClass, highlight};
use crate::model::Code;
use crate::typeset::fonts::{FontBook, Look};
use crate::typeset::node::{CodeLine, Node, TextStyle};

/// Width of a tab where only tabs indent: narrow columns want shallow steps.
const TAB: usize = 2;
/// Width of a tab where spaces indent other lines.
const MIXED_TAB: usize = 4;

/// Letters that a step of indent takes at least.
const SHALLOWEST: f32 = 2.0;

/// A line before it is shaped.
struct Draft {
    text: String,
    spans: Vec<(Range<usize>, TextStyle)>,
    /// Where a comment behind code starts.
    comment: Option<usize>,
    /// Width of its indentation, in em.
    indent: f32,
}

impl Composer<'_> {
    /// The place of a block of code, which is composed when all else is.
    pub(super) fn code(&mut self, code: Code) -> Node {
        self.code.push(code);
        Node::Code(self.code.len() - 1)
    }

    /// The blocks of code that were met, in their order.
    pub(super) fn coloured(&mut self) -> Vec<Vec<CodeLine>> {
        let blocks = std::mem::take(&mut self.code);
        blocks.iter().map(|code| self.code_lines(code)).collect()
    }

    fn code_lines(&mut self, code: &Code) -> Vec<CodeLine> {
        let spaced = code.text.lines().any(|line| line.starts_with("  ") && !line.trim().is_empty());
        let tab = if spaced { MIXED_TAB } else { TAB };
        let step = indent_step(&code.text, tab);
        let step = step.filter(|_| !code.lang.is_empty()).unwrap_or(1);
        let share = self.style.code.indent.max(SHALLOWEST / step as f32).min(1.0);
        let lines = highlight(&code.lang, &code.text);
        let drafts: Vec<Draft> = lines.iter().map(|line| self.draft(line, tab, share)).collect();
        let stretches = drafts.chunk_by(|a, b| !a.text.is_empty() && !b.text.is_empty());
        stretches.flat_map(|stretch| self.stretch(stretch)).collect()
    }

    fn draft(&mut self, tokens: &[Token], tab: usize, share: f32) -> Draft {
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
        Draft { text, spans, comment, indent: indent as f32 * width }
    }

    /// Lines without a blank line between them.
    fn stretch(&mut self, drafts: &[Draft]) -> Vec<CodeLine> {
        let tight = alignment::tight(&drafts.iter().map(|draft| draft.text.as_str()).collect::<Vec<_>>());
        let line = |(draft, tight): (&Draft, Vec<Gap>)| {
            let mut shaped = |gaps: &[Gap]| {
                let changed = gaps.iter().any(Gap::changes);
                changed.then(|| self.paragraph(draft.rich(gaps), Hyphens::Never))
            };
            let narrow = shaped(&alignment::narrow(&draft.text, draft.comment, &tight));
            let tight = shaped(&tight);
            let content = self.paragraph(draft.rich(&[]), Hyphens::Never);
            CodeLine { indent: draft.indent, text: draft.text.clone(), content, tight, narrow }
        };
        drafts.iter().zip(tight).map(line).collect()
    }
}

impl Draft {
    /// Its styled text, with these gaps narrower; all of their blanks are copied.
    fn rich(&self, gaps: &[Gap]) -> Rich {
        let mut rich = Rich { comment: self.comment, ..Rich::default() };
        for (span, style) in &self.spans {
            let mut from = span.start;
            for gap in gaps.iter().filter(|gap| gap.range.start < span.end && gap.range.end > span.start) {
                let (start, end) = (gap.range.start.max(from), gap.range.end.min(span.end));
                rich.push(self.slice(from..start), *style);
                rich.push(self.slice(start..end), TextStyle { scale: style.scale * gap.scale(), ..*style });
                from = end;
            }
            rich.push(self.slice(from..span.end), *style);
        }
        rich
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range.start..range.end.min(self.text.len())).unwrap_or("")
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
