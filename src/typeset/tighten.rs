//! A look with less white space, for sheets that must fit.

use toml::{Table, Value};

use super::style::Style;

/// The lengths of `templates/sheet/tight.toml`.
const TIGHT: &str = include_str!("../../templates/sheet/tight.toml");

impl Style {
    /// The same with each length at most as in `tight.toml`.
    #[must_use]
    pub fn tightened(&self) -> Self {
        // Both go through TOML, where every length has a name.
        let tight = || Some((Table::try_from(self).ok()?, TIGHT.parse().ok()?));
        let Some((mut own, tight)) = tight() else { return self.clone() };
        lower(&mut own, &tight);
        own.try_into().unwrap_or_else(|_| self.clone())
    }
}

fn lower(own: &mut Table, tight: &Table) {
    for (key, bound) in tight {
        match (own.get_mut(key), bound) {
            (Some(Value::Table(own)), Value::Table(tight)) => lower(own, tight),
            (Some(Value::Float(own)), Value::Float(bound)) => *own = own.min(*bound),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_shrink_and_colours_stay() {
        let style = Style::builtin("default").expect("built in");
        let tight = style.tightened();
        assert!(tight.topic.pad_bottom < style.topic.pad_bottom && tight.code.size < style.code.size);
        assert_eq!((&tight.topic.bars, tight.text.color), (&style.topic.bars, style.text.color));
        assert_eq!(tight.tightened(), tight);
    }
}
