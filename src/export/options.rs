//! An exporter's options: one struct gives the flags, the table in recto.toml, the defaults and the help.

use clap::{ArgMatches, Args, Command, parser::ValueSource};
use serde::{Serialize, de::DeserializeOwned};
use toml::de::ValueDeserializer;
use toml::{Table, Value};

use crate::config::table;

/// The options of an exporter. A field is a flag (`--paper`) and a key (`paper`); every field has a default, so none
/// is an `Option`. Its doc comment is the help, and the comment in the file that `recto init` writes.
pub trait Options: Args + Serialize + DeserializeOwned + Default {
    /// Flags that are short for the value of a key: (flag, key, value). The flag's own field is `#[serde(skip)]`.
    const SHORT: &'static [(&'static str, &'static str, &'static str)] = &[];
}

/// No options.
#[derive(Debug, Default, Args, Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoOptions {}

impl Options for NoOptions {}

/// [`Options`] without their type, for the registry.
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// Adds the flags to a subcommand.
    pub augment: fn(Command) -> Command,
    /// The table with all its defaults.
    pub defaults: fn() -> Table,
    /// The keys that were given as flags.
    pub given: fn(&ArgMatches) -> Result<Table, clap::Error>,
    /// Whether a part of a file holds these options; the error knows its place.
    pub check: fn(ValueDeserializer<'_>) -> Result<(), toml::de::Error>,
    /// Whether a value holds these options.
    pub fits: fn(Value) -> Result<(), toml::de::Error>,
}

impl Schema {
    /// The schema of these options.
    pub fn of<O: Options>() -> Self {
        Self {
            augment: O::augment_args,
            defaults: || table(&O::default()),
            given: given::<O>,
            check: |part| O::deserialize(part).map(|_| ()),
            fits: |value| O::deserialize(value).map(|_| ()),
        }
    }
}

fn given<O: Options>(matches: &ArgMatches) -> Result<Table, clap::Error> {
    let named = |id: &str| matches.value_source(id) == Some(ValueSource::CommandLine);
    let mut given = table(&O::from_arg_matches(matches)?);
    given.retain(|key, _| matches.try_contains_id(key).is_ok() && named(key));
    for (flag, key, value) in O::SHORT {
        if named(flag) {
            given.insert((*key).to_owned(), Value::String((*value).to_owned()));
        }
    }
    Ok(given)
}
