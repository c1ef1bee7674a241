//! Quotes, callouts, meanings and footnotes: blocks with something beside or behind them.

use super::text::Setting;
use super::{Frame, Setter};
use crate::typeset::node::{Group, GroupKind};
use crate::typeset::placed::{Mark, Role, Shape};

/// Width of the bar beside a quote or callout, in points.
const BAR: f32 = 1.6;

impl Setter<'_> {
    pub(super) fn group(&mut self, group: &Group, frame: Frame) {
        match group.kind {
            GroupKind::Quote => self.barred(group, frame, Role::BlockQuote, None),
            GroupKind::Callout(color) => self.barred(group, frame, Role::Div, Some(color)),
            GroupKind::Meaning => {
                let indent = self.em(self.style.list.indent);
                self.blocks(&group.body, frame.inset(indent, 0.0));
            }
            GroupKind::Footnotes => self.footnotes(group, frame),
        }
    }

    fn barred(&mut self, group: &Group, frame: Frame, role: Role, color: Option<crate::typeset::placed::Color>) {
        let block = self.child(role, frame);
        let (pad, pad_y) = (self.em(0.5), self.em(if color.is_some() { 0.25 } else { 0.05 }));
        let inner = block.inset(BAR + pad, pad / 2.0);
        let start = self.column.pieces.len();
        if let Some(title) = &group.title {
            let setting = Setting::plain(1.0, self.style.text.leading);
            self.text(title, inner, setting);
            self.column.hold = 2;
        }
        self.blocks(&group.body, inner);
        if self.column.pieces.len() == start {
            return;
        }
        self.pad(start, pad_y, pad_y);
        let bar = color.unwrap_or(self.style.code.edge);
        let ground = color.map(|_| self.style.callout.ground);
        self.bind(start, |height, _, _| {
            let fill =
                |w: f32, color| Mark::artifact(frame.left, 0.0, Shape::Fill { w, h: height, radius: 0.0, color });
            ground.map(|color| fill(frame.width, color)).into_iter().chain([fill(BAR, bar)]).collect()
        });
    }

    fn footnotes(&mut self, group: &Group, frame: Frame) {
        let start = self.column.pieces.len();
        self.blocks(&group.body, frame);
        let above = self.em(0.2);
        self.pad(start, above, 0.0);
        let shape = Shape::Line { dx: frame.width / 4.0, dy: 0.0, line: 0.4, color: self.style.text.muted };
        if self.draw
            && let Some(piece) = self.column.pieces.get_mut(start)
        {
            piece.marks.push(Mark::artifact(frame.left, above / 2.0, shape));
        }
    }
}
