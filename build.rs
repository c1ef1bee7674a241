//! Names the build by a digest of all it is made of, so that a sheet made by other code is not taken for one of this
//! build's.

#![allow(clippy::disallowed_macros, reason = "cargo is told by printing")]

use std::path::Path;
use std::{fs, io};

use sha2::{Digest, Sha256};

/// What decides the bytes of an output: code, templates, the versions of dependencies.
const PARTS: [&str; 4] = ["Cargo.lock", "build.rs", "src", "templates"];

fn main() -> io::Result<()> {
    let mut digest = Sha256::new();
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
        add(&mut digest, Path::new(part))?;
    }
    let number = digest.finalize().iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    println!("cargo::rustc-env=RECTO_BUILD={number:016x}");
    Ok(())
}

/// Adds a file, or what is in a folder in the order of names.
fn add(digest: &mut Sha256, path: &Path) -> io::Result<()> {
    if !path.is_dir() {
        // A packaged crate may come without its lock file.
        let content = fs::read(path).unwrap_or_default();
        digest.update(path.to_string_lossy().as_bytes());
        digest.update((content.len() as u64).to_le_bytes());
        digest.update(&content);
        return Ok(());
    }
    let mut inside = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    inside.sort();
    inside.iter().try_for_each(|path| add(digest, path))
}
