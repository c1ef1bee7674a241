//! Where columns and formulas break.

use super::*;

/// What a break above each piece of the first box costs; infinite for none.
fn prices(note: &str) -> Vec<f32> {
    let galley = composed(note).galley(7.5, 190.0);
    let cost = |piece: &Piece| if let BreakCost::Price(price) = piece.break_before { price } else { f32::INFINITY };
    galley.boxes[0].pieces.iter().map(cost).collect()
}

/// The lines of a formula, each as its signs.
fn lines(note: &str, column: f32) -> Vec<String> {
    let galley = composed(note).galley(7.5, column);
    let text = |piece: &Piece| {
        let runs =
            piece.marks.iter().filter_map(|mark| if let Shape::Glyphs(run) = &mark.shape { Some(run) } else { None });
        runs.map(|run| run.text.as_str()).collect::<String>()
    };
    galley.boxes[0].pieces.iter().map(text).collect()
}

#[test]
fn the_head_of_a_list_keeps_its_first_item() {
    let prices = prices("## A\n\n- a\n- b\n- kinds\n  - one\n  - two\n  - three\n  - four\n- c\n- d\n- e\n");
    // a, b, kinds, one, two, three, four, c, d, e
    assert!(prices[3].is_infinite() && prices[5].is_finite(), "{prices:?}");
}

#[test]
fn no_item_stands_alone_at_either_end_of_its_list() {
    let text = "text\n\n".repeat(4);
    let prices = prices(&format!("## A\n\n{text}- a\n- b\n- c\n- d\n\n{text}"));
    // Four paragraphs, then a, b, c, d.
    let open: Vec<bool> = prices[5..8].iter().map(|price| price.is_finite()).collect();
    assert_eq!(open, [false, true, false], "{prices:?}");
}

#[test]
fn a_short_block_of_code_is_dearer_to_tear_than_a_long_one() {
    let block = |lines: usize| format!("## A\n\ntext\n\n```\n{}```\n\ntext\n\ntext\n\ntext\n", "line\n".repeat(lines));
    let (short, long) = (prices(&block(6)), prices(&block(12)));
    assert!(short[3] > 3.0 * long[3], "{short:?} {long:?}");
}

#[test]
fn a_formula_breaks_behind_a_comma_before_a_relation() {
    let display = "## A\n\n$$\nd(x, y) = a + b + c + d, x \\in A, y \\in B, n \\in C\n$$\n";
    assert_eq!(lines(display, 100.0), ["d(x,y)=a+b+c+d,", "x∈A,y∈B,n∈C"]);
    let inline = "## A\n\nfrom here $d(x, y) = a + b + c + d, x \\in A + B + C$\n";
    assert!(lines(inline, 120.0).iter().any(|line| line.starts_with('x')), "{:?}", lines(inline, 120.0));
}

#[test]
fn a_formula_breaks_at_a_wide_space_before_a_relation() {
    let display = "## A\n\n$$\nf(a) = a + b + c + d + e \\quad a \\in A\n$$\n";
    assert_eq!(lines(display, 110.0), ["f(a)=a+b+c+d+e", "a∈A"]);
}

#[test]
fn thousands_are_no_list() {
    let inline = "## A\n\nsome $x = a + b + c + d + 1,000 + e + f$\n";
    assert!(lines(inline, 70.0).iter().all(|line| !line.starts_with("000")), "{:?}", lines(inline, 70.0));
}
