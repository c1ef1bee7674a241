//! Blocks to pieces, one kind after the other.

use super::text::{Align, Setting};
use super::{Frame, Setter};
use crate::typeset::node::{GroupKind, Heading, Item, Node, Text};
use crate::typeset::placed::{BreakCost, Mark, Role, Shape, lower, price};

/// Pieces that stay with a heading: the next two lines.
const AFTER_HEADING: usize = 2;

/// Lines of an item that heads a list.
const HEADING_LINES: usize = 2;

impl Setter<'_> {
    pub(super) fn blocks(&mut self, nodes: &[Node], frame: Frame) {
        let mut before: Option<&Node> = None;
        for node in nodes {
            if let Some(before) = before {
                self.space(self.gap(before, node));
            }
            self.price(price::BLOCK);
            self.node(node, frame);
            before = Some(node);
        }
    }

    /// Space between two blocks.
    fn gap(&self, above: &Node, below: &Node) -> f32 {
        let text_gap = self.style.text.paragraph_gap;
        let em = match (above, below) {
            (_, Node::Heading(heading)) if heading.rule => self.style.topic.sub_gap,
            (_, Node::Group(group)) if group.kind == GroupKind::Meaning => 0.05,
            (Node::Heading(heading), Node::Text(_) | Node::List(_)) => {
                if heading.level == 0 {
                    0.1
                } else {
                    0.12
                }
            }
            // A command under the item that introduces it, and the next item well below.
            (Node::List(items), Node::Text(_)) if items.last().is_some_and(introduces) => 0.1,
            (Node::Text(text), Node::List(_)) if is_code(text) => text_gap,
            (Node::Text(_) | Node::List(_), Node::List(_)) => 0.1,
            (Node::Text(_) | Node::List(_), Node::Text(_)) => text_gap,
            _ => self.style.text.block_gap,
        };
        self.em(em)
    }

    fn node(&mut self, node: &Node, frame: Frame) {
        match node {
            Node::Text(text) => self.paragraph(text, frame),
            Node::Heading(heading) => self.heading(heading, frame),
            Node::List(items) => self.list(items, frame),
            Node::Code(at) => self.code(self.code.get(*at).map_or(&[], Vec::as_slice), frame),
            Node::Table(table) => self.table(table, frame),
            Node::Group(group) => self.group(group, frame),
            Node::Formula(formula) => self.formula(formula, frame),
            Node::Picture(picture) => self.picture(picture, frame),
            Node::Rule => self.rule(frame),
            Node::Break(kind) => self.force(*kind),
        }
    }

    fn paragraph(&mut self, text: &Text, frame: Frame) {
        let setting = Setting::plain(text.scale, self.style.text.leading);
        self.text(&text.content, frame, setting);
        if text.keep {
            self.column.hold = 1;
        }
    }

    fn heading(&mut self, heading: &Heading, frame: Frame) {
        self.column.anchor = heading.topic;
        let role = if heading.level == 0 { Role::P } else { Role::H((heading.level + self.above).min(6)) };
        let inner = self.child(role, frame);
        let setting = Setting::plain(heading.scale, self.style.text.leading);
        let lines = self.lines(&heading.content, inner, setting);
        let start = self.column.pieces.len();
        self.push_lines(lines);
        if heading.rule {
            self.pad(start, 0.0, self.em(0.1));
            if self.draw
                && let Some(piece) = self.column.pieces.last_mut()
            {
                let shape = Shape::Line { dx: frame.width, dy: 0.0, line: 0.5, color: self.style.topic.sub_rule };
                piece.marks.push(Mark::artifact(frame.left, piece.height, shape));
            }
        }
        self.column.hold = if heading.level == 0 { 1 } else { AFTER_HEADING };
    }

    pub(super) fn list(&mut self, items: &[Item], frame: Frame) {
        let list = self.child(Role::L, frame);
        let count = items.len();
        let mut first_alone = false;
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.space(self.em(item.gap));
                self.price(price::ITEM);
            }
            let start = self.column.pieces.len();
            self.item(item, list);
            let alone = self.column.pieces.len() == start + 1;
            // No lone last item, and no lone first one.
            let held = at > 0 && at + 1 == count && alone || at == 1 && first_alone;
            if let Some(piece) = self.column.pieces.get_mut(start).filter(|piece| held && !piece.is_forced()) {
                piece.break_before = BreakCost::Never;
            }
            first_alone |= at == 0 && alone;
        }
    }

    fn item(&mut self, item: &Item, list: Frame) {
        let indent = self.em(item.indent * item.scale);
        let rtl = item.body.first().is_some_and(Node::is_rtl);
        let li = self.child(Role::LI, list);
        let label = self.child(Role::Lbl, li);
        let width = indent.max(self.size).min(list.width);
        let (left, align) =
            if rtl { (list.left + list.width - width, Align::Right) } else { (list.left, Align::Start) };
        let setting = Setting { align, ..Setting::plain(item.scale, self.style.text.leading) };
        let mut label = self.lines(&item.label, Frame { left, width, ..label }, setting);
        let start = self.column.pieces.len();
        let body = self.child(Role::LBody, li);
        let body = if rtl { body.inset(0.0, indent) } else { body.inset(indent, 0.0) };
        self.blocks(&item.body, body);
        self.keep_first_child(item, start);
        let Some(mark) = label.pop() else { return };
        if self.column.pieces.len() == start {
            return self.push_lines(vec![mark]);
        }
        let baseline = self.column.baselines[start];
        let mut marks = mark.marks;
        lower(&mut marks, baseline);
        let piece = &mut self.column.pieces[start];
        marks.append(&mut piece.marks);
        piece.marks = marks;
    }

    /// An item of a line or two that has a list below it is that list's heading: the first of the list stays with it.
    fn keep_first_child(&mut self, item: &Item, start: usize) {
        if !matches!(item.body.as_slice(), [Node::Text(_), Node::List(_), ..]) {
            return;
        }
        let lines = self.column.pieces[start..]
            .iter()
            .skip(1)
            .position(|piece| piece.break_before == BreakCost::Price(price::BLOCK));
        if let Some(lines) = lines.filter(|lines| *lines < HEADING_LINES) {
            self.column.pieces[start + 1 + lines].break_before = BreakCost::Never;
        }
    }

    fn rule(&mut self, frame: Frame) {
        let shape = Shape::Line { dx: frame.width, dy: 0.0, line: 0.5, color: self.style.topic.sub_rule };
        let height = self.em(0.2);
        let marks = vec![Mark::artifact(frame.left, height / 2.0, shape)];
        self.push(height, height, if self.draw { marks } else { Vec::new() }, BreakCost::Never);
    }
}

/// Whether an item ends with what introduces the text behind the list.
fn introduces(item: &Item) -> bool {
    matches!(item.body.last(), Some(Node::Text(text)) if text.keep)
}

/// Whether a paragraph is nothing but code.
fn is_code(text: &Text) -> bool {
    let content = &text.content;
    content.flow.parts.iter().all(|part| content.styles[usize::from(part.style)].code)
}
