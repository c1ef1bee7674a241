//! What of a table is printed.

use super::*;

fn words(note: &str, column: f32) -> Vec<(String, f32, f32)> {
    runs(&composed(note).galley(7.5, column))
}

#[test]
fn columns_and_rows_without_a_word_are_left_out() {
    let blanks = words("## A\n\n| a | | b |\n|---|---|---|\n| one | | two |\n| | | |\n| three | | four |\n", 190.0);
    let plain = words("## A\n\n| a | b |\n|---|---|\n| one | two |\n| three | four |\n", 190.0);
    assert_eq!(blanks, plain);
}

#[test]
fn a_form_to_fill_in_stays() {
    let form = composed("## A\n\n| a | |\n|---|---|\n| | |\n| | |\n").galley(7.5, 190.0);
    assert_eq!(form.boxes[0].pieces.len(), 3);
}

#[test]
fn records_without_headers_are_one_column() {
    let row = "| `unbreakable` |".to_owned() + &" `unbreakable` |".repeat(5);
    let rules = |column: f32| {
        let galley = composed(&format!("## A\n\n|{}\n|{}\n{row}\n{row}\n", " |".repeat(6), "---|".repeat(6)))
            .galley(7.5, column);
        let marks = galley.boxes[0].pieces.iter().flat_map(|piece| &piece.marks);
        let upright = |shape: &Shape| matches!(shape, Shape::Line { dx, dy, .. } if *dx == 0.0 && *dy != 0.0);
        let mut at: Vec<String> =
            marks.filter(|mark| upright(&mark.shape)).map(|mark| format!("{:.0}", mark.x)).collect();
        at.sort_unstable();
        at.dedup();
        at.len()
    };
    assert!(rules(120.0) <= 2, "{}", rules(120.0));
}
