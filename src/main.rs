//! `recto`: parse the arguments, run, exit.

use std::process::ExitCode;

fn main() -> ExitCode {
    recto::cli::main()
}
