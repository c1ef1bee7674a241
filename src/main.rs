//! `recto`: parse the arguments, run, exit.

use std::process::ExitCode;

/// What shells give a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// Models, lines and marks are many small pieces; the system's allocator took a quarter of a sheet's time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let handled = ctrlc::set_handler(|| {
        recto::export::output::abandon();
        #[allow(clippy::disallowed_methods, reason = "the one place where the process ends early")]
        std::process::exit(INTERRUPTED);
    });
    // Without a handler Ctrl-C ends the process as well; only a temporary may stay, which the next run sweeps.
    drop(handled);
    recto::cli::main()
}
