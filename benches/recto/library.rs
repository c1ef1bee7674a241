//! The stages that no output can do without, in this process and on one thread: parsing beside pulldown-cmark alone, deriving
//! cards beside parsing.

use std::sync::Arc;
use std::time::Instant;

use camino::Utf8PathBuf;
use pulldown_cmark::{Options, Parser};
use recto::cards::derive;
use recto::config::Settings;
use recto::model::{CardLevel, NoteId, Notebook};
use recto::parse;

use crate::floor;
use crate::vault::Vault;

/// Every stage is run so often; the fastest run counts.
const RUNS: usize = 3;

/// Seconds of each stage.
pub(crate) struct Stages {
    /// pulldown-cmark alone over the texts.
    pub(crate) bare: f64,
    /// Text to model, links not yet followed.
    pub(crate) parse: f64,
    /// Following the links.
    pub(crate) links: f64,
    /// Cards at `section`.
    pub(crate) section: f64,
    /// Cards at `atomic`.
    pub(crate) atomic: f64,
}

/// Runs every stage over the vault.
pub(crate) fn stages(vault: &Vault) -> Stages {
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    one.install(|| {
        let texts: Vec<Arc<str>> = floor::texts(vault.path()).into_iter().map(Arc::from).collect();
        let events = || texts.iter().map(|text| Parser::new_ext(text, Options::all()).count()).sum::<usize>();
        let mut notebook = notebook(&texts);
        let links = seconds(|| drop(parse::resolve(&mut notebook)));
        let cards = |level| {
            let mut settings = Settings::default();
            settings.cards.level = level;
            best(|| drop(derive(&notebook, &settings)))
        };
        Stages {
            bare: best(|| assert!(events() > 0)),
            parse: best(|| drop(self::notebook(&texts))),
            links,
            section: cards(CardLevel::Section),
            atomic: cards(CardLevel::Atomic),
        }
    })
}

fn notebook(texts: &[Arc<str>]) -> Notebook {
    let note = |(id, text): (u32, &Arc<str>)| {
        parse::parse(NoteId(id), &Utf8PathBuf::from(format!("note-{id}.md")), Arc::clone(text)).0
    };
    Notebook { notes: (0..).zip(texts).map(note).collect(), ..Notebook::default() }
}

fn best(mut run: impl FnMut()) -> f64 {
    (0..RUNS).map(|_| seconds(&mut run)).fold(f64::INFINITY, f64::min)
}

fn seconds(run: impl FnOnce()) -> f64 {
    let begun = Instant::now();
    run();
    begun.elapsed().as_secs_f64()
}
