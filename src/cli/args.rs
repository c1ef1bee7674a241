//! The flags that more than one subcommand takes.

use anyhow::Result;
use camino::{Utf8Path, Utf8PathBuf};
use clap::{ArgMatches, Args, Command, FromArgMatches, ValueEnum};
use toml::{Table, Value};

use crate::run::select::Condition;
use crate::source::absolute;

/// How results and findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    /// With the lines they are about.
    #[default]
    Human,
    /// One JSON document on standard output.
    Json,
    /// A line each.
    Short,
}

/// Whether colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Flags of every subcommand.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(super) struct Global {
    /// Print errors only.
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// Print every finding, and what is done.
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(super) verbose: bool,
    /// human, json (one document on standard output) or short (a line a finding).
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(super) format: Format,
    /// auto, always or never.
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(super) color: Color,
    /// This configuration instead of the nearest recto.toml.
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) config: Option<Utf8PathBuf>,
    /// Count a finding as an error: a code such as unresolved-link, or warnings for all; may be given again.
    #[arg(long, global = true, value_name = "CODE")]
    pub(super) deny: Vec<String>,
    /// How many threads; 0 for one a core.
    #[arg(long, global = true, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(super) jobs: usize,
    /// Do everything but write.
    #[arg(long, global = true)]
    pub(super) dry_run: bool,
    /// Fail if recto.lock is missing or would change.
    #[arg(long, global = true, conflicts_with = "no_lock")]
    pub(super) locked: bool,
    /// Neither read nor write recto.lock.
    #[arg(long, global = true)]
    pub(super) no_lock: bool,
}

/// Flags of every subcommand that reads notes.
#[derive(Debug, Args)]
pub(super) struct Inputs {
    /// Files, folders, or - for standard input; none: the notes of the nearest recto.toml, else notes/, else this folder.
    #[arg(value_name = "INPUT")]
    pub(super) inputs: Vec<Utf8PathBuf>,
    /// Only notes with tag:NAME, folder:GLOB or title:GLOB; same kind: any, different kinds: all, !: not.
    #[arg(long, value_name = "WHAT")]
    pub(super) select: Vec<Condition>,
}

/// Adds the global flags.
pub(super) fn global(command: Command) -> Command {
    Global::augment_args(command)
}

/// Flags of every subcommand that makes something of notes.
#[derive(Debug, Args)]
pub(super) struct Making {
    /// Deck root and title [default: the project's name].
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    /// A folder whose deck/, phrases/ and sheet/ override ours file by file.
    #[arg(long, value_name = "DIR")]
    templates: Option<Utf8PathBuf>,
}

impl Making {
    /// Adds the flags; `--cards` only where cards are made.
    pub(super) fn augment(command: Command, cards: bool) -> Command {
        let command = Self::augment_args(command);
        if cards { Cards::augment_args(command) } else { command }
    }

    /// The settings that they make.
    pub(super) fn given(matches: &ArgMatches) -> Result<Table> {
        let Self { name, templates } = Self::from_arg_matches(matches)?;
        let mut flags = Table::new();
        if let Some(name) = name {
            flags.insert("name".into(), Value::String(name));
        }
        if let Some(templates) = templates {
            flags.insert("templates".into(), Value::String(from_here(&templates)?));
        }
        flags.extend(Cards::given(matches));
        Ok(flags)
    }

    /// Whether `--cards` was given.
    pub(super) fn levels(matches: &ArgMatches) -> bool {
        !Cards::given(matches).is_empty()
    }
}

/// The flag of every subcommand that makes cards.
#[derive(Debug, Args)]
pub(super) struct Cards {
    /// topic (a card a heading), section (a card a definition, list, term, …) or atomic (a card a fact).
    #[arg(long, value_name = "LEVEL", value_parser = ["topic", "section", "atomic"], hide_possible_values = true)]
    cards: Option<String>,
}

impl Cards {
    /// The settings that it makes.
    pub(super) fn given(matches: &ArgMatches) -> Table {
        let Ok(Some(level)) = matches.try_get_one::<String>("cards") else { return Table::new() };
        let cards = Table::from_iter([("level".to_owned(), Value::String(level.clone()))]);
        Table::from_iter([("cards".to_owned(), Value::Table(cards))])
    }
}

/// A path on the command line, which is relative to the working folder and not, as in recto.toml, to the root.
pub(super) fn from_here(path: &Utf8Path) -> Result<String> {
    let here = Utf8PathBuf::try_from(std::env::current_dir()?)?;
    Ok(absolute(&here, path).into_string())
}
