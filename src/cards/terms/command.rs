//! A list of commands, each with what it does behind it and no sign between them.
//!
//! - `ls -a` list all files, `cp a b` copy a file   =>  What does `ls -a` do?   What does `cp a b` do?

use crate::cards::cut::{self, Halves};
use crate::cards::piece::parts;
use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::model::{Inline, InlineKind, List};

/// The terms of a list whose every item opens with code, in order; nothing unless most go on with a deed.
pub(super) fn of_list(subject: &Subject, list: &List) -> Option<Vec<(Vec<Word>, Halves)>> {
    // Most lists open with an item that has no code before it.
    let cut = |line: &[Inline]| {
        let [code @ Inline { kind: InlineKind::Code(_), .. }, rest @ ..] = line else { return None };
        let said = words::words(rest);
        let InlineKind::Text(text) = &rest.first()?.kind else { return None };
        let spoken = text.starts_with(' ') && text.trim_start().starts_with(char::is_alphabetic);
        let deed = said.first().is_some_and(|word| subject.book.is("command", word));
        let name = words::words(line).into_iter().next()?;
        spoken.then(|| (deed, (vec![name], (vec![code.clone()], cut::trimmed(rest)))))
    };
    let terms: Vec<_> = list.items.iter().map(|item| cut(parts(item).0)).collect::<Option<_>>()?;
    let deeds = terms.iter().filter(|(deed, _)| *deed).count();
    (deeds * 2 > terms.len()).then(|| terms.into_iter().map(|(_, term)| term).collect())
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;

    #[test]
    fn a_command_does_what_stands_behind_it() {
        check(
            "# Linux\n## Files\n- `ls -a` list all files\n- `cp a b` copy a file\n- `mv a b` rename (or move)\n",
            &[
                "What does `ls -a` do? => list all files",
                "What does `cp a b` do? => copy a file",
                "What does `mv a b` do? => rename (or move)",
            ],
        );
    }
}
