//! `recto completions` and `recto man`: what a shell and `man` read.

use std::io::Write;

use anyhow::{Context, Result};
use camino::Utf8PathBuf;
use clap::{Arg, ArgMatches, Command, value_parser};
use clap_complete::Shell;

use super::session::Session;
use crate::export::output::{Output, committing};

pub(super) fn completions() -> Command {
    let shell = Arg::new("shell").value_name("SHELL").required(true).value_parser(value_parser!(Shell));
    Command::new("completions").about("Print the completions of a shell").arg(shell)
}

pub(super) fn print_completions(matches: &ArgMatches) -> Result<Session> {
    let mut script = Vec::new();
    if let Some(shell) = matches.get_one::<Shell>("shell") {
        clap_complete::generate(*shell, &mut super::command(), "recto", &mut script);
    }
    std::io::stdout().lock().write_all(&script)?;
    Session::at(matches, &[], toml::Table::new())
}

pub(super) fn man() -> Command {
    let folder = Arg::new("dir").value_name("DIR").value_parser(value_parser!(Utf8PathBuf));
    let folder = folder.help("Where recto.1, recto-deck.1, … go; none: recto.1 to standard output");
    Command::new("man").about("Write the man pages").arg(folder)
}

pub(super) fn write_man(matches: &ArgMatches) -> Result<Session> {
    let mut command = super::command();
    command.build();
    match matches.get_one::<Utf8PathBuf>("dir") {
        None => clap_mangen::Man::new(command).render(&mut std::io::stdout().lock())?,
        Some(folder) => {
            let _committing = committing();
            page(&command, "recto", folder)?;
            for subcommand in command.get_subcommands().filter(|subcommand| subcommand.get_name() != "help") {
                page(subcommand, &format!("recto-{}", subcommand.get_name()), folder)?;
            }
        }
    }
    Session::at(matches, &[], toml::Table::new())
}

fn page(command: &Command, name: &str, folder: &Utf8PathBuf) -> Result<()> {
    let path = folder.join(format!("{name}.1"));
    let page = clap_mangen::Man::new(command.clone().name(name.to_owned()));
    let write = || {
        let mut output = Output::beside(path.as_std_path())?;
        page.render(&mut output)?;
        output.finish()?.commit()
    };
    write().with_context(|| path.to_string())
}
