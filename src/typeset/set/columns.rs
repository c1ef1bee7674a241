//! Widths of a table's columns: CSS 2.1, 17.5.2.2, then the widths that make the table lowest.

/// What a column needs, in points.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Need {
    /// Its longest word.
    pub(super) min: f32,
    /// Its longest cell on one line.
    pub(super) max: f32,
}

/// Shares of the table that the search moves from column to column, coarse to fine: heights go in steps of a line, and a
/// fine step alone would see no gain.
const STEPS: [f32; 5] = [0.25, 0.15, 0.08, 0.04, 0.02];

/// Moves of one size at most.
const MOVES: usize = 12;

/// The automatic layout of CSS: every column its maximum if they fit, else its minimum and a share of the rest in
/// proportion to what it could use. None if not even the minima fit.
pub(super) fn automatic(needs: &[Need], width: f32) -> Option<Vec<f32>> {
    let (min, max) = needs.iter().fold((0.0, 0.0), |(min, max), need| (min + need.min, max + need.max));
    if max <= width {
        return Some(needs.iter().map(|need| need.max).collect());
    }
    if min > width {
        return None;
    }
    let share = (width - min) / (max - min).max(1e-3);
    Some(needs.iter().map(|need| need.min + (need.max - need.min) * share).collect())
}

/// Not even the longest words fit: the widest columns give first, so that labels stay whole, and their words are broken.
pub(super) fn squeezed(needs: &[Need], width: f32) -> Vec<f32> {
    let mut order: Vec<f32> = needs.iter().map(|need| need.min).collect();
    order.sort_by(f32::total_cmp);
    let (mut left, mut cap) = (width, width);
    for (at, min) in order.iter().enumerate() {
        cap = left / (order.len() - at) as f32;
        if *min > cap {
            break;
        }
        left -= min;
    }
    needs.iter().map(|need| need.min.min(cap)).collect()
}

/// Moves width between columns while the table gets lower. `height` tells its height at given widths.
pub(super) fn lowest(mut widths: Vec<f32>, needs: &[Need], mut height: impl FnMut(&[f32]) -> f32) -> Vec<f32> {
    let total: f32 = widths.iter().sum();
    let mut best = height(&widths);
    for step in STEPS.map(|share| share * total) {
        for _ in 0..MOVES {
            let Some((lower, from, to)) = better(&mut widths, needs, step, best, &mut height) else { break };
            let step = given(&widths, needs, step, from, to);
            widths[from] -= step;
            widths[to] += step;
            best = lower;
        }
    }
    widths
}

/// What a move of `step` comes to: no more than the one has over its longest word, nor than the other lacks of its maximum.
fn given(widths: &[f32], needs: &[Need], step: f32, from: usize, to: usize) -> f32 {
    step.min(needs[to].max - widths[to]).min(widths[from] - needs[from].min)
}

/// The move of about `step` that lowers the table most: the new height, and between which columns.
fn better(
    widths: &mut [f32],
    needs: &[Need],
    step: f32,
    best: f32,
    height: &mut impl FnMut(&[f32]) -> f32,
) -> Option<(f32, usize, usize)> {
    let mut found: Option<(f32, usize, usize)> = None;
    for from in 0..widths.len() {
        for to in 0..widths.len() {
            let step = given(widths, needs, step, from, to);
            if from == to || step <= 0.0 {
                continue;
            }
            widths[from] -= step;
            widths[to] += step;
            let tried = height(widths);
            widths[from] += step;
            widths[to] -= step;
            if tried < found.map_or(best, |(height, _, _)| height) - 0.01 {
                found = Some((tried, from, to));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_column_is_narrower_than_its_longest_word() {
        let needs = [Need { min: 30.0, max: 40.0 }, Need { min: 20.0, max: 400.0 }];
        let widths = automatic(&needs, 100.0).expect("fits");
        assert!(
            widths[0] >= 30.0 && widths[1] >= 20.0 && (widths.iter().sum::<f32>() - 100.0).abs() < 0.1,
            "{widths:?}"
        );
        assert_eq!(automatic(&needs, 40.0), None);
        assert_eq!(automatic(&[Need { min: 1.0, max: 5.0 }], 50.0), Some(vec![5.0]));
    }

    #[test]
    fn the_widest_column_gives_first() {
        let needs = [30.0, 90.0, 100.0].map(|min| Need { min, max: 200.0 });
        assert_eq!(squeezed(&needs, 130.0), [30.0, 50.0, 50.0]);
    }

    #[test]
    fn width_goes_where_it_saves_height() {
        let needs = [Need { min: 10.0, max: 60.0 }, Need { min: 10.0, max: 300.0 }];
        let height = |widths: &[f32]| (60.0 / widths[0]).ceil().max((300.0 / widths[1]).ceil());
        let widths = lowest(vec![50.0, 50.0], &needs, height);
        assert!(height(&widths) < height(&[50.0, 50.0]), "{widths:?}");
    }
}
