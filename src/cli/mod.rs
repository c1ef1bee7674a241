//! The command line: one file a subcommand. Only this module knows the terminal.
