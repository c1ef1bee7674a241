//! From the scopes of a grammar to the few classes that have a colour.

use std::collections::HashMap;

use syntect::parsing::{Scope, ScopeStack};

use super::TokenClass;

/// Scopes and their classes; of several that fit a scope the first counts. What is `None` is passed over for the scope
/// around it.
const RULES: [(&str, Option<TokenClass>); 52] = {
    use TokenClass::{
        Comment, Constant, Deleted, Function, Inserted, Keyword, Meta, Number, Operator, Plain, String, Tag, Type,
    };
    [
        ("comment", Some(Comment)),
        ("punctuation.definition.comment", Some(Comment)),
        ("string.unquoted.argument", Some(Plain)),
        ("string", Some(String)),
        ("punctuation.definition.string", Some(String)),
        ("punctuation.definition.annotation", Some(Meta)),
        ("punctuation.definition.variable", Some(Meta)),
        ("punctuation.definition.keyword", None),
        ("punctuation.section.interpolation", Some(Operator)),
        ("punctuation.section.embedded", Some(Meta)),
        ("meta.interpolation", Some(Plain)),
        ("meta.template.expression", Some(Plain)),
        ("constant.character.escape", Some(Constant)),
        ("constant.numeric", Some(Number)),
        ("constant.other.color", Some(Number)),
        ("constant", Some(Constant)),
        ("support.constant", Some(Constant)),
        ("variable.language", Some(Constant)),
        ("variable.annotation", Some(Meta)),
        ("variable.function", Some(Function)),
        ("variable.other.readwrite.shell", Some(Meta)),
        ("variable.other.readwrite.assignment.shell", Some(Meta)),
        ("variable.other.php", Some(Meta)),
        ("variable.other.constant", Some(Constant)),
        ("keyword.other.unit", Some(Number)),
        ("keyword.operator", Some(Operator)),
        ("keyword.declaration", Some(Keyword)),
        ("keyword", Some(Keyword)),
        ("storage.type.numeric", Some(Number)),
        ("storage.type.annotation", Some(Meta)),
        ("storage", Some(Keyword)),
        ("support.type.property-name", Some(Tag)),
        ("support.type", Some(Type)),
        ("support.class", Some(Type)),
        ("support.function", Some(Function)),
        ("support.macro", Some(Function)),
        ("entity.name.function", Some(Function)),
        ("entity.name.macro", Some(Function)),
        ("entity.name.tag", Some(Tag)),
        ("entity.name.section", Some(Keyword)),
        ("entity.name.label", Some(Meta)),
        ("entity.name.decorator", Some(Meta)),
        ("entity.name.constant", Some(Constant)),
        ("entity.name", Some(Type)),
        ("entity.other.inherited-class", Some(Type)),
        ("entity.other.attribute-name", Some(Meta)),
        ("markup.inserted", Some(Inserted)),
        ("markup.deleted", Some(Deleted)),
        ("markup.heading", Some(Keyword)),
        ("meta.diff.header", Some(Meta)),
        ("meta.diff.range", Some(Meta)),
        ("meta.preprocessor", Some(Meta)),
    ]
};

/// Looks scopes up, each once.
#[derive(Default)]
pub(super) struct Classes {
    rules: Vec<(Scope, Option<TokenClass>)>,
    known: HashMap<Scope, Option<TokenClass>>,
}

impl Classes {
    /// The class of `text` under these scopes: the innermost scope that has one decides.
    pub(super) fn of(&mut self, stack: &ScopeStack, text: &str) -> TokenClass {
        let class = stack.as_slice().iter().rev().find_map(|scope| self.class(*scope)).unwrap_or(TokenClass::Plain);
        match class {
            TokenClass::Operator if text.chars().all(char::is_alphabetic) => TokenClass::Keyword, // `and`, `not`, `is`
            class => class,
        }
    }

    fn class(&mut self, scope: Scope) -> Option<TokenClass> {
        if self.rules.is_empty() {
            self.rules = RULES.iter().filter_map(|(name, class)| Some((Scope::new(name).ok()?, *class))).collect();
        }
        let rules = &self.rules;
        let find = || rules.iter().find(|(prefix, _)| prefix.is_prefix_of(scope)).and_then(|(_, class)| *class);
        *self.known.entry(scope).or_insert_with(find)
    }
}
