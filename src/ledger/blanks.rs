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
        if let Some(inner) = inline.kind.children_mut() {
            each_inline(inner, visit);
        }
    }
}

/// Shows what the blanks hide that `hidden` does not choose.
pub(super) fn keep(blocks: &mut [Block], hidden: &dyn Fn(&Cloze) -> bool) {
    each_run(blocks, &mut |run| show_others(run, hidden));
}

fn show_others(inlines: &mut Vec<Inline>, hidden: &dyn Fn(&Cloze) -> bool) {
    let shown = |mut inline: Inline| {
        if let Some(inner) = inline.kind.children_mut() {
            show_others(inner, hidden);
        }
        match inline.kind {
            InlineKind::Cloze(cloze) if !hidden(&cloze) => cloze.content,
            _ => vec![inline],
        }
    };
    *inlines = std::mem::take(inlines).into_iter().flat_map(shown).collect();
}
