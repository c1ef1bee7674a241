//! R2, statements: the labels of a lecture in mathematics are lead-ins.
//!
//! - **Theorem (Rank–nullity).** Let …   =>  What does the Rank–nullity theorem say?
//! - **Theorem.** Every …                =>  Vector spaces: state the theorem.
//! - **Definition.** … is *compact* if   =>  Define compact.
//! - *Proof.* …, **Remark.** …           =>  Extra of the statement before
//!
//! A statement owns its paragraph and the formulas and lists below it; a proof what stands before its end mark.

mod label;

use super::claims::Claims;
use super::draft::{Draft, paragraph};
use super::phrases::{Phrases, Scene};
use super::piece::{Piece, PieceKind, blocks, span_of};
use super::subject::Subject;
use super::words::{self, Word};
use super::{Rule, atomic, definition, sentence, terms};
use crate::model::{Block, BlockKind, Inline, InlineKind, plain_text};
use label::{Label, Role};

/// A term to define has at most this many words.
const LONGEST_TERM: usize = 5;
/// A label over a list has at most this many words.
const LABEL: usize = 4;
/// What ends a proof.
const END_OF_PROOF: [&str; 7] = ["∎", "□", "■", "◻", "QED", "Q.E.D.", r"\square"];

/// The cards of labelled statements.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    if !subject.book.can_say("statement") {
        return Vec::new();
    }
    let mut drafts: Vec<Draft> = titled(subject, claims).into_iter().collect();
    let mut asked = !drafts.is_empty();
    let mut unnamed: Vec<(Vec<Word>, usize)> = Vec::new();
    let mut pieces = &subject.pieces[..];
    while let Some((first, below)) = pieces.split_first() {
        pieces = below;
        let Some(label) = first.line().and_then(|line| label::of_line(subject.book, line)) else { continue };
        if !claims.free(first.span) || (label.role == Role::Follows && !asked) {
            continue;
        }
        let (own, after) = below.split_at(owned(subject, first, &label, below));
        pieces = after;
        let span = own.last().map_or(first.span, |last| first.span.to(last.span));
        claims.take(span);
        if label.role == Role::Follows {
            continue;
        }
        let draft = draft(subject, &label, first, own);
        let earlier = unnamed.iter().find(|(kind, _)| label.name.is_empty() && *kind == label.kind);
        if let (Some(&(_, at)), Role::States) = (earlier, label.role) {
            also(&mut drafts[at], draft);
        } else {
            if label.name.is_empty() {
                unnamed.push((label.kind, drafts.len()));
            }
            drafts.push(draft);
        }
        asked = true;
    }
    drafts
}

/// The card of a topic whose title is the label.
fn titled(subject: &Subject, claims: &mut Claims) -> Option<Draft> {
    let label = label::of_title(subject.book, &subject.title)?;
    let span = subject.body_span().filter(|&span| claims.free(span))?;
    if label.role == Role::Follows || (label.name.is_empty() && (subject.facet.is_some() || subject.above.is_empty())) {
        return None;
    }
    let own = subject.pieces.iter().position(|piece| follows(subject, piece)).unwrap_or(subject.pieces.len());
    let (own, after) = subject.pieces.split_at(own);
    let last = own.last()?;
    let span = if after.is_empty() { span } else { own[0].span.to(last.span) };
    claims.take(span);
    let question = match (&label.name[..], label.role) {
        ([], Role::Defines) => subject.book.say("definition_of", &scene(subject, &subject.above, &label.kind)),
        ([], _) => subject.book.say("statement_of", &scene(subject, &subject.above, &label.kind)),
        (name, _) => named(subject, &label, name),
    };
    Some(Draft::ask(Rule::R(2), question, span).answer(blocks(own)).of_the_whole())
}

/// Whether a line opens with the label of a statement.
pub(crate) fn is_labelled(book: &Phrases, line: &[Inline]) -> bool {
    label::of_line(book, line).is_some()
}

/// The name in a title that labels a statement: "Definition 1 (Compactness)".
pub(crate) fn name_in(book: &Phrases, title: &[Word]) -> Option<Vec<Word>> {
    label::of_title(book, title).map(|label| label.name).filter(|name| !name.is_empty())
}

fn follows(subject: &Subject, piece: &Piece) -> bool {
    piece.line().and_then(|line| label::of_line(subject.book, line)).is_some_and(|label| label.role == Role::Follows)
}

/// How many of the pieces below a labelled line belong to it.
fn owned(subject: &Subject, first: &Piece, label: &Label, below: &[Piece]) -> usize {
    let labelled = |piece: &Piece| piece.line().and_then(|line| label::of_line(subject.book, line)).is_some();
    let reach = below.iter().position(labelled).unwrap_or(below.len());
    let reach = &below[..reach];
    if label.role == Role::Follows
        && !ends_proof(first)
        && let Some(end) = reach.iter().position(ends_proof)
    {
        return end + 1;
    }
    let mut paragraph = first.block;
    let mut after_formula = false;
    let mut count = 0;
    for (at, piece) in reach.iter().enumerate() {
        match piece.kind {
            // … and "Conditions:" its list.
            PieceKind::Line(line) if label.role == Role::Defines && heads_list(subject, line, reach.get(at + 1)) => {
                break;
            }
            // "Definition: … / Location: …": the next label has its own card.
            PieceKind::Line(line) if label.role == Role::Defines && terms::split(subject, line).is_some() => break,
            PieceKind::Line(_) if std::ptr::eq(piece.block, paragraph) => {}
            // "… where n is the degree." goes on after the formula.
            PieceKind::Line(line) if after_formula && plain_text(line).starts_with(char::is_lowercase) => {
                paragraph = piece.block;
            }
            PieceKind::List(_) | PieceKind::Block(BlockKind::Math(_)) => {}
            _ if count == 0 && label.rest.is_empty() => paragraph = piece.block,
            _ => break,
        }
        after_formula = matches!(piece.kind, PieceKind::Block(_));
        count += 1;
    }
    count
}

/// Whether a line is a label over a list of its own: no "where:", no "such that:".
fn heads_list(subject: &Subject, line: &[Inline], below: Option<&Piece>) -> bool {
    let said = words::words(line);
    let small = said.first().is_some_and(|word| word.text().starts_with(char::is_lowercase));
    let text = plain_text(line);
    let bare = text.trim_end_matches([':', '：', ' ']);
    let open = subject.book.marks.closes("breaks_off", bare) || subject.book.is_key("legend", &bare.to_lowercase());
    let label = sentence::is_intro(line) && words::count(&text) <= LABEL && !small && !open;
    label && below.is_some_and(|below| below.list().is_some())
}

fn ends_proof(piece: &Piece) -> bool {
    let text = match piece.kind {
        PieceKind::Line(line) => plain_text(line),
        PieceKind::Block(BlockKind::Math(math)) => math.into(),
        _ => return false,
    };
    END_OF_PROOF.iter().any(|mark| text.trim_end_matches(['.', '$', ' ', '}']).ends_with(mark))
}

fn draft(subject: &Subject, label: &Label, first: &Piece, own: &[Piece]) -> Draft {
    let span = own.last().map_or(first.span, |last| first.span.to(last.span));
    let mut answer = Vec::new();
    if let Some(at) = span_of(&label.rest) {
        answer.push(paragraph(label.rest.clone(), at));
    }
    let same = own.iter().take_while(|piece| std::ptr::eq(piece.block, first.block)).count();
    answer.extend(blocks(&own[..same]));
    answer.extend(blocks(&own[same..]));
    let question = match (&label.name[..], label.role) {
        ([], Role::Defines) => match term(&answer) {
            Some(term) => subject.book.say("define", &scene(subject, &term, &label.kind)),
            None => plainly(subject, &answer)
                .unwrap_or_else(|| subject.book.say("definition_of", &scene(subject, &subject.name, &label.kind))),
        },
        ([], _) => subject.book.say("statement_of", &scene(subject, &subject.name, &label.kind)),
        (name, _) => named(subject, label, name),
    };
    Draft::ask(Rule::R(2), question, span).answer(answer).undivided()
}

/// What a definition without a term of its own asks, if it is in plain words.
fn plainly(subject: &Subject, answer: &[Block]) -> Option<Vec<Inline>> {
    let BlockKind::Paragraph(line) = &answer.first()?.kind else { return None };
    definition::in_plain_words(subject, line)
}

/// Whether a kind of callout states: a theorem, a lemma.
pub(crate) fn is_kind(book: &Phrases, kind: &str) -> bool {
    // Chinese writes the kind of a callout in English.
    book.marks.is_empty() && book.is_key("states", kind) && book.can_say("statement")
}

/// Whether a title only counts what goes with a statement: "Example 1".
pub(crate) fn only_follows(book: &Phrases, title: &[Word]) -> bool {
    let counted =
        |rest: &[Word]| rest.iter().all(|word| word.key.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'));
    title.split_first().is_some_and(|(kind, rest)| book.is("follows", kind) && counted(rest))
}

/// The question for a statement of a kind that has a name.
pub(crate) fn stated(subject: &Subject, kind: &str, name: &[Word]) -> Vec<Inline> {
    by_name(subject, Role::States, &words::of_text(kind), name)
}

fn named(subject: &Subject, label: &Label, name: &[Word]) -> Vec<Inline> {
    by_name(subject, label.role, &label.kind, name)
}

/// The question for a statement or definition that has a name.
fn by_name(subject: &Subject, role: Role, kind: &[Word], name: &[Word]) -> Vec<Inline> {
    // "Corollary: every element has finite order" names no statement, it is one.
    let clause = (1..name.len()).any(|at| atomic::is_verb(subject, name, at));
    if clause && subject.book.can_say("statement_clause") {
        return subject.book.say("statement_clause", &scene(subject, name, kind));
    }
    let says_kind = name.iter().any(|word| subject.book.is("states", word));
    let phrase = match role {
        Role::Defines => "define",
        _ if says_kind => "callout_theorem",
        _ => "statement",
    };
    subject.book.say(phrase, &scene(subject, name, kind))
}

fn scene<'s>(subject: &'s Subject, topic: &'s [Word], kind: &[Word]) -> Scene<'s> {
    Scene { topic, ..subject.scene() }.with("v", kind)
}

/// The first term that the author set apart in a definition.
fn term(answer: &[Block]) -> Option<Vec<Word>> {
    let Some(Block { kind: BlockKind::Paragraph(line), .. }) = answer.first() else { return None };
    line.iter().find_map(|inline| match &inline.kind {
        InlineKind::Strong(inner) | InlineKind::Emph(inner) | InlineKind::Highlight(inner) => {
            Some(words::words(inner)).filter(|term| !term.is_empty() && term.len() <= LONGEST_TERM)
        }
        _ => None,
    })
}

/// Two statements without a name are asked together.
fn also(card: &mut Draft, draft: Draft) {
    card.parts = card.parts.max(1) + 1;
    card.back.extend(draft.back);
    card.shows.push(draft.span);
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_named_theorem_is_asked_by_its_name() {
        check(
            "## Matrices\n**Theorem 2.1 (Rank–nullity).** For linear $f$ on $V$,\n$$\n\\operatorname{rk} f = 1\n$$\n\n*Proof.* Choose a basis. ∎\n",
            &[
                "What does the **Rank–nullity** theorem say? => For linear $f$ on $V$, / $$ / \\operatorname{rk} f = 1 / $$",
            ],
        );
        check(
            "## Orders\n**Lemma** (Zorn's lemma): Chains have bounds.\n",
            &["What does **Zorn's lemma** say? => Chains have bounds."],
        );
        check(
            "## Sets\n### Theorem 3: Cantor\nNo map is onto.\n",
            &["What does the **Cantor** theorem say? => No map is onto."],
        );
    }

    #[test]
    fn a_title_that_is_the_statement_is_asked_for_precisely() {
        check(
            "## Corollary: every element of $G$ has finite order\nIf $G$ is finite, then $x^{|G|} = 1$ for all $x$ in $G$.\n",
            &[
                "State the corollary precisely: **every element of $G$ has finite order**. => If $G$ is finite, then $x^{|G|} = 1$ for all $x$ in $G$.",
            ],
        );
        check(
            "# Groups\n## Definition: index, $|G:H|$\nThe number of cosets of $H$ in $G$.\n",
            &["Define **index, $|G:H|$**. => The number of cosets of $H$ in $G$."],
        );
    }

    #[test]
    fn theorems_without_a_name_are_asked_together() {
        check(
            "## Groups\n**Theorem.** A is B.\n\n**Theorem.** C is D.\n\n**Remark.** Obvious.\n",
            &["**Groups**: state the theorem. (2) => A is B. / C is D."],
        );
    }

    #[test]
    fn a_quote_that_opens_with_a_label_is_read_like_blocks() {
        check(
            "# Orders\n> **Definition 1.1 (Chain).** A *chain* is a set such that\n> 1. it has an order\n> 2. no two stand side by side\n",
            &["Define **Chain**. => A *chain* is a set such that / 1. it has an order / 2. no two stand side by side"],
        );
        check("# Hull\n> **Formula:** $w = l b$\n", &["What is the formula of **Hull**? => $w = l b$"]);
    }

    #[test]
    fn a_definition_asks_for_the_term_that_it_sets_apart() {
        check(
            "## Spaces\n**Definition.** A space is *compact* if covers shrink.\n",
            &["Define **compact**. => A space is *compact* if covers shrink."],
        );
        check("## Spaces\n**Definition 4 (Cover).** A family of sets.\n", &["Define **Cover**. => A family of sets."]);
    }

    #[test]
    fn a_sentence_is_no_label() {
        check(
            "## Proofs\n**Theorem** provers are programs.\n",
            &["**notes**: **Proofs**? => **Theorem** provers are programs."],
        );
        check("## Laws\nTheorem proving is hard\n", &["What are **Laws**? => Theorem proving is hard"]);
    }

    #[test]
    fn a_definition_in_plain_words_is_asked_plainly_and_ends_at_the_next_label() {
        check(
            "# Sluice\n**Definition:** a gate that holds the water back\n**Location:** at the mouth of a canal\n\n- heavy\n- slow\n",
            &[
                "What is **Sluice**? => a gate that holds the water back",
                "What is the location of **Sluice**? => at the mouth of a canal",
            ],
        );
    }

    #[test]
    fn what_is_labelled_as_the_statement_is_what_a_theorem_says() {
        check(
            "# Tides\n## Brook theorem\n**Statement:** The sum of two tides is a tide.\n**Proof:** Add their heights.\n",
            &[
                "What does the **Brook theorem** say? => The sum of two tides is a tide.",
                "How is the **Brook theorem** proved? => Add their heights.",
            ],
        );
    }
}
