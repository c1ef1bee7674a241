//! Packed boxes to placed marks: every column stretched to the foot of its page, parts of boxes framed.

use super::flow::{Flow, Item};
use super::scale::scale;
use super::{Grid, LEADING, Packing};
use crate::typeset::pages::{Anchor, Page};
use crate::typeset::placed::{Mark, Piece, Shape, TopicBox};

/// Sets the boxes on pages.
pub(crate) fn place(mut boxes: Vec<TopicBox>, packing: &Packing, grid: &Grid) -> Vec<Page> {
    let mut pages = Vec::new();
    for packed in &packing.pages {
        let tallest = packed.columns.iter().map(|(from, to)| packing.flow.height(*from, *to)).fold(0.0, f32::max);
        let foot = if packed.level { tallest } else { grid.column_height };
        let mut page = Page { width: grid.width, height: grid.height, ..Page::default() };
        for (index, (from, to)) in packed.columns.iter().enumerate() {
            let x = grid.column_left(index);
            let spread = Spread::new(&packing.flow, *from, *to, foot);
            let mut column = ColumnSetter { grid, page: &mut page, spread, x, y: grid.top };
            for part in packing.flow.items[*from..*to].chunk_by(|a, b| a.topic == b.topic) {
                column.part(&mut boxes[part[0].topic], part);
            }
        }
        pages.push(page);
    }
    pages
}

/// What a column adds to its spaces.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Spread {
    /// The share of their room by which gaps between boxes grow.
    gaps: f32,
    /// The share by which leading grows.
    leading: f32,
}

impl Spread {
    /// For a column that should be `height` high: gaps first, then leading, then the rest stays at the foot.
    fn new(flow: &Flow, from: usize, to: usize, height: f32) -> Self {
        let left = (height - flow.height(from, to)).max(0.0);
        let (room, stretchable) = (flow.gap_room(from, to), flow.stretchable(from, to));
        let share = |left: f32, of: f32, most: f32| if of > 0.0 { (left / of).min(most) } else { 0.0 };
        Self { gaps: share(left, room, 1.0), leading: share((left - room).max(0.0), stretchable, LEADING) }
    }
}

struct ColumnSetter<'a> {
    grid: &'a Grid,
    page: &'a mut Page,
    spread: Spread,
    x: f32,
    y: f32,
}

impl ColumnSetter<'_> {
    /// Sets the items of one box that stand in this column.
    fn part(&mut self, of: &mut TopicBox, items: &[Item]) {
        let at_top = self.y <= self.grid.top;
        if !at_top {
            self.y += items[0].space + items[0].gap_room() * self.spread.gaps;
        }
        let (top, frame) = (self.y, self.page.marks.len());
        if of.framed {
            self.page.marks.push(self.frame(of, top));
        }
        if let Some(first) = items[0].piece {
            self.decoration(&of.continued);
            let header = of.pieces[first].repeat.and_then(|index| of.repeats.get(index as usize));
            if let Some(header) = header {
                self.decoration(header);
            }
        } else {
            self.page.anchors.push(Anchor { topic: of.topic, x: self.x, y: self.y });
        }
        for (index, item) in items.iter().enumerate() {
            let piece = item.piece.map_or(&mut of.bar, |piece| &mut of.pieces[piece]);
            if index > 0 {
                self.y += item.space;
                self.lead(piece, item);
            }
            self.piece(piece, item);
        }
        self.y += of.foot;
        if of.framed
            && let Shape::Frame { h, .. } = &mut self.page.marks[frame].shape
        {
            *h = self.y - top;
        }
    }

    fn frame(&self, of: &TopicBox, top: f32) -> Mark {
        let (line, radius) = self.grid.frame;
        let shape = Shape::Frame { w: self.grid.column_width, h: 0.0, line, radius, color: of.accent };
        Mark { x: self.x, y: top, shape, element: None, code_line: None }
    }

    /// Grows the leading above a piece; the ground that it shares with the piece above grows with it.
    fn lead(&mut self, piece: &mut Piece, item: &Item) {
        let more = item.stretch * self.spread.leading;
        if piece.joined && item.scale >= 1.0 {
            grow(piece, more);
        }
        self.y += more;
    }

    /// Moves the piece's marks to the page.
    fn piece(&mut self, piece: &mut Piece, item: &Item) {
        if let Some(topic) = piece.anchor {
            self.page.anchors.push(Anchor { topic, x: self.x, y: self.y });
        }
        let (x, y) = (self.x, self.y);
        self.page.marks.extend(std::mem::take(&mut piece.marks).into_iter().map(|mut mark| {
            if item.scale < 1.0 {
                scale(&mut mark, item.scale);
            }
            mark.x += x;
            mark.y += y;
            mark
        }));
        self.y += item.height;
    }

    /// Repeats a bar or a table's header: it was read where it first stood.
    fn decoration(&mut self, piece: &Piece) {
        let visible = piece.marks.iter().filter(|mark| !matches!(mark.shape, Shape::LinkArea { .. }));
        self.page.marks.extend(visible.map(|mark| {
            let mut shape = mark.shape.clone();
            if let Shape::Glyphs(run) = &mut shape {
                run.actual_text = Some(String::new());
            }
            Mark { x: mark.x + self.x, y: mark.y + self.y, element: None, code_line: None, shape }
        }));
        self.y += piece.height;
    }
}

/// Adds height at a piece's head: what is painted from its top edge on goes up by as much, past the edge.
fn grow(piece: &mut Piece, more: f32) {
    let height = piece.height;
    for mark in piece.marks.iter_mut().filter(|mark| mark.element.is_none() && mark.y.abs() < HAIR) {
        mark.y -= more;
        match &mut mark.shape {
            Shape::Fill { h, .. } if *h > height - HAIR => *h += more,
            Shape::Line { dy, .. } if *dy > height - HAIR => *dy += more,
            _ => {}
        }
    }
}

/// Lengths that differ by less are the same, in points.
const HAIR: f32 = 0.05;
