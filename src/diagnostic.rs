//! What is wrong with a note, and where.
//!
//! Library code returns [`Diagnostic`]s; printing them (through annotate-snippets) is the command line's affair.

use camino::Utf8PathBuf;
use serde::Serialize;

use crate::model::Span;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The input or output is left out; exit code 1.
    Error,
    /// All goes on.
    Warning,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $severity:ident;)*) => {
        /// The stable name of a diagnostic, in kebab case.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The name as printed: `unresolved-link`.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)* }
            }

            /// How bad it is unless the user says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// Bytes that are no UTF-8 (or UTF-16 with a BOM).
    InvalidUtf8 = "invalid-utf8", Error;
    /// Front matter that does not parse, or settings in it that cannot be.
    BadFrontMatter = "bad-front-matter", Error;
    /// recto.toml does not parse, or has an unknown key.
    BadConfig = "bad-config", Error;
    /// Two notes would have one GUID.
    GuidClash = "guid-clash", Error;
    /// recto.lock is damaged or of a newer version.
    BadLock = "bad-lock", Error;
    /// `--locked` and no lock.
    MissingLock = "missing-lock", Error;
    /// A picture outside the notes' root: it is refused, and its note goes on without it.
    UnsafePath = "unsafe-path", Error;
    /// A file that cannot be read.
    Unreadable = "unreadable", Error;
    /// An output that cannot be written.
    Unwritable = "unwritable", Error;
    /// The sheet cannot fit.
    TooSmall = "too-small", Error;
    /// A wiki link to nothing.
    UnresolvedLink = "unresolved-link", Warning;
    /// A wiki link to several.
    AmbiguousLink = "ambiguous-link", Warning;
    /// A picture, sound or video that is not there.
    MissingImage = "missing-image", Warning;
    /// Two headings of one name under one parent.
    DuplicateTopic = "duplicate-topic", Warning;
    /// A heading with nothing under it.
    EmptyTopic = "empty-topic", Warning;
    /// A note with nothing to ask or print.
    NoText = "no-text", Warning;
    /// A value in the front matter of a type that its key cannot have: it is ignored.
    IgnoredProperty = "ignored-property", Warning;
    /// An answer over the size gate.
    LongAnswer = "long-answer", Warning;
    /// A table of more rows than anyone learns cell by cell.
    LargeTable = "large-table", Warning;
    /// Two cards ask the same.
    TwinFronts = "twin-fronts", Warning;
    /// "4 parts" over three.
    CountMismatch = "count-mismatch", Warning;
    /// A code fence without an end.
    UnclosedFence = "unclosed-fence", Warning;
    /// `__init__` outside code.
    DunderEmphasis = "dunder-emphasis", Warning;
    /// A formula that does not parse.
    BadMath = "bad-math", Warning;
    /// A character that no font has.
    MissingGlyph = "missing-glyph", Warning;
    /// A formula or table scaled to fit.
    TooWide = "too-wide", Warning;
    /// A sheet under the comfortable size.
    SmallText = "small-text", Warning;
    /// Nesting over 100 levels, or embeds over 8.
    TooDeep = "too-deep", Warning;
    /// A lock that cannot be written.
    NoLock = "no-lock", Warning;
    /// A picture on the network.
    RemoteImage = "remote-image", Warning;
    /// What looks like a card mark and was refused.
    IgnoredMark = "ignored-mark", Warning;
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Where a diagnostic points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Site {
    /// Into a note that was read.
    Span(Span),
    /// At a file (configuration, lock, unreadable note), with line and column from 1 where known.
    File {
        /// Path as the user would write it.
        path: Utf8PathBuf,
        /// Line and column, from 1.
        at: Option<(usize, usize)>,
    },
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its stable name.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// Where.
    pub site: Site,
    /// Lower case, no full stop, names the thing.
    pub message: String,
    /// What to do; empty for nothing.
    pub help: String,
}

impl std::fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

/// An exporter that cannot go on returns its finding as the error.
impl std::error::Error for Diagnostic {}

impl Diagnostic {
    /// A finding in a note.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { code, severity: code.severity(), site: Site::Span(span), message: message.into(), help: String::new() }
    }

    /// A finding about a file as a whole.
    pub fn file(code: Code, path: impl Into<Utf8PathBuf>, message: impl Into<String>) -> Self {
        let site = Site::File { path: path.into(), at: None };
        Self { code, severity: code.severity(), site, message: message.into(), help: String::new() }
    }

    /// The same with advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }
}
