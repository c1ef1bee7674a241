//! Styled text to a paragraph: where lines may break, which way text runs, which font draws it, and its glyphs.

use std::ops::Range;
use std::sync::Arc;

use unicode_bidi::{BidiClass, BidiInfo, Level};
use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::Composer;
use super::inlines::{OBJECT, Rich};
use crate::typeset::fonts::{Choice, FontBook, Look, only_joins};
use crate::typeset::node::{End, Flow, Fragment, Ground, Ink, Paragraph, Part, Raise, TextStyle};

/// Size of raised and lowered text: TeX sets scripts at 70 %.
const SCRIPT: f32 = 0.7;

/// Signs behind which code may break where a line would overflow or gape, and what it costs on the scale of
/// `set::lines`: lists and calls are torn before names.
const CODE_BREAKS: &[(char, f32)] = &[
    (',', 4.0),
    ('(', 8.0),
    ('[', 8.0),
    ('{', 8.0),
    ('=', 8.0),
    ('&', 8.0),
    ('?', 8.0),
    ('|', 8.0),
    ('.', 12.0),
    ('/', 12.0),
    ('\\', 12.0),
    (':', 12.0),
    ('-', 20.0),
    ('_', 24.0),
];

/// By how much dearer they are where all is code: nobody minds a short line there, so blanks come first.
const CODE_LINE: f32 = 2.5;

/// Price of a break inside a comment at a line's end.
const IN_COMMENT: f32 = 40.0;

/// Letters that stay together on each side of a break inside code: `__init__` is never torn off its underscores.
const CODE_KEEP: usize = 3;

impl Composer<'_> {
    /// Shapes and cuts text. `hyphens`: whether prose words may be hyphenated.
    pub(super) fn paragraph(&mut self, rich: Rich, hyphens: Hyphens) -> Paragraph {
        let rich = trimmed(rich);
        let levels = Levels::of(&rich);
        let mut flow = Flow::default();
        let mut from = 0;
        for (to, end) in breaks(&rich) {
            self.fragment(&rich, from..to, end, &levels, &mut flow);
            from = to;
        }
        let hyphenated = match hyphens {
            Hyphens::Allowed => super::hyphen::hyphenated(&flow, &rich.styles, self.lang, self.fonts),
            Hyphens::Never => None,
        };
        let objects = rich.objects.into_iter().map(|(_, object)| object).collect();
        Paragraph { styles: rich.styles, links: rich.links, objects, flow, hyphenated, rtl: levels.rtl }
    }

    fn fragment(&mut self, rich: &Rich, range: Range<usize>, end: End, levels: &Levels, flow: &mut Flow) {
        let text = &rich.text[range.clone()];
        let word = text.trim_end_matches([' ', '\t', '\n', '\r', '\u{200b}', '\u{2028}']);
        let solid = range.start..range.start + word.len();
        let first = flow.parts.len() as u32;
        for (stretch, style) in stretches(rich, solid.clone()) {
            self.parts(rich, stretch, style, levels, &mut flow.parts);
        }
        let width = flow.parts[first as usize..].iter().map(|part| part.width).sum();
        let end = if word.ends_with('\u{ad}') && end == End::Free { End::Hyphen(self.hyphen_width()) } else { end };
        let gap = solid.end..range.end;
        let space = (!gap.is_empty()).then(|| self.space(rich, gap, levels)).flatten();
        flow.fragments.push(Fragment { first, last: flow.parts.len() as u32, width, space, end });
    }

    fn space(&mut self, rich: &Rich, gap: Range<usize>, levels: &Levels) -> Option<Part> {
        let style = rich.spans.iter().find(|(range, _)| range.contains(&gap.start)).map(|(_, style)| *style)?;
        let count = rich.text[gap.clone()].matches([' ', '\t']).count();
        let look = &rich.styles[usize::from(style)];
        let text = if look.code { " ".repeat(count) } else { " ".repeat(count.min(1)) };
        if text.is_empty() {
            return None;
        }
        let choice = FontBook::embedded(look.look);
        Some(self.glyphs(choice, &text, style, look, levels.at(gap.start)))
    }

    /// A stretch of one style, cut where direction or font change.
    fn parts(&mut self, rich: &Rich, range: Range<usize>, style: u16, levels: &Levels, out: &mut Vec<Part>) {
        let look = rich.styles[usize::from(style)];
        let mut run: Option<(usize, Choice, u8)> = None;
        for (at, c) in rich.text[range.clone()].char_indices().map(|(at, c)| (at + range.start, c)) {
            let level = levels.at(at);
            if c == OBJECT
                && let Ok(index) = rich.objects.binary_search_by_key(&at, |(place, _)| *place)
            {
                if let Some((from, choice, level)) = run.take() {
                    out.push(self.glyphs(choice, &rich.text[from..at], style, &look, level));
                }
                out.push(Part { style, level, width: rich.objects[index].1.width, ink: Ink::Object(index as u16) });
                continue;
            }
            let choice = match run {
                Some((_, choice, _)) if follows(c) => choice,
                _ => self.fonts.choose(look.look, c).unwrap_or(FontBook::embedded(look.look)),
            };
            match run {
                Some((_, last, last_level)) if last == choice && last_level == level => {}
                _ => {
                    if let Some((from, choice, level)) = run.replace((at, choice, level)) {
                        out.push(self.glyphs(choice, &rich.text[from..at], style, &look, level));
                    }
                }
            }
        }
        if let Some((from, choice, level)) = run {
            out.push(self.glyphs(choice, &rich.text[from..range.end], style, &look, level));
        }
    }

    pub(super) fn glyphs(&mut self, choice: Choice, text: &str, style: u16, look: &TextStyle, level: u8) -> Part {
        let mut shaped = self.fonts.shape(choice.font, text, level % 2 == 1);
        if look.ground == Ground::Key {
            shaped = Arc::new(shaped.padded(KEY_PAD));
        }
        let raised = if look.raise == Raise::None { 1.0 } else { SCRIPT };
        let scale = look.scale * raised * self.fonts.scale(choice.font);
        let to = shaped.glyphs.len() as u16;
        Part {
            style,
            level,
            width: shaped.width * scale,
            ink: Ink::Glyphs { shaped, from: 0, to, scale, slant: choice.slant },
        }
    }

    fn hyphen_width(&mut self) -> f32 {
        self.fonts.shape(FontBook::embedded(Look::default()).font, "-", false).width
    }
}

/// Whether words of a paragraph may be hyphenated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hyphens {
    Allowed,
    Never,
}

/// Joins what stands before it, whatever the font.
fn follows(c: char) -> bool {
    only_joins(c) || unicode_normalization::char::is_combining_mark(c)
}

/// Blanks at both ends are dropped.
fn trimmed(mut rich: Rich) -> Rich {
    let blank = [' ', '\t', '\n', '\r'];
    rich.text.truncate(rich.text.trim_end_matches(blank).len());
    let head = rich.text.len() - rich.text.trim_start_matches(blank).len();
    rich.text.drain(..head);
    for (range, _) in &mut rich.spans {
        *range = range.start.saturating_sub(head)..range.end.saturating_sub(head).min(rich.text.len());
    }
    rich.spans.retain(|(range, _)| !range.is_empty());
    for (at, _) in &mut rich.objects {
        *at -= head;
    }
    rich.comment = rich.comment.map(|from| from.saturating_sub(head));
    rich
}

/// The stretches of one style inside a range.
fn stretches(rich: &Rich, range: Range<usize>) -> impl Iterator<Item = (Range<usize>, u16)> {
    let first = rich.spans.partition_point(|(span, _)| span.end <= range.start);
    let inside = rich.spans[first..].iter().take_while(move |(span, _)| span.start < range.end);
    let clipped = inside.map(move |(span, style)| (span.start.max(range.start)..span.end.min(range.end), *style));
    clipped.collect::<Vec<_>>().into_iter()
}

/// The ends of fragments: UAX 14, and inside code behind its signs.
fn breaks(rich: &Rich) -> Vec<(usize, End)> {
    let code = code_stretches(rich);
    let inside = |at: usize| code.iter().find(|range| range.start < at && at < range.end);
    let mut ends: Vec<(usize, End)> = Vec::new();
    for (at, kind) in linebreaks(&rich.text) {
        let spaced = rich.text[..at].ends_with([' ', '\t']);
        match kind {
            BreakOpportunity::Mandatory => ends.push((at, End::Line)),
            BreakOpportunity::Allowed if spaced && binds(&rich.text, at) => {}
            BreakOpportunity::Allowed if spaced && rich.comment.is_some_and(|from| at > from) => {
                ends.push((at, End::Costly(IN_COMMENT)));
            }
            BreakOpportunity::Allowed if spaced => ends.push((at, End::Free)),
            BreakOpportunity::Allowed if inside(at).is_none() && !tears(&rich.text, at) => ends.push((at, End::Free)),
            BreakOpportunity::Allowed => {}
        }
    }
    // UAX 14 has no break before a slash or what closes, not even behind a space. Paths and code are no sentences.
    let after_space =
        rich.text.match_indices(' ').map(|(at, _)| at + 1).filter(|at| !rich.text[*at..].starts_with(' '));
    for at in after_space.filter(|at| rich.text[*at..].starts_with('/') || inside(*at).is_some()) {
        let comment = rich.comment.is_some_and(|from| at > from);
        ends.push((at, if comment { End::Costly(IN_COMMENT) } else { End::Free }));
    }
    let dear = if code.first().is_some_and(|range| range.len() == rich.text.len()) { CODE_LINE } else { 1.0 };
    for range in &code {
        let breaks = code_breaks(&rich.text[range.clone()]);
        ends.extend(breaks.map(|(at, price)| (range.start + at, End::Costly(price * dear))));
    }
    ends.sort_by_key(|(at, _)| *at);
    ends.dedup_by_key(|(at, _)| *at);
    ends
}

/// The stretches of code, whatever the colours in them.
fn code_stretches(rich: &Rich) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (range, _) in rich.spans.iter().filter(|(_, style)| rich.styles[usize::from(*style)].code) {
        match out.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => out.push(range.clone()),
        }
    }
    out
}

/// Whether a break that UAX 14 allows inside a word would tear what reads as one: `C++`, `--flag`, `-v`, `I/O`, `e-mail`.
fn tears(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    let Some(sign) = before.next().filter(char::is_ascii_punctuation) else { return false };
    let letters =
        |chars: &mut dyn Iterator<Item = char>| chars.take_while(|c| c.is_alphanumeric()).take(WORD_KEEP).count();
    text[at..].starts_with(sign) || letters(&mut before) < WORD_KEEP || letters(&mut text[at..].chars()) < WORD_KEEP
}

/// Whether what stands on both sides of a blank is one thing: `§ 323`, `20 °C`, `95 %`, French `« mot » :`.
fn binds(text: &str, at: usize) -> bool {
    let mut before = text[..at].trim_end().chars().rev();
    let (last, last_but_one) = (before.next(), before.next());
    let mut after = text[at..].chars();
    let (next, behind) = (after.next(), after.next());
    // `»` opens a quotation in German, where a letter follows.
    let alone = behind.is_none_or(|c| c.is_whitespace() || CLOSING_ALONE.contains(&c));
    let closes = next.is_some_and(|c| CLOSING.contains(&c) || alone && CLOSING_ALONE.contains(&c));
    let opens = last == Some('«') && last_but_one.is_none_or(char::is_whitespace);
    let unit = last.is_some_and(char::is_numeric) && text[at..].starts_with(['°', '%', '‰', '€']);
    closes || opens || unit || last == Some('§')
}

/// Signs that never start a line, not even behind a blank.
const CLOSING: [char; 13] = ['，', '。', '、', '；', '：', '？', '！', '）', '】', '》', '」', '』', '％'];

/// The same where no word follows them.
const CLOSING_ALONE: [char; 5] = [':', ';', '!', '?', '»'];

/// Letters that stay together on each side of a hyphen or slash that is in the text.
const WORD_KEEP: usize = 2;

/// Where a code span may break: behind a sign, with some letters on each side up to the next space.
fn code_breaks(code: &str) -> impl Iterator<Item = (usize, f32)> + '_ {
    code.char_indices().filter_map(move |(at, c)| {
        let next = at + c.len_utf8();
        let after = &code[next..];
        let (_, price) = CODE_BREAKS.iter().find(|(sign, _)| *sign == c)?;
        let solid = |c: &char| !c.is_whitespace();
        let before = || code[..next].chars().rev().take_while(solid);
        let far = before().take(CODE_KEEP).count() == CODE_KEEP
            && after.chars().take_while(solid).take(CODE_KEEP).count() == CODE_KEEP;
        let closes = |next: char| matches!(next, ')' | ']' | '}' | '>' | '"' | '\'' | ';');
        let sensible = !after.starts_with(|next| closes(next) || CODE_BREAKS.iter().any(|(sign, _)| *sign == next));
        (far && sensible && before().take(LOOK_BACK).any(char::is_alphanumeric)).then_some((next, *price))
    })
}

/// Room between a key's letters and its frame, in em.
const KEY_PAD: f32 = 0.22;

/// Letters looked at for one that is no sign.
const LOOK_BACK: usize = 40;

/// The direction of each byte.
struct Levels {
    levels: Vec<u8>,
    rtl: bool,
}

impl Levels {
    fn of(rich: &Rich) -> Self {
        let text = rich.text.as_str();
        // Nothing before U+0590 runs from right to left.
        if !rich.rtl && text.chars().all(|c| c < '\u{590}' || ('\u{2010}'..'\u{2800}').contains(&c)) {
            return Self { levels: Vec::new(), rtl: false };
        }
        let info = BidiInfo::new(text, rich.rtl.then(Level::rtl));
        let rtl = info.paragraphs.first().is_some_and(|paragraph| paragraph.level.is_rtl());
        if !rtl && !info.has_rtl() {
            return Self { levels: Vec::new(), rtl: false };
        }
        let mut levels: Vec<u8> = info.levels.iter().map(unicode_bidi::Level::number).collect();
        // Code runs from left to right as a whole, whatever stands around it.
        for (range, _) in rich.spans.iter().filter(|(_, style)| rich.styles[usize::from(*style)].code) {
            for at in range.clone() {
                let strong = matches!(info.original_classes[at], BidiClass::R | BidiClass::AL);
                levels[at] = if strong { 3 } else { 2 };
            }
        }
        Self { levels, rtl }
    }

    fn at(&self, byte: usize) -> u8 {
        self.levels.get(byte).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(code: &str) -> Vec<String> {
        let mut from = 0;
        let mut out = Vec::new();
        for at in code_breaks(code).map(|(at, _)| at).chain([code.len()]) {
            out.push(code[from..at].to_owned());
            from = at;
        }
        out
    }

    #[test]
    fn code_breaks_behind_its_signs() {
        assert_eq!(cut("threading.Thread(target=<F>)"), ["threading.", "Thread(", "target=", "<F>)"]);
        assert_eq!(cut("asyncio.create_task"), ["asyncio.", "create_", "task"]);
    }

    #[test]
    fn short_words_of_signs_stay_whole() {
        for whole in ["C++", "C++20", "--flag", "-v", "I/O", "e-mail", "x-axis", "./run", "a-b"] {
            assert_eq!(words(whole), [whole]);
        }
        assert_eq!(words("read/write well-known"), ["read/", "write ", "well-", "known"]);
        assert_eq!(words("see /etc/hosts !"), ["see ", "/etc/", "hosts !"]);
        assert_eq!(words("§§ 280, 281 at 20 °C"), ["§§ 280, ", "281 ", "at ", "20 °C"]);
        assert_eq!(words("两边，都行"), ["两", "边，", "都", "行"]);
        assert_eq!(words("两边 ：都行"), ["两", "边 ：", "都", "行"]);
        assert_eq!(words("un « mot » : rien"), ["un ", "« mot » : ", "rien"]);
        assert_eq!(words("type :wq here"), ["type :wq ", "here"]);
        assert_eq!(words("das »Wort« hier"), ["das ", "»Wort« ", "hier"]);
    }

    fn words(text: &str) -> Vec<&str> {
        let rich = Rich { text: text.to_owned(), ..Rich::default() };
        let mut from = 0;
        let cut = |(to, _): (usize, End)| &text[std::mem::replace(&mut from, to)..to];
        breaks(&rich).into_iter().map(cut).collect()
    }

    #[test]
    fn names_keep_their_underscores() {
        assert_eq!(cut("__init__"), ["__init__"]);
        assert_eq!(cut("f(x)"), ["f(x)"]);
    }
}
