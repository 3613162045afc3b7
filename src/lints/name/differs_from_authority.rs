//! `name/differs-from-authority`: a name is written otherwise than the workspace's own record prefers, or by a name that
//! it had at another time. The fix writes the preferred name and keeps what is glued before it.

use crate::analysis::{Document, Paragraph};
use crate::lints::{Find, Finding, Fix, Rule, Severity};
use crate::text::Edit;

/// The rule.
pub const RULE: Rule =
    Rule { name: "name/differs-from-authority", level: Some(Severity::Warning), find: Find::Document(find) };

fn find(document: &Document, start: usize, paragraph: &Paragraph, out: &mut Vec<Finding>) {
    let Some(authority) = &document.options().authority else { return };
    let day = document.publication().map(|publication| publication.at.date);
    for named in &paragraph.entities {
        let Some(found) = named.mention.own else { continue };
        let plain = &paragraph.markup.plain;
        let read = plain.span_from_raw(found.span);
        let (written, before) = (read.of(&plain.text), &plain.text[..read.start]);
        let Some(mended) = authority.mended(found, written, before, day) else { continue };
        if mended.record.record_type != named.tag_type || mended.record.ignores(RULE.name) {
            continue;
        }
        let period = mended.renamed.unwrap_or_default();
        let [from, to] = [period.from, period.to].map(|date| date.map(|date| date.to_string()));
        let key = match (&from, &to) {
            (Some(_), Some(_)) => "name/differs-from-authority:period",
            (Some(_), None) => "name/differs-from-authority:from",
            (None, Some(_)) => "name/differs-from-authority:to",
            (None, None) => RULE.name,
        };
        let said = document.say(
            key,
            &[
                ("from", from.as_deref().unwrap_or_default()),
                ("to", to.as_deref().unwrap_or_default()),
                ("key", &mended.record.key),
                ("name", &mended.name),
            ],
        );
        let span = found.span.shifted(start);
        // Markup inside the name would be lost: then the author mends it.
        let whole = read.len() == found.span.len();
        let edit = Edit { span, replacement: mended.replacement };
        let fix = Fix {
            title: document.say("name/differs-from-authority:fix", &[("name", &mended.name)]),
            edits: vec![edit],
            is_safe: true,
        };
        let fixes = if whole { vec![fix] } else { Vec::new() };
        out.push(Finding { fixes, ..RULE.finding(span, said) });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::analysis::{Document, Options};
    use crate::authority::{Authority, parse::parse};
    use crate::lints::{Finding, of_document};
    use crate::tags::Syntax;
    use crate::text::apply;
    use std::sync::Arc;

    const RECORDS: &str = r#"
[samer]
type = "person"
prefer.ar = "سامر القلمونجي"
prefer.en = "Samer Qalamounji"
variants.ar = ["سامر القلمنجي"]
variants.en = ["Samir Kalamunji"]
short.ar = ["القلمونجي"]
[sanabil]
type = "org"
prefer.ar = "السنابل الذهبية"
variants.ar = ["سنابل الذهب"]
[nurabad]
type = "place"
prefer.ar = "نور آباد"
renamed = [{ name = "برج النور", from = "2001", to = "2010-06" }]
[quiet]
type = "org"
prefer.ar = "رابطة الوراقين"
variants.ar = ["رابطه الوراقين"]
lint.ignore = ["name/differs-from-authority"]
"#;

    fn findings(text: &str, syntax: Syntax) -> Vec<Finding> {
        let (authority, problems) = Authority::new(parse("a.toml", RECORDS).0);
        assert_eq!(problems, []);
        let authority = Some(Arc::new(authority));
        let document = Document::of(text, Options { syntax, authority, ..Options::default() });
        of_document(&document).into_iter().filter(|finding| finding.rule == RULE.name).collect()
    }

    /// The text with every fix made.
    fn check(text: &str, expected: &str) {
        let fixes: Vec<_> = findings(text, Syntax::Plain)
            .into_iter()
            .flat_map(|finding| finding.fixes)
            .flat_map(|fix| fix.edits)
            .collect();
        let mended = apply(text, &fixes);
        assert_eq!(mended, expected);
        assert_eq!(findings(&mended, Syntax::Plain), [], "what is mended is right");
    }

    #[test]
    fn a_variant_becomes_the_preferred_name() {
        check("وصل سامر القلمنجي أمس.", "وصل سامر القلمونجي أمس.");
        check("وصل سامر القلمونجي أمس.", "وصل سامر القلمونجي أمس.");
        check("قال لسامر القلمنجي إنه عائد.", "قال لسامر القلمونجي إنه عائد.");
        check("Then Samir Kalamunji spoke.", "Then Samer Qalamounji spoke.");
        check("زار <person>سامر القلمنجي</person> الحديقة.", "زار <person>سامر القلمونجي</person> الحديقة.");
    }

    #[test]
    fn proclitics_stay_and_the_article_contracts() {
        check("وقدم هدية لسنابل الذهب.", "وقدم هدية للسنابل الذهبية.");
        check("اتصل بسنابل الذهب.", "اتصل بالسنابل الذهبية.");
        check("وسنابل الذهب شركة.", "والسنابل الذهبية شركة.");
    }

    #[test]
    fn a_former_name_is_mended_outside_its_time() {
        let published = |date: &str| format!("<date.issue norm=\"{date}\"/>سافر إلى برج النور.");
        check(&published("20050101"), &published("20050101"));
        let after = published("20200101");
        check(&after, &after.replace("برج النور", "نور آباد"));
        check("سافر إلى برج النور.", "سافر إلى برج النور.");
    }

    #[test]
    fn a_record_may_silence_the_rule() {
        check("أعلنت رابطه الوراقين الخبر.", "أعلنت رابطه الوراقين الخبر.");
    }

    #[test]
    fn markup_inside_a_name_is_left_alone() {
        let findings = findings("وصل سامر <i>القلمنجي</i> أمس.", Syntax::Html);
        assert_eq!(findings.iter().map(|finding| finding.fixes.len()).collect::<Vec<_>>(), [0]);
    }
}
