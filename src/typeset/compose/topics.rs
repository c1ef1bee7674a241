//! Topics to boxes: which topic has a box, its number and colour, and what stands in it.

use super::blocks::Place;
use super::inlines::Rich;
use super::paragraph::Hyphens;
use super::{Composer, Footnotes, hyphen};
use crate::model::{BlockKind, InlineKind, LeadIn, Note, Topic, TopicKind, TopicRef};
use crate::typeset::node::{Group, GroupKind, Heading, Item, Node, TextStyle};
use crate::typeset::placed::Color;
use crate::typeset::{BoxKind, ComposedBox};

/// Titles of sections that list sources; they are set small and may be left out.
const REFERENCES: &[&str] = &[
    "references",
    "reference",
    "further reading",
    "sources",
    "source",
    "links",
    "bibliography",
    "see also",
    "external links",
    "参考",
    "参考资料",
    "参考文献",
];

impl Composer<'_> {
    pub(super) fn boxes(&mut self, notes: &[&Note]) -> Vec<ComposedBox> {
        let plans: Vec<Plan<'_>> = notes.iter().flat_map(|note| self.plan(note, notes.len() > 1)).collect();
        let mut number = 0;
        for plan in plans.iter().filter(|plan| plan.kind == BoxKind::Topic) {
            number += 1;
            for topic in plan.topic.walk() {
                self.numbers.insert(TopicRef { note: plan.note.id, topic: topic.id }, number);
            }
        }
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
            }
            boxes.extend(self.topic_box(plan));
        }
        boxes
    }

    /// The language that a note's words are hyphenated by.
    fn language(&self, note: &Note) -> Option<hypher::Lang> {
        let said = note.meta.lang.as_deref().unwrap_or(self.options.lang);
        hyphen::language(said).or_else(|| said.is_empty().then_some(hypher::Lang::English))
    }

    /// The boxes of a note, in reading order.
    fn plan<'n>(&self, note: &'n Note, combined: bool) -> Vec<Plan<'n>> {
        let kept = |topic: &&Topic| self.options.references || !is_reference(topic);
        let (headings, rest): (Vec<&Topic>, Vec<&Topic>) =
            note.root.topics.iter().filter(kept).partition(|topic| matches!(topic.kind, TopicKind::Heading(_)));
        let opens = !note.root.body.is_empty() || !rest.is_empty();
        if headings.is_empty() {
            return if opens {
                vec![Plan { note, topic: &note.root, kind: BoxKind::Topic, own: None }]
            } else {
                Vec::new()
            };
        }
        let mut plans = Vec::new();
        if combined && (headings.len() > 1 || opens) {
            plans.push(Plan { note, topic: &note.root, kind: BoxKind::Band, own: None });
        }
        if opens {
            plans.push(Plan { note, topic: &note.root, kind: BoxKind::Opening, own: Some(rest) });
        }
        for topic in headings {
            self.plan_topic(note, topic, &mut plans);
        }
        plans
    }

    /// One box, or for a chapter its band and a box for each of its sections.
    fn plan_topic<'n>(&self, note: &'n Note, topic: &'n Topic, plans: &mut Vec<Plan<'n>>) {
        let kept = topic.topics.iter().filter(|topic| self.options.references || !is_reference(topic));
        let (sections, rest): (Vec<&Topic>, Vec<&Topic>) =
            kept.partition(|topic| matches!(topic.kind, TopicKind::Heading(_)));
        if sections.len() < 2 || length(topic) < CHAPTER {
            plans.push(Plan { note, topic, kind: BoxKind::Topic, own: None });
            return;
        }
        plans.push(Plan { note, topic, kind: BoxKind::Band, own: None });
        if !topic.body.is_empty() || !rest.is_empty() {
            plans.push(Plan { note, topic, kind: BoxKind::Opening, own: Some(rest) });
        }
        for section in sections {
            self.plan_topic(note, section, plans);
        }
    }

    fn topic_box(&mut self, plan: &Plan<'_>) -> Option<ComposedBox> {
        let at = plan.at();
        self.page = self.options.pages.and_then(|pages| pages.get(&at)).copied();
        let number = self.numbers.get(&at).copied().filter(|_| plan.kind == BoxKind::Topic);
        self.own = number;
        let scale = if is_reference(plan.topic) { self.style.small.size } else { 1.0 };
        let place = Place { depth: 0, level: 1, scale };
        let mut body = Vec::new();
        if plan.kind != BoxKind::Band {
            body = self.blocks(&plan.topic.body, place);
            let children: Vec<&Topic> = plan.own.clone().unwrap_or_else(|| plan.topic.topics.iter().collect());
            for topic in children {
                self.subtopic(topic, plan.note, 2, place, &mut body);
            }
            body.extend(self.footnotes(plan.note, place));
        }
        if body.is_empty() && plan.kind == BoxKind::Opening {
            return None;
        }
        let bars = &self.style.topic.bars;
        let accent = match plan.kind {
            BoxKind::Band | BoxKind::Index => self.style.topic.band,
            BoxKind::Opening => self.style.topic.sub_rule,
            BoxKind::Topic => number
                .map_or(Color(0.0, 0.0, 0.0), |number| bars[(number as usize + bars.len() - 1) % bars.len().max(1)]),
        };
        let title = self.bar_title(plan, number, false);
        let continued = self.bar_title(plan, number, true);
        Some(ComposedBox { topic: at, kind: plan.kind, accent, title, continued, body })
    }

    fn bar_title(&mut self, plan: &Plan<'_>, number: Option<u32>, continued: bool) -> crate::typeset::node::Paragraph {
        let style = TextStyle { color: self.style.topic.title, ..self.bold() };
        let mut rich = Rich::default();
        if let Some(number) = number.filter(|_| self.style.topic.numbers) {
            rich.push(&format!("{number}\u{2002}"), style);
        }
        if plan.topic.title.is_empty() || plan.topic.kind == TopicKind::Note {
            rich.push(&plan.note.title, style);
        } else {
            self.title(&plan.topic.title, style, &mut rich);
        }
        if continued {
            let light = crate::typeset::fonts::Look { italic: true, ..crate::typeset::fonts::Look::default() };
            rich.push(" (continued)", TextStyle { look: light, scale: 0.85, ..style });
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
            if let Ok(object) = own.objects.binary_search_by_key(&range.start, |(place, _)| *place) {
                rich.object(own.objects[object].1.clone(), shown);
            } else {
                rich.push(&own.text[range], shown);
            }
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
        let bold = self.bold();
        let mut rest = topic.body.as_slice();
        let mut rich = Rich::default();
        self.collect(&topic.title, bold, &mut rich);
        if let Some((first, others)) = rest.split_first()
            && let BlockKind::Paragraph(inlines) = &first.kind
        {
            rich.push(if kind == LeadIn::RunIn { " " } else { "\u{2002}" }, self.plain());
            self.collect(inlines, self.plain(), &mut rich);
            rest = others;
            let content = self.paragraph(rich, Hyphens::Allowed);
            let keep = matches!(inlines.last().map(|last| &last.kind), Some(InlineKind::Text(text)) if text.trim_end().ends_with(':'));
            out.push(Node::Heading(Heading { topic: Some(at), level: 0, rule: false, content, scale: place.scale }));
            let _ = keep;
        } else {
            let content = self.paragraph(rich, Hyphens::Never);
            out.push(Node::Heading(Heading {
                topic: Some(at),
                level: place.level.min(6),
                rule: false,
                content,
                scale: place.scale,
            }));
        }
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

/// Bytes of source that make a topic a chapter: about what two columns hold at the usual size.
const CHAPTER: u32 = 8_000;

/// Bytes of source from a topic's heading to its end.
fn length(topic: &Topic) -> u32 {
    let blocks = topic.walk().flat_map(|topic| &topic.body).map(|block| block.span.end - block.span.start);
    blocks.sum()
}

/// A box to be composed.
pub(super) struct Plan<'n> {
    pub(super) note: &'n Note,
    pub(super) topic: &'n Topic,
    pub(super) kind: BoxKind,
    /// The subtopics it takes in; all if none are named.
    own: Option<Vec<&'n Topic>>,
}

impl Plan<'_> {
    /// The topic it is the box of.
    pub(super) fn at(&self) -> TopicRef {
        TopicRef { note: self.note.id, topic: self.topic.id }
    }
}

fn is_reference(topic: &Topic) -> bool {
    let title = topic.title_text();
    let title = title.trim().trim_end_matches(':').to_lowercase();
    matches!(topic.kind, TopicKind::Heading(_)) && REFERENCES.contains(&title.as_str())
}
