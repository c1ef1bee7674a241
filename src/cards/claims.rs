//! Which source is asked already: a span is asked by one card.

use std::collections::BTreeMap;

use crate::model::Span;

/// The spans of one topic that some card asks.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    /// End by start; spans neither overlap nor touch.
    taken: BTreeMap<u32, u32>,
}

impl Claims {
    /// Whether nothing inside `span` is asked yet.
    pub(crate) fn free(&self, span: Span) -> bool {
        self.taken.range(..span.end.max(span.start + 1)).next_back().is_none_or(|(_, &end)| end <= span.start)
    }

    /// Whether all of `span` is claimed.
    pub(crate) fn holds(&self, span: Span) -> bool {
        self.taken.range(..=span.start).next_back().is_some_and(|(_, &end)| end >= span.end)
    }

    /// Marks `span` as asked; neighbours grow together.
    pub(crate) fn take(&mut self, span: Span) {
        let (mut start, mut end) = (span.start, span.end);
        if let Some((&before, &reaches)) = self.taken.range(..=start).next_back()
            && reaches >= start
        {
            start = before;
            end = end.max(reaches);
        }
        let inside: Vec<u32> = self.taken.range(start..=end).map(|(&start, _)| start).collect();
        for inner in inside {
            end = end.max(self.taken.remove(&inner).unwrap_or(end));
        }
        self.taken.insert(start, end);
    }

    /// Whether nothing at all is asked.
    pub(crate) fn is_empty(&self) -> bool {
        self.taken.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::NoteId;

    #[test]
    fn neighbours_are_free() {
        let mut claims = Claims::default();
        claims.take(Span::new(NoteId(0), 10..20));
        assert!(claims.free(Span::new(NoteId(0), 0..10)) && claims.free(Span::new(NoteId(0), 20..30)));
        claims.take(Span::new(NoteId(0), 20..25));
        assert!(claims.holds(Span::new(NoteId(0), 12..24)));
        assert!(!claims.free(Span::new(NoteId(0), 15..16)) && !claims.free(Span::new(NoteId(0), 0..30)));
    }
}
