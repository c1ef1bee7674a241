//! Takes out of the Markdown parser's sight what is not Markdown: comments, math, wiki links, bare addresses, names.
//!
//! The masked text has the same length as the note's, so every offset of the parser is an offset of the note. A
//! [`Region`] is filled with letters, which mean nothing to any rule of CommonMark; when the parser hands back text
//! that covers a region, the region's own source is read there instead (`obsidian.rs`).

mod drawn;
mod dunder;
mod extent;
mod foreign;
mod inline;
mod line;
mod lists;
mod math;
mod module;
mod scan;

pub(super) use scan::line_end;

use std::borrow::Cow;
use std::ops::Range;

/// What the letters in the masked text stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RegionKind {
    /// `%%…%%`, or a sign that is no word: dropped.
    Comment,
    /// `$…$`, and whether a `|` stands before it on its line, as in a row of a table.
    Math { in_row: bool },
    /// `$$…$$`
    DisplayMath,
    /// `[[…]]`
    WikiLink,
    /// `#[[a tag of words]]`
    WikiTag,
    /// `![[…]]`
    WikiEmbed,
    /// `https://…` or `www.…` without brackets.
    Address,
    /// `__init__`
    Dunder,
    /// `{{< figure src="…" >}}`, `{% tag %}`
    Shortcode,
    /// `~2~` or `^2^` behind a word.
    Script,
    /// A sign that means nothing here: `|` in code in a table row, `:` that opens a line and no definition.
    Literal,
}

impl RegionKind {
    pub(super) fn is_math(self) -> bool {
        matches!(self, Self::Math { .. } | Self::DisplayMath)
    }
}

/// A stretch of source that the Markdown parser does not see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) kind: RegionKind,
    pub(super) bytes: Range<usize>,
}

/// A note's text as the Markdown parser gets it.
#[derive(Debug)]
pub(super) struct Masked<'t> {
    /// As long as the original.
    pub(super) text: Cow<'t, str>,
    /// In order, not overlapping.
    pub(super) regions: Vec<Region>,
}

impl Masked<'_> {
    /// The regions that touch `bytes`.
    pub(super) fn regions_in(&self, bytes: &Range<usize>) -> &[Region] {
        let first = self.regions.partition_point(|region| region.bytes.end <= bytes.start);
        let count = self.regions[first..].partition_point(|region| region.bytes.start < bytes.end);
        &self.regions[first..first + count]
    }
}

/// The signs that stand for a region, and for a line that is no text.
const FILL: u8 = b'x';
const BLANK: u8 = b' ';

/// Masks `text` from byte `start` on; what is before (the front matter) is blanked, and so is `hidden`.
pub(super) fn mask<'t>(text: &'t str, start: usize, hidden: &[Range<usize>]) -> Masked<'t> {
    let found = scan::scan(text, start, hidden);
    let untouched = found.regions.is_empty() && found.edits.is_empty() && found.turns.is_empty();
    if untouched && start == 0 && hidden.iter().all(Range::is_empty) {
        return Masked { text: Cow::Borrowed(text), regions: Vec::new() };
    }
    let mut bytes = text.as_bytes().to_vec();
    fill(&mut bytes[..start], BLANK);
    for part in hidden {
        fill(&mut bytes[part.clone()], BLANK);
    }
    for region in &found.regions {
        let area = &mut bytes[region.bytes.clone()];
        match region.kind {
            RegionKind::Dunder => area.iter_mut().filter(|byte| **byte == b'_').for_each(|byte| *byte = FILL),
            _ => area.fill(FILL),
        }
    }
    for edit in &found.edits {
        let area = &mut bytes[edit.bytes.clone()];
        fill(area, edit.fill);
        area[..edit.opening.len()].copy_from_slice(edit.opening);
    }
    for turn in &found.turns {
        bytes[turn.bytes.clone()].rotate_right(turn.sign);
    }
    // Only whole characters were replaced, by ASCII; should that ever fail, the unmasked text is still the note.
    match String::from_utf8(bytes) {
        Ok(masked) => Masked { text: Cow::Owned(masked), regions: found.regions },
        Err(_) => Masked { text: Cow::Borrowed(text), regions: Vec::new() },
    }
}

fn fill(area: &mut [u8], with: u8) {
    area.iter_mut().filter(|byte| !matches!(**byte, b'\n' | b'\r')).for_each(|byte| *byte = with);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(note: &str, masked: &str) {
        let got = mask(note, 0, &[]);
        assert_eq!(got.text.len(), note.len());
        let mut text = got.text.into_owned();
        while text.contains("xx") {
            text = text.replace("xx", "x");
        }
        assert_eq!(text, masked);
    }

    #[test]
    fn links_math_comments_and_names_are_hidden() {
        check("see [[a_b|c*d]] and $a_1$ %%x *y* z%% now", "see x and x x now");
        check("files in __pycache__)", "files in xpycachex)");
        check("$$\na\n\n= b\n$$", "x");
        check("%%\nhidden\n\n# no heading\n%%\nseen", "x\nseen");
    }

    #[test]
    fn code_is_left_alone() {
        check("`$a$` and ``[[`b`]]``", "`$a$` and ``[[`b`]]``");
        check("```sh\n$a$ [[b]]\n```\n[[c]]", "```sh\n$a$ [[b]]\n```\nx");
        check("> ```\n> $a$\n\n$b$", "> ```\n> $a$\n\nx");
        check("text\n\n    $a$ [[b]]\n", "text\n\n    $a$ [[b]]\n");
    }

    #[test]
    fn elements_of_code_are_left_alone() {
        check("<code>$HOME</code> and <code>$PATH</code>", "<code>$HOME</code> and <code>$PATH</code>");
        check("<kbd>[[a]]</kbd> [[b]]", "<kbd>[[a]]</kbd> x");
        check("<codes>$a$</codes>", "<codes>x</codes>");
    }

    #[test]
    fn folders_strike_nothing_out() {
        check("scp ~/a host:~/b ~~c~~", "scp x/a host:x/b ~~c~~");
    }

    #[test]
    fn money_is_no_math() {
        check("from $5 to $10 a day", "from $5 to $10 a day");
        check("costs $5, see `$HOME`", "costs $5, see `$HOME`");
        check("| $5 | x$ |", "| $5 | x$ |");
        check("it is $ 5 or 6 $ and $ 7", "it is $ 5 or 6 $ and $ 7");
        check("lines (^START$,^END$) and CO$_2$", "lines (^START$,^END$) and COx");
    }

    #[test]
    fn formulas_may_be_spaced() {
        check(r"so $ \mu_1 < \mu_2 $, $ f: \R_+ \to \R_+$ and $x_1\in A $.", "so x, x and x.");
        check(r"so $X | \theta \sim b$, $5 | $6", "so x, $5 | $6");
        check("a $ b_1\n\\c_1 $ d", "a $ b_1\n\\c_1 $ d");
    }

    #[test]
    fn addresses_keep_their_signs() {
        check("at https://a.b/c_d_e, or [t](https://a.b/_c_)", "at x, or [t](https://a.b/_c_)");
        check("[r]: https://a.b/_c_", "[r]: https://a.b/_c_");
        check("[https://a.b/_c](https://d.e) [at https://a.b].", "[x](https://d.e) [at x].");
        check("http://[::1]/a_b and https://a.b/x[1]_", "x and x_");
    }

    #[test]
    fn tests_of_the_shell_are_no_links() {
        check("| [[ -o noclobber ]] |", "| [[ -o noclobber ]] |");
        check("m = [[1, 2], [3, 4]]", "m = [[1, 2], [3, 4]]");
    }

    #[test]
    fn a_rule_right_below_a_question_is_no_heading() {
        check("Q: a\nA: b\n---", "Q: a\nA: b\n***");
        check("Title\n---", "Title\n---");
    }

    #[test]
    fn a_colon_makes_a_definition_only_before_a_space() {
        check("term\n: meaning", "term\n: meaning");
        check("text\n:rocket: more", "text\nxrocket: more");
        check("a | b\n:- | :-\nc | d", "a | b\n:- | :-\nc | d");
    }

    #[test]
    fn lists_right_below_a_line_are_lists() {
        check("Parts:\n    - a\n    - b\nend", "Parts:\n -    a\n -    b\nend");
        check("Parts:\n\t1. a\n\t\t- b\n\t2. c", "Parts:\n1.\t a\n\t\t- b\n2.\t c");
        check("text\n    2. a", "text\n    2. a");
        check("text\n\n    - code", "text\n\n    - code");
        check("- a\nCons:\n- b", "- a\n<?>  \n- b");
        check("- a\n**Cons** cost\n\t- b\n\t- c", "- a\n<?>          \n-\t b\n-\t c");
        check("- a\ngoes on\n- b", "- a\ngoes on\n- b");
        check("Why?\n→ a\n→ b", "Why?\n-   a\n-   b");
        check("**Cons**\n\n→ a\n→ b", "**Cons**\n\n-   a\n-   b");
        check("ebb\n→ a\n→ b", "ebb\n→ a\n→ b");
        check("Why?\n→ a", "Why?\n→ a");
        let wrapped = format!("- {}\n**that** goes on\n- b", "a long item ".repeat(6).trim_end());
        check(&wrapped, &wrapped);
    }

    #[test]
    fn layout_lines_are_blank() {
        check("| a |\n|---|\n| b |\n{: .wide}\n", "| a |\n|---|\n| b |\n         \n");
        check("{: see {a}\n", "{: see {a}\n");
    }
}
