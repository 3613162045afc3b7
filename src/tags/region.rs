//! What a piece of a document begins inside: the little state that lets paragraphs be scanned one by one.

/// Where a text begins or ends. Carrying [`super::Markup::leaving`] into the next scan gives the same as one scan of
/// the whole document, wherever [`super::may_cut`] allows the cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Region {
    /// The very beginning of the document: front matter can stand here.
    #[default]
    Start,
    /// Ordinary text.
    Prose,
    /// After `<nitf>` or `<html>` and before anything else: `<head>` here is a header. (In TEI it is a headline.)
    Root,
    /// Inside `<!-- -->`.
    Comment {
        /// The comment stands in [`Region::Root`].
        in_root: bool,
    },
    /// Inside `<![CDATA[ ]]>`. No tag can be written there, so it is no prose.
    CData,
    /// Inside an element whose content is no prose.
    Raw(RawElement),
    /// Inside a document's metadata.
    Header(Header),
    /// Inside the YAML block at a Markdown document's start.
    FrontMatter,
    /// Inside a Markdown code fence.
    Fence(Fence),
}

/// An element whose content is code or drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum RawElement {
    Script,
    Style,
    Textarea,
    Svg,
    Math,
    Iframe,
}

impl RawElement {
    const ALL: [Self; 6] = [Self::Script, Self::Style, Self::Textarea, Self::Svg, Self::Math, Self::Iframe];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Script => "script",
            Self::Style => "style",
            Self::Textarea => "textarea",
            Self::Svg => "svg",
            Self::Math => "math",
            Self::Iframe => "iframe",
        }
    }

    pub(super) fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|element| name.eq_ignore_ascii_case(element.name()))
    }
}

/// An element that holds metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Header {
    Head,
    TeiHeader,
    StandOff,
}

impl Header {
    /// The element's name, and the start tag that also ends it, since HTML lets authors leave `</head>` out and
    /// people forget `</teiHeader>`.
    pub(super) const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Head => ("head", "body"),
            Self::TeiHeader => ("teiHeader", "text"),
            Self::StandOff => ("standOff", "text"),
        }
    }
}

/// The fence that opened a code block, and that only a fence as long can close.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fence {
    /// True for `~~~`, false for backticks.
    pub tilde: bool,
    /// How many.
    pub len: u16,
}

impl Fence {
    /// The fence this line opens.
    pub(super) fn open(line: &str) -> Option<Self> {
        let (fence, rest) = Self::run(line)?;
        // A backtick in the info string means inline code.
        (fence.tilde || !rest.contains('`')).then_some(fence)
    }

    /// True when this line closes the block.
    pub(super) fn is_closed_by(self, line: &str) -> bool {
        Self::run(line).is_some_and(|(other, rest)| {
            other.tilde == self.tilde && other.len >= self.len && rest.trim().is_empty()
        })
    }

    fn run(line: &str) -> Option<(Self, &str)> {
        let body = line.trim_start_matches(' ');
        if line.len() - body.len() > 3 {
            return None;
        }
        let mark = body.bytes().next().filter(|b| matches!(b, b'`' | b'~'))?;
        let len = body.bytes().take_while(|&b| b == mark).count();
        (len >= 3).then(|| {
            (Self { tilde: mark == b'~', len: u16::try_from(len).unwrap_or(u16::MAX) }, &body[len..])
        })
    }
}

/// True when a line can belong to YAML front matter. The first line that cannot ends it, so that a forgotten closing
/// `---` does not swallow an article.
pub(super) fn is_front_matter_line(line: &str) -> bool {
    let line = line.trim_end();
    if line.is_empty() || line.starts_with([' ', '\t', '#']) || line == "-" || line.starts_with("- ") {
        return true;
    }
    line.split_once(':').is_some_and(|(key, rest)| {
        !key.is_empty()
            && key.len() <= 80
            && !key.contains(|c: char| c.is_whitespace() || c == '<' || c == '[')
            && (rest.is_empty() || rest.starts_with([' ', '\t']))
    })
}

/// True for the line that closes front matter.
pub(super) fn closes_front_matter(line: &str) -> bool {
    matches!(line.trim_end(), "---" | "...")
}
