//! `recto config`: what is in force, and where each value came from. What it prints is a recto.toml.

use std::io::Write;

use anyhow::Result;
use camino::Utf8PathBuf;
use clap::{Arg, ArgMatches, Command, value_parser};
use serde_json::{Map, json};
use toml::{Table, Value};

use super::json;
use super::session::Session;
use crate::config::{Layers, Origin};

/// Where the comments begin, where the values leave room.
const COLUMN: usize = 36;

pub(super) fn command() -> Command {
    let folder = Arg::new("dir").value_name("DIR").value_parser(value_parser!(Utf8PathBuf));
    let folder = folder.help("The project, or any folder or note in it; none: this folder");
    Command::new("config").about("Show what is in force and where each value came from").arg(folder)
}

pub(super) fn run(matches: &ArgMatches) -> Result<Session> {
    let at: Vec<_> = matches.get_one::<Utf8PathBuf>("dir").cloned().into_iter().collect();
    let session = Session::at(matches, &at, Table::new())?;
    let layers = session.settings.layers();
    let mut all = layers.merged();
    if all.get("name").and_then(Value::as_str) == Some("") {
        all.insert("name".into(), Value::String(session.settings.name.clone()));
    }
    if session.json() {
        let settings: Map<_, _> = leaves(&all, "")
            .into_iter()
            .map(|(key, value)| (key.clone(), json!({ "value": value, "origin": origin(layers, &key) })))
            .collect();
        let folders = layers.file.iter().flat_map(|file| &file.folders);
        let folders = folders.map(|folder| json!({ "path": folder.path.glob().glob(), "settings": folder.table }));
        json::print([("settings", settings.into()), ("folders", folders.collect())])?;
    } else {
        print(&mut std::io::stdout().lock(), layers, &all)?;
    }
    Ok(session)
}

fn print(out: &mut impl Write, layers: &Layers, all: &Table) -> Result<()> {
    for (key, value) in all.iter().filter(|(_, value)| !value.is_table()) {
        line(out, key, value, &origin(layers, key))?;
    }
    for (section, table) in all.iter().filter_map(|(key, value)| Some((key, value.as_table()?))) {
        writeln!(out, "\n[{section}]")?;
        for (key, value) in table {
            line(out, key, value, &origin(layers, &format!("{section}.{key}")))?;
        }
    }
    for folder in layers.file.iter().flat_map(|file| &file.folders) {
        writeln!(out, "\n[[folder]]\npath = {}", Value::from(folder.path.glob().glob()))?;
        for (key, value) in leaves(&folder.table, "") {
            writeln!(out, "{key} = {value}")?;
        }
    }
    Ok(out.flush()?)
}

fn line(out: &mut impl Write, key: &str, value: &Value, origin: &str) -> std::io::Result<()> {
    let set = format!("{key} = {value}");
    writeln!(out, "{set:<COLUMN$} # {origin}")
}

/// Every value with its dotted name.
fn leaves<'a>(table: &'a Table, prefix: &str) -> Vec<(String, &'a Value)> {
    let leaf = |(key, value): (&String, &'a Value)| match value {
        Value::Table(inner) => leaves(inner, &format!("{prefix}{key}.")),
        value => vec![(format!("{prefix}{key}"), value)],
    };
    table.iter().flat_map(leaf).collect()
}

fn origin(layers: &Layers, key: &str) -> String {
    match layers.origin(key) {
        Origin::Default => "default".to_owned(),
        Origin::File(path, Some(line)) => format!("{path}:{line}"),
        Origin::File(path, None) => path.into_string(),
        Origin::Flag => "flag".to_owned(),
    }
}
