//! `quote/mixed-styles`: a document quotes with marks of more than one style, "…" here and “…” there. Marks inside others
//! differ on purpose, and «…» around titles beside "…" around speech is a style of its own: guillemets count only where
//! both stand around speech. One finding a document, at the first pair of the rarer style.

use super::marks::{self, Family, Pair};
use crate::analysis::{Document, Fact, Options, Paragraph, Said};
use crate::entities::EntityType;
use crate::lexicon::{Class, Lexicon};
use crate::lints::words::word_before;
use crate::lints::{Find, Finding, Fix, Rule, Severity, When, prose};
use crate::text::clitics::ARTICLE;
use crate::text::{Edit, Language, Span, fold};

/// The rule.
pub const RULE: Rule = Rule {
    name: "quote/mixed-styles",
    level: Some(Severity::Info),
    find: Find::Ledger { when: When::Differs, read, compare },
};

/// Words of what somebody says, at least: a title has fewer.
const LEAST_WORDS: usize = 3;

/// A style of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// "…"
    Straight,
    /// “…”, whichever way they point.
    Curly,
    /// „…“
    Low,
    /// «…»
    Guillemet,
}

impl Style {
    const ALL: [Self; 4] = [Self::Straight, Self::Curly, Self::Low, Self::Guillemet];

    const fn of(pair: &Pair) -> Option<Self> {
        match (pair.open.family, pair.open.shape) {
            (Family::Straight, _) => Some(Self::Straight),
            (Family::Curly, '\u{201E}') => Some(Self::Low),
            (Family::Curly, _) => Some(Self::Curly),
            (Family::Guillemet, _) => Some(Self::Guillemet),
            (Family::Angle, _) => None,
        }
    }

    const fn marks(self) -> (char, char) {
        match self {
            Self::Straight => ('"', '"'),
            Self::Curly => ('\u{201C}', '\u{201D}'),
            Self::Low => ('\u{201E}', '\u{201C}'),
            Self::Guillemet => ('\u{AB}', '\u{BB}'),
        }
    }

    fn sample(self) -> String {
        let (open, close) = self.marks();
        format!("{open}\u{2026}{close}")
    }
}

/// How a pair is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Use {
    style: Style,
    /// Its paragraph is Arabic: an article quotes each language in its way.
    arabic: bool,
    /// Somebody speaks between the marks.
    speech: bool,
}

impl Use {
    const fn form(self) -> u64 {
        (self.style as u64) << 2 | (self.arabic as u64) << 1 | self.speech as u64
    }

    fn of(fact: &Fact) -> Option<Self> {
        let style = *Style::ALL.get(usize::try_from(fact.form >> 2).ok()?)?;
        Some(Self { style, arabic: fact.form & 2 != 0, speech: fact.form & 1 != 0 })
    }
}

fn read(paragraph: &Paragraph, _: &Options, out: &mut Vec<Fact>) {
    let marks = marks::read(paragraph);
    if marks.pairs.is_empty() {
        return;
    }
    let plain = &paragraph.markup.plain;
    let arabic = prose::is_arabic(&plain.text);
    let mut quotes = paragraph.quotes.iter().map(|quote| quote.span.start).peekable();
    for pair in marks.pairs.iter().filter(|pair| pair.is_outer) {
        let Some(style) = Style::of(pair) else { continue };
        if plain.text[pair.open.span().end..pair.close.at].trim().is_empty() {
            continue;
        }
        let span = plain.to_raw(Span::new(pair.open.at, pair.close.span().end));
        while quotes.next_if(|start| *start < span.start).is_some() {}
        let speech = quotes.peek() == Some(&span.start) || is_somebodys(paragraph, pair);
        // Titles in guillemets say nothing.
        if style != Style::Guillemet || speech {
            out.push(Fact::new(0, Use { style, arabic, speech }.form(), span));
        }
    }
}

/// True behind somebody and a colon: it is what they say, whatever verb stood before.
fn is_somebodys(paragraph: &Paragraph, pair: &Pair) -> bool {
    let plain = &paragraph.markup.plain;
    let Some(before) = plain.text[..pair.open.at].trim_end().strip_suffix(':').map(str::trim_end) else {
        return false;
    };
    let inside = &plain.text[pair.open.span().end..pair.close.at];
    if inside.split_whitespace().nth(LEAST_WORDS - 1).is_none() {
        return false;
    }
    let end = plain.to_raw(Span::new(0, before.len())).end;
    let named = || {
        paragraph.entities.iter().map(|named| &named.mention).any(|m| {
            matches!(m.entity_type, EntityType::Person | EntityType::Role)
                && plain.span_from_raw(m.span).end == plain.span_from_raw(Span::new(0, end)).end
        })
    };
    let last = fold::fold(word_before(before, before.len()));
    let language = if last.is_ascii() { Language::English } else { Language::Arabic };
    let lexicon = Lexicon::of(language);
    let office = |word: &str| lexicon.sense(word, Class::Office).is_some();
    office(&last) || last.strip_prefix(ARTICLE).is_some_and(office) || named()
}

fn compare(document: &Document, said: &[Said], out: &mut Vec<Finding>) {
    let uses: Vec<(Use, &Said)> = said.iter().filter_map(|said| Some((Use::of(said.fact)?, said))).collect();
    let found = [true, false].into_iter().find_map(|arabic| {
        let of_language = |fits: &dyn Fn(&Use) -> bool| -> Vec<(Style, &Said)> {
            let here = uses.iter().filter(|(used, _)| used.arabic == arabic && fits(used));
            here.map(|(used, said)| (used.style, *said)).collect()
        };
        let doubles = of_language(&|used| used.style != Style::Guillemet);
        rarest(&doubles).or_else(|| rarest(&of_language(&|used| used.speech)))
    });
    let Some(Rare { style, most, places }) = found else { return };
    let Some(first) = places.first() else { return };
    let values = [("most", &*most.sample()), ("this", &*style.sample())];
    let message = document.say("quote/mixed-styles", &values);
    let edits: Option<Vec<[Edit; 2]>> = places.iter().map(|said| rewritten(said, most)).collect();
    let fix = edits.map(|edits| Fix {
        title: document.say("quote/mixed-styles:fix", &[("marks", &most.sample())]),
        edits: edits.into_iter().flatten().collect(),
        is_safe: false,
    });
    out.push(Finding { fixes: fix.into_iter().collect(), ..RULE.finding(first.span(), message) });
}

/// What is rarer, and what is used most.
struct Rare<'a, 'd> {
    style: Style,
    most: Style,
    places: Vec<&'a Said<'d>>,
}

/// Of the styles that are used, the one with the fewest pairs that comes first; of two as frequent ones the later is rarer.
fn rarest<'a, 'd>(uses: &[(Style, &'a Said<'d>)]) -> Option<Rare<'a, 'd>> {
    let count = |style: Style| uses.iter().filter(|(other, _)| *other == style).count();
    let mut most = uses.first()?.0;
    for style in Style::ALL {
        if count(style) > count(most) {
            most = style;
        }
    }
    let style = uses.iter().find(|(style, _)| *style != most)?.0;
    let places = uses.iter().filter(|(other, _)| *other == style).map(|(_, said)| *said).collect();
    Some(Rare { style, most, places })
}

/// The edits that write a pair in another style; none when marks of that style stand inside it.
fn rewritten(said: &Said, style: Style) -> Option<[Edit; 2]> {
    let plain = &said.paragraph.markup.plain;
    let whole = plain.span_from_raw(said.fact.span);
    let text = whole.of(&plain.text);
    let (first, last) = (text.chars().next()?, text.chars().next_back()?);
    let (open, close) = style.marks();
    let inner = text.get(first.len_utf8()..text.len().checked_sub(last.len_utf8())?)?;
    if inner.contains([open, close]) {
        return None;
    }
    let edit = |span: Span, mark: char| Edit {
        span: plain.to_raw(span).shifted(said.start),
        replacement: mark.to_string(),
    };
    Some([
        edit(Span::new(whole.start, whole.start + first.len_utf8()), open),
        edit(Span::new(whole.end - last.len_utf8(), whole.end), close),
    ])
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::lints::tests::{check, check_fix, check_with, syntax};
    use crate::tags::Syntax;

    const SAID: &str = "وقال الوزير سامر القلمونجي: \"سنعود إلى العمل غدا\".\n\n";
    const SAID_SO: &str = "وقال الوزير سامر القلمونجي: «سنعود إلى العمل غدا».\n\n";

    #[test]
    fn two_styles_of_one_kind_fire_once() {
        check(
            RULE.name,
            &format!("{SAID}{SAID}{SAID}استخدم تطبيق “واتساب” هنا و“فيسبوك” هناك."),
            &["“واتساب”"],
        );
        check(RULE.name, "قال \"نعم\" ثم “لا” ثم \"ربما\".", &["“لا”"]);
        check(RULE.name, "قال “نعم” ثم \"لا\" ثم “ربما”.", &["\"لا\""]);
        check(RULE.name, "قال “نعم”.\n\nثم \"لا\".", &["\"لا\""]);
        check(RULE.name, "He said “yes” and “no”.\n\nShe said \"maybe\".", &["\"maybe\""]);
        check(RULE.name, "قال „نعم“.\n\nثم \"لا\" و\"لا\".", &["„نعم“"]);
        check(RULE.name, &format!("{SAID}{SAID}{SAID_SO}"), &["«سنعود إلى العمل غدا»"]);
        check(RULE.name, &format!("{SAID_SO}{SAID_SO}{SAID}"), &["\"سنعود إلى العمل غدا\""]);
        let text = "<p>قال النائب: «سنصوت غدا ضد الموازنة».</p>\n\n<p>ورد الوزير: \"الموازنة ستمر غدا\".</p>";
        check_with(RULE.name, syntax(Syntax::Html), text, &["\"الموازنة ستمر غدا\""]);
        check(
            RULE.name,
            "He told us: \"We will go back to work.\"\n\nHe told them: “We will be back at work.”",
            &["“We will be back at work.”"],
        );
    }

    #[test]
    fn one_style_and_its_helpers_are_left_alone() {
        for text in [
            "قال \"نعم\" ثم \"لا\".",
            "قال «سمعت \"نعم\" منه».\n\nوقال «لا».",
            "“He said ‘yes’ and \"no\" to me,” she said.",
            "قال ”نعم“ ثم “لا”.",
            "صدرت روايته «دمشق بعد المطر» ورواية «ليل».",
            "قال \"نعم\" ولم يقل غيره.",
            "كتب `x = “a”` وقال \"نعم\".",
            "شاشة 27\" وتطبيق “واتساب”.",
            "كتب \"\" وقال “نعم”.",
        ] {
            check(RULE.name, text, &[]);
        }
        check(RULE.name, &format!("{SAID}رفعوا شعارا: «معا من أجل السلام»."), &[]);
        check(RULE.name, &format!("{SAID}صدرت روايته «دمشق بعد المطر»."), &[]);
        check(RULE.name, &format!("{SAID_SO}He said: \"We will go back to work tomorrow.\""), &[]);
        check(RULE.name, &format!("{SAID_SO}يستثني الاتفاق تنظيم \"داعش\"."), &[]);
    }

    #[test]
    fn the_fix_writes_the_style_of_most() {
        check_fix(
            RULE.name,
            0,
            "قال \"نعم\" ثم “لا” ثم \"ربما\".\n\nو“كلا”.",
            "قال \"نعم\" ثم \"لا\" ثم \"ربما\".\n\nو\"كلا\".",
        );
        check_fix(RULE.name, 0, "قال “نعم” و“لا”.\n\nثم \"ربما\".", "قال “نعم” و“لا”.\n\nثم “ربما”.");
    }
}
