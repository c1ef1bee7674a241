//! A short list at the head of a note that says who wrote it and when.
//!
//! - - Ann Mole / - Winter 2024   =>  what the note says of itself
//! - - Ann Mole / - Bert Vole     =>  none: nothing tells that these wrote it

use super::line;
use crate::cards::lexicon::Lexicon;
use crate::cards::piece::parts;
use crate::model::{Item, List, plain_text};

/// It has at most so many items.
const LONGEST: usize = 4;

/// The name of an author has so many words.
const NAME: std::ops::RangeInclusive<usize> = 2..=4;

/// Whether a list holds a day or a term and, beside it, nothing but names.
pub(super) fn is_signature(lexicon: &Lexicon, list: &List) -> bool {
    let said = |item: &Item| matches!(parts(item).1, []).then(|| plain_text(parts(item).0).trim().to_owned());
    let Some(said) = list.items.iter().map(said).collect::<Option<Vec<String>>>() else { return false };
    let day = |text: &String| line::is_day_or_place(lexicon, text);
    said.len() <= LONGEST && said.iter().any(day) && said.iter().all(|text| day(text) || is_name(text))
}

fn is_name(text: &str) -> bool {
    let sign = |c: char| matches!(c, '.' | '-' | '\'' | '’');
    let large = |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || sign(c));
    NAME.contains(&text.split_whitespace().count()) && text.split_whitespace().all(large)
}

#[cfg(test)]
mod tests {
    use crate::cards::tests::check;

    #[test]
    fn who_wrote_a_note_and_when_is_no_answer() {
        let sluice = "A sluice is a small gate that lets water through.";
        let asked = format!("What is a **Sluice**? => {}", &sluice["A sluice is ".len()..]);
        check(&format!("# Sluice\n\n- Ann Mole\n- Winter 2024\n\n{sluice}\n"), &[&asked]);
    }
}
