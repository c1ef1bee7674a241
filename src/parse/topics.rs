//! The blocks of a note become its tree of topics: headings and lead-ins with what belongs to them.

use rustc_hash::FxHashSet;

use super::lead_in::Lead;
use super::source::Source;
use super::{lead_in, paragraph, run_in};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Block, BlockKind, Inline, InlineKind, Item, LeadIn, List, Span, Topic, TopicId, TopicKind};

/// The topic of the whole note.
pub(super) fn tree(source: &Source, blocks: Vec<Block>) -> Topic {
    let root = topic(TopicKind::Note, Vec::new(), source.span(0..0));
    let mut tree = Tree { source, open: vec![root] };
    let blocks = outlined(blocks);
    let loose = run_in::followed_loosely(source, &blocks);
    let mut blocks = blocks.into_iter().zip(loose).peekable();
    while let Some((block, loose)) = blocks.next() {
        match block.kind {
            BlockKind::Heading(level, title) => tree.heading(level, title, block.span, block.id),
            BlockKind::Paragraph(inlines) => {
                let leads_on = blocks.peek().is_some_and(|(next, _)| can_follow(next));
                tree.paragraph(inlines, block.id, &Follow { leads_on, loose });
            }
            kind => tree.push(Block { kind, span: block.span, id: block.id }),
        }
    }
    let mut root = tree.close();
    let mut next = 0;
    number(&mut root, &mut next);
    root
}

/// Blocks with the headings taken out that open items of a list: in an outline, as Logseq keeps it, all stands in one list.
fn outlined(blocks: Vec<Block>) -> Vec<Block> {
    let headed = |block: &Block| matches!(&block.kind, BlockKind::List(list) if list.items.iter().any(is_headed));
    if !blocks.iter().any(headed) {
        return blocks;
    }
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block.kind {
            BlockKind::List(list) if list.items.iter().any(is_headed) => unlisted(list, block.id, &mut out),
            kind => out.push(Block { kind, span: block.span, id: block.id }),
        }
    }
    out
}

/// Whether a heading opens the item.
pub(super) fn is_headed(item: &Item) -> bool {
    matches!(item.blocks.first(), Some(Block { kind: BlockKind::Heading(..), .. }))
}

/// Sets free what stands in headed items; the items between them stay lists. The list's id
/// names the last of them that has none.
fn unlisted(mut list: List, id: Option<String>, out: &mut Vec<Block>) {
    let first = out.len();
    let mut run: Vec<Item> = Vec::new();
    for item in std::mem::take(&mut list.items) {
        if !is_headed(&item) {
            run.push(item);
            continue;
        }
        out.extend(listed(std::mem::take(&mut run), &list));
        out.extend(outlined(item.blocks));
    }
    out.extend(listed(run, &list));
    if let Some(last) = out[first..].iter_mut().rfind(|block| block.id.is_none()) {
        last.id = id;
    }
}

/// These items as a list like `list`.
fn listed(items: Vec<Item>, list: &List) -> Option<Block> {
    let span = items.first()?.span.to(items.last()?.span);
    Some(Block::new(BlockKind::List(List { items, ..list.clone() }), span))
}

fn topic(kind: TopicKind, title: Vec<Inline>, span: Span) -> Topic {
    let (body, topics, tags, block_ids) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    Topic { id: TopicId(0), kind, title, body, topics, tags, block_ids, span }
}

/// Takes the sign off a heading that its author wrote as an item: `### - The harbour`.
fn unbulleted(source: &Source, title: &mut [Inline]) {
    let Some(Inline { kind: InlineKind::Text(text), span }) = title.first_mut() else { return };
    let escaped = source.text[..span.start as usize].ends_with('\\');
    for sign in ["- ", "• "] {
        if text.starts_with(sign) && source.of(*span).starts_with(sign) && !escaped {
            text.drain(..sign.len());
            span.start += sign.len() as u32;
        }
    }
}

/// Numbers topics in reading order.
pub(super) fn number(topic: &mut Topic, next: &mut u32) {
    topic.id = TopicId(*next);
    *next += 1;
    for child in &mut topic.topics {
        number(child, next);
    }
}

/// Whether a lead-in can lead to this block.
fn can_follow(block: &Block) -> bool {
    !matches!(block.kind, BlockKind::Heading(..) | BlockKind::Rule | BlockKind::Break(_))
}

/// What follows a paragraph.
struct Follow {
    /// A block that a lead-in can lead to.
    leads_on: bool,
    /// Something that no run-in line could own.
    loose: bool,
}

/// The topics that are open, outermost first: the note, headings of rising level, and at most one lead-in.
struct Tree<'s, 't> {
    source: &'s Source<'t>,
    open: Vec<Topic>,
}

impl Tree<'_, '_> {
    fn push(&mut self, block: Block) {
        if let Some(topic) = self.open.last_mut() {
            topic.body.push(block);
        }
    }

    fn heading(&mut self, level: u8, title: Vec<Inline>, span: Span, block_id: Option<String>) {
        self.close_to(|kind| match kind {
            TopicKind::Note => false,
            TopicKind::Heading(other) => other >= level,
            TopicKind::LeadIn(_) => true,
        });
        let (mut title, tags) = without_tags(title);
        unbulleted(self.source, &mut title);
        paragraph::trim(self.source, &mut title);
        let block_ids = block_id.or_else(|| attribute_id(self.source.of(span))).into_iter().collect();
        self.open.push(Topic { tags, block_ids, ..topic(TopicKind::Heading(level), title, span) });
    }

    fn lead_in(&mut self, kind: LeadIn, title: Vec<Inline>, span: Span) {
        self.close_to(|kind| matches!(kind, TopicKind::LeadIn(_)));
        let (title, tags) = without_tags(title);
        self.open.push(Topic { tags, ..topic(TopicKind::LeadIn(kind), title, span) });
    }

    /// Cuts a paragraph at its lead-ins.
    fn paragraph(&mut self, inlines: Vec<Inline>, id: Option<String>, follow: &Follow) {
        if self.tags_of_heading(&inlines, id.as_ref()) {
            return;
        }
        if !may_lead(&inlines) {
            return self.text(inlines, id);
        }
        let mut lines = lines(inlines);
        let mut leads: Vec<_> = lines.iter().map(|(line, _)| lead_in::of_line(self.source, line)).collect();
        for at in 0..leads.len() {
            let leads_to_lead =
                leads.get(at + 1).is_some_and(|next| matches!(next, Some(lead) if lead.kind == LeadIn::Line));
            let fits = |lead: &Lead| match lead.kind {
                LeadIn::RunIn => !follow.loose,
                LeadIn::Line if lead.remark => lines.len() == 1 && follow.leads_on,
                LeadIn::Line if at + 1 == lines.len() => follow.leads_on,
                LeadIn::Line => !leads_to_lead,
            };
            let (fit, refused) = (leads[at].as_ref().is_some_and(fits), leads[at].is_some());
            if !fit {
                leads[at] = None;
            }
            if refused && !fit {
                run_in::colon_outside(&mut lines[at].0);
            }
        }
        let mut text: Vec<Inline> = Vec::new();
        for ((line, line_break), lead) in lines.into_iter().zip(leads) {
            match lead {
                Some(lead) => {
                    self.text(std::mem::take(&mut text), None);
                    let own = self.own_span(&line, &lead);
                    self.lead_in(lead.kind, lead.title, own);
                    text.extend(lead.rest);
                }
                None => text.extend(line),
            }
            text.extend(line_break.filter(|_| !text.is_empty()));
        }
        self.text(text, id);
    }

    /// A lead-in's own source, colon included, without what follows.
    fn own_span(&self, line: &[Inline], lead: &Lead) -> Span {
        let start = line.first().map_or(0, |first| first.span.start);
        let line_end = line.last().map_or(start, |last| last.span.end);
        let end = lead.rest.first().map_or(line_end, |first| first.span.start);
        self.source.span(self.source.trimmed(start as usize..end as usize))
    }

    fn text(&mut self, mut inlines: Vec<Inline>, id: Option<String>) {
        paragraph::trim(self.source, &mut inlines);
        if let (Some(first), Some(last)) = (inlines.first(), inlines.last()) {
            let span = first.span.to(last.span);
            self.push(Block { kind: BlockKind::Paragraph(inlines), span, id });
        } else if let Some(topic) = self.open.last_mut() {
            // The paragraph was nothing but a lead-in: what names it names the topic.
            topic.block_ids.extend(id);
        }
    }

    /// A line of nothing but tags right below a heading, or first in a note, belongs to that topic.
    fn tags_of_heading(&mut self, inlines: &[Inline], id: Option<&String>) -> bool {
        let tags = only_tags(inlines);
        match self.open.last_mut() {
            Some(topic) if !matches!(topic.kind, TopicKind::LeadIn(_)) && topic.body.is_empty() && !tags.is_empty() => {
                topic.tags.extend(tags);
                topic.block_ids.extend(id.cloned());
                true
            }
            _ => false,
        }
    }

    fn close_to(&mut self, closes: impl Fn(TopicKind) -> bool) {
        while self.open.len() > 1 && self.open.last().is_some_and(|topic| closes(topic.kind)) {
            self.close_last();
        }
    }

    fn close_last(&mut self) {
        if let Some(mut done) = self.open.pop()
            && let Some(parent) = self.open.last_mut()
        {
            // A vault is mostly small topics: room that nothing fills would be half of all its memory.
            done.body.shrink_to_fit();
            done.topics.shrink_to_fit();
            parent.topics.push(done);
        }
    }

    fn close(mut self) -> Topic {
        while self.open.len() > 1 {
            self.close_last();
        }
        self.open.pop().unwrap_or_else(|| topic(TopicKind::Note, Vec::new(), self.source.span(0..0)))
    }
}

/// Whether a line of a paragraph opens as lead-ins do.
fn may_lead(inlines: &[Inline]) -> bool {
    let opens = |at: usize| at == 0 || matches!(inlines[at - 1].kind, InlineKind::Break(_));
    let leads = |inline: &Inline| matches!(inline.kind, InlineKind::Strong(_) | InlineKind::Emph(_));
    inlines.iter().enumerate().any(|(at, inline)| leads(inline) && opens(at))
}

/// The source lines of a paragraph, each with the break that ends it.
fn lines(inlines: Vec<Inline>) -> Vec<(Vec<Inline>, Option<Inline>)> {
    let mut lines = vec![(Vec::new(), None)];
    for inline in inlines {
        if matches!(inline.kind, InlineKind::Break(_)) {
            if let Some((_, line_break)) = lines.last_mut() {
                *line_break = Some(inline);
            }
            lines.push((Vec::new(), None));
        } else if let Some((line, _)) = lines.last_mut() {
            line.push(inline);
        }
    }
    lines
}

/// The tags of a line that holds nothing else; none if it holds more.
fn only_tags(inlines: &[Inline]) -> Vec<String> {
    let mut tags = Vec::new();
    for inline in inlines {
        match &inline.kind {
            InlineKind::Tag(tag) => tags.push(tag.clone()),
            InlineKind::Text(text) if text.trim().is_empty() => {}
            InlineKind::Break(_) => {}
            _ => return Vec::new(),
        }
    }
    tags
}

/// A title and the tags in it. A title that is one tag and nothing else is called so: `### #elseif`.
fn without_tags(mut title: Vec<Inline>) -> (Vec<Inline>, Vec<String>) {
    if let [Inline { kind, .. }] = &mut title[..]
        && let InlineKind::Tag(tag) = kind
        && !steers(tag)
    {
        *kind = InlineKind::Text(format!("#{tag}"));
        return (title, Vec::new());
    }
    let mut tags = Vec::new();
    if !title.iter().any(|inline| matches!(inline.kind, InlineKind::Tag(_))) {
        return (title, tags);
    }
    let mut kept = Vec::with_capacity(title.len());
    for inline in title {
        match inline.kind {
            InlineKind::Tag(tag) => tags.push(tag),
            _ => kept.push(inline),
        }
    }
    (kept, tags)
}

/// Whether a tag tells what to make of a topic.
fn steers(tag: &str) -> bool {
    ["card", "flashcard", "nocards"].iter().any(|start| tag.to_lowercase().starts_with(start))
}

/// `id` of `## Title {#id .class}`.
fn attribute_id(heading: &str) -> Option<String> {
    let (_, attributes) = heading.trim_end().strip_suffix('}')?.rsplit_once('{')?;
    let id = attributes.split_whitespace().find_map(|attribute| attribute.trim_start_matches(':').strip_prefix('#'))?;
    (!id.is_empty()).then(|| id.to_owned())
}

/// Headings that repeat under one parent, and headings with nothing under them.
pub(super) fn findings(root: &Topic) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    find_below(root, &mut found);
    found
}

fn find_below(topic: &Topic, found: &mut Vec<Diagnostic>) {
    let mut titles = FxHashSet::default();
    let headings = || topic.topics.iter().filter(|topic| matches!(topic.kind, TopicKind::Heading(_)));
    let has_siblings = headings().nth(1).is_some();
    for heading in headings() {
        let is_empty = heading.body.is_empty() && heading.topics.is_empty();
        if !has_siblings && !is_empty {
            continue;
        }
        let title = heading.title_text();
        if !title.is_empty() && !titles.insert(title.to_lowercase()) {
            let message = format!("a second heading \"{title}\" under the same parent");
            let help = "rename one of them, so that links and cards can tell them apart";
            found.push(Diagnostic::new(Code::DuplicateTopic, heading.span, message).help(help));
        }
        if is_empty {
            let message = format!("nothing stands under the heading \"{title}\"");
            let help = "write something below it, or take it out";
            found.push(Diagnostic::new(Code::EmptyTopic, heading.span, message).help(help));
        }
    }
    topic.topics.iter().for_each(|child| find_below(child, found));
}
