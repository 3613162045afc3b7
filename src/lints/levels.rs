//! Which rules look, and how much their findings ask for: the defaults and what the settings say.

use std::sync::Arc;

use super::{Mask, Rule, Severity, rules};

/// The levels of all rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Levels {
    /// What was said of each rule, in the order of [`rules`].
    said: Vec<Said>,
    /// Who said it, where it was said of one rule by itself.
    origins: Vec<Option<Arc<str>>>,
}

/// What the settings say of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Nothing,
    Off,
    Level(Severity),
}

impl Default for Levels {
    fn default() -> Self {
        let count = rules().count();
        Self { said: vec![Said::Nothing; count], origins: vec![None; count] }
    }
}

impl Levels {
    /// Sets the level of one rule, by its name, as `origin` has it; `None` turns it off. False when there is no such rule.
    pub fn set(&mut self, name: &str, level: Option<Severity>, origin: &str) -> bool {
        let Some(index) = rules().position(|rule| rule.name == name) else { return false };
        self.said[index] = level.map_or(Said::Off, Said::Level);
        self.origins[index] = Some(origin.into());
        true
    }

    /// The file or client that set the level of a rule; `None` where it is the rule's own.
    pub fn origin(&self, name: &str) -> Option<&str> {
        let index = rules().position(|rule| rule.name == name)?;
        self.origins[index].as_deref()
    }

    /// The level of one rule; `None` when it is off.
    pub fn of(&self, name: &str) -> Option<Severity> {
        let index = rules().position(|rule| rule.name == name);
        let (rule, said) = rules().zip(&self.said).nth(index?)?;
        match said {
            Said::Nothing => rule.level,
            Said::Off => None,
            Said::Level(level) => Some(*level),
        }
    }

    /// The rules that look: their places among all, and the level that their findings get instead of their own.
    pub(super) fn active(&self) -> impl Iterator<Item = (u16, &'static Rule, Option<Severity>)> + '_ {
        (0..).zip(rules()).zip(&self.said).filter_map(|((number, rule), said)| match said {
            Said::Nothing => rule.level.map(|_| (number, rule, None)),
            Said::Off => None,
            Said::Level(level) => Some((number, rule, Some(*level))),
        })
    }

    /// Turns off all rules of a set.
    pub fn silence(&mut self, mask: Mask) {
        for (number, said) in (0..).zip(&mut self.said) {
            if mask.has(number) {
                *said = Said::Off;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Levels;
    use crate::lints::{Severity, rules};

    #[test]
    fn what_is_not_said_is_as_the_rule_has_it() {
        let mut levels = Levels::default();
        for rule in rules() {
            assert_eq!(levels.of(rule.name), rule.level);
        }
        assert!(
            levels.set("tag/unknown", None, "a") && levels.set("tag/overlap", Some(Severity::Error), "b")
        );
        assert_eq!((levels.of("tag/unknown"), levels.of("tag/overlap")), (None, Some(Severity::Error)));
        assert_eq!((levels.origin("tag/overlap"), levels.origin("tag/unknown-ref")), (Some("b"), None));
        assert!(!levels.set("tag/none", None, "a"));
    }

    #[test]
    fn rules_are_in_the_order_of_their_names() {
        let names: Vec<&str> = rules().map(|rule| rule.name).collect();
        assert!(names.is_sorted(), "{names:?}");
    }
}
