//! Blocks to nodes.

use super::Composer;
use super::inlines::Rich;
use super::paragraph::Hyphens;
use crate::model::{Block, BlockKind, Callout, Definition, Inline, InlineKind, List, TaskState};
use crate::typeset::fonts::Look;
use crate::typeset::node::{
    Ground, Group, GroupKind, Heading, Item, Node, Object, ObjectKind, Paragraph, Text, TextStyle,
};
use crate::typeset::placed::Color;

/// Signs of bullets by depth.
const BULLETS: [&str; 3] = ["•", "–", "·"];

/// A task box: as high as a capital, sitting on the baseline.
const TASK_BOX: f32 = 0.66;

/// Where blocks stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    /// Lists around them.
    pub(super) depth: usize,
    /// Level of the heading above, for headings inside.
    pub(super) level: u8,
    /// Relative to the sheet's size.
    pub(super) scale: f32,
}

impl Composer<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block], place: Place) -> Vec<Node> {
        let mut nodes = Vec::new();
        for block in blocks {
            self.block(block, place, &mut nodes);
        }
        nodes
    }

    fn block(&mut self, block: &Block, place: Place, out: &mut Vec<Node>) {
        match &block.kind {
            BlockKind::Paragraph(inlines) => self.prose(inlines, place, out),
            BlockKind::Heading(_, inlines) => {
                let content = self.styled(inlines, self.bold(), Hyphens::Never);
                let level = (place.level + 1).min(6);
                out.push(Node::Heading(Heading { topic: None, level, rule: false, content, scale: place.scale }));
            }
            BlockKind::List(list) => out.push(Node::List(self.list(list, place))),
            BlockKind::Code(code) if !code.text.trim().is_empty() => out.push(self.code(code.clone())),
            BlockKind::Table(table) => out.push(Node::Table(self.table(table, place))),
            BlockKind::Quote(body) => {
                let body = self.blocks(body, place);
                out.push(Node::Group(Group { kind: GroupKind::Quote, title: None, body }));
            }
            BlockKind::Callout(callout) => out.push(Node::Group(self.callout(callout, place))),
            BlockKind::Math(tex) => out.push(self.display_formula(tex, block.span, place)),
            BlockKind::Figure(image) => out.push(self.figure(image, block.span, place)),
            BlockKind::Definitions(definitions) => self.definitions(definitions, place, out),
            BlockKind::Embed(embed) => out.extend(self.blocks(&embed.body, place)),
            BlockKind::Code(_) | BlockKind::Html(_) => {}
            BlockKind::Rule => out.push(Node::Rule),
            BlockKind::Break(kind) => out.push(Node::Break(*kind)),
        }
    }

    /// A paragraph; pictures inside it stand on lines of their own.
    fn prose(&mut self, inlines: &[Inline], place: Place, out: &mut Vec<Node>) {
        let cuts: Vec<usize> = (0..inlines.len()).filter(|at| self.stands_alone(inlines, *at)).collect();
        let mut from = 0;
        for at in cuts {
            out.extend(self.text(&inlines[from..at], place).map(Node::Text));
            if let InlineKind::Image(image) = &inlines[at].kind {
                out.push(self.figure(image, inlines[at].span, place));
            }
            from = at + 1;
        }
        out.extend(self.text(&inlines[from..], place).map(Node::Text));
    }

    fn text(&mut self, inlines: &[Inline], place: Place) -> Option<Text> {
        let content = self.styled(inlines, self.plain(), Hyphens::Allowed);
        let keep = inlines
            .last()
            .is_some_and(|last| matches!(&last.kind, InlineKind::Text(text) if text.trim_end().ends_with(':')));
        (!content.flow.fragments.is_empty()).then_some(Text { content, scale: place.scale, keep })
    }

    pub(super) fn styled(&mut self, inlines: &[Inline], style: TextStyle, hyphens: Hyphens) -> Paragraph {
        let mut rich = Rich::default();
        self.collect(inlines, style, &mut rich);
        self.paragraph(rich, hyphens)
    }

    fn list(&mut self, list: &List, place: Place) -> Vec<Item> {
        let gap = if list.tight { self.style.list.item_gap } else { self.style.list.loose_gap };
        let last = list.start.map(|start| (start + list.items.len() as u64 - 1).to_string().len());
        // A digit is about half an em wide.
        let indent =
            last.map_or(self.style.list.indent, |digits| (0.5 * digits as f32 + 0.5).max(self.style.list.indent));
        let inner = Place { depth: place.depth + 1, ..place };
        let items = list.items.iter().enumerate().map(|(at, item)| {
            let body = self.blocks(&item.blocks, inner);
            let label = match (item.task, list.start) {
                (Some(task), _) => self.task(task),
                (None, Some(start)) => {
                    let sign = if list.marker == crate::model::ListMarker::Paren { ')' } else { '.' };
                    let mut rich = Rich { rtl: body.first().is_some_and(Node::is_rtl), ..Rich::default() };
                    rich.push(&format!("{}{sign}", start + at as u64), self.plain());
                    self.paragraph(rich, Hyphens::Never)
                }
                (None, None) => {
                    let style = TextStyle { color: self.muted(), ..self.plain() };
                    self.label(BULLETS[place.depth.min(BULLETS.len() - 1)], style)
                }
            };
            Item { label, indent, gap, scale: place.scale, body }
        });
        items.collect()
    }

    fn task(&mut self, task: TaskState) -> Paragraph {
        let alt = if task.done() { "[x]" } else { "[ ]" };
        let kind = ObjectKind::Box { ticked: task.0 != ' ' };
        let object = Object { width: TASK_BOX, above: TASK_BOX, below: 0.0, kind, alt: alt.to_owned() };
        self.label_object(object, self.plain())
    }

    fn callout(&mut self, callout: &Callout, place: Place) -> Group {
        let color = self.callout_color(&callout.kind);
        let style = TextStyle { color, ..self.bold() };
        let title = if callout.title.is_empty() {
            let mut letters = callout.kind.chars();
            let first: String = letters.next().map(char::to_uppercase).into_iter().flatten().collect();
            self.label(&format!("{first}{}", letters.as_str()), style)
        } else {
            self.styled(&callout.title, style, Hyphens::Never)
        };
        let body = self.blocks(&callout.body, place);
        Group { kind: GroupKind::Callout(color), title: Some(title), body }
    }

    fn callout_color(&self, kind: &str) -> Color {
        let look = &self.style.callout;
        match kind {
            "tip" | "hint" | "important" | "success" | "check" | "done" => look.tip,
            "warning" | "caution" | "attention" | "question" | "help" | "faq" => look.warning,
            "danger" | "error" | "bug" | "failure" | "fail" | "missing" => look.danger,
            "example" => look.example,
            "quote" | "cite" => look.quote,
            _ => look.note,
        }
    }

    fn definitions(&mut self, definitions: &[Definition], place: Place, out: &mut Vec<Node>) {
        for definition in definitions {
            let style =
                TextStyle { look: Look { bold: true, ..Look::default() }, ground: Ground::None, ..self.plain() };
            let content = self.styled(&definition.term, style, Hyphens::Never);
            out.push(Node::Text(Text { content, scale: place.scale, keep: true }));
            for meaning in &definition.meanings {
                let body = self.blocks(meaning, place);
                out.push(Node::Group(Group { kind: GroupKind::Meaning, title: None, body }));
            }
        }
    }
}
