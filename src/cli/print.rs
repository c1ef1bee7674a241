//! Findings on standard error, in rustc's manners, through annotate-snippets.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{IsTerminal, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use anyhow::Result;
use camino::Utf8PathBuf;

use super::args::{Color, Format, Global};
use super::json;
use super::session::Session;
use crate::diagnostic::{Code, Diagnostic, Severity, Site};
use crate::model::{Note, Notebook};
use crate::source::{Project, STDIN_NOTE};

/// More than this many are counted, on a terminal.
const SHOWN: usize = 20;
/// So many warnings of a code are shown by commands that make something; `check` is there for the others.
const EACH: usize = 3;
/// Lines of a long span that are shown.
const LINES: usize = 3;
/// Bytes of a line that are shown on either side of a finding.
const NEAR: usize = 400;

/// Shows findings.
#[derive(Debug)]
pub(super) struct Printer {
    project: Project,
    renderer: Renderer,
    format: Format,
    quiet: bool,
    limit: usize,
    each: usize,
    /// Texts of files that are no notes, by their shown paths.
    known: BTreeMap<Utf8PathBuf, String>,
}

/// Where a finding is, for people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Where {
    /// As the user would write it.
    pub(super) path: Utf8PathBuf,
    /// Line and column from 1, where known.
    pub(super) at: Option<(usize, usize)>,
}

impl Printer {
    /// A printer with the user's wishes.
    pub(super) fn new(global: &Global, project: &Project) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let colors = colors(global.color, terminal);
        let limit = if terminal && !global.verbose { SHOWN } else { usize::MAX };
        let each = if global.verbose || global.format == Format::Short { usize::MAX } else { EACH };
        let renderer = if colors { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.term_width(terminal_width(terminal));
        let (quiet, format) = (global.quiet, global.format);
        Self { project: project.clone(), renderer, format, quiet, limit, each, known: BTreeMap::new() }
    }

    /// Remembers the text of a file that findings may point at.
    pub(super) fn know(&mut self, path: Utf8PathBuf, text: String) {
        self.known.insert(path, text);
    }

    /// Where a finding is.
    pub(super) fn place(&self, notebook: &Notebook, diagnostic: &Diagnostic) -> Where {
        match &diagnostic.site {
            Site::Span(span) => {
                let note = notebook.note(span.note);
                let place = note.place(span.start);
                Where { path: self.path(note), at: Some((place.line, place.column)) }
            }
            Site::File { path, at } => Where { path: path.clone(), at: *at },
        }
    }

    /// How the user would write a note's path.
    pub(super) fn path(&self, note: &Note) -> Utf8PathBuf {
        if note.path == STDIN_NOTE && note.modified.is_none() {
            "<stdin>".into()
        } else {
            self.project.show(&note.path)
        }
    }

    /// All findings, sorted by place; on a terminal the first of them and a count.
    pub(super) fn all(&self, notebook: &Notebook, diagnostics: &[Diagnostic]) -> Result<()> {
        let mut shown = self.wanted(diagnostics);
        let rest = shown.split_off(self.limit.min(shown.len()));
        self.print(notebook, &shown, &rest, "-v")
    }

    /// The first findings of each code, and a count of the others: cards and topics shall not drown in them. Errors are all
    /// shown.
    pub(super) fn some(&self, notebook: &Notebook, diagnostics: &[Diagnostic]) -> Result<()> {
        let (mut counts, mut said) = (BTreeMap::<Code, usize>::new(), BTreeSet::new());
        let (shown, rest): (Vec<_>, Vec<_>) = self.wanted(diagnostics).into_iter().partition(|diagnostic| {
            let first = self.each == usize::MAX || said.insert(&diagnostic.message);
            let count = counts.entry(diagnostic.code).or_default();
            *count += usize::from(first);
            diagnostic.severity == Severity::Error || (first && *count <= self.each)
        });
        self.print(notebook, &shown, &rest, "`recto check`")
    }

    /// What `-q` leaves.
    fn wanted<'d>(&self, diagnostics: &'d [Diagnostic]) -> Vec<&'d Diagnostic> {
        sorted(diagnostics).into_iter().filter(|d| !self.quiet || d.severity == Severity::Error).collect()
    }

    fn print(&self, notebook: &Notebook, shown: &[&Diagnostic], rest: &[&Diagnostic], all: &str) -> Result<()> {
        let mut out = std::io::BufWriter::new(std::io::stderr().lock());
        for diagnostic in shown {
            self.one(&mut out, notebook, diagnostic)?;
        }
        if !rest.is_empty() {
            writeln!(out, "{} more: {}; {all} shows all", rest.len(), counts(rest))?;
        }
        Ok(out.flush()?)
    }

    /// Findings that end the run, wherever results are wanted.
    pub(super) fn stop(&self, notebook: &Notebook, diagnostics: &[Diagnostic]) -> Result<()> {
        if self.format != Format::Json {
            return self.all(notebook, diagnostics);
        }
        let diagnostics = json::diagnostics(self, notebook, diagnostics);
        json::print([("outputs", serde_json::json!([])), ("diagnostics", diagnostics)])
    }

    fn one(&self, out: &mut impl Write, notebook: &Notebook, diagnostic: &Diagnostic) -> Result<()> {
        let place = self.place(notebook, diagnostic);
        if self.format != Format::Short {
            return Ok(writeln!(out, "{}\n", self.snippet(notebook, diagnostic, &place))?);
        }
        let at = place.at.map(|(line, column)| format!("{line}:{column}:")).unwrap_or_default();
        let severity = if diagnostic.severity == Severity::Error { "error" } else { "warning" };
        Ok(writeln!(out, "{}:{at} {severity}[{}]: {}", place.path, diagnostic.code.as_str(), diagnostic.message)?)
    }

    fn snippet(&self, notebook: &Notebook, diagnostic: &Diagnostic, place: &Where) -> String {
        let level = if diagnostic.severity == Severity::Error { Level::ERROR } else { Level::WARNING };
        let title = level.primary_title(&diagnostic.message).id(diagnostic.code.as_str());
        let source = match &diagnostic.site {
            Site::Span(span) => Some((&*notebook.note(span.note).text, span.bytes())),
            Site::File { path, at } => {
                self.known.get(path).zip(*at).map(|(text, at)| (text.as_str(), offset(text, at)))
            }
        };
        let group = match source {
            Some((text, span)) => {
                let excerpt = excerpt(text, span);
                let first = place.at.map_or(1, |(line, _)| line);
                let annotation = AnnotationKind::Primary.span(excerpt.span);
                let snippet = Snippet::source(excerpt.lines).line_start(first).annotation(annotation);
                if excerpt.cut {
                    // Of a line that is cut the snippet does not know the columns.
                    title.element(origin(place)).element(snippet)
                } else {
                    title.element(snippet.path(place.path.as_str()))
                }
            }
            None => title.element(origin(place)),
        };
        let help = (!diagnostic.help.is_empty()).then(|| Level::HELP.message(&diagnostic.help));
        self.renderer.render(&[group.elements(help)])
    }
}

fn origin(place: &Where) -> Origin<'_> {
    let origin = Origin::path(place.path.as_str());
    match place.at {
        Some((line, column)) => origin.line(line).char_column(column),
        None => origin,
    }
}

/// What is shown of a text.
struct Excerpt<'t> {
    lines: &'t str,
    /// The span in them.
    span: Range<usize>,
    /// Whether the first line is shown from its middle on.
    cut: bool,
}

/// The lines that `span` touches. Whole texts and endless lines would cost time with each finding, and long spans tell
/// nothing after their first lines.
fn excerpt(text: &str, span: Range<usize>) -> Excerpt<'_> {
    let from = span.start.min(text.len());
    let near = boundary(text, from.saturating_sub(NEAR));
    let line = text[near..from].rfind('\n').map(|at| near + at + 1);
    let start = line.unwrap_or(near);
    let far = boundary(text, from + NEAR);
    let mut end = start;
    for _ in 0..LINES {
        if end < span.end.max(start + 1) && end < far {
            end = text[end..far].find('\n').map_or(far, |at| end + at + 1);
        }
    }
    let lines = text[start..end].trim_end_matches(['\n', '\r']);
    let from = (from - start).min(lines.len());
    let to = span.end.max(span.start).saturating_sub(start).clamp(from, lines.len());
    Excerpt { lines, span: from..to, cut: line.is_none() && near > 0 }
}

/// The last place at or before byte `at` where a character begins.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The byte at a line and column.
fn offset(text: &str, (line, column): (usize, usize)) -> Range<usize> {
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = text[start..].split('\n').next().unwrap_or_default();
    let from = rest.char_indices().nth(column - 1).map_or(rest.len(), |(at, _)| at);
    let word = rest[from..].find(|c: char| c.is_whitespace() || "=]".contains(c)).unwrap_or(rest.len() - from);
    start + from..start + from + word
}

/// By note and place; what has none comes first.
pub(super) fn sorted(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut all: Vec<_> = diagnostics.iter().collect();
    all.sort_by_cached_key(|diagnostic| match &diagnostic.site {
        Site::File { path, at } => (None, Some((path.clone(), *at)), diagnostic.code),
        Site::Span(span) => (Some((span.note, span.start, span.end)), None, diagnostic.code),
    });
    all.dedup();
    all
}

fn counts(diagnostics: &[&Diagnostic]) -> String {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        *counts.entry(diagnostic.code).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.iter().map(|(code, count)| format!("{} {count}", code.as_str())).collect::<Vec<_>>().join(", ")
}

fn colors(wanted: Color, terminal: bool) -> bool {
    match wanted {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    }
}

/// What the terminal says, else rustc's 140.
fn terminal_width(terminal: bool) -> usize {
    let width = terminal.then(|| terminal_size::terminal_size_of(std::io::stderr())).flatten();
    width.map_or(140, |(width, _)| usize::from(width.0).max(60))
}

/// Whether whoever reads our output has gone: no fault of ours.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let cause = error.root_cause().downcast_ref::<std::io::Error>();
    cause.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// A word to whoever sits at the terminal.
pub(super) fn note(session: &Session, message: &str) {
    if !session.global.quiet {
        // Nobody is left to tell if this fails.
        let _ = writeln!(std::io::stderr(), "{message}");
    }
}

/// An error that ended the run, with what led to it.
pub(super) fn error(error: &anyhow::Error) {
    let report = Group::with_title(Level::ERROR.primary_title(crate::source::reasons(error.chain())));
    // Nobody is left to tell if this fails.
    let _ = writeln!(std::io::stderr(), "{}", Renderer::plain().render(&[report]));
}
