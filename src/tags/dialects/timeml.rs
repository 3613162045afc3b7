//! `TIMEX3`, the tag of times that TimeML has: read in any text, never written into one. Whole TimeML documents are read
//! and written by `formats::timeml`.

use super::super::attributes::Attributes;
use super::super::label::{Label, TagType};

/// True for the name of the element, whose case HTML does not mind.
pub(super) fn names(name: &str) -> bool {
    name.eq_ignore_ascii_case("timex3")
}

/// The label of a `TIMEX3`.
pub(super) fn read(name: &str, attributes: &Attributes<'_>) -> Option<Label> {
    if !names(name) {
        return None;
    }
    let written = attributes.get("type")?;
    let kind = TagType::ALL
        .into_iter()
        .find(|kind| kind.is_temporal() && kind.as_str().eq_ignore_ascii_case(written))?;
    Some(Label {
        value: attributes.get("value").filter(|value| !value.is_empty()).map(str::to_owned),
        modifier: attributes.get("mod").map(str::to_owned),
        ..Label::new(kind)
    })
}

#[cfg(test)]
mod tests {
    use crate::tags::{Region, Syntax, TagType, scan};

    #[test]
    fn a_timex_is_read_in_any_text() {
        for syntax in [Syntax::Plain, Syntax::Markdown, Syntax::Html, Syntax::Xml] {
            let text = "في <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2015\" mod=\"START\">2015</TIMEX3> وصل.";
            let markup = scan(text, syntax, Region::default());
            let [one] = markup.annotations.as_slice() else { panic!("one annotation: {syntax:?}") };
            assert_eq!(one.label.kind, TagType::Date);
            assert_eq!(one.label.value.as_deref(), Some("2015"));
            assert_eq!(one.label.modifier.as_deref(), Some("START"));
            assert_eq!(markup.plain.text, "في 2015 وصل.");
        }
        let markup = scan("<TIMEX3 type=\"x\">2015</TIMEX3>", Syntax::Plain, Region::default());
        assert!(markup.annotations.is_empty(), "an unknown type says nothing");
    }
}
