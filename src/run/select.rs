//! `--select`: which notes count.

use std::str::FromStr;

use globset::{GlobBuilder, GlobMatcher};

use crate::model::{Inline, InlineKind, Node, Note, Topic, visit_blocks};

/// All conditions of a run: same kind, any of them; different kinds, all of them; negated, none of them.
#[derive(Debug, Clone, Default)]
pub struct Select(Vec<Condition>);

/// One `--select`: `tag:python`, `folder:languages/**`, `title:Git*`, or with `!` before it.
#[derive(Debug, Clone)]
pub struct Condition {
    kind: Kind,
    negated: bool,
    glob: GlobMatcher,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Tag,
    Folder,
    Title,
}

impl FromStr for Condition {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (negated, rest) = text.strip_prefix('!').map_or((false, text), |rest| (true, rest));
        let shape = "write tag:NAME, folder:GLOB or title:GLOB, with ! before it for the others";
        let (kind, glob) = rest.split_once(':').ok_or(shape)?;
        let kind = match kind {
            "tag" => Kind::Tag,
            "folder" => Kind::Folder,
            "title" => Kind::Title,
            _ => return Err(shape.to_owned()),
        };
        let glob = if kind == Kind::Tag { glob.trim_start_matches('#') } else { glob.trim_end_matches('/') };
        // Tags and titles are no paths, and Obsidian's tags know no case.
        let folder = kind == Kind::Folder;
        let glob = GlobBuilder::new(glob).literal_separator(folder).case_insensitive(!folder).build();
        let glob = glob.map_err(|error| error.to_string())?.compile_matcher();
        Ok(Self { kind, negated, glob })
    }
}

impl Condition {
    fn holds(&self, note: &Note) -> bool {
        match self.kind {
            Kind::Title => self.glob.is_match(&note.title),
            Kind::Folder => note.path.ancestors().skip(1).any(|folder| self.glob.is_match(folder)),
            Kind::Tag => {
                note.meta.tags.iter().any(|tag| self.has_tag(tag)) || note.walk().any(|topic| self.in_topic(topic))
            }
        }
    }

    /// As in Obsidian, a tag anywhere in the text is the note's.
    fn in_topic(&self, topic: &Topic) -> bool {
        let mut found = topic.tags.iter().any(|tag| self.has_tag(tag));
        visit_blocks(&topic.body, &mut |node| {
            if let Node::Inline(Inline { kind: InlineKind::Tag(tag), .. }) = node {
                found |= self.has_tag(tag);
            }
        });
        found
    }

    /// `tag:python` is also about `python/asyncio`.
    fn has_tag(&self, tag: &str) -> bool {
        let ends = tag.match_indices('/').map(|(at, _)| at).chain([tag.len()]);
        ends.into_iter().any(|end| self.glob.is_match(&tag[..end]))
    }
}

impl Select {
    /// These conditions together.
    pub fn new(conditions: Vec<Condition>) -> Self {
        Self(conditions)
    }

    /// Whether every note counts.
    pub fn is_all(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this note counts.
    pub fn chooses(&self, note: &Note) -> bool {
        let refused = self.0.iter().any(|condition| condition.negated && condition.holds(note));
        let wanted = |kind| {
            let mut same = self.0.iter().filter(|condition| !condition.negated && condition.kind == kind).peekable();
            same.peek().is_none() || same.any(|condition| condition.holds(note))
        };
        !refused && [Kind::Tag, Kind::Folder, Kind::Title].into_iter().all(wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::NoteId;

    fn chooses(conditions: &[&str]) -> bool {
        let (mut note, _) = crate::parse::parse(NoteId(0), "languages/dynamic/python.md".into(), "".into());
        note.title = "Python".into();
        note.meta.tags = vec!["Code/scripts".into()];
        Select::new(conditions.iter().map(|text| text.parse().unwrap()).collect()).chooses(&note)
    }

    #[test]
    fn kinds_and_conditions() {
        assert!(chooses(&[]));
        assert!(chooses(&["tag:code"]) && chooses(&["tag:#code/scripts"]) && !chooses(&["tag:cod"]));
        assert!(chooses(&["folder:languages"]) && chooses(&["folder:*/dynamic"]) && !chooses(&["folder:dynamic"]));
        assert!(chooses(&["title:pyth*"]) && !chooses(&["title:pyth"]));
        assert!(chooses(&["tag:no", "tag:code"]) && !chooses(&["tag:code", "title:no"]));
        assert!(!chooses(&["!tag:code"]) && chooses(&["!title:no", "folder:languages/**"]));
    }

    #[test]
    fn other_shapes_are_refused() {
        assert!("python".parse::<Condition>().is_err() && "x:y".parse::<Condition>().is_err());
    }
}
