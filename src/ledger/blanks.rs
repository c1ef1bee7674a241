//! The blanks of a cloze card, wherever in its text they stand.

use crate::model::{Block, Cloze, Inline, InlineKind, each_run};

/// Calls `visit` on every blank of `blocks`, in reading order.
pub(super) fn each(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Cloze)) {
    each_run(blocks, &mut |run| each_inline(run, visit));
}

fn each_inline(inlines: &mut [Inline], visit: &mut dyn FnMut(&mut Cloze)) {
    for inline in inlines {
        if let InlineKind::Cloze(cloze) = &mut inline.kind {
            visit(cloze);
        }
        if let Some(inner) = inline.inner_mut() {
            each_inline(inner, visit);
        }
    }
}
