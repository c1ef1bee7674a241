//! The outline in the reader's side bar, nested as the topics are, and the named destinations that links use.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId, dictionary};

use super::{OutlineEntry, text_string};
use crate::model::TopicRef;
use crate::typeset::pages::Page;

/// Where each topic starts: page, and the point to scroll to.
pub(super) type Places = BTreeMap<TopicRef, (usize, f32, f32)>;

/// The first place of every topic, in PDF's coordinates.
pub(super) fn places(pages: &[Page]) -> Places {
    let mut places = Places::new();
    for (number, page) in pages.iter().enumerate() {
        for anchor in &page.anchors {
            places.entry(anchor.topic).or_insert((number, anchor.x, page.height - anchor.y));
        }
    }
    places
}

/// `[page /XYZ x y null]`: scroll there, keep the magnification.
fn destination(pages: &[ObjectId], (page, x, y): (usize, f32, f32)) -> Object {
    let [x, y] = [x, y].map(|value| Object::Real(value.round()));
    Object::Array(vec![pages[page].into(), "XYZ".into(), x, y, Object::Null])
}

/// The name of a topic's destination.
pub(super) fn name(topic: TopicRef) -> String {
    format!("topic-{:04}-{:05}", topic.note.0, topic.topic.0)
}

/// Writes the name tree of destinations, sorted as the format asks.
pub(super) fn write_names(document: &mut Document, pages: &[ObjectId], places: &Places) -> ObjectId {
    let mut names: Vec<(String, Object)> =
        places.iter().map(|(topic, place)| (name(*topic), destination(pages, *place))).collect();
    names.sort_by(|a, b| a.0.cmp(&b.0));
    let names: Vec<Object> =
        names.into_iter().flat_map(|(name, place)| [Object::string_literal(name), place]).collect();
    let tree = document.add_object(dictionary! { "Names" => names });
    document.add_object(dictionary! { "Dests" => tree })
}

/// Writes the outline; nothing if it would be empty.
pub(super) fn write(
    document: &mut Document,
    entries: &[OutlineEntry],
    pages: &[ObjectId],
    places: &Places,
) -> Option<ObjectId> {
    if entries.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let (first, last) = siblings(document, entries, root, pages, places)?;
    let count = entries.len() as i64;
    let outline = dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => count };
    document.objects.insert(root, Object::Dictionary(outline));
    Some(root)
}

fn siblings(
    document: &mut Document,
    entries: &[OutlineEntry],
    parent: ObjectId,
    pages: &[ObjectId],
    places: &Places,
) -> Option<(ObjectId, ObjectId)> {
    let ids: Vec<ObjectId> = entries.iter().map(|_| document.new_object_id()).collect();
    for (index, entry) in entries.iter().enumerate() {
        let mut item = dictionary! { "Title" => text_string(&entry.title), "Parent" => parent };
        if let Some(place) = places.get(&entry.topic) {
            item.set("Dest", destination(pages, *place));
        }
        if index > 0 {
            item.set("Prev", ids[index - 1]);
        }
        if let Some(next) = ids.get(index + 1) {
            item.set("Next", *next);
        }
        if let Some((first, last)) = siblings(document, &entry.children, ids[index], pages, places) {
            item.set("First", first);
            item.set("Last", last);
            // Negative: closed when the file is opened.
            item.set("Count", -(entry.children.len() as i64));
        }
        document.objects.insert(ids[index], Object::Dictionary(item));
    }
    Some((*ids.first()?, *ids.last()?))
}
