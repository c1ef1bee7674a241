//! Inlines: what stands inside a line.

use std::borrow::Cow;

use serde::Serialize;

use super::{Span, TopicRef};

/// A piece of a line and where it came from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Its source, marks included.
    pub span: Span,
}

impl Inline {
    /// An inline.
    pub fn new(kind: InlineKind, span: Span) -> Self {
        Self { kind, span }
    }

    /// Plain text.
    pub fn text(text: impl Into<String>, span: Span) -> Self {
        Self::new(InlineKind::Text(text.into()), span)
    }
}

/// The kinds of inlines.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum InlineKind {
    /// Words, entities and escapes resolved.
    Text(String),
    /// A code span.
    Code(String),
    /// `*emphasis*`
    Emph(Vec<Inline>),
    /// `**strong**`
    Strong(Vec<Inline>),
    /// `~~strike~~`
    Strike(Vec<Inline>),
    /// `==highlight==`
    Highlight(Vec<Inline>),
    /// `<sub>`
    Sub(Vec<Inline>),
    /// `<sup>`
    Sup(Vec<Inline>),
    /// `<kbd>`
    Key(Vec<Inline>),
    /// A link of any kind.
    Link(Box<Link>),
    /// A picture, sound or video.
    Image(Box<Image>),
    /// A formula.
    Math(Math),
    /// A blank to fill; made by the card rules, never by the parser.
    Cloze(Box<Cloze>),
    /// `[^label]`; the body is in [`Note::footnotes`](super::Note::footnotes).
    Footnote(String),
    /// `#tag`, without the sign.
    Tag(String),
    /// The end of a source line.
    Break(BreakStyle),
    /// A raw HTML tag that has no kind of its own, as written.
    Html(String),
}

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum BreakStyle {
    /// A newline in the source.
    Soft,
    /// Two spaces, a backslash, or `<br>`.
    Hard,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Link {
    /// Where it leads.
    pub target: Target,
    /// The title in quotes; empty for none.
    pub title: String,
    /// What is shown.
    pub content: Vec<Inline>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Target {
    /// Out of the notebook.
    Url(String),
    /// To a topic.
    Topic(TopicRef),
    /// Nowhere that is known: the destination as written.
    Unresolved(String),
}

/// A picture, sound, video or document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Image {
    /// The path or address as written; `![[name]]` without its size.
    pub source: String,
    /// What is said in its place.
    pub alt: Vec<Inline>,
    /// The title in quotes; empty for none.
    pub title: String,
    /// Width in CSS pixels, from `|300` or `|300x200`.
    pub width: Option<u32>,
    /// Height in CSS pixels, from `|300x200`.
    pub height: Option<u32>,
    /// Whether it was written `![[…]]`, which Obsidian looks up by name anywhere in the vault.
    pub wiki: bool,
}

/// A formula.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Math {
    /// TeX, without the dollars.
    pub tex: String,
    /// `$$…$$` inside a line.
    pub display: bool,
}

/// A blank of a cloze card.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cloze {
    /// Its number, from 1; the ledger has the last word.
    pub number: u32,
    /// What is hidden.
    pub content: Vec<Inline>,
    /// What is shown in its place; empty for none.
    pub hint: String,
}

/// How many inlines at the start are pieces of one formula with blanks in it: formulas, and blanks that hide nothing but
/// a formula, all of one source. Apart they may be no TeX at all; below two there is no such formula.
pub fn formula_pieces(inlines: &[Inline]) -> usize {
    let Some(first) = inlines.first() else { return 0 };
    let piece = |inline: &&Inline| inline.span == first.span && formula(inline).is_some();
    inlines.iter().take_while(piece).count()
}

/// The formula that an inline is, or hides.
pub fn formula(inline: &Inline) -> Option<&Math> {
    match &inline.kind {
        InlineKind::Math(math) => Some(math),
        InlineKind::Cloze(cloze) => match cloze.content.as_slice() {
            [Inline { kind: InlineKind::Math(math), .. }] => Some(math),
            _ => None,
        },
        _ => None,
    }
}

/// Whether the soft break at `at` only wraps a sentence. In study notes a newline starts a new statement, unless the line
/// before has 60 characters or more without an end mark and the next goes on in lower case; `term: meaning` does not go on.
pub(crate) fn wraps(inlines: &[Inline], at: usize) -> bool {
    let is_break = |inline: &Inline| matches!(inline.kind, InlineKind::Break(_));
    if !matches!(inlines[at].kind, InlineKind::Break(BreakStyle::Soft)) {
        return false;
    }
    let start = inlines[..at].iter().rposition(is_break).map_or(0, |before| before + 1);
    let end = inlines[at + 1..].iter().position(is_break).map_or(inlines.len(), |length| at + 1 + length);
    let before = plain_text(&inlines[start..at]);
    let after = plain_text(&inlines[at + 1..end]);
    let ends = before.trim_end().ends_with(['.', '!', '?', ':', ';', '…', '。', '！', '？', '：']);
    let term = after.split_whitespace().next().is_some_and(|word| word.ends_with([':', '：']));
    !ends && !term && before.chars().count() >= 60 && after.trim_start().starts_with(char::is_lowercase)
}

/// Most lines have fewer bytes.
const LINE: usize = 80;

/// The text of inlines without any mark: code and TeX as they are, a soft break as a space. Most lines are one piece of text,
/// which is lent.
pub fn plain_text(inlines: &[Inline]) -> Cow<'_, str> {
    match inlines {
        [] => Cow::Borrowed(""),
        [Inline { kind: InlineKind::Text(text) | InlineKind::Code(text), .. }] => Cow::Borrowed(text),
        _ => {
            let mut out = String::with_capacity(LINE);
            push_plain(inlines, &mut out);
            Cow::Owned(out)
        }
    }
}

fn push_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => out.push_str(text),
            InlineKind::Math(math) => out.push_str(&math.tex),
            InlineKind::Tag(tag) => {
                out.push('#');
                out.push_str(tag);
            }
            InlineKind::Break(BreakStyle::Soft) => out.push(' '),
            InlineKind::Break(BreakStyle::Hard) => out.push('\n'),
            InlineKind::Footnote(_) | InlineKind::Html(_) => {}
            outer => push_plain(outer.children(), out),
        }
    }
}
