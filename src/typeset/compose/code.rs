//! Code to lines of coloured tokens.

use super::Composer;
use super::inlines::Rich;
use super::paragraph::Hyphens;
use crate::highlight::{Token, highlight};
use crate::model::Code;
use crate::typeset::fonts::{FontBook, Look};
use crate::typeset::node::{CodeLine, TextStyle};

/// Width of a tab.
const TAB: usize = 4;

impl Composer<'_> {
    pub(super) fn code(&mut self, code: &Code) -> Vec<CodeLine> {
        let lines = highlight(&code.lang, &code.text);
        lines.iter().map(|line| self.code_line(line)).collect()
    }

    fn code_line(&mut self, tokens: &[Token]) -> CodeLine {
        let plain = TextStyle { look: Look { mono: true, ..Look::default() }, code: true, ..self.plain() };
        let (mut rich, mut text) = (Rich::default(), String::new());
        for token in tokens {
            let from = text.len();
            expand(&token.text, &mut text);
            let (color, bold, italic) = self.style.code.token(token.class);
            rich.push(&text[from..], TextStyle { look: Look { mono: true, bold, italic }, color, ..plain });
        }
        text.truncate(text.trim_end().len());
        let indent = text.len() - text.trim_start_matches(' ').len();
        let space = self.fonts.shape(FontBook::embedded(plain.look).font, " ", false).width;
        let width = space * self.fonts.scale(FontBook::embedded(plain.look).font);
        let content = self.paragraph(rich, Hyphens::Never);
        CodeLine { indent: indent as f32 * width, text, content }
    }
}

/// Appends `text` with its tabs as spaces up to the next stop.
fn expand(text: &str, line: &mut String) {
    for c in text.chars() {
        match c {
            '\t' => {
                let column = line.chars().count();
                line.extend(std::iter::repeat_n(' ', TAB - column % TAB));
            }
            '\r' => {}
            _ => line.push(c),
        }
    }
}
