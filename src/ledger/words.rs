//! Text as words, for likeness: what is kept in a lock of a long text, and how much two texts share.

/// Words kept of a long text: the estimate of what two texts share is within 0.1 for two texts out of three.
const SKETCH_WORDS: usize = 24;
/// Letters and digits a word of a sketch takes.
const DIGITS: usize = 3;
/// How many words a sketch tells apart: 36^3.
const RANGE: u64 = 46_656;

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Word {
    /// A hash of it in lower case, the same on every machine and in every version.
    pub(super) hash: u64,
    /// What it says: little words that every text has weigh a fifth of the long ones.
    pub(super) weight: u32,
}

/// The words of `text`: runs of letters and digits, runs of signs, and pairs of neighbours in scripts without spaces.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut run = String::new();
    let mut kind = Kind::Space;
    for c in text.chars().chain([' ']) {
        let next = Kind::of(c);
        if next != kind || next == Kind::Glyph {
            push(&mut words, &run, kind);
            // A glyph makes a word with the one before it.
            let pairs = next == Kind::Glyph && kind == Kind::Glyph;
            run = if pairs { run.chars().last().into_iter().collect() } else { String::new() };
            kind = next;
        }
        run.extend(c.to_lowercase());
    }
    words
}

/// How many words a reader would count; two signs of a script without spaces are one.
pub(super) fn count(text: &str) -> usize {
    let glyphs = text.chars().filter(|&c| Kind::of(c) == Kind::Glyph).count();
    let mut words = 0;
    let mut inside = false;
    for c in text.chars() {
        let letter = Kind::of(c) == Kind::Letter;
        words += usize::from(letter && !inside);
        inside = letter;
    }
    words + glyphs / 2
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Space,
    Letter,
    Sign,
    Glyph,
}

impl Kind {
    fn of(c: char) -> Self {
        match c {
            // Kana, Han (with extensions), half-width kana.
            '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
                Self::Glyph
            }
            _ if c.is_alphanumeric() || c == '_' || is_mark(c) => Self::Letter,
            _ if c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '?' | '!' | '。' | '，') => Self::Space,
            _ => Self::Sign,
        }
    }
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn push(words: &mut Vec<Word>, run: &str, kind: Kind) {
    let length = run.chars().count();
    let weight = match kind {
        Kind::Space => return,
        Kind::Glyph => 5,
        Kind::Letter if length >= 5 || run.contains(|c: char| c.is_numeric()) => 5,
        Kind::Letter if length == 4 => 3,
        Kind::Letter | Kind::Sign => 1,
    };
    if !run.is_empty() {
        words.push(Word { hash: hash(run), weight });
    }
}

/// FNV-1a, stirred so that any of its digits can be used.
fn hash(text: &str) -> u64 {
    let fnv = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    let stirred = (fnv ^ (fnv >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    stirred ^ (stirred >> 33)
}

/// A text's few words of the smallest hashes (a bottom-k sketch, Broder 1997): enough to tell what share two texts have
/// in common, however long they are.
pub(super) type Sketch = Vec<u16>;

/// The sketch of these words.
pub(super) fn sketch(words: &[Word]) -> Sketch {
    let mut sketch: Sketch =
        words.iter().filter(|word| word.weight > 1).map(|word| (word.hash % RANGE) as u16).collect();
    sketch.sort_unstable();
    sketch.dedup();
    sketch.truncate(SKETCH_WORDS);
    sketch
}

/// A sketch as letters and digits.
pub(super) fn write_sketch(sketch: &[u16]) -> String {
    let digit = |value: u16| char::from_digit(u32::from(value % 36), 36).unwrap_or('0');
    sketch.iter().flat_map(|&word| [digit(word / 1296), digit(word / 36), digit(word)]).collect()
}

/// What [`write_sketch`] wrote.
pub(super) fn read_sketch(text: &str) -> Option<Sketch> {
    if !text.is_ascii() || !text.len().is_multiple_of(DIGITS) || text.contains(|c: char| !c.is_ascii_alphanumeric()) {
        return None;
    }
    (0..text.len()).step_by(DIGITS).map(|at| u16::from_str_radix(&text[at..at + DIGITS], 36).ok()).collect()
}

/// The share of words that two sketched texts have in common (Dice), 0 to 1.
pub(super) fn sketch_likeness(a: &[u16], b: &[u16]) -> f32 {
    let mut union: Vec<u16> = a.iter().chain(b).copied().collect();
    union.sort_unstable();
    union.dedup();
    // Beyond the end of a full sketch nothing is known of its text.
    let full = [a, b].into_iter().filter(|sketch| sketch.len() == SKETCH_WORDS);
    let known = full.filter_map(|sketch| sketch.last().copied()).min().unwrap_or(u16::MAX);
    union.retain(|&word| word <= known);
    let both = union.iter().filter(|word| a.contains(word) && b.contains(word)).count();
    if union.is_empty() { 0.0 } else { 2.0 * both as f32 / (both + union.len()) as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_in_every_script() {
        for (text, words) in
            [("a mutex, in CPython", 4), ("内存管理", 2), ("O(n)", 2), ("==", 0), ("naïve", 1), ("", 0)]
        {
            assert_eq!(count(text), words, "{text}");
        }
    }

    #[test]
    fn case_and_stops_are_no_words() {
        assert_eq!(words("The Lock."), words("the lock"));
        assert_ne!(words("a == b"), words("a is b"));
        assert_eq!(words("内存管").len(), 3);
    }

    #[test]
    fn a_sketch_reads_back() {
        let sketch = sketch(&words(&(0..100).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ")));
        assert_eq!(sketch.len(), SKETCH_WORDS);
        assert_eq!(read_sketch(&write_sketch(&sketch)), Some(sketch));
        assert_eq!(read_sketch("ab"), None);
    }

    #[test]
    fn sketches_tell_the_share() {
        let text = |range: std::ops::Range<u32>| {
            sketch(&words(&range.map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ")))
        };
        assert!((sketch_likeness(&text(0..200), &text(0..200)) - 1.0).abs() < 0.01);
        assert!((sketch_likeness(&text(0..200), &text(100..300)) - 0.5).abs() < 0.2);
        assert!(sketch_likeness(&text(0..200), &text(300..500)) < 0.1);
        assert!(sketch_likeness(&[], &[]) < 0.1);
    }
}
