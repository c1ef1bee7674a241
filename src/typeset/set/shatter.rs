//! What is wider than a line, cut: at a joint of its letters if there is one, else anywhere. Nothing may stick out.

use std::sync::Arc;

use super::lines::{hyphen, ratio};
use crate::typeset::node::{End, Flow, Fragment, Ink, Part};

/// Price of a break between any two letters, on the scale of [`super::lines`].
const ANYWHERE: f32 = 60.0;

/// A line filled to this share may end at a joint.
const FILLED: f32 = 0.35;

/// Signs that no line starts with, and those that none ends with.
const CLOSING: &str = ",.;:!?)]}»”’。、，．；：！？）」』】》〉…";
const OPENING: &str = "([{«“‘（「『【《〈";

/// The flow with its wide fragments cut; none if all fit `width`.
pub(super) fn shattered(flow: &Flow, width: f32) -> Option<Flow> {
    let fits = |fragment: &Fragment| ratio(fragment.width + hyphen(fragment.end), width) >= 0.0;
    if flow.fragments.iter().all(fits) {
        return None;
    }
    let mut out = Flow::default();
    for fragment in &flow.fragments {
        let parts = &flow.parts[fragment.first as usize..fragment.last as usize];
        if fits(fragment) {
            push(&mut out, parts.to_vec(), fragment.space.clone(), fragment.end);
            continue;
        }
        let letters: Vec<Part> = parts.iter().flat_map(|part| letters(part, width)).collect();
        let mut lines = cut(&letters, width - hyphen(fragment.end)).into_iter().peekable();
        while let Some(line) = lines.next() {
            let last = lines.peek().is_none();
            let (space, end) =
                if last { (fragment.space.clone(), fragment.end) } else { (None, End::Costly(ANYWHERE)) };
            push(&mut out, line, space, end);
        }
    }
    Some(out)
}

/// Whether lines of that width part letters of one word: `Concur|rent`, not `Key|Error` or `?|!`.
pub(super) fn tears(flow: &Flow, width: f32) -> bool {
    let wide = |fragment: &&Fragment| ratio(fragment.width + hyphen(fragment.end), width) < 0.0;
    let inside = |before: Option<&Part>, after: Option<&Part>| {
        let (Some(before), Some(after)) = (before, after) else { return false };
        let letter = |part: &Part| sign(part).is_some_and(char::is_alphanumeric);
        letter(before) && letter(after) && !is_joint(before, after)
    };
    flow.fragments.iter().filter(wide).any(|fragment| {
        let parts = &flow.parts[fragment.first as usize..fragment.last as usize];
        let letters: Vec<Part> = parts.iter().flat_map(|part| letters(part, width)).collect();
        ends(&letters, width - hyphen(fragment.end)).iter().any(|end| inside(letters.get(end - 1), letters.get(*end)))
    })
}

/// Letters to lines of at most `width`.
fn cut(letters: &[Part], width: f32) -> Vec<Vec<Part>> {
    let mut from = 0;
    let line = |to: usize| {
        let mut line = Vec::new();
        letters[from..to].iter().for_each(|letter| join(&mut line, letter.clone()));
        from = to;
        line
    };
    ends(letters, width).into_iter().map(line).collect()
}

/// Where lines of letters end.
fn ends(letters: &[Part], width: f32) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut from = 0;
    while from < letters.len() {
        let mut so_far = 0.0;
        let mut reach = from;
        let mut joint = None;
        while reach < letters.len() && (reach == from || so_far + letters[reach].width <= width) {
            so_far += letters[reach].width;
            reach += 1;
            if reach < letters.len() && so_far > width * FILLED && is_joint(&letters[reach - 1], &letters[reach]) {
                joint = Some(reach);
            }
        }
        from = match joint {
            _ if reach == letters.len() => reach,
            Some(joint) => joint,
            None => (from + 1..=reach).rev().find(|at| !sticks(&letters[at - 1], &letters[*at])).unwrap_or(reach),
        };
        ends.push(from);
    }
    ends
}

/// Whether a word may be taken apart here by eye: `Key|Error`, `snake_|case`, `utf|8`.
fn is_joint(before: &Part, after: &Part) -> bool {
    let (Some(before), Some(after)) = (sign(before), sign(after)) else { return false };
    (before.is_lowercase() && after.is_uppercase())
        || (before.is_alphabetic() && after.is_numeric())
        || ("_-./\\".contains(before) && after.is_alphanumeric())
}

/// Whether a sign stays with its neighbour.
fn sticks(before: &Part, after: &Part) -> bool {
    sign(after).is_some_and(|sign| CLOSING.contains(sign)) || sign(before).is_some_and(|sign| OPENING.contains(sign))
}

/// The first character of a cluster.
fn sign(part: &Part) -> Option<char> {
    let Ink::Glyphs { shaped, from, .. } = &part.ink else { return None };
    let glyph = shaped.glyphs.get(usize::from(*from))?;
    shaped.text.get(glyph.from as usize..)?.chars().next()
}

fn push(out: &mut Flow, parts: Vec<Part>, space: Option<Part>, end: End) {
    let first = out.parts.len() as u32;
    let width = parts.iter().map(|part| part.width).sum();
    out.parts.extend(parts);
    out.fragments.push(Fragment { first, last: out.parts.len() as u32, width, space, end });
}

/// A part's clusters, in logical order. A formula wider than a line shrinks to it.
fn letters(part: &Part, width: f32) -> Vec<Part> {
    let Ink::Glyphs { shaped, from, to, scale, slant } = &part.ink else {
        return vec![Part { width: part.width.min(width), ..part.clone() }];
    };
    let rtl = part.level % 2 == 1;
    let range = usize::from(*from)..usize::from(*to);
    let starts = |at: &usize| shaped.glyphs[*at].to > shaped.glyphs[*at].from;
    let mut cuts: Vec<usize> = range.clone().filter(starts).collect();
    if cuts.first() != Some(&range.start) {
        cuts.insert(0, range.start);
    }
    cuts.push(range.end);
    let pieces = cuts.windows(2).map(|cut| {
        let width = shaped.glyphs[cut[0]..cut[1]].iter().map(|glyph| glyph.advance).sum::<f32>() * scale;
        let ink = Ink::Glyphs {
            shaped: shaped.clone(),
            from: cut[0] as u16,
            to: cut[1] as u16,
            scale: *scale,
            slant: *slant,
        };
        Part { width, ink, ..part.clone() }
    });
    if rtl { pieces.rev().collect() } else { pieces.collect() }
}

/// Adds a cluster to a line, to the part it goes on with.
fn join(line: &mut Vec<Part>, piece: Part) {
    if let Some(last) = line.last_mut()
        && last.style == piece.style
        && last.level == piece.level
        && let (Ink::Glyphs { shaped, to, .. }, Ink::Glyphs { shaped: other, from, to: end, .. }) =
            (&mut last.ink, &piece.ink)
        && Arc::ptr_eq(shaped, other)
        && to == from
    {
        *to = *end;
        last.width += piece.width;
        return;
    }
    line.push(piece);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::fonts::{FontBook, Look};

    fn flow(word: &str) -> Flow {
        let shaped = FontBook::new("en").shape(FontBook::embedded(Look::default()).font, word, false);
        let ink = Ink::Glyphs { from: 0, to: shaped.glyphs.len() as u16, scale: 1.0, slant: 0.0, shaped };
        let Ink::Glyphs { shaped, .. } = &ink else { unreachable!("just made") };
        let parts = vec![Part { style: 0, level: 0, width: shaped.width, ink: ink.clone() }];
        let fragment = Fragment { first: 0, last: 1, width: shaped.width, space: None, end: End::Free };
        Flow { parts, fragments: vec![fragment] }
    }

    fn cut(word: &str, width: f32) -> Vec<String> {
        let flow = flow(word);
        let flow = shattered(&flow, width).unwrap_or(flow);
        flow.parts.iter().map(text).collect()
    }

    fn text(part: &Part) -> String {
        let Ink::Glyphs { shaped, from, to, .. } = &part.ink else { return String::new() };
        let glyphs = &shaped.glyphs[usize::from(*from)..usize::from(*to)];
        glyphs.iter().map(|glyph| &shaped.text[glyph.from as usize..glyph.to as usize]).collect()
    }

    #[test]
    fn words_are_cut_at_their_joints() {
        assert_eq!(cut("ConcurrentModificationException", 7.0), ["Concurrent", "Modification", "Exception"]);
        assert_eq!(cut("word", 7.0), ["word"]);
    }

    #[test]
    fn a_word_is_torn_between_its_letters_alone() {
        assert!(tears(&flow("incomprehensibility"), 3.0) && !tears(&flow("incomprehensibility"), 30.0));
        assert!(!tears(&flow("ConcurrentModificationException"), 7.0) && !tears(&flow("!#$%&*+-./:;<=>?@"), 3.0));
    }

    #[test]
    fn no_line_starts_with_a_comma() {
        for width in 10..60 {
            let lines = cut("incomprehensibility,", width as f32 / 10.0);
            assert!(lines.iter().all(|line| !line.starts_with(',')), "{lines:?}");
        }
    }
}
