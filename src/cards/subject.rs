//! A topic as the rules see it: what its cards ask about, what stands above it, and its body in pieces.

mod halves;
mod tree;

use std::cell::OnceCell;

use smol_str::SmolStr;

use super::attribute;
use super::heading;
use super::labels::Labels;
use super::lexicon::Lexicon;
use super::note_name;
use super::phrases::{Facet, Fact, Phrases, Scene, Usage};
use super::piece::Piece;
use super::said::Said;
use super::titled::Titled;
use super::words::{self, Word};
use crate::config::Settings;
use crate::model::{Block, CardLevel, Inline, LeadIn, Note, Span, Topic, TopicKind, TopicRef};
pub(crate) use tree::{silenced, subjects};

/// A title of at most this many words may stand in a question about what is below it.
pub(super) const SHORT: usize = 4;

/// A heading of at most this many words may stand inside one.
const FEW: usize = 3;

/// A topic whose cards are wanted.
#[derive(Debug)]
pub(crate) struct Subject<'a> {
    /// Its note.
    pub note: &'a Note,
    /// The topic.
    pub topic: &'a Topic,
    /// What is in force for the note.
    pub settings: &'a Settings,
    /// The phrase book of its language.
    pub book: &'a Phrases,
    /// The words of its language, and of English.
    pub lexicon: Lexicon<'a>,
    /// How the note uses its nouns.
    pub usage: &'a Usage<'a>,
    /// What the labels of the note are.
    pub labels: &'a Labels,
    /// How finely it is cut.
    pub level: CardLevel,
    /// Its title.
    pub title: Vec<Word>,
    /// What its cards ask about: its title, of a facet the topic above, of `Solution: Y` Y; empty for a note called "Lecture 3".
    pub name: Vec<Word>,
    /// The nearest topic above that is no facet; empty for none.
    pub above: Vec<Word>,
    /// What the note is about, where a word or two can say it; empty for the note's own topic.
    pub home: Vec<Word>,
    /// The facet its title is.
    pub facet: Option<Facet<'a>>,
    /// What the facet above it is called: "causes" of "Long-term" under "Causes"; empty for none.
    pub aspect: Vec<Word>,
    /// Titles from the note down to this topic, as plain text.
    pub trail: Vec<String>,
    /// The words of those titles, as the gates compare them.
    pub trail_keys: Vec<Vec<SmolStr>>,
    /// The place of its cards: titles below the note, repeated ones numbered.
    pub place: Vec<String>,
    /// Tags of the note, the topics above and its own.
    pub tags: Vec<String>,
    /// The index of the subject above it.
    pub parent: Option<usize>,
    /// Its body.
    pub pieces: Vec<Piece<'a>>,
    /// What each piece of it says that is a line, from the first look: several rules read the same line.
    said: Vec<OnceCell<Said>>,
    /// What its title is the title of.
    titled: Titled,
}

impl<'a> Subject<'a> {
    /// The topic of the notebook.
    pub(crate) fn at(&self) -> TopicRef {
        TopicRef { note: self.note.id, topic: self.topic.id }
    }

    /// Where its title stands; of a note without heading its start.
    pub(crate) fn span(&self) -> Span {
        self.topic.span
    }

    /// The source of its body; nothing for an empty one.
    pub(crate) fn body_span(&self) -> Option<Span> {
        Some(self.body().first()?.span.to(self.body().last()?.span))
    }

    /// What a question about it is made of.
    pub(crate) fn scene(&self) -> Scene<'_> {
        Scene {
            topic: &self.name,
            parent: &self.above,
            note: &self.home,
            usage: Some(self.usage),
            span: self.span(),
            ..Scene::default()
        }
    }

    /// A fixed phrase about it.
    pub(crate) fn say(&self, phrase: &str) -> Vec<Inline> {
        self.book.say(phrase, &self.scene())
    }

    /// The question its title asks, as a facet or by the patterns of titles; what says little names the facet above it.
    pub(crate) fn question(&self, facts: &[Fact], listed: bool) -> Vec<Inline> {
        let question = self.titled_question(facts, listed);
        if self.aspect.is_empty() || facts.contains(&Fact::CodeOnly) {
            return question;
        }
        let relation = || listed && self.aspect.last().is_some_and(|aspect| self.is_relation(aspect));
        let little = question == self.say("term_in") || relation() && question == self.say("what");
        if little { self.plainly() } else { question }
    }

    /// The same without regard to the facet above.
    pub(crate) fn titled_question(&self, facts: &[Fact], listed: bool) -> Vec<Inline> {
        if self.titled == Titled::More && self.facet.is_none() && self.book.can_say("what_else") {
            return self.say("what_else");
        }
        let code = facts.contains(&Fact::CodeOnly);
        if let Some(facet) = self.facet.as_ref().filter(|facet| !Self::names_its_own(facet)) {
            let scene = Scene { topic: &self.above, ..self.scene() };
            if let Some(phrase) = heading::frame_of_sentence(self, facet) {
                return self
                    .book
                    .say(phrase, &scene.with("v", &facet.label.iter().map(words::lowered).collect::<Vec<_>>()));
            }
            let question = if code && facet.row.role != "code" {
                self.book.ask_code(facet, &scene)
            } else {
                self.book.ask_facet(facet, listed, &scene)
            };
            if let Some(question) = question {
                return question;
            }
        }
        if let Some(question) = attribute::of_topic(self, &[]).filter(|_| !(listed && self.book.is_plural(&self.title)))
        {
            return question;
        }
        if let Some(question) = self.aspect_question().or_else(|| self.influence_question()) {
            return question;
        }
        // "Formal register contains:" over a list asks as an intro does; "Linked lists" is a noun.
        let verb = |word: &Word| self.book.is("list_verb", word) && self.book.is("finite_s", word);
        if listed
            && self.title.last().is_some_and(|word| verb(word) && word.text() == word.key)
            && let Some(intro) = self.book.intro(&self.title, &self.scene())
        {
            return intro.question;
        }
        if super::terms::is_date(self, self.book.name(&self.title)) && self.book.can_say("dated") {
            return self.book.say("dated", &self.scene().with("A", &self.title));
        }
        let mut facts = facts.to_vec();
        facts.extend(self.place_facts());
        let named = self.facet.as_ref().is_some_and(Self::names_its_own);
        let note: &[Word] = if facts.contains(&Fact::InNote) { &self.home } else { &[] };
        let scene = Scene { note, ..self.scene() };
        let question = self.book.heading(if named { &self.name } else { &self.title }, &facts, &scene);
        halves::question(self, &question).unwrap_or(question)
    }

    /// "What are the long-term causes of the French Revolution?"
    pub(crate) fn aspect_question(&self) -> Option<Vec<Inline>> {
        let is = |word: Option<&Word>, class: &str| word.is_some_and(|word| self.book.is(class, word));
        let aspect = self.aspect.last();
        let told = is(aspect, "of_parent") || is(aspect, "told_by_adjective");
        let fits = is(self.title.last(), "adjectival") && told && self.book.can_say("aspect");
        let scene = || Scene { topic: &self.above, ..self.scene() }.with("t", &self.name).with("label", &self.aspect);
        fits.then(|| self.book.say("aspect", &scene()))
    }

    /// "On later art" below "Influence": what influence does it have on later art?
    fn influence_question(&self) -> Option<Vec<Inline>> {
        let influence = self.aspect.last().is_some_and(|aspect| self.book.is("influences", aspect));
        let on = influence && self.title.first().is_some_and(|word| self.book.is("preposition", word));
        let title = || [&self.aspect[..], &self.title].concat();
        on.then(|| self.book.heading(&title(), &[Fact::Parent, Fact::NewWords], &self.scene()))
    }

    /// Whether a facet is something that a topic has of its own, and no kind of it: its causes, its etiology.
    fn is_relation(&self, aspect: &Word) -> bool {
        ["of_parent", "told_by_adjective", "points_of"].iter().any(|class| self.book.is(class, aspect))
    }

    /// The plain question by the title and what stands above it: "**Pneumonia**, etiology: **Bacteria**?"
    pub(crate) fn plainly(&self) -> Vec<Inline> {
        let scene = self.scene();
        let vague = || self.book.is_key("vague_title", &words::lower_text(&self.aspect));
        let said = |aspect: &Word| {
            self.title.iter().chain(&self.above).any(|word| super::opening::is_akin(&word.key, &aspect.key))
        };
        let tells = !self.aspect.is_empty() && !self.above.is_empty() && !vague() && !self.aspect.iter().any(said);
        if !tells || !self.book.can_say("term_aspect") {
            return self.book.say("term_in", &scene);
        }
        self.book.say("term_aspect", &scene.with("label", &self.aspect))
    }

    /// The plain question for a part of a facet: "**Macbeth**, plot: **Act 1**?"; none where the language has no phrase for it.
    pub(crate) fn plainly_of(&self, part: &[Word]) -> Option<Vec<Inline>> {
        let facet = self.facet.as_ref().filter(|_| !self.above.is_empty() && self.book.can_say("term_aspect"))?;
        let scene = Scene { topic: part, parent: &self.above, ..self.scene() };
        Some(self.book.say("term_aspect", &scene.with("label", &facet.label)))
    }

    /// Whether it is a point of a heading that lists what speaks of the title: "Justice" under "Objections" is what one of them
    /// is called, and not what its text tells of.
    pub(crate) fn is_point(&self) -> bool {
        let listed = self.aspect.last().or(self.above.last().filter(|_| self.is_below_heading()));
        self.facet.is_none() && listed.is_some_and(|listed| self.book.is("points_of", listed))
    }

    /// What the question must know of where the topic stands.
    fn place_facts(&self) -> Vec<Fact> {
        if self.above.is_empty() {
            return Vec::new();
        }
        let shared = |word: &Word| {
            word.key.len() > 2 && self.above.iter().any(|above| super::opening::is_akin(&above.key, &word.key))
        };
        let small =
            self.title.first().is_some_and(|word| word.is_text() && word.text().starts_with(char::is_lowercase));
        let below = self.is_below_heading() && self.above != self.home;
        let few = below && self.above.len() <= FEW;
        let task = few && self.book.is_task(&self.above);
        let asks = self.above.last().is_some_and(|word| word.text().ends_with(['?', '？']));
        let facts = [
            (Fact::Parent, true),
            (Fact::NewWords, !self.title.iter().any(shared) && !words::same_keys(&self.title, &self.above)),
            (Fact::BelowHeading, below && is_short(&self.above) && !asks),
            (
                Fact::BelowName,
                is_short(&self.above) && !asks && note_name::tells(self.book.name(&self.above), self.book),
            ),
            (Fact::LowerCase, below && small),
            (Fact::BelowTask, task),
            (Fact::BelowMany, few && !task && self.book.is_plural(&self.above)),
            (Fact::Glossary, self.trail.iter().any(|title| self.book.marks.find("of_words", title).is_some())),
            (Fact::InNote, !self.home.is_empty() && !self.says_home()),
        ];
        facts.into_iter().filter(|&(_, holds)| holds).map(|(fact, _)| fact).collect()
    }

    /// Whether the title says what the note is about.
    fn says_home(&self) -> bool {
        words::lower_text(&self.title).contains(&*words::lower_text(&self.home))
    }

    /// Whether the title says little without the heading above it.
    pub(crate) fn needs_parent(&self) -> bool {
        let facts = self.place_facts();
        facts.contains(&Fact::BelowHeading) && facts.contains(&Fact::NewWords) && self.book.can_say("verb_below")
    }

    /// Whether the facet names a topic of its own: `Solution: Y` and `Example: NAME` ask for the name, then Y is the topic.
    fn names_its_own(facet: &Facet) -> bool {
        !facet.name.is_empty() && matches!(facet.row.role.as_str(), "solution" | "example")
    }

    /// Whether a heading or lead-in, not the note, stands above it.
    fn is_below_heading(&self) -> bool {
        let untelling = self.book.is_key("untelling", &self.trail[0].to_lowercase());
        self.place.len() > 1 + usize::from(untelling)
    }

    /// Whether its title says what it is about: a file called README does not.
    pub(crate) fn is_named(&self) -> bool {
        let telling = || self.titled != Titled::Counted && note_name::tells(self.book.name(&self.name), self.book);
        self.parent.is_some() && self.titled == Titled::Topic || telling()
    }

    /// What the piece at `at` says, a line; nothing of any other.
    pub(crate) fn said(&self, at: usize) -> &Said {
        self.said[at].get_or_init(|| Said::of(self, self.pieces[at].line().unwrap_or_default()))
    }

    /// The body as blocks.
    pub(crate) fn body(&self) -> &'a [Block] {
        super::callout::text_of(self.topic)
    }

    /// Whether a label before its text made it: "**Note:** text".
    pub(crate) fn is_run_in(&self) -> bool {
        self.topic.kind == TopicKind::LeadIn(LeadIn::RunIn)
    }

    /// Whether a bold line, not a heading, made it.
    pub(crate) fn is_lead_in(&self) -> bool {
        matches!(self.topic.kind, TopicKind::LeadIn(_))
    }
}

/// Whether words can stand before a question: of Han characters two count as one.
fn is_short(words: &[Word]) -> bool {
    let text = words::text(words);
    words.len() <= SHORT || (text.contains(words::is_ideograph) && words::count(&text) <= SHORT)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_atomic};

    #[test]
    fn a_facet_above_says_which_of_the_topic_is_asked() {
        check(
            "# Silting\n## Etiology\n### Tidal\n- sand\n- clay\n### Rivers\n- mud from the hills\n- peat\n",
            &[
                "What is the tidal etiology of **Silting**? (2) => - sand / - clay",
                "**Silting**, etiology: **Rivers**? (2) => - mud from the hills / - peat",
            ],
        );
    }

    #[test]
    fn what_is_influenced_stands_behind_a_preposition() {
        check(
            "# Silting\n## Influence\n**On trade:** dearer salt\n\n**On the towns:** smaller harbours\n",
            &[
                "What influence does **Silting** have on **trade**? => dearer salt",
                "What influence does **Silting** have on the **towns**? => smaller harbours",
            ],
        );
    }

    #[test]
    fn arguments_against_are_of_no_kind() {
        check(
            "# Toll\n## Arguments against\n### Logical\nIt costs more than it brings.\n\n## Responses\n### From Goole\nThe lock needs a new gate.\n",
            &[
                "**Toll**, arguments against: **Logical**? => It costs more than it brings.",
                "**Toll**, responses: **From Goole**? => The lock needs a new gate.",
            ],
        );
    }

    #[test]
    fn several_things_called_main_are_of_what_stands_above() {
        check(
            "# Peace of Harwich\n## Main terms\n- free passage\n- no toll\n\n## Limiting factors\n- the depth of the fairway\n- the tide\n",
            &[
                "What are the main terms of the **Peace of Harwich**? (2) => - free passage / - no toll",
                "What are the limiting factors of the **Peace of Harwich**? (2) => - the depth of the fairway / - the tide",
            ],
        );
        check(
            "# Old school\n## Four virtues\nWisdom, courage, justice, patience\n\n## Two pointers\nA technique that walks from both ends.\n",
            &[
                "What are the four virtues of **Old school**? => Wisdom, courage, justice, patience",
                "What are **Two pointers**? => A technique that walks from both ends.",
            ],
        );
        check(
            "# Lecture 3\n## Main terms\n- free passage\n- no toll\n",
            &["What are **Main terms**? (2) => - free passage / - no toll"],
        );
    }

    #[test]
    fn a_point_is_not_what_its_text_tells_of() {
        let note = "# Toll\n## Objections\n### Fairness\nIt could ruin the small towns.\n### Envy\nEnvy is the wish to have what others have.\n";
        let asked = [
            "**Toll**, objections: **Fairness**? => It could ruin the small towns.",
            "What is **Envy**? => the wish to have what others have.",
        ];
        check(note, &asked);
        check_atomic(note, &asked);
    }

    #[test]
    fn notes_in_a_lecture_are_about_nothing_that_its_number_tells() {
        check(
            "# Lecture 3\n## Notes\n- Locks: only one boat may pass at a time\n- Pound: the stretch of water a boat waits in\n",
            &[
                "**Locks**? => only one boat may pass at a time",
                "What is **Pound**? => the stretch of water a boat waits in",
            ],
        );
    }

    #[test]
    fn a_study_is_asked_below_what_it_is_of() {
        check(
            "# Homing of gulls\n## Study\nAim: to see how gulls find home\nFindings: they follow the coast\n",
            &[
                "**Homing of gulls**: what is the aim of the **study**? => to see how gulls find home",
                "**Homing of gulls**: what are the findings of the **study**? => they follow the coast",
            ],
        );
    }
}
