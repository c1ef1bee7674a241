//! The recto.toml that `recto init` writes: every key with what it means and its default, commented out.
//!
//! The keys of an exporter are described by its own options, so that a new format needs no line here.

use clap::Command;
use toml::{Table, Value};

use crate::export::{Exporter, REGISTRY};

/// The keys that are no exporter's.
const COMMON: &str = include_str!("../../templates/recto.toml");
/// How a folder differs.
const FOLDER: &str = "
# What differs in some folder:
#[[folder]]
#path = \"languages/**\"
#cards.reverse = true
";

/// The text of a new recto.toml.
pub fn starter() -> String {
    let exporters: String = REGISTRY.iter().map(|exporter| table(*exporter)).collect();
    format!("{COMMON}{exporters}{FOLDER}")
}

fn table(exporter: &dyn Exporter) -> String {
    let schema = exporter.options();
    let defaults: Table = (schema.defaults)();
    if defaults.is_empty() {
        return String::new();
    }
    let flags = (schema.augment)(Command::new(exporter.name()));
    let keys: String = defaults.iter().map(|(key, value)| described(&flags, key, value)).collect();
    format!("\n[{}]\n{keys}", exporter.name())
}

fn described(flags: &Command, key: &str, value: &Value) -> String {
    let flag = flags.get_arguments().find(|flag| flag.get_id() == key);
    let help = flag.and_then(|flag| flag.get_help()).map(|help| format!("# {help}.\n")).unwrap_or_default();
    format!("{help}#{key} = {}\n", shown(value))
}

/// A float as a person writes it: 7.5, which is kept in 32 bits, and not its nearest neighbour in 64.
fn shown(value: &Value) -> String {
    match value {
        Value::Float(float) => format!("{:?}", *float as f32),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::defaults;

    /// The starter with every key in force.
    fn in_force() -> String {
        let line = |line: &str| match line.strip_prefix('#') {
            Some(key) if !key.starts_with(' ') => format!("{key}\n"),
            _ => format!("{line}\n"),
        };
        starter().lines().map(line).collect()
    }

    #[test]
    fn every_key_is_there_with_its_default() {
        let mut table: Table = toml::from_str(&in_force()).expect("TOML");
        table.remove("folder").expect("an example of a folder");
        let rounded = |table: &Table| table.to_string().replace("000000476837158", "");
        assert_eq!(rounded(&table), rounded(&defaults()));
    }

    #[test]
    fn it_reads_as_a_configuration_that_says_nothing() {
        let read = crate::config::read("recto.toml".into(), &starter()).expect("no errors");
        let says = |value: &Value| !value.as_table().is_some_and(Table::is_empty);
        assert!(!read.table.values().any(says), "{:?}", read.table);
        crate::config::read("recto.toml".into(), &in_force()).expect("no errors with every key in force");
    }

    #[test]
    fn every_key_is_described() {
        let starter = starter();
        let lines: Vec<_> = starter.lines().collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.contains(" = ") && !line.contains("cards."))
        {
            assert!(lines[at - 1].starts_with("# ") || line.starts_with("#path"), "{line}");
        }
    }
}
