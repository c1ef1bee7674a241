//! Packing over boxes of lines of one point, so that heights can be counted.

use proptest::prelude::*;

use super::{Grid, Packing, place};
use crate::model::{BreakKind, NoteId, TopicId, TopicRef};
use crate::typeset::pages::Page;
use crate::typeset::placed::{BreakCost, Color, Mark, Piece, Shape, TopicBox, price};

const GREY: Color = Color(0.5, 0.5, 0.5);

fn grid(columns: usize, height: f32) -> Grid {
    Grid {
        width: 100.0 * columns as f32,
        height: height + 20.0,
        columns,
        left: 5.0,
        top: 10.0,
        column_width: 90.0,
        column_height: height,
        gutter: 10.0,
        line: 10.0,
        gap: 4.0,
        frame: (0.5, 1.0),
        mirrored: false,
    }
}

/// A piece that draws a rectangle of its own height, `tag` wide, so that the page tells where it went.
fn piece(height: f32, tag: usize, break_before: BreakCost) -> Piece {
    let shape = Shape::Fill { w: tag as f32 / 4.0, h: height, radius: 0.0, color: GREY };
    let marks = vec![Mark { x: 0.0, y: 0.0, shape, element: None, code_line: None }];
    Piece { height, space: 0.0, break_before, marks, repeat: None, anchor: None, joined: false }
}

/// A box of `lines` lines: bar 1, first line held to it, then a break at the price of a line anywhere.
fn of_lines(number: usize, lines: usize) -> TopicBox {
    let cost = |line| if line == 0 { BreakCost::Never } else { BreakCost::Price(price::LINE) };
    boxed(number, (0..lines).map(|line| piece(10.0, tag(number, line), cost(line))).collect())
}

/// Tags are counted in quarters of a point, so that they compare exactly.
const BAR: usize = 2;
const CONTINUED: usize = 1;
const HEADER: usize = 3;

fn tag(number: usize, line: usize) -> usize {
    4 * (number * 1000 + line + 1)
}

/// What a column shows: a tag, and where it stands.
type Shown = (usize, f32, f32);

fn boxed(number: usize, pieces: Vec<Piece>) -> TopicBox {
    let topic = TopicRef { note: NoteId(0), topic: TopicId(number as u32) };
    let bar = piece(12.0, BAR, BreakCost::Price(0.0));
    let continued = piece(12.0, CONTINUED, BreakCost::Never);
    TopicBox { topic, bar, continued, pieces, repeats: Vec::new(), framed: true, accent: GREY, foot: 3.0 }
}

/// What each column of each page shows.
fn columns(pages: &[Page], grid: &Grid) -> Vec<Vec<Vec<Shown>>> {
    let column_of = |x: f32| ((x - grid.left) / (grid.column_width + grid.gutter)).round() as usize;
    pages
        .iter()
        .map(|page| {
            let mut columns = vec![Vec::new(); grid.columns];
            for mark in &page.marks {
                if let Shape::Fill { w, h, .. } = mark.shape {
                    columns[column_of(mark.x)].push(((w * 4.0).round() as usize, mark.y, h));
                }
            }
            columns
        })
        .collect()
}

fn pack(boxes: &[TopicBox], grid: &Grid) -> Vec<Vec<Vec<Shown>>> {
    let packing = Packing::new(boxes, grid);
    columns(&place(boxes.to_vec(), &packing, grid), grid)
}

#[test]
fn a_short_box_stays_whole() {
    let boxes = [of_lines(0, 20), of_lines(1, 5), of_lines(2, 20)];
    let packing = Packing::new(&boxes, &grid(2, 300.0));
    assert_eq!((packing.page_count(), packing.broken()), (1, 0));
}

#[test]
fn a_note_of_one_box_stays_whole_where_it_is_low() {
    for lines in [4, 20, 26] {
        let packing = Packing::new(&[of_lines(0, lines)], &grid(4, 500.0));
        assert_eq!((packing.broken(), packing.fill()[0].len()), (0, 1), "{lines} lines");
    }
}

#[test]
fn a_note_of_one_box_does_not_fill_one_column_beside_empty_ones() {
    for lines in [38, 45] {
        let packing = Packing::new(&[of_lines(0, lines)], &grid(4, 500.0));
        assert_eq!((packing.broken(), packing.fill()[0].len()), (1, 2), "{lines} lines: {:?}", packing.fill());
    }
}

#[test]
fn no_column_stays_empty_beside_full_ones() {
    for boxes in [vec![of_lines(0, 22), of_lines(1, 25)], (0..6).map(|number| of_lines(number, 14)).collect()] {
        let columns = boxes.len().min(3);
        let packing = Packing::new(&boxes, &grid(columns, 500.0));
        assert_eq!(packing.fill()[0].len(), columns, "{:?}", packing.fill());
    }
    let low = Packing::new(&[of_lines(0, 12), of_lines(1, 3), of_lines(2, 10)], &grid(3, 600.0));
    assert_eq!((low.broken(), low.fill()[0].len()), (0, 2), "low columns stay whole: {:?}", low.fill());
}

#[test]
fn a_mirrored_page_is_read_from_the_right() {
    let grid = Grid { mirrored: true, ..grid(3, 600.0) };
    let pages = pack(&[of_lines(0, 40), of_lines(1, 40), of_lines(2, 40)], &grid);
    let first = |column: usize| pages[0][column].get(1).map(|shown| shown.0);
    assert_eq!([first(2), first(1), first(0)], [0, 1, 2].map(|number| Some(tag(number, 0))));
}

#[test]
fn a_long_box_breaks_with_its_bar_repeated() {
    let pages = pack(&[of_lines(0, 60)], &grid(2, 400.0));
    assert_eq!(pages.len(), 1);
    assert_eq!(pages[0][0][0].0, BAR);
    assert_eq!(pages[0][1][0].0, CONTINUED);
}

#[test]
fn the_last_page_ends_level() {
    let boxes: Vec<TopicBox> = (0..7).map(|number| of_lines(number, 15)).collect();
    let grid = grid(3, 600.0);
    let pages = pack(&boxes, &grid);
    let ends: Vec<f32> = pages[0].iter().map(|column| column.last().map_or(0.0, |(_, y, h)| y + h)).collect();
    let (low, high) = ends.iter().fold((f32::MAX, 0.0_f32), |(low, high), end| (low.min(*end), high.max(*end)));
    assert!(high - low <= 20.0, "{ends:?}");
}

#[test]
fn a_forced_column_and_page_break_are_kept() {
    let mut boxes = [of_lines(0, 5), of_lines(1, 5), of_lines(2, 5)];
    boxes[1].bar.break_before = BreakCost::Force(BreakKind::Column);
    boxes[2].pieces[4].break_before = BreakCost::Force(BreakKind::Page);
    let pages = pack(&boxes, &grid(3, 300.0));
    assert_eq!(pages.len(), 2);
    assert_eq!(pages[0][1][1].0, tag(1, 0));
    assert_eq!(pages[1][0][1].0, tag(2, 4));
}

#[test]
fn what_must_stay_together_but_cannot_is_broken() {
    let pieces = (0..100).map(|line| piece(10.0, tag(0, line), BreakCost::Never)).collect();
    let pages = pack(&[boxed(0, pieces)], &grid(2, 200.0));
    let lines: usize = pages.iter().flatten().flatten().filter(|(tag, ..)| *tag > HEADER).count();
    assert_eq!((pages.len(), lines), (3, 100));
}

#[test]
fn a_picture_taller_than_the_column_is_made_smaller() {
    let grid = grid(1, 200.0);
    let pages = pack(&[boxed(0, vec![piece(900.0, tag(0, 0), BreakCost::Never)])], &grid);
    let (_, y, h) = pages.last().expect("a page")[0].last().copied().expect("drawn");
    assert!(y + h <= grid.top + grid.column_height, "{y} {h}");
}

#[test]
fn a_table_header_is_repeated() {
    let mut pieces: Vec<Piece> = (0..30)
        .map(|row| Piece { repeat: Some(0), ..piece(10.0, tag(0, row), BreakCost::Price(price::ITEM)) })
        .collect();
    pieces[0].break_before = BreakCost::Never;
    let mut table = boxed(0, pieces);
    table.repeats.push(piece(8.0, HEADER, BreakCost::Never));
    let pages = pack(&[table], &grid(2, 250.0));
    assert_eq!(pages[0][1][1].0, HEADER);
}

#[test]
fn nothing_is_a_page() {
    assert_eq!(pack(&[], &grid(3, 300.0)).len(), 1);
}

#[test]
fn time_grows_with_pages() {
    let boxes: Vec<TopicBox> = (0..400).map(|number| of_lines(number, 3 + number * 7 % 40)).collect();
    assert!(Packing::new(&boxes, &grid(4, 550.0)).page_count() > 30);
}

proptest! {
    #[test]
    fn nothing_is_lost_or_hangs_out(sizes in prop::collection::vec(1_usize..70, 1..30), count in 1_usize..6, height in 80_u16..600) {
        let grid = grid(count, f32::from(height));
        let boxes: Vec<TopicBox> = sizes.iter().enumerate().map(|(number, lines)| of_lines(number, *lines)).collect();
        let pages = pack(&boxes, &grid);
        let columns: Vec<_> = pages.into_iter().flatten().collect();
        let drawn: Vec<usize> = columns.iter().flatten().map(|(tag, ..)| *tag).filter(|tag| *tag > HEADER).collect();
        let expected: Vec<usize> =
            sizes.iter().enumerate().flat_map(|(number, lines)| (0..*lines).map(move |line| tag(number, line))).collect();
        prop_assert_eq!(drawn, expected);
        for column in &columns {
            for pair in column.windows(2) {
                prop_assert!(pair[0].1 + pair[0].2 <= pair[1].1 + 0.01, "overlap");
            }
            if let Some((tag, y, h)) = column.last() {
                prop_assert!(*tag > HEADER, "a bar at the foot");
                prop_assert!(y + h <= grid.top + grid.column_height + 0.01, "below the foot");
            }
        }
    }
}
