//! Which classes a language lists a word in: told once of a word and not once of a class.
//!
//! Rules ask for hundreds of classes of every word. Each word of a language has a set of classes, a bit each; a word that the
//! language does not list has the set of its longest known ending, in which all its shorter ones are.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};

use rustc_hash::{FxBuildHasher, FxHashMap};
use smol_str::SmolStr;

use super::super::words::Word;

/// The word classes of a language file, with suffixes (`-ing`) and exceptions (`!string`, `!-ss`).
#[derive(Debug, Clone, Default)]
pub(super) struct Listed {
    /// Tells these lists from those of other languages; zero has no words.
    number: u32,
    places: Places,
    /// Which words a class may list, and whether it has endings: most texts are in no class, and one look tells so.
    sieves: Vec<Sieve>,
    /// The same of the first words of what a class lists.
    openings: Vec<Sieve>,
    /// Where in `sets` the set of a word begins.
    words: FxHashMap<SmolStr, u32>,
    endings: Endings,
    /// All sets, one behind the other. The first is empty.
    sets: Vec<u64>,
}

/// The set of a word in a language, kept from the first look: the number of the lists, and where it begins.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kept(std::cell::Cell<(u32, u32)>);

impl PartialEq for Kept {
    /// A word that was looked up is the word that it was.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Listed {
    /// The lists of a language by the hash of their names.
    pub(super) fn new(lists: &BTreeMap<String, Vec<String>>, hash: impl Fn(&str) -> u64) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(1);
        let mut compiler = Compiler { width: lists.len().div_ceil(64), ..Compiler::default() };
        for (class, list) in lists.values().enumerate() {
            for entry in list {
                compiler.entry(class, entry);
            }
        }
        let sieve = |list: &Vec<String>, part: fn(&str) -> &str| {
            let words: Vec<&str> = list.iter().map(|entry| part(entry)).collect();
            let ends = words.iter().any(|word| word.len() > 1 && word.starts_with('-'));
            if ends { Sieve::open() } else { Sieve::new(&words) }
        };
        Self {
            number: NUMBER.fetch_add(1, Ordering::Relaxed),
            places: Places::new(lists.keys().map(|name| hash(name))),
            sieves: lists.values().map(|list| sieve(list, |entry| entry)).collect(),
            openings: lists.values().map(|list| sieve(list, first)).collect(),
            ..compiler.compiled()
        }
    }

    /// Whether there is a class of this hash.
    pub(super) fn knows(&self, class: u64) -> bool {
        self.places.of(class).is_some()
    }

    /// Whether the word is in the class of this hash.
    #[inline]
    pub(super) fn has(&self, class: u64, word: &Word) -> bool {
        let Some(class) = self.places.of(class) else { return false };
        let (number, kept) = word.classes.0.get();
        let set = if number == self.number { kept } else { self.keep(word) };
        self.holds(set, class)
    }

    /// Whether a word in lower case is in the class of this hash.
    pub(super) fn has_key(&self, class: u64, key: &str) -> bool {
        let Some(class) = self.places.of(class) else { return false };
        self.sieves[class].may_hold(key) && self.holds(self.set(key), class)
    }

    /// Whether something in the class of this hash may begin with the word: most lines open otherwise, and are not read further.
    pub(super) fn may_open(&self, class: u64, word: &str) -> bool {
        self.places.of(class).is_some_and(|class| self.openings[class].may_hold(first(word)))
    }

    #[cold]
    #[inline(never)]
    fn keep(&self, word: &Word) -> u32 {
        let set = self.set(&word.key);
        word.classes.0.set((self.number, set));
        set
    }

    #[inline]
    fn holds(&self, set: u32, class: usize) -> bool {
        self.sets.get(set as usize + class / 64).is_some_and(|cell| cell >> (class % 64) & 1 == 1)
    }

    /// Where the set of a word begins.
    fn set(&self, key: &str) -> u32 {
        self.words.get(key).copied().unwrap_or_else(|| self.endings.set(key))
    }
}

/// The first word of an entry.
fn first(entry: &str) -> &str {
    entry.bytes().position(|byte| byte == b' ').map_or(entry, |end| &entry[..end])
}

/// Endings of words and where their sets begin, by their last byte, the longest first.
#[derive(Debug, Clone, Default)]
struct Endings {
    by_last: Vec<Vec<Ending>>,
}

#[derive(Debug, Clone)]
struct Ending {
    /// Its bytes but the last, from the end.
    before: Vec<u8>,
    set: u32,
}

impl Endings {
    /// So many bytes there are.
    const BYTES: usize = 256;

    fn add(&mut self, ending: &str, set: u32) {
        let Some((&last, before)) = ending.as_bytes().split_last() else { return };
        self.by_last.resize(Self::BYTES, Vec::new());
        let endings = &mut self.by_last[usize::from(last)];
        let before: Vec<u8> = before.iter().rev().copied().collect();
        let at = endings.partition_point(|other| other.before.len() > before.len());
        endings.insert(at, Ending { before, set });
    }

    /// The set of the longest ending that is shorter than the word.
    fn set(&self, word: &str) -> u32 {
        let Some((&last, before)) = word.as_bytes().split_last() else { return 0 };
        let ends = |ending: &&Ending| {
            ending.before.len() < before.len() && ending.before.iter().eq(before.iter().rev().take(ending.before.len()))
        };
        self.by_last.get(usize::from(last)).and_then(|endings| endings.iter().find(ends)).map_or(0, |ending| ending.set)
    }
}

/// Tells of most words that they are not in a set, by their first and last byte and their length.
#[derive(Debug, Clone)]
struct Sieve(Box<[u64]>);

impl Sieve {
    /// So many bits a word: few words find the bit of another.
    const BITS: usize = 8;

    /// Holds back nothing: for a class with endings.
    fn open() -> Self {
        Self(Box::new([u64::MAX]))
    }

    fn new(words: &[&str]) -> Self {
        let mut sieve = Self(vec![0; (words.len() * Self::BITS).div_ceil(64).next_power_of_two()].into());
        words.iter().map(|word| Self::bit(word)).for_each(|bit| {
            let cell = bit >> 6 & (sieve.0.len() - 1);
            sieve.0[cell] |= 1 << (bit & 63);
        });
        sieve
    }

    /// Whether the word may be in the set.
    fn may_hold(&self, word: &str) -> bool {
        let bit = Self::bit(word);
        self.0.get(bit >> 6 & self.0.len().wrapping_sub(1)).is_some_and(|cell| cell >> (bit & 63) & 1 == 1)
    }

    fn bit(word: &str) -> usize {
        let [first, .., last] = word.as_bytes() else { return word.bytes().next().map_or(0, usize::from) };
        usize::from(*first) ^ usize::from(*last) << 5 ^ word.len() << 2
    }
}

/// The place of each class by the hash of its name.
#[derive(Debug, Clone, Default)]
struct Places {
    /// Hashes with their classes, spread so widely that few look twice; its size is fixed, so that the compiler knows where a
    /// name that it knows is looked for first.
    table: Option<Box<[(u64, u16); Places::ROOM]>>,
}

impl Places {
    /// Several times the classes of any language.
    const ROOM: usize = 2048;
    const NONE: u16 = u16::MAX;

    fn new(hashes: impl Iterator<Item = u64>) -> Self {
        let table = vec![(0, Self::NONE); Self::ROOM].into_boxed_slice().try_into();
        let Ok(mut table): Result<Box<[(u64, u16); Self::ROOM]>, _> = table else { return Self::default() };
        // A user's language file may list more classes than there is room for: the last are not known.
        for (class, hash) in (0..Self::NONE).zip(hashes).take(Self::ROOM - 1) {
            let mut at = hash as usize % Self::ROOM;
            while table[at].1 != Self::NONE {
                at = (at + 1) % Self::ROOM;
            }
            table[at] = (hash, class);
        }
        Self { table: Some(table) }
    }

    #[inline]
    fn of(&self, hash: u64) -> Option<usize> {
        let table = self.table.as_deref()?;
        let (known, class) = table[hash as usize % Self::ROOM];
        match class {
            Self::NONE => None,
            class if known == hash => Some(usize::from(class)),
            _ => Self::of_crowded(table, hash),
        }
    }

    #[inline(never)]
    fn of_crowded(table: &[(u64, u16); Self::ROOM], hash: u64) -> Option<usize> {
        let mut at = hash as usize % Self::ROOM;
        loop {
            match table[at] {
                (_, Self::NONE) => return None,
                (known, class) if known == hash => return Some(usize::from(class)),
                _ => at = (at + 1) % Self::ROOM,
            }
        }
    }
}

/// Lists on their way to sets.
#[derive(Default)]
struct Compiler {
    width: usize,
    /// The number of each word, in the order in which they were met.
    words: FxHashMap<SmolStr, usize>,
    in_order: Vec<SmolStr>,
    /// The classes that list a word, `width` cells each.
    listing: Vec<u64>,
    /// Words that a class takes out of its endings.
    barred: Vec<(usize, usize)>,
    /// Endings with the classes they are of, and those they are not of.
    endings: BTreeMap<String, [Vec<u64>; 2]>,
}

impl Compiler {
    fn entry(&mut self, class: usize, entry: &str) {
        match (entry.strip_prefix("!-"), entry.strip_prefix('!'), entry.strip_prefix('-')) {
            (Some(ending), ..) => self.ending(class, ending, 1),
            (_, Some(word), _) => {
                let word = self.word(word);
                self.barred.push((word, class));
            }
            (_, _, Some(ending)) if !ending.is_empty() => self.ending(class, ending, 0),
            _ => {
                let word = self.word(entry);
                set(&mut self.listing[word * self.width..], class);
            }
        }
    }

    /// Notes that an ending is of the class, or is not. As a word it has the set of what it ends with itself.
    fn ending(&mut self, class: usize, ending: &str, not: usize) {
        self.word(ending);
        let width = self.width;
        let sets = self.endings.entry(ending.to_owned()).or_insert_with(|| [vec![0; width], vec![0; width]]);
        set(&mut sets[not], class);
    }

    fn word(&mut self, word: &str) -> usize {
        if let Some(&number) = self.words.get(word) {
            return number;
        }
        let number = self.in_order.len();
        self.words.insert(word.into(), number);
        self.in_order.push(word.into());
        self.listing.resize((number + 1) * self.width, 0);
        number
    }

    fn compiled(self) -> Listed {
        let mut sets = Sets { known: FxHashMap::default(), all: Vec::new() };
        sets.place(vec![0; self.width]);
        let mut endings = Endings::default();
        for ending in self.endings.keys() {
            endings.add(ending, sets.place(self.of_ending(ending)));
        }
        let mut barred: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        for &(word, class) in &self.barred {
            barred.entry(word).or_default().push(class);
        }
        let mut words = FxHashMap::with_capacity_and_hasher(self.in_order.len(), FxBuildHasher);
        for (number, word) in self.in_order.into_iter().enumerate() {
            let ending = endings.set(&word) as usize;
            let mut own = sets.all[ending..ending + self.width].to_vec();
            for class in barred.get(&number).into_iter().flatten() {
                own[class / 64] &= !(1 << (class % 64));
            }
            let listing = &self.listing[number * self.width..];
            own.iter_mut().zip(listing).for_each(|(own, listing)| *own |= listing);
            words.insert(word, sets.place(own));
        }
        Listed { words, endings, sets: sets.all, ..Listed::default() }
    }

    /// The classes of all words with an ending.
    fn of_ending(&self, ending: &str) -> Vec<u64> {
        let shorter = self.endings.iter().filter(|(other, _)| ending.ends_with(other.as_str()));
        let mut both = [vec![0; self.width], vec![0; self.width]];
        for (_, sets) in shorter {
            for (all, set) in both.iter_mut().zip(sets) {
                all.iter_mut().zip(set).for_each(|(all, cell)| *all |= cell);
            }
        }
        let [of, not] = both;
        of.iter().zip(not).map(|(of, not)| of & !not).collect()
    }
}

fn set(cells: &mut [u64], class: usize) {
    cells[class / 64] |= 1 << (class % 64);
}

/// Sets, each kept once.
struct Sets {
    known: FxHashMap<Vec<u64>, u32>,
    all: Vec<u64>,
}

impl Sets {
    fn place(&mut self, set: Vec<u64>) -> u32 {
        if let Some(&place) = self.known.get(&set) {
            return place;
        }
        let place = self.all.len() as u32;
        self.all.extend_from_slice(&set);
        self.known.insert(set, place);
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(class: &str) -> u64 {
        class.bytes().fold(7, |hash, byte| hash * 31 + u64::from(byte))
    }

    #[test]
    fn a_class_has_words_endings_and_exceptions() {
        let list = |entries: &[&str]| entries.iter().map(|&entry| entry.to_owned()).collect();
        let lists = [("plural", list(&["-s", "!-ss", "!bus", "mice", "press"])), ("verb", list(&["press", "-ess"]))];
        let listed = Listed::new(&lists.map(|(name, list)| (name.to_owned(), list)).into(), hash);
        let is = |class: &str, word: &str| {
            let word = &super::super::words::of_text(word)[0];
            let (first, again) = (listed.has(hash(class), word), listed.has(hash(class), word));
            assert_eq!((first, first), (again, listed.has_key(hash(class), &word.key)));
            first
        };
        let plural = ["cats", "mice", "press", "glass", "bus", "s", "ss", "ess", "cat"].map(|word| is("plural", word));
        assert_eq!(plural, [true, true, true, false, false, false, true, false, false]);
        let verbs = ["press", "dress", "ess", "cats"].map(|word| is("verb", word));
        assert_eq!(verbs, [true, true, false, false]);
        assert!(!is("noun", "cats"));
    }
}
