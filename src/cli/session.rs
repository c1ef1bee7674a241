//! A run of the command line: what it is about, what is in force, and how it went.

use std::cell::Cell;
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow};
use camino::{Utf8Path, Utf8PathBuf};
use clap::{ArgMatches, FromArgMatches};
use toml::{Table, Value};

use super::args::{Format, Global, Inputs};
use super::print::Printer;
use super::progress::Bar;
use crate::Outcome;
use crate::config::{self, ConfigFile, Layers, Settings};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::ledger::Access;
use crate::model::Notebook;
use crate::run::select::Select;
use crate::run::{self, Job, Ledger, Mode, Reading, Target};
use crate::source::{self, Project, STDIN};

/// Wrong usage that clap cannot see: exit code 2.
#[derive(Debug)]
pub(super) struct Usage(pub(super) String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

/// Findings about recto.toml or recto.lock, which no run can go on with: exit code 1.
#[derive(Debug)]
pub(super) struct Stopped;

impl std::fmt::Display for Stopped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the project has errors")
    }
}

impl std::error::Error for Stopped {}

/// A run of the command line.
#[derive(Debug)]
pub(super) struct Session {
    /// The flags of every subcommand.
    pub(super) global: Global,
    /// Where it takes place.
    pub(super) project: Project,
    /// What is in force.
    pub(super) settings: Settings,
    /// What it is about: at least one input.
    pub(super) inputs: Vec<Utf8PathBuf>,
    /// Which notes count.
    pub(super) select: Select,
    /// Who shows findings.
    pub(super) printer: Printer,
    bar: Bar,
    failed: Cell<bool>,
}

impl Session {
    /// Reads the flags that every subcommand on notes has, finds the project and its configuration. `flags` are the
    /// settings that the subcommand's own flags make.
    ///
    /// # Errors
    /// If the configuration cannot be read, or has errors.
    pub(super) fn new(matches: &ArgMatches, flags: Table) -> Result<Self> {
        let Inputs { inputs, select } = Inputs::from_arg_matches(matches)?;
        let mut session = Self::at(matches, &inputs, flags)?;
        session.select = Select::new(select);
        session.inputs = if inputs.is_empty() { session.usual_inputs() } else { inputs };
        Ok(session)
    }

    /// The same for subcommands that read no notes; `at` says where.
    ///
    /// # Errors
    /// If the configuration cannot be read, or has errors.
    pub(super) fn at(matches: &ArgMatches, at: &[Utf8PathBuf], mut flags: Table) -> Result<Self> {
        let global = Global::from_arg_matches(matches)?;
        let here = std::env::current_dir().context("the current folder is gone")?;
        let here = Utf8PathBuf::from_path_buf(here).map_err(|path| anyhow!("{}: no UTF-8", path.display()))?;
        let project = source::project(at, &here);
        let mut printer = Printer::new(&global, &project);
        let file = configuration(&global, &project, &mut printer)?;
        if !global.deny.is_empty() {
            let denied = file.iter().filter_map(|file| file.table.get("deny")?.as_array()).flatten().cloned();
            let all = denied.chain(global.deny.iter().cloned().map(Value::String));
            flags.insert("deny".into(), Value::Array(all.collect()));
        }
        let mut settings = Settings::new(Layers { file, flags }).map_err(|error| Usage(error.message().to_owned()))?;
        if settings.name.is_empty() {
            project.root.file_name().unwrap_or("Study").clone_into(&mut settings.name);
        }
        if !settings.templates.as_str().is_empty() {
            settings.templates = project.root.join(&settings.templates);
        }
        check_deny(&settings)?;
        // Only the first call in a process has a say; a session is made once.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(global.jobs).build_global();
        let bar = Bar::new(&global);
        let (select, inputs) = (Select::default(), Vec::new());
        Ok(Self { global, project, settings, inputs, select, printer, bar, failed: Cell::new(false) })
    }

    /// The notes of recto.toml, else `notes/`, else the current folder.
    fn usual_inputs(&self) -> Vec<Utf8PathBuf> {
        let configured = self.settings.layers().file.as_ref();
        let said = configured.is_some_and(|file| file.table.contains_key("notes"));
        let root = self.project.root.as_path();
        if said || (configured.is_some() && root.join("notes").is_dir()) {
            return self.settings.notes.iter().map(|notes| self.project.show(notes)).collect();
        }
        if self.project.here.join("notes").is_dir() { vec!["notes".into()] } else { vec![".".into()] }
    }

    /// Whether the notes come from standard input, which has no place for a lock or outputs.
    pub(super) fn reads_stdin(&self) -> bool {
        self.inputs.iter().any(|input| input == STDIN)
    }

    /// What a run that carries GUIDs out does with the ledger.
    pub(super) fn access(&self) -> Access {
        match &self.global {
            global if global.no_lock || self.reads_stdin() => Access::Without,
            global if global.locked => Access::Locked,
            global if global.dry_run => Access::Read,
            _ => Access::Keep,
        }
    }

    /// Makes outputs of the notes.
    ///
    /// # Errors
    /// What is wrong with the lock.
    pub(super) fn make(
        &self,
        reading: &mut Reading,
        ledger: Ledger,
        targets: impl FnOnce(&Reading) -> Vec<Target>,
    ) -> Result<Outcome> {
        let mode = if self.global.dry_run { Mode::DryRun } else { Mode::Write };
        let outcome = crate::make(&self.job(), reading, ledger, mode, targets);
        self.bar.done();
        outcome.or_else(|diagnostic| {
            self.printer.stop(&reading.notebook, &[diagnostic])?;
            Err(Stopped.into())
        })
    }

    /// The work to be done.
    pub(super) fn job(&self) -> Job<'_> {
        Job {
            project: &self.project,
            inputs: &self.inputs,
            settings: &self.settings,
            select: &self.select,
            progress: &self.bar,
        }
    }

    /// Reads the notes.
    ///
    /// # Errors
    /// If `--select` chooses none, or a glob of `exclude` does not parse.
    pub(super) fn read(&self) -> Result<Reading> {
        let mut reading = run::read(&self.job()).map_err(|error| Usage(format!("`exclude` in recto.toml: {error}")))?;
        self.bar.done();
        if reading.notebook.notes.is_empty() && reading.diagnostics.is_empty() {
            let none =
                |input: &Utf8PathBuf| Diagnostic::file(Code::Unreadable, input, "holds no notes (*.md, *.markdown)");
            reading.diagnostics.extend(self.inputs.iter().map(none));
        }
        if reading.notes.is_empty() && !self.select.is_all() {
            return Err(anyhow!("--select chooses none of the {} notes", reading.notebook.notes.len()));
        }
        Ok(reading)
    }

    /// Whether results are one JSON document.
    pub(super) fn json(&self) -> bool {
        self.global.format == Format::Json
    }

    /// Shows the first findings of each code on standard error, unless all go into the JSON document, and remembers whether
    /// one is an error.
    ///
    /// # Errors
    /// If standard error cannot be written.
    pub(super) fn findings(&self, notebook: &Notebook, diagnostics: &[Diagnostic]) -> Result<()> {
        self.remember(diagnostics);
        if self.json() { Ok(()) } else { self.printer.some(notebook, diagnostics) }
    }

    /// The same with all of them, for who asks for nothing else.
    ///
    /// # Errors
    /// If standard error cannot be written.
    pub(super) fn all_findings(&self, notebook: &Notebook, diagnostics: &[Diagnostic]) -> Result<()> {
        self.remember(diagnostics);
        if self.json() { Ok(()) } else { self.printer.all(notebook, diagnostics) }
    }

    fn remember(&self, diagnostics: &[Diagnostic]) {
        self.bar.done();
        if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
            self.failed.set(true);
        }
    }

    /// 0 or 1.
    pub(super) fn exit_code(&self) -> ExitCode {
        ExitCode::from(u8::from(self.failed.get()))
    }
}

fn configuration(global: &Global, project: &Project, printer: &mut Printer) -> Result<Option<ConfigFile>> {
    let (path, shown) = match &global.config {
        Some(path) => (path.clone(), path.clone()),
        None => (project.root.join(config::FILE), project.show(Utf8Path::new(config::FILE))),
    };
    let text = source::read_optional(&path).map_err(|error| anyhow!("{shown}: {}", source::reason(&error)))?;
    let Some(text) = text else {
        return match &global.config {
            Some(path) => Err(anyhow!("{path}: no such file")),
            None => Ok(None),
        };
    };
    let read = config::read(&shown, &text);
    printer.know(shown, text);
    match read {
        Ok(mut file) => {
            let folders = file.folders.iter_mut().map(|folder| &mut folder.table);
            std::iter::once(&mut file.table).chain(folders).for_each(|table| theme_from_root(table, project));
            Ok(Some(file))
        }
        Err(diagnostics) => {
            printer.stop(&Notebook::default(), &diagnostics)?;
            Err(Stopped.into())
        }
    }
}

/// Makes a theme file that recto.toml names, relative to the root as every path there, one that opens from here.
fn theme_from_root(table: &mut Table, project: &Project) {
    let sheet = table.get_mut("sheet").and_then(Value::as_table_mut);
    if let Some(Value::String(theme)) = sheet.and_then(|sheet| sheet.get_mut("theme"))
        && Utf8Path::new(theme).extension() == Some("toml")
    {
        *theme = project.show(Utf8Path::new(theme)).into_string();
    }
}

fn check_deny(settings: &Settings) -> Result<()> {
    use crate::diagnostic::Code;
    let codes = || Code::ALL.iter().map(|code| code.as_str()).chain(["warnings"]);
    match settings.deny.iter().find(|deny| !codes().any(|code| code == *deny)) {
        None => Ok(()),
        Some(deny) => {
            let near = config::nearest(deny, codes()).map(|near| format!(", did you mean `{near}`?"));
            Err(Usage(format!("no diagnostic is called `{deny}`{}", near.unwrap_or_default())).into())
        }
    }
}
