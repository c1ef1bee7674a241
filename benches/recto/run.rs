//! A run of the binary: its time and the most memory it had.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What a run took.
pub(crate) struct Run {
    /// Of the whole process, start and exit included.
    pub(crate) seconds: f64,
    /// In bytes; none where the system does not tell.
    pub(crate) memory: Option<u64>,
}

/// Runs `recto` in `folder`.
pub(crate) fn recto(folder: &Path, arguments: &[&str]) -> Run {
    let begun = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_recto"))
        .args(arguments)
        .current_dir(folder)
        .stdout(Stdio::null())
        .spawn()
        .expect("recto starts");
    let mut memory = None;
    let status = loop {
        memory = peak(&child).max(memory);
        match child.try_wait().expect("recto runs") {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(1)),
        }
    };
    assert!(status.success(), "recto {arguments:?}: {status}");
    Run { seconds: begun.elapsed().as_secs_f64(), memory }
}

fn peak(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? * 1024)
}
