//! Boxes: bar, body, and what is repeated when a box goes on in the next column.

use super::text::{Align, Setting};
use super::{Column, Frame, Setter, break_rules};
use crate::typeset::node::Paragraph;
use crate::typeset::placed::{BreakCost, Color, ElementId, Mark, Piece, Role, Shape, TopicBox};
use crate::typeset::{BoxKind, ComposedBox};

pub(super) fn boxes(setter: &mut Setter<'_>, boxes: &[ComposedBox], width: f32, document: ElementId) -> Vec<TopicBox> {
    let frame = Frame { left: 0.0, width, outset: 0.0, element: document };
    boxes.iter().map(|composed| topic_box(setter, composed, frame)).collect()
}

fn topic_box(setter: &mut Setter<'_>, composed: &ComposedBox, frame: Frame) -> TopicBox {
    setter.column = Column::default();
    let part = setter.child(Role::Div, frame);
    let level = if matches!(composed.kind, BoxKind::Band | BoxKind::Index) { 1 } else { 1 + setter.above };
    let mut bar = match composed.kind {
        BoxKind::Opening => plain_top(setter),
        BoxKind::Band | BoxKind::Topic | BoxKind::Index => {
            let heading = setter.child(Role::H(level), part);
            bar(setter, composed, &composed.title, heading)
        }
    };
    let continued = match composed.kind {
        BoxKind::Opening => plain_top(setter),
        BoxKind::Band | BoxKind::Topic | BoxKind::Index => continued(setter, composed, part),
    };
    let pad = setter.em(setter.style.topic.pad_x);
    let outset = (pad - setter.style.topic.frame_pt / 2.0).max(0.0);
    setter.blocks(&composed.body, Frame { outset, ..part.inset(pad, pad) });
    let Column { mut pieces, repeats, .. } = std::mem::take(&mut setter.column);
    if let Some(first) = pieces.first_mut() {
        first.space = 0.0;
        if !matches!(first.break_before, BreakCost::Force(_)) {
            first.break_before = BreakCost::Never;
        }
    }
    if pieces.is_empty() && composed.kind != BoxKind::Band {
        // Nothing under it: the bar alone, without a sliver of its frame.
        bar.height -= setter.em(setter.style.topic.pad_top);
    }
    break_rules::keep_edges(&mut pieces, setter.em(setter.style.text.leading));
    let framed = composed.kind != BoxKind::Band;
    let foot = if framed && !pieces.is_empty() { setter.em(setter.style.topic.pad_bottom) } else { 0.0 };
    TopicBox { topic: composed.topic, bar, continued, pieces, repeats, framed, accent: composed.accent, foot }
}

/// The continued bar is an artifact in all but its words, which belong to the box.
fn continued(setter: &mut Setter<'_>, composed: &ComposedBox, part: Frame) -> Piece {
    let mut piece = bar(setter, composed, &composed.continued, part);
    piece.marks.iter_mut().for_each(|mark| mark.element = None);
    piece
}

fn bar(setter: &mut Setter<'_>, composed: &ComposedBox, title: &Paragraph, frame: Frame) -> Piece {
    let look = &setter.style.topic;
    let scale = if composed.kind == BoxKind::Band { look.band_size } else { look.title_size };
    let (pad, radius, below) = (setter.em(look.pad_x), look.radius_pt, look.pad_top);
    let tall = setter.em(look.bar_height) * scale / look.title_size;
    let setting = Setting { align: Align::Start, ..Setting::plain(scale, 1.14) };
    let lines = setter.lines(title, frame.inset(pad, pad), setting);
    let text: f32 = lines.iter().map(super::text::Line::height).sum();
    let height = tall.max(text + 0.12 * setter.size);
    let mut marks = vec![ground(frame, height, radius, composed.accent)];
    let mut y = (height - text) / 2.0;
    for line in lines {
        let next = y + line.height();
        marks.extend(line.dropped(y));
        y = next;
    }
    let gap = if composed.kind == BoxKind::Band { 0.0 } else { setter.em(below) };
    let marks = if setter.draw { marks } else { Vec::new() };
    Piece {
        height: height + gap,
        space: 0.0,
        break_before: BreakCost::Never,
        marks,
        repeat: None,
        anchor: None,
        joined: true,
    }
}

fn ground(frame: Frame, height: f32, radius: f32, color: Color) -> Mark {
    let shape = Shape::Fill { w: frame.width, h: height, radius, color };
    Mark::artifact(frame.left, 0.0, shape)
}

fn plain_top(setter: &Setter<'_>) -> Piece {
    let height = setter.em(setter.style.topic.pad_bottom);
    Piece {
        height,
        space: 0.0,
        break_before: BreakCost::Never,
        marks: Vec::new(),
        repeat: None,
        anchor: None,
        joined: true,
    }
}
