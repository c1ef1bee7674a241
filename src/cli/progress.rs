//! A bar on a terminal, for what takes longer than half a second.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

use super::args::{Format, Global};
use crate::run::Progress;

/// Shorter runs show none.
const PATIENCE: Duration = Duration::from_millis(500);

/// The bar of a run.
#[derive(Debug)]
pub(super) struct Bar {
    bar: ProgressBar,
    begun: Instant,
}

impl Bar {
    /// A bar that shows itself on a terminal, unless the user wants it quiet.
    pub(super) fn new(global: &Global) -> Self {
        let wanted = std::io::stderr().is_terminal() && !global.quiet && global.format == Format::Human;
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{msg:>10} {wide_bar} {human_pos}/{human_len}") {
            bar.set_style(style);
        }
        let begun = if wanted { Instant::now() } else { Instant::now() + Duration::from_secs(u64::from(u32::MAX)) };
        Self { bar, begun }
    }

    /// Takes it away.
    pub(super) fn done(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn stage(&self, name: &'static str, total: usize) {
        self.bar.reset();
        self.bar.set_length(total as u64);
        self.bar.set_message(name);
    }

    fn step(&self) {
        self.bar.inc(1);
        if self.bar.is_hidden() && self.begun.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}
