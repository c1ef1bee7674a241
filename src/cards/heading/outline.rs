//! What counts a heading among those beside it: the letter of "B. Headers", the number of "2 Headers".

use crate::model::Topic;

/// Whether a heading opens with its place among its `siblings`.
pub(super) fn counts(topic: &Topic, siblings: &[Topic]) -> bool {
    letter(topic).is_some_and(|own| is_lettered(own, siblings))
        || number(topic).is_some_and(|(own, title)| is_numbered(own, &title, topic, siblings))
}

/// The letter before a heading, as in "B. Headers".
fn letter(topic: &Topic) -> Option<char> {
    let title = topic.title_text();
    let mut chars = title.trim_start().chars();
    let (letter, mark) = (chars.next()?, chars.next()?);
    let behind = chars.as_str();
    let text = behind.starts_with(' ') && !behind.trim_start().starts_with(char::is_lowercase);
    (letter.is_ascii_alphabetic() && matches!(mark, '.' | ')') && text).then(|| letter.to_ascii_uppercase())
}

/// Whether headings side by side are counted from A, and this letter among them: "E. coli" stands in no such row.
fn is_lettered(own: char, siblings: &[Topic]) -> bool {
    let has = |wanted: char| siblings.iter().any(|topic| letter(topic) == Some(wanted));
    ('A'..=own.max('B')).all(has)
}

/// The bare number before a heading, and the title behind it: "2 Headers", not "3 pillars".
fn number(topic: &Topic) -> Option<(u32, String)> {
    let title = topic.title_text();
    let (number, title) = title.trim().split_once(' ')?;
    let digits = number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit());
    let title = title.trim_start();
    let named = title.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    let own = number.parse().ok().filter(|_| digits && named)?;
    Some((own, title.to_owned()))
}

/// Whether headings side by side are counted from 1, and this number among them, or those below begin with it: "2 Tides" beside
/// "1 Waves" or over "2.1 Ebb"; not "2 Kings" beside "1 Kings".
fn is_numbered(own: u32, title: &str, topic: &Topic, siblings: &[Topic]) -> bool {
    let part = format!("{own}.");
    if topic.topics.iter().any(|below| below.title_text().trim_start().starts_with(&part)) {
        return true;
    }
    let beside: Vec<(u32, String)> = siblings.iter().filter_map(number).collect();
    let has = |wanted: u32| beside.iter().any(|(other, _)| *other == wanted);
    let twin = beside.iter().filter(|(_, other)| other == title).count() > 1;
    !twin && (1..=own.max(2)).all(has)
}

#[cfg(test)]
mod tests {
    use crate::cards::tests::check;

    #[test]
    fn a_number_in_a_row_of_them_is_no_part_of_a_title() {
        check(
            "# Sea\n## 1 Tides\nTides are the rise and fall of the sea.\n## 2 Ebb\nThe ebb is the falling of the water.\n",
            &[
                "What are **Tides**? => the rise and fall of the sea.",
                "What is the **Ebb**? => the falling of the water.",
            ],
        );
        check(
            "# Sea\n## 4 Ebb\nThe ebb is the falling of the water.\n### 4.1 Links\n- [Almanac](https://a.example)\n",
            &["What is the **Ebb**? => the falling of the water."],
        );
    }

    #[test]
    fn a_number_that_tells_two_titles_apart_stays() {
        check(
            "# Psalter\n## 1 Kings\nA book about kings.\n## 2 Kings\nThe next book about kings.\n",
            &["What are **1 Kings**? => A book about kings.", "What are **2 Kings**? => The next book about kings."],
        );
    }
}
