//! How alike two texts are, 0 to 1: what share of their words they have in common.

use super::line::Text;
use super::words::{self, Sketch, Word};

/// Answers of fewer words say little by themselves: "yes" or "O(n)" answers many questions.
pub(super) const TELLING_WORDS: usize = 4;
/// How alike a text and one that holds all of it are at least: a stub that was written out.
const WRITTEN_OUT: f32 = 0.45;

/// A text made ready to be compared.
#[derive(Debug)]
pub(super) struct Likened {
    /// Its words, sorted.
    words: Vec<Word>,
    weight: u32,
    sketch: Sketch,
    long: bool,
    /// Whether it has words enough to be known by.
    pub(super) telling: bool,
    /// Of a text that is not telling: its letters, as a slip of the pen leaves no word in common.
    letters: String,
}

impl Likened {
    /// Makes `text` ready.
    pub(super) fn new(text: &Text) -> Self {
        let shown = text.shown();
        let mut words = words::words(shown);
        let kept = text.sketch();
        let long = kept.is_some();
        let sketch = kept.unwrap_or_else(|| words::sketch(&words));
        words.sort_unstable();
        let telling = words::count(shown) >= TELLING_WORDS;
        let letters = if telling { String::new() } else { shown.to_lowercase() };
        Self { weight: words.iter().map(|word| word.weight).sum(), words, sketch, long, telling, letters }
    }

    /// Its words, the most telling first.
    pub(super) fn telling_words(&self) -> impl Iterator<Item = u64> {
        let mut words = self.words.clone();
        words.dedup();
        words.sort_by_key(|word| (std::cmp::Reverse(word.weight), word.hash));
        words.into_iter().map(|word| word.hash)
    }

    /// How alike the two are.
    pub(super) fn to(&self, other: &Self) -> f32 {
        if !self.telling && !other.telling && !self.letters.is_empty() {
            return strsim::normalized_damerau_levenshtein(&self.letters, &other.letters) as f32;
        }
        let shared = shared(&self.words, &other.words) as f32;
        let less = self.weight.min(other.weight) as f32;
        let by_words = 2.0 * shared / ((self.weight + other.weight) as f32).max(1.0);
        let held = if less > 0.0 && shared >= less { WRITTEN_OUT } else { 0.0 };
        let by_sketch = if self.long || other.long { words::sketch_likeness(&self.sketch, &other.sketch) } else { 0.0 };
        by_words.max(held).max(by_sketch)
    }
}

/// The weight of the words that two sorted lists have in common, each as often as both have it.
fn shared(a: &[Word], b: &[Word]) -> u32 {
    let (mut at_a, mut at_b, mut weight) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(at_a), b.get(at_b)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => at_a += 1,
            std::cmp::Ordering::Greater => at_b += 1,
            std::cmp::Ordering::Equal => {
                weight += x.weight;
                at_a += 1;
                at_b += 1;
            }
        }
    }
    weight
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str) -> f32 {
        Likened::new(&Text::new(a)).to(&Likened::new(&Text::new(b)))
    }

    #[test]
    fn a_reworded_answer_is_alike_and_another_is_not() {
        let answer = "a mutex that lets one thread at a time run bytecode";
        assert!(alike(answer, "a lock that lets only one thread at a time run bytecode") > 0.6);
        assert!(alike(answer, "a list of the names that a module is to export") < 0.3);
    }

    #[test]
    fn a_slip_of_the_pen_in_a_short_answer_is_alike() {
        assert!(alike("Phyton", "Python") > 0.6);
        assert!(alike("Sydney", "Canberra") < 0.3);
    }

    #[test]
    fn a_stub_that_was_written_out_is_alike() {
        assert!(alike("a mutex", "a mutex in CPython that guards reference counts from races of threads") > 0.3);
    }

    #[test]
    fn a_paragraph_before_a_long_text_leaves_it_alike() {
        let text = (0..120).map(|n| format!("statement{n}")).collect::<Vec<_>>().join(" ");
        let before = (0..40).map(|n| format!("introduction{n}")).collect::<Vec<_>>().join(" ");
        assert!(alike(&text, &format!("{before}{text}")) > 0.6);
        assert!(alike(&text, &before) < 0.2);
    }
}
