//! The JSON document on standard output. Fields are only ever added.

use std::io::Write;

use anyhow::Result;
use serde_json::{Map, Value, json};

use super::print::{Printer, sorted};
use crate::diagnostic::Diagnostic;
use crate::model::Notebook;

/// Findings as they stand in every document.
pub(super) fn diagnostics(printer: &Printer, notebook: &Notebook, diagnostics: &[Diagnostic]) -> Value {
    let all = sorted(diagnostics).into_iter().map(|diagnostic| {
        let place = printer.place(notebook, diagnostic);
        json!({
            "code": diagnostic.code,
            "severity": diagnostic.severity,
            "path": place.path,
            "line": place.at.map(|at| at.0),
            "column": place.at.map(|at| at.1),
            "message": diagnostic.message,
            "help": diagnostic.help,
        })
    });
    all.collect()
}

/// Writes a document: `version`, then these fields in this order.
///
/// # Errors
/// If standard output cannot be written.
pub(super) fn print<const N: usize>(fields: [(&str, Value); N]) -> Result<()> {
    let mut document = Map::from_iter([("version".to_owned(), json!(1))]);
    document.extend(fields.map(|(name, value)| (name.to_owned(), value)));
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, &document).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(out.flush()?)
}
