//! A lost lock written again, from the notes of today and a package of Anki's.

use super::{Job, Ledger, Need, Reading, cards};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::ledger::package::Found;
use crate::ledger::{Access, Committed, FILE_NAME, LockFile, rebuilt};

/// Writes the lock that knows the notes `found` in a package by where they stand today.
///
/// # Errors
/// If there is a lock that knows cards, or none can be written.
pub fn rebuild(job: &Job<'_>, reading: &mut Reading, found: &[Found]) -> Result<Committed, Diagnostic> {
    let (file, warning) = LockFile::open(&job.project.shown, Access::Keep, || job.progress.waiting())?;
    if let Some(warning) = warning {
        return Err(Diagnostic { severity: Severity::Error, ..warning });
    }
    if file.lock().is_some_and(|lock| !lock.lines.is_empty()) {
        let path = job.project.shown.join(FILE_NAME);
        return Err(Diagnostic::file(
            Code::BadLock,
            path,
            format!("{FILE_NAME} is there and knows cards: it is not lost"),
        )
        .help("delete it first if it is to be made again"));
    }
    let ledger = Ledger { need: Need::Fields, access: Access::Without, partial: false };
    let dealt = cards(job, reading, ledger)?;
    file.commit(&rebuilt(found, &reading.notebook, &dealt.cards, &dealt.fields))
}
