//! Rules of where a box may break that no block knows by itself.

use crate::typeset::placed::{BreakCost, Piece};

/// Lines that stand at least on each side of a break.
const EDGE_LINES: f32 = 3.0;

/// Forbids breaks that would leave less than three lines of a box above or below.
pub(super) fn keep_edges(pieces: &mut [Piece], line: f32) {
    let least = EDGE_LINES * line - 0.01;
    let total: f32 = pieces.iter().map(|piece| piece.space + piece.height).sum();
    let mut above = 0.0;
    for piece in pieces {
        if matches!(piece.break_before, BreakCost::Price(_)) && (above < least || total - above - piece.space < least) {
            piece.break_before = BreakCost::Never;
        }
        above += piece.space + piece.height;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_lines_stay_on_each_side() {
        let piece = Piece {
            height: 10.0,
            space: 0.0,
            break_before: BreakCost::Price(1.0),
            marks: Vec::new(),
            repeat: None,
            anchor: None,
            joined: false,
        };
        let mut pieces = vec![piece; 8];
        keep_edges(&mut pieces, 10.0);
        let open: Vec<usize> = (0..8).filter(|at| pieces[*at].break_before != BreakCost::Never).collect();
        assert_eq!(open, [3, 4, 5]);
    }
}
