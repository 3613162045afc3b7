//! Which rules look, and how much their findings ask for: the defaults and what the settings say.

use super::{Rule, Severity, rules};

/// The levels of all rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Levels {
    /// What was said of each rule, in the order of [`rules`].
    said: Vec<Said>,
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
        Self { said: vec![Said::Nothing; rules().count()] }
    }
}

impl Levels {
    /// Sets the level of one rule, by its name; `None` turns it off. False when there is no such rule.
    pub fn set(&mut self, name: &str, level: Option<Severity>) -> bool {
        let Some(index) = rules().position(|rule| rule.name == name) else { return false };
        self.said[index] = level.map_or(Said::Off, Said::Level);
        true
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

    /// The rules that look, each with the level that its findings get instead of their own.
    pub(super) fn active(&self) -> impl Iterator<Item = (&'static Rule, Option<Severity>)> + '_ {
        rules().zip(&self.said).filter_map(|(rule, said)| match said {
            Said::Nothing => rule.level.map(|_| (rule, None)),
            Said::Off => None,
            Said::Level(level) => Some((rule, Some(*level))),
        })
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
        assert!(levels.set("tag/unknown", None) && levels.set("tag/overlap", Some(Severity::Error)));
        assert_eq!((levels.of("tag/unknown"), levels.of("tag/overlap")), (None, Some(Severity::Error)));
        assert!(!levels.set("tag/none", None));
    }

    #[test]
    fn rules_are_in_the_order_of_their_names() {
        let names: Vec<&str> = rules().map(|rule| rule.name).collect();
        assert!(names.is_sorted(), "{names:?}");
    }
}
