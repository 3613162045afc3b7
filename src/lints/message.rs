//! What rules say, in the reader's language: `seeds/messages/`, one table a group, a key and its English and Arabic.
//!
//! `{name}` in a message is replaced by a value. Both languages of a key name the same values; the build checks that.

use crate::analysis::Document;
use crate::tags::TagType;
use crate::text::Language;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// The message of a key in a language, with its values in their places.
pub fn say(locale: Language, key: &str, values: &[(&str, &str)]) -> String {
    let Ok(index) = MESSAGES.binary_search_by_key(&key, |(key, ..)| key) else {
        debug_assert!(false, "no message {key}");
        return key.to_owned();
    };
    let (_, english, arabic) = MESSAGES[index];
    let mut rest = if locale == Language::Arabic { arabic } else { english };
    let mut out = String::with_capacity(rest.len() + 32);
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(before);
        out.push_str(values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value));
        rest = behind;
    }
    out.push_str(rest);
    out
}

impl Document {
    /// The message of a key in the language of the document's reader.
    pub(super) fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        say(self.options().locale, key, values)
    }

    /// What the reader calls a type of tags.
    pub(super) fn kind(&self, kind: TagType) -> String {
        self.say(&format!("kind:{}", kind.as_str()), &[])
    }
}

#[cfg(test)]
mod tests {
    use super::{MESSAGES, say};
    use crate::tags::TagType;
    use crate::text::Language;

    #[test]
    fn values_stand_where_the_message_names_them() {
        let values = [("name", "tei"), ("lost", "value")];
        let key = "tag/invalid-for-dialect:lost";
        let english = say(Language::English, key, &values);
        assert_eq!(english, "tei cannot say this tag's value: correct it, or use another dialect");
        assert!(say(Language::Arabic, key, &values).contains("tei"));
    }

    #[test]
    fn every_type_of_tags_has_a_name() {
        for kind in TagType::ALL {
            let key = format!("kind:{}", kind.as_str());
            assert_eq!(say(Language::English, &key, &[]), kind.as_str());
            assert_ne!(say(Language::Arabic, &key, &[]), key);
        }
    }

    #[test]
    fn no_message_holds_what_turns_its_line_around() {
        for (key, english, arabic) in MESSAGES {
            for c in english.chars().chain(arabic.chars()) {
                assert!(
                    !('\u{200e}'..='\u{202e}').contains(&c) && !('\u{2066}'..='\u{2069}').contains(&c),
                    "{key}"
                );
            }
        }
    }
}
