//! Boxes as one long column, and what any stretch of it is high.

use super::Grid;
use crate::model::BreakKind;
use crate::typeset::placed::{BreakCost, Piece, TopicBox, price};

/// Lines on each side of a break inside a box.
const LEAST_LINES: f32 = 3.0;
/// Price of a box being in two parts at all, on top of the place where it breaks.
const SPLIT: f32 = 6.0;
/// Price of a place that must not break, where what it holds together is taller than a column.
const RELAXED: f32 = 2.0 * price::ROW;

/// What the packer moves: a bar or a piece, with what it takes around it.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// Which box.
    pub(crate) topic: usize,
    /// Which of its pieces; none for its bar.
    pub(crate) piece: Option<usize>,
    /// Height, never more than fits a column.
    pub(crate) height: f32,
    /// How much smaller it is drawn, where it is taller than a column; 1 for not.
    pub(crate) scale: f32,
    /// Space above, and none at the top of a column.
    pub(crate) space: f32,
    /// What a column that starts here takes for the continued bar and a repeated header.
    head: f32,
    /// The frame's foot below it, where its box ends or breaks.
    foot: f32,
    /// Whether its box ends with it.
    last: bool,
    /// The height that leading may grow by a share of: a line at most, else a tall row or picture would gape above.
    pub(crate) stretch: f32,
}

/// A gap between boxes grows to 3 mm at most.
const WIDEST_GAP: f32 = 3.0 * 72.0 / 25.4;

impl Item {
    /// By how much the gap above it may grow.
    pub(crate) fn gap_room(&self) -> f32 {
        if self.piece.is_none() { (WIDEST_GAP - self.space).max(0.0) } else { 0.0 }
    }
}

/// All items in reading order.
#[derive(Debug)]
pub(crate) struct Flow {
    pub(crate) items: Vec<Item>,
    /// Height of all items before this one, with spaces and feet of whole boxes; one longer than `items`.
    upto: Vec<f32>,
    /// The same for what may stretch.
    stretch_upto: Vec<f32>,
    /// By how much the gaps above the bars before this item may grow; one longer than `items`.
    room_upto: Vec<f32>,
    /// Where a column may end, in order; the first and the last are the ends of everything.
    pub(crate) breaks: Vec<Break>,
    pub(crate) grid: Grid,
}

/// A place where a column may end: before `items[at]`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Break {
    pub(crate) at: usize,
    pub(crate) price: f32,
    pub(crate) force: Option<BreakKind>,
}

impl Flow {
    pub(crate) fn new(boxes: &[TopicBox], grid: &Grid) -> Self {
        let items: Vec<Item> = boxes.iter().enumerate().flat_map(|(topic, of)| items(topic, of, grid)).collect();
        let mut flow = Self {
            items,
            upto: vec![0.0],
            stretch_upto: vec![0.0],
            room_upto: vec![0.0],
            breaks: Vec::new(),
            grid: *grid,
        };
        let (mut height, mut stretch, mut room) = (0.0, 0.0, 0.0);
        for item in &flow.items {
            height += item.space + item.height + if item.last { item.foot } else { 0.0 };
            stretch += item.stretch;
            room += item.gap_room();
            flow.upto.push(height);
            flow.stretch_upto.push(stretch);
            flow.room_upto.push(room);
        }
        flow.breaks = flow.find_breaks(boxes);
        flow
    }

    /// Height of a column that holds the items from `from` up to `to`.
    pub(crate) fn height(&self, from: usize, to: usize) -> f32 {
        let (Some(first), Some(last)) = (self.items.get(from), to.checked_sub(1).map(|last| &self.items[last])) else {
            return 0.0;
        };
        let cut = if last.last { 0.0 } else { last.foot };
        self.upto[to] - self.upto[from] - first.space + first.head + cut
    }

    /// By how much the gaps between the boxes of a column may grow.
    pub(crate) fn gap_room(&self, from: usize, to: usize) -> f32 {
        self.room_upto[to] - self.room_upto[(from + 1).min(to)]
    }

    /// The height of what may stretch in a column.
    pub(crate) fn stretchable(&self, from: usize, to: usize) -> f32 {
        self.stretch_upto[to] - self.stretch_upto[(from + 1).min(to)]
    }

    fn find_breaks(&self, boxes: &[TopicBox]) -> Vec<Break> {
        let end = Break { at: self.items.len(), price: 0.0, force: None };
        let mut breaks = vec![Break { at: 0, price: 0.0, force: None }];
        let legal = (1..self.items.len()).filter_map(|at| self.legal(boxes, at)).chain([end]);
        for next in legal {
            let from = breaks.last().map_or(0, |last| last.at);
            if self.height(from, next.at) > self.grid.column_height {
                self.relax(from, next.at, &mut breaks);
            }
            breaks.push(next);
        }
        breaks
    }

    /// Breaks inside what is held together but does not fit a column: as few as it takes, each as late as it can be.
    fn relax(&self, from: usize, to: usize, breaks: &mut Vec<Break>) {
        // Everywhere but under a bar, if what is above the break then still fits.
        for at in from + 1..to {
            if self.items[at - 1].piece.is_some() || self.height(at - 1, at + 1) > self.grid.column_height {
                breaks.push(Break { at, price: SPLIT + RELAXED, force: None });
            }
        }
    }

    /// The break before `items[at]`, if one is allowed there.
    fn legal(&self, boxes: &[TopicBox], at: usize) -> Option<Break> {
        let item = &self.items[at];
        let piece = of(boxes, item);
        let Some(index) = item.piece else {
            let force = if let BreakCost::Force(kind) = piece.break_before { Some(kind) } else { None };
            // A bar with nothing under it, a note's band, stays with the box that follows.
            let kept = self.items[at - 1].piece.is_none() && force.is_none();
            return (!kept).then_some(Break { at, price: 0.0, force });
        };
        let price = match piece.break_before {
            BreakCost::Force(kind) => return Some(Break { at, price: SPLIT, force: Some(kind) }),
            BreakCost::Never => return None,
            BreakCost::Price(price) => price,
        };
        let count = boxes[item.topic].pieces.len();
        let (start, end) = (at - index, at - index + count);
        let enough = self.upto[at] - self.upto[start] >= LEAST_LINES * self.grid.line
            && self.upto[end] - self.upto[at] >= LEAST_LINES * self.grid.line;
        (index > 0 && enough).then_some(Break { at, price: SPLIT + price, force: None })
    }
}

/// The piece that an item is.
pub(crate) fn of<'a>(boxes: &'a [TopicBox], item: &Item) -> &'a Piece {
    let topic = &boxes[item.topic];
    item.piece.map_or(&topic.bar, |piece| &topic.pieces[piece])
}

fn items(topic: usize, of: &TopicBox, grid: &Grid) -> Vec<Item> {
    let repeat = |piece: &Piece| piece.repeat.and_then(|index| of.repeats.get(index as usize));
    std::iter::once((None, &of.bar))
        .chain(of.pieces.iter().enumerate().map(|(index, piece)| (Some(index), piece)))
        .map(|(index, piece)| {
            let repeated = repeat(piece).map_or(0.0, |header| header.height);
            let head = if index.is_some() { of.continued.height + repeated } else { 0.0 };
            let room = (grid.column_height - head - of.foot).max(grid.column_height / 2.0);
            let scale = if piece.height > room { room / piece.height } else { 1.0 };
            Item {
                topic,
                piece: index,
                height: piece.height * scale,
                scale,
                space: if index.is_none() { piece.space.max(grid.gap) } else { piece.space },
                head,
                foot: of.foot,
                last: index.map_or(of.pieces.is_empty(), |index| index + 1 == of.pieces.len()),
                stretch: if index.is_none() { 0.0 } else { (piece.height * scale).min(grid.line) },
            }
        })
        .collect()
}
