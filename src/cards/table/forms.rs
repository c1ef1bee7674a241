//! Tables of forms: the persons of a verb, the cases of a noun. At `section` a card a column, as one learns them; at `atomic` a cell.
//!
//! - | | être | avoir | over je, tu, nous            =>  What are the forms of **être**? (3)  je sois, tu sois, …
//! - ## hablar, | | presente | futuro | over yo, tú  =>  **hablar**: **presente**? (2)
//! - ## der, | | Singular | Plural | over cases      =>  **der**: **Singular**? (4)
//!
//! Persons over the columns are turned to the side first; a pair of columns may have no header.

use super::header::{header_words, listed};
use super::{asks, header_of, text};
use crate::cards::Rule;
use crate::cards::draft::{Draft, paragraph};
use crate::cards::phrases::Scene;
use crate::cards::subject::Subject;
use crate::cards::vocabulary::learner;
use crate::cards::words::{self, Word};
use crate::model::{Block, BlockKind, CardLevel, Inline, Item, List, ListMarker, Table, TableCell, plain_text};

/// What names the rows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rows {
    /// The persons of a verb.
    Persons,
    /// Cases, numbers, genders.
    Cases,
}

/// The cards of a table of forms; none for any other table.
pub(super) fn cards(subject: &Subject, table: &Table) -> Vec<Draft> {
    if !subject.book.can_say("forms_of") {
        return Vec::new();
    }
    let Some((rows, table)) = of_forms(table) else { return Vec::new() };
    let columns = 1..table.header.len();
    columns.flat_map(|column| of_column(subject, &table, rows, column)).collect()
}

/// The table with its persons or cases in the first column.
fn of_forms(table: &Table) -> Option<(Rows, Table)> {
    // Most tables have nothing of it beside or above them, and are not turned.
    let labels = table.rows.iter().filter_map(|row| row.first()).chain(&table.header);
    if table.header.len() < 2 || labels.filter(|cell| learner::may_be_form(&plain_text(&cell.content))).nth(1).is_none()
    {
        return None;
    }
    [Some(table.clone()), turned(table)].into_iter().flatten().find_map(|table| {
        // A person in the header is one like those below it.
        let first = table.rows.first().map(|row| text(&row[0])).unwrap_or_default();
        let unnamed = learner::are_persons(&[text(&table.header[0]), first]);
        let table = unheaded(&table).filter(|_| unnamed).unwrap_or(table);
        Some((rows(&table)?, table))
    })
}

/// A table of two columns whose header is a row like the others.
pub(super) fn unheaded(table: &Table) -> Option<Table> {
    let empty = |cell: &TableCell| TableCell { content: Vec::new(), span: cell.span };
    (table.header.len() == 2 && table.is_headed()).then(|| Table {
        header: table.header.iter().map(empty).collect(),
        alignments: table.alignments.clone(),
        rows: std::iter::once(table.header.clone()).chain(table.rows.iter().cloned()).collect(),
    })
}

/// The table with its columns as rows.
fn turned(table: &Table) -> Option<Table> {
    let row =
        |column: usize| std::iter::once(&table.header).chain(&table.rows).map(|row| row[column].clone()).collect();
    let mut rows = (0..table.header.len()).map(row).collect::<Vec<Vec<TableCell>>>().into_iter();
    let header = rows.next().filter(|header| header.len() > 1)?;
    Some(Table { alignments: vec![table.alignments.first().copied()?; header.len()], header, rows: rows.collect() })
}

/// What the first column holds, where the others hold its forms and not what it means.
fn rows(table: &Table) -> Option<Rows> {
    let column = |at: usize| -> Vec<String> {
        let cells = table.rows.iter().filter_map(|row| row.get(at)).map(text);
        cells.filter(|label| !label.is_empty()).collect()
    };
    let labels = column(0);
    let headers: Vec<String> = table.header[1..].iter().map(text).collect();
    let forms = labels.iter().filter(|label| learner::is_form(label)).count();
    let told = headers.iter().any(|header| learner::heads_words(header));
    let most = labels.len() > 1 && forms * 3 >= labels.len() * 2;
    match () {
        () if told => None,
        () if learner::are_persons(&labels) => {
            let means = (1..table.header.len()).any(|at| learner::are_persons(&column(at)));
            (!means).then_some(Rows::Persons)
        }
        () if most && headers.iter().all(|header| learner::is_form(header)) => Some(Rows::Cases),
        () if labels.len() > 2 && learner::are_cases(&labels) && !headers.iter().any(String::is_empty) => {
            Some(Rows::Cases)
        }
        () => None,
    }
}

/// The card of a column, or those of its cells.
fn of_column(subject: &Subject, table: &Table, rows: Rows, column: usize) -> Vec<Draft> {
    let asked =
        |row: &&Vec<TableCell>| row.get(column).is_some_and(|cell| asks(subject, cell)) && !text(&row[0]).is_empty();
    let forms: Vec<&Vec<TableCell>> = table.rows.iter().filter(asked).collect();
    let (Some(first), Some(last)) = (forms.first(), forms.last()) else { return Vec::new() };
    let header = &table.header[column];
    let shown = [table.header[0].span, header.span];
    if subject.level == CardLevel::Atomic {
        let card = |row: &&Vec<TableCell>| {
            let question = of_cell(subject, header, &row[0]);
            let mut card = Draft::ask(Rule::R(7), question, row[column].span).answer_line(row[column].content.clone());
            card.exact = true;
            card.shows.extend(shown.into_iter().chain([row[0].span]));
            card
        };
        return forms.iter().map(card).collect();
    }
    let span = first[column].span.to(last[column].span);
    let items = forms.iter().map(|row| form(&row[0], &row[column], rows)).collect();
    let list = List { start: None, marker: ListMarker::Dash, tight: true, items };
    let mut card = Draft::ask(Rule::R(7), of_whole(subject, header), header.span)
        .answer(vec![Block::new(BlockKind::List(list), span)]);
    card.exact = true;
    card.shows = shown.into_iter().chain(forms.iter().flat_map(|row| [row[0].span, row[column].span])).collect();
    vec![card]
}

/// The question for all forms of a column.
fn of_whole(subject: &Subject, header: &TableCell) -> Vec<Inline> {
    let name = header_of(header);
    let scene = subject.scene();
    match Heads::of(header) {
        Heads::Word => subject.book.say("forms_of", &scene.with("A", &name)),
        Heads::Form if !subject.name.is_empty() => {
            subject.book.say("forms_in", &Scene { parent: &subject.name, ..scene }.with("C", &name))
        }
        // "Endings" of the tense above.
        Heads::Nothing if learner::is_general(&words::text(&subject.title)) && !subject.above.is_empty() => {
            subject.book.say("forms_in", &Scene { parent: &subject.above, ..scene }.with("C", &subject.title))
        }
        Heads::Nothing if !subject.name.is_empty() => subject.book.say("forms_of", &scene.with("A", &subject.name)),
        _ => subject.book.say("forms_of", &scene.with("A", if name.is_empty() { &subject.title } else { &name })),
    }
}

/// The question for one form.
fn of_cell(subject: &Subject, header: &TableCell, label: &TableCell) -> Vec<Inline> {
    let (name, label) = (header_of(header), words::words(&label.content));
    let scene = subject.scene();
    let (topic, asked): (&[Word], Vec<Word>) = match Heads::of(header) {
        Heads::Word => (&name, label),
        Heads::Form => (&subject.name, listed(&[label, header_words(subject, header)])),
        Heads::Nothing => (&subject.name, label),
    };
    let topic = if topic.is_empty() { &subject.title } else { topic };
    subject.book.say("cell", &Scene { topic, ..scene }.with("r", &asked))
}

/// What heads a column of forms.
enum Heads {
    /// The word whose forms they are.
    Word,
    /// A name of forms, of the word that the title is.
    Form,
    /// Nothing that says more than "form".
    Nothing,
}

impl Heads {
    fn of(header: &TableCell) -> Self {
        match text(header) {
            header if header.is_empty() || learner::is_general(&header) => Self::Nothing,
            header if learner::is_form(&header) => Self::Form,
            _ => Self::Word,
        }
    }
}

/// "je sois", "Dativ: dem"; a cell that says its person stands as it is.
fn form(label: &TableCell, cell: &TableCell, rows: Rows) -> Item {
    let said = text(cell).to_lowercase();
    let mut line = Vec::new();
    let elided = learner::elided(&text(label), &said).filter(|_| rows == Rows::Persons);
    if let Some(elided) = elided {
        line.push(Inline::text(elided, label.span));
    } else if !said.starts_with(&format!("{} ", text(label).to_lowercase())) {
        line.extend(label.content.iter().cloned());
        let person = rows == Rows::Persons && learner::is_person(&text(label));
        line.push(Inline::text(if person { " " } else { ": " }, label.span));
    }
    line.extend(cell.content.iter().cloned());
    Item { task: None, blocks: vec![paragraph(line, cell.span)], span: cell.span }
}

#[cfg(test)]
mod tests {
    use crate::cards::tests::{check, check_atomic};

    #[test]
    fn a_verb_asks_for_its_forms() {
        let note = "# Subjunctive\n## Verbs\n| | partir | venir |\n|---|---|---|\n| je | parte | vienne |\n| tu | partes | viennes |\n";
        check(
            note,
            &[
                "What are the forms of **partir**? (2) => - je parte / - tu partes",
                "What are the forms of **venir**? (2) => - je vienne / - tu viennes",
            ],
        );
        check_atomic(
            note,
            &[
                "**partir**: je? => parte",
                "**venir**: je? => vienne",
                "**partir**: tu? => partes",
                "**venir**: tu? => viennes",
            ],
        );
    }

    #[test]
    fn tenses_are_of_the_verb_above() {
        let note = "# Verbs\n## remar\n| | presente | futuro |\n|---|---|---|\n| yo | remo | remaré |\n| ella / usted | rema | remará |\n";
        check(
            note,
            &[
                "**remar**: **presente**? (2) => - yo remo / - ella / usted rema",
                "**remar**: **futuro**? (2) => - yo remaré / - ella / usted remará",
            ],
        );
        check_atomic(
            note,
            &[
                "**remar**: yo, presente? => remo",
                "**remar**: yo, futuro? => remaré",
                "**remar**: ella / usted, presente? => rema",
                "**remar**: ella / usted, futuro? => remará",
            ],
        );
    }

    #[test]
    fn a_pair_of_columns_may_have_no_header() {
        let cards = ["What are the forms of **remar**? (3) => - yo remo / - tú remas / - él rema"];
        check("# Verbs\n## remar\n| yo | remo |\n|---|---|\n| tú | remas |\n| él | rema |\n", &cards);
        check("# Verbs\n## remar\n| | |\n|---|---|\n| yo | remo |\n| tú | remas |\n| él | rema |\n", &cards);
        check("# Verbs\n## remar\n| yo | tú | él |\n|---|---|---|\n| remo | remas | rema |\n", &cards);
    }

    #[test]
    fn cases_are_learnt_by_column() {
        check(
            "# German\n## Article\n| | Singular | Plural |\n|---|---|---|\n| Nominativ | der | die |\n| Dativ | dem | den |\n",
            &[
                "**Article**: **Singular**? (2) => - Nominativ: der / - Dativ: dem",
                "**Article**: **Plural**? (2) => - Nominativ: die / - Dativ: den",
            ],
        );
    }

    #[test]
    fn endings_are_of_the_tense_above() {
        check(
            "# Le futur\n## Endings\n| je | tu | il |\n|---|---|---|\n| -ai | -as | -a |\n",
            &["**Le futur**: **Endings**? (3) => - je -ai / - tu -as / - il -a"],
        );
    }

    #[test]
    fn pronouns_with_their_meanings_are_words() {
        check(
            "# Words\n| Spanish | English |\n|---|---|\n| yo | I |\n| tú | you |\n",
            &["What does **yo** mean? => I", "What does **tú** mean? => you"],
        );
    }
}
