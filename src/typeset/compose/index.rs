//! The index at the head of a sheet: its topics with their numbers and, where there are several, their pages.

use super::Composer;
use super::inlines::Rich;
use super::numbers;
use super::paragraph::Hyphens;
use super::plan::Plan;
use crate::model::TopicRef;
use crate::typeset::node::{Item, Node, Paragraph, Text, TextStyle};
use crate::typeset::placed::Destination;
use crate::typeset::{BoxKind, ComposedBox};

/// Width of the numbers' column in em, for one digit; each further one takes half an em.
const NUMBERS: f32 = 1.1;

impl Composer<'_> {
    /// The index of the boxes of `plans`; none of a sheet without topics.
    pub(super) fn index(&mut self, plans: &[Plan<'_>]) -> Option<ComposedBox> {
        let first = plans.first()?;
        let longest = self.numbers.values().map(|number| number.label.len()).max().unwrap_or(0);
        let indent = NUMBERS + 0.5 * (longest as f32 - 1.0).max(0.0);
        let mut body = Vec::new();
        let mut items = Vec::new();
        for plan in plans {
            match plan.kind {
                BoxKind::Topic => items.push(self.entry(plan, indent)),
                BoxKind::Band => {
                    body.extend((!items.is_empty()).then(|| Node::List(std::mem::take(&mut items))));
                    let content = self.reference(plan, self.bold());
                    body.push(Node::Text(Text { content, scale: 1.0, keep: true }));
                }
                BoxKind::Opening | BoxKind::Index => {}
            }
        }
        body.extend((!items.is_empty()).then_some(Node::List(items)));
        let style = TextStyle { color: self.style.topic.title, ..self.bold() };
        let (title, continued) = (self.label(&self.words.index, style), self.label(&self.words.index, style));
        let topic = TopicRef { note: first.note.id, topic: first.note.root.id };
        Some(ComposedBox { topic, kind: BoxKind::Index, accent: self.style.topic.band, title, continued, body })
    }

    fn entry(&mut self, plan: &Plan<'_>, indent: f32) -> Item {
        let number = self.numbers.get(&plan.at()).map(|number| number.label.clone()).unwrap_or_default();
        let muted = TextStyle { color: self.muted(), ..self.plain() };
        let label = self.label(&number, muted);
        let content = self.reference(plan, self.plain());
        let body = vec![Node::Text(Text { content, scale: 1.0, keep: false })];
        Item { label, indent, gap: 0.0, scale: 1.0, body }
    }

    /// The title as a link, and its page.
    fn reference(&mut self, plan: &Plan<'_>, style: TextStyle) -> Paragraph {
        let mut rich = Rich::default();
        rich.links.push(Destination::Topic(plan.at()));
        let linked = TextStyle { link: Some(0), ..style };
        let title = plan.topic.title_text();
        let title = if title.trim().is_empty() { &plan.note.title } else { title.trim() };
        // The number stands beside it.
        let label = self.numbers.get(&plan.at()).map_or("", |number| number.label.as_str());
        let (own, rest) = numbers::own(title);
        let said = plan.kind == BoxKind::Topic && !own.is_empty() && own == label;
        rich.push(if said { rest } else { title }, linked);
        if let Some(page) = self.options.pages.and_then(|pages| pages.get(&plan.at())) {
            let muted = TextStyle { color: self.muted(), ..linked };
            rich.push(&format!("\u{2002}{}", self.words.page(*page)), muted);
        }
        self.paragraph(rich, Hyphens::Never)
    }
}
