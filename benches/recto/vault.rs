//! A vault of many small notes, the same on every machine.

use std::fmt::Write;
use std::path::Path;

/// Notes in a folder that is removed in the end.
pub(crate) struct Vault {
    folder: tempfile::TempDir,
    notes: usize,
    bytes: usize,
}

const WORDS: [&str; 32] = [
    "lattice", "buffer", "tensor", "mutex", "glacier", "enzyme", "parser", "ledger", "quorum", "prism", "socket",
    "kernel", "orbit", "cipher", "vector", "plasma", "index", "branch", "torque", "ratio", "thread", "canvas",
    "signal", "matrix", "cursor", "budget", "proton", "syntax", "packet", "graph", "memory", "octave",
];

impl Vault {
    /// A vault of this many notes, a hundred a folder.
    pub(crate) fn new(notes: usize) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut seed = 1;
        let mut bytes = 0;
        for n in 0..notes {
            let path = folder.path().join(format!("notes/{:04}/note-{n}.md", n / 100));
            std::fs::create_dir_all(path.parent().expect("has a parent")).expect("a folder");
            let note = note(n, &mut seed);
            bytes += note.len();
            std::fs::write(path, note).expect("a note");
        }
        std::fs::write(folder.path().join("recto.toml"), "name = \"Bench\"\n").expect("a configuration");
        Self { folder, notes, bytes }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// How many notes it has.
    pub(crate) fn notes(&self) -> usize {
        self.notes
    }

    /// How large they are together.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Changes one note.
    pub(crate) fn touch(&self) {
        std::fs::write(self.path().join("notes/0000/note-0.md"), "# Changed\n\n## What\nIt is another.\n")
            .expect("a note");
    }
}

fn note(n: usize, seed: &mut u64) -> String {
    let mut text = format!("---\ntags: [{}]\n---\n# Note {n} on the {}\n", word(seed), word(seed));
    for _ in 0..2 + next(seed) % 2 {
        let subject = word(seed);
        let _ = write!(text, "\n## The {subject} and the {}\n\n", word(seed));
        let _ =
            writeln!(text, "A {subject} is a {} that holds every {} of the {}.\n", word(seed), word(seed), word(seed));
        for _ in 0..next(seed) % 4 {
            let _ = writeln!(text, "- **{}**: the {} before the `{}`", word(seed), word(seed), word(seed));
        }
    }
    if n.is_multiple_of(5) {
        let _ = write!(text, "\n```python\ndef {}(x):\n    return x + {n}\n```\n", word(seed));
    }
    if n.is_multiple_of(7) {
        let _ = write!(text, "\nSee [[note-{}]] for more.\n", n / 2);
    }
    text
}

fn word(seed: &mut u64) -> &'static str {
    WORDS[next(seed) as usize % WORDS.len()]
}

fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}
