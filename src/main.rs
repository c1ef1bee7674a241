//! `recto`: parse the arguments, run, exit.

fn main() {}
