//! R7, tables that set two things against each other without saying in what: each column is a list of its own.
//!
//! - | SG | NACL | / | stateful | stateless |   =>   **SG**? (4)   **NACL**? (4)

use super::header_of;
use crate::cards::phrases::is_acronym;
use crate::cards::words::{self, Word};
use crate::model::{Table, TableCell};

/// Words of fewer letters join others and tell nothing.
const TELLING: usize = 4;

/// Two words with so many letters in common at their start are forms of one.
const STEM: usize = 5;

/// Whether the two headers are names of one kind, and most rows say of both what is alike.
pub(super) fn stand_against(table: &Table) -> bool {
    let [left, right] = &table.header[..] else { return false };
    let alike = |row: &&Vec<TableCell>| matches!(&row[..], [left, right] if share(left, right));
    table.rows.len() > 1
        && are_of_a_kind(&header_of(left), &header_of(right))
        && table.rows.iter().filter(alike).count() * 2 > table.rows.len()
}

/// "SG" and "NACL", "soft link" and "hard link", "compiler" and "interpreter".
fn are_of_a_kind(left: &[Word], right: &[Word]) -> bool {
    let (Some(one), Some(other)) = (left.last(), right.last()) else { return false };
    let acronyms = left.len() == 1 && right.len() == 1 && is_acronym(one.text()) && is_acronym(other.text());
    let doers = |end: &str| [one, other].iter().all(|word| word.key.len() > TELLING && word.key.ends_with(end));
    acronyms || left.len() > 1 && right.len() > 1 && one.key == other.key || ["er", "or", "ism"].into_iter().any(doers)
}

/// Whether two cells say something in the same words, or in forms of one.
fn share(left: &TableCell, right: &TableCell) -> bool {
    let told = |cell: &TableCell| -> Vec<String> {
        words::words(&cell.content)
            .into_iter()
            .map(|word| word.key.to_string())
            .filter(|key| key.len() >= TELLING)
            .collect()
    };
    let (left, right) = (told(left), told(right));
    let stem = |key: &str| key.chars().take(STEM).collect::<String>();
    left.iter().any(|one| right.iter().any(|other| one == other || one.len() > STEM && stem(one) == stem(other)))
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;

    #[test]
    fn two_things_side_by_side_are_two_lists() {
        check(
            "# Locks\n\n| GHL | TDL |\n| --- | --- |\n| gate of wood | gate of steel |\n| lifted by hand | lifted by a motor |\n| opens slowly | opens at once |\n",
            &[
                "**Locks**: GHL? (3) => - gate of wood / - lifted by hand / - opens slowly",
                "**Locks**: TDL? (3) => - gate of steel / - lifted by a motor / - opens at once",
            ],
        );
    }
}
