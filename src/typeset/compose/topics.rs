//! Topics to boxes: which topic has a box, its number and colour, and what stands in it.

use super::blocks::Place;
use super::inlines::Rich;
use super::numbers::{self, Number};
use super::paragraph::Hyphens;
use super::plan::{Plan, Planner, is_reference};
use super::words::Words;
use super::{Composer, Footnotes, hyphen};
use crate::model::{BlockKind, LeadIn, Note, Topic, TopicKind, TopicRef, plain_text};
use crate::typeset::node::{Group, GroupKind, Heading, Item, Node, TextStyle};
use crate::typeset::placed::Color;
use crate::typeset::{BoxKind, ComposedBox};

impl Composer<'_> {
    pub(super) fn boxes(&mut self, notes: &[&Note]) -> Vec<ComposedBox> {
        let planner = Planner { combined: notes.len() > 1, references: self.options.references };
        let mut plans: Vec<Plan<'_>> = notes.iter().flat_map(|note| planner.note(note)).collect();
        // Where no note has a band, a box each is how notes look.
        let banded = plans.iter().any(|plan| plan.kind == BoxKind::Band);
        for plan in &mut plans {
            plan.whole_note &= banded && planner.combined;
        }
        self.numbers = numbers::numbers(&plans);
        let mut boxes = Vec::new();
        let mut note = None;
        if self.options.index {
            boxes.extend(self.index(&plans));
        }
        for plan in &plans {
            if note != Some(plan.note.id) {
                note = Some(plan.note.id);
                self.footnotes = Footnotes::default();
                self.lang = self.language(plan.note);
                self.words = Words::of(Some(plan.note), self.options.lang);
            }
            boxes.extend(self.topic_box(plan));
        }
        boxes
    }

    /// The language that a note's words are hyphenated by.
    fn language(&self, note: &Note) -> Option<hypher::Lang> {
        hyphen::language(crate::text::language::of_note(note, self.options.lang))
    }

    fn topic_box(&mut self, plan: &Plan<'_>) -> Option<ComposedBox> {
        let at = plan.at();
        self.page = self.options.pages.and_then(|pages| pages.get(&at)).copied();
        let number = self.numbers.get(&at).cloned().filter(|_| plan.kind == BoxKind::Topic);
        self.own = number.as_ref().map(|number| number.ordinal);
        let scale = if is_reference(plan.topic) { self.style.small.size } else { 1.0 };
        let place = Place { depth: 0, level: 1, scale };
        let mut body = Vec::new();
        if plan.kind != BoxKind::Band {
            body = self.blocks(&plan.topic.body, place);
            for topic in &plan.inside {
                self.subtopic(topic, plan.note, 2, place, &mut body);
            }
            body.extend(self.footnotes(plan.note, place));
            drop_idle_rules(&mut body);
        }
        if body.is_empty() && plan.kind == BoxKind::Opening {
            return None;
        }
        let bars = &self.style.topic.bars;
        let accent = match plan.kind {
            BoxKind::Band | BoxKind::Index => self.style.topic.band,
            BoxKind::Topic if plan.whole_note => self.style.topic.band,
            BoxKind::Opening => self.style.topic.sub_rule,
            BoxKind::Topic => self
                .own
                .map_or(Color(0.0, 0.0, 0.0), |number| bars[(number as usize + bars.len() - 1) % bars.len().max(1)]),
        };
        let title = self.bar_title(plan, number.as_ref(), false);
        let continued = self.bar_title(plan, number.as_ref(), true);
        Some(ComposedBox { topic: at, kind: plan.kind, accent, title, continued, body })
    }

    fn bar_title(
        &mut self,
        plan: &Plan<'_>,
        number: Option<&Number>,
        continued: bool,
    ) -> crate::typeset::node::Paragraph {
        let style = TextStyle { color: self.style.topic.title, ..self.bold() };
        let mut rich = Rich::default();
        let of_note = plan.topic.title.is_empty() || plan.topic.kind == TopicKind::Note;
        let said = if of_note { plan.note.title.clone() } else { plain_text(&plan.topic.title).into_owned() };
        let label = number.map(|number| number.label.as_str()).filter(|label| *label != numbers::own(&said).0);
        if let Some(label) = label.filter(|label| self.style.topic.numbers && !label.is_empty()) {
            rich.push(&format!("{label}\u{2002}"), style);
        }
        if of_note {
            rich.push(&plan.note.title, style);
        } else {
            self.title(&plan.topic.title, style, &mut rich);
        }
        if continued {
            let light = crate::typeset::fonts::Look { italic: true, ..crate::typeset::fonts::Look::default() };
            rich.push(&format!(" {}", self.words.continued), TextStyle { look: light, scale: 0.85, ..style });
        }
        self.paragraph(rich, Hyphens::Never)
    }

    /// A title keeps its words and its code, but no ground or link that would not show on a bar.
    fn title(&mut self, inlines: &[crate::model::Inline], style: TextStyle, rich: &mut Rich) {
        let mut own = Rich::default();
        self.collect(inlines, style, &mut own);
        for (range, at) in own.spans.clone() {
            let look = own.styles[usize::from(at)];
            let shown = TextStyle {
                color: style.color,
                ground: crate::typeset::node::Ground::None,
                link: None,
                underline: false,
                ..look
            };
            let mut from = range.start;
            for (at, object) in own.objects.iter().filter(|(at, _)| range.contains(at)) {
                rich.push(&own.text[from..*at], shown);
                rich.object(object.clone(), shown);
                from = at + super::inlines::OBJECT.len_utf8();
            }
            rich.push(&own.text[from..range.end], shown);
        }
    }

    fn subtopic(&mut self, topic: &Topic, note: &Note, depth: u8, place: Place, out: &mut Vec<Node>) {
        if !self.options.references && is_reference(topic) {
            return;
        }
        let at = TopicRef { note: note.id, topic: topic.id };
        let place = Place {
            level: depth,
            scale: if is_reference(topic) { self.style.small.size } else { place.scale },
            ..place
        };
        match topic.kind {
            TopicKind::LeadIn(kind) => self.lead_in(topic, kind, at, place, out),
            TopicKind::Heading(_) | TopicKind::Note => {
                let bold = self.bold();
                let content = self.styled(&topic.title, bold, Hyphens::Never);
                out.push(Node::Heading(Heading {
                    topic: Some(at),
                    level: depth.min(6),
                    rule: depth == 2,
                    content,
                    scale: place.scale,
                }));
                out.extend(self.blocks(&topic.body, place));
            }
        }
        for child in &topic.topics {
            self.subtopic(child, note, depth + 1, place, out);
        }
    }

    /// A bold lead-in runs into the paragraph behind it; before anything else it stands alone, held to it.
    fn lead_in(&mut self, topic: &Topic, kind: LeadIn, at: TopicRef, place: Place, out: &mut Vec<Node>) {
        let mut rest = topic.body.as_slice();
        let mut rich = Rich::default();
        self.collect(&topic.title, self.bold(), &mut rich);
        let mut level = place.level.min(6);
        let mut hyphens = Hyphens::Never;
        if let Some((first, others)) = rest.split_first()
            && let BlockKind::Paragraph(inlines) = &first.kind
        {
            rich.push(if kind == LeadIn::RunIn { " " } else { "\u{2002}" }, self.plain());
            self.collect(inlines, self.plain(), &mut rich);
            (rest, level, hyphens) = (others, 0, Hyphens::Allowed);
        }
        let content = self.paragraph(rich, hyphens);
        out.push(Node::Heading(Heading { topic: Some(at), level, rule: false, content, scale: place.scale }));
        out.extend(self.blocks(rest, place));
    }

    /// The footnotes that were called for since the last box.
    fn footnotes(&mut self, note: &Note, place: Place) -> Option<Node> {
        let scale = self.style.small.size;
        let mut items = Vec::new();
        // A footnote may call another.
        while self.footnotes.printed < self.footnotes.labels.len() {
            let at = self.footnotes.printed;
            self.footnotes.printed += 1;
            let label = self.footnotes.labels[at].clone();
            let body =
                note.footnotes.iter().find(|footnote| footnote.label == label).map(|footnote| footnote.body.clone());
            let body = self.blocks(&body.unwrap_or_default(), Place { scale, ..place });
            let label = self
                .label(&(at + 1).to_string(), TextStyle { raise: crate::typeset::node::Raise::Sup, ..self.plain() });
            items.push(Item { label, indent: self.style.list.indent, gap: 0.0, scale, body });
        }
        let body = vec![Node::List(items)];
        let empty = matches!(&body[0], Node::List(items) if items.is_empty());
        (!empty).then_some(Node::Group(Group { kind: GroupKind::Footnotes, title: None, body }))
    }
}

/// Takes away the rules that part nothing: at an edge of the box, and where a heading or the footnotes have one of their own.
fn drop_idle_rules(body: &mut Vec<Node>) {
    let ruled = |node: Option<&Node>| match node {
        None | Some(Node::Rule | Node::Break(_)) => true,
        Some(Node::Heading(heading)) => heading.rule,
        Some(Node::Group(group)) => group.kind == GroupKind::Footnotes,
        Some(_) => false,
    };
    for at in (0..body.len()).rev() {
        let above = at.checked_sub(1).map(|above| &body[above]);
        if matches!(body[at], Node::Rule) && (ruled(above) || ruled(body.get(at + 1))) {
            body.remove(at);
        }
    }
}
