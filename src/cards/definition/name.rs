//! Lines that open with what their topic is called: its name, or the acronym of that.

use super::super::expansion;
use super::super::phrases::without_remark;
use super::super::subject::Subject;
use super::super::words::Word;

/// Where a line that opens with the topic's name, its article set aside, goes on with two words or more.
pub(super) fn behind_name(subject: &Subject, said: &[Word]) -> Option<usize> {
    let skip = usize::from(said.first().is_some_and(|word| subject.book.is("article", word)));
    let name = without_remark(&subject.name);
    let end = skip + name.len();
    let named = said.len() > end + 1 && said[skip..end].iter().zip(name).all(|(a, b)| a.key == b.key);
    if named { Some(end) } else { short_name(subject, said) }
}

/// Whether a text below a heading that only names a point does not say what that is: "It asks too much" under "Objections".
pub(crate) fn is_of_another(subject: &Subject, said: &[Word]) -> bool {
    subject.is_point() && behind_name(subject, said).is_none()
}

/// Where a line that opens with the acronym of the topic's name goes on.
pub(super) fn short_name(subject: &Subject, said: &[Word]) -> Option<usize> {
    let skip = usize::from(said.first().is_some_and(|word| subject.book.is("article", word)));
    let short =
        said.len() > skip + 2 && expansion::is_short_for(subject.book, &said[skip], without_remark(&subject.name));
    short.then_some(skip + 1)
}
