//! Quotes, callouts, meanings and footnotes: blocks with something beside or behind them.

use super::text::Setting;
use super::{Frame, Setter};
use crate::typeset::node::{Group, GroupKind};
use crate::typeset::placed::{Color, Mark, Role, Shape};

/// Width of the bar beside a quote or callout, in points.
const BAR: f32 = 1.6;

impl Setter<'_> {
    pub(super) fn group(&mut self, group: &Group, frame: Frame) {
        match group.kind {
            GroupKind::Quote => self.barred(group, frame, Role::BlockQuote, None),
            GroupKind::Callout(color) => self.barred(group, frame, Role::Div, Some(color)),
            GroupKind::Meaning => {
                let indent = self.em(self.style.list.indent);
                let (left, right) = if group.is_rtl() { (0.0, indent) } else { (indent, 0.0) };
                self.blocks(&group.body, frame.inset(left, right));
            }
            GroupKind::Footnotes => self.footnotes(group, frame),
        }
    }

    fn barred(&mut self, group: &Group, frame: Frame, role: Role, color: Option<Color>) {
        let block = self.child(role, frame);
        let (pad, pad_y) = (self.em(0.5), self.em(if color.is_some() { 0.25 } else { 0.05 }));
        let rtl = group.is_rtl();
        let (near, far) = (BAR + pad, pad / 2.0);
        let inner = if rtl { block.inset(far, near) } else { block.inset(near, far) };
        let side = if rtl { frame.left + frame.width - BAR } else { frame.left };
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
            let ground = ground.map(|color| Self::fill(frame.left, 0.0, frame.width, height, color));
            ground.into_iter().chain([Self::fill(side, 0.0, BAR, height, bar)]).collect()
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
