//! What a tag says, whatever dialect it is written in.

/// What kind of thing an annotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TagType {
    /// A person's name.
    Person,
    /// An organisation, agency, party, armed group, club.
    Org,
    /// A country, city, region, facility or piece of geography.
    Place,
    /// A nationality, faith or community.
    Group,
    /// An office or function.
    Role,
    /// A named event.
    Event,
    /// A titled work, law or product.
    Work,
    /// A calendar date, week, month, year or era.
    Date,
    /// A time of day, with or without its date.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
    /// A count or a share.
    Number,
    /// A sum of money.
    Money,
    /// So many units of measure.
    Measure,
    /// What somebody said, with its marks.
    Quote,
    /// Who or what the article has its news from.
    Source,
    /// A telephone number, an address on the net.
    Contact,
}

impl TagType {
    /// The types that detection finds as mentions, in the order menus show them.
    pub const MENTIONS: [Self; 11] = [
        Self::Person,
        Self::Org,
        Self::Place,
        Self::Group,
        Self::Role,
        Self::Event,
        Self::Work,
        Self::Date,
        Self::Time,
        Self::Duration,
        Self::Set,
    ];

    /// All types.
    pub const ALL: [Self; 17] = [
        Self::Person,
        Self::Org,
        Self::Place,
        Self::Group,
        Self::Role,
        Self::Event,
        Self::Work,
        Self::Date,
        Self::Time,
        Self::Duration,
        Self::Set,
        Self::Number,
        Self::Money,
        Self::Measure,
        Self::Quote,
        Self::Source,
        Self::Contact,
    ];

    /// The lower-case name used in settings, streams and Markdown classes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Org => "org",
            Self::Place => "place",
            Self::Group => "group",
            Self::Role => "role",
            Self::Event => "event",
            Self::Work => "work",
            Self::Date => "date",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Set => "set",
            Self::Number => "number",
            Self::Money => "money",
            Self::Measure => "measure",
            Self::Quote => "quote",
            Self::Source => "source",
            Self::Contact => "contact",
        }
    }

    /// The type of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// True for dates, times, durations and sets.
    pub const fn is_temporal(self) -> bool {
        matches!(self, Self::Date | Self::Time | Self::Duration | Self::Set)
    }

    /// True for counts, shares, sums and measures.
    pub const fn is_quantity(self) -> bool {
        matches!(self, Self::Number | Self::Money | Self::Measure)
    }

    /// True for what has a name: it can refer to a record.
    pub const fn is_name(self) -> bool {
        matches!(
            self,
            Self::Person | Self::Org | Self::Place | Self::Group | Self::Role | Self::Event | Self::Work
        )
    }

    /// True for what stands for a value that a program can compute with.
    pub const fn has_value(self) -> bool {
        self.is_temporal() || self.is_quantity() || matches!(self, Self::Contact)
    }
}

/// How sure an annotator is; without one the annotation is as sure as any.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Certainty {
    /// Nearly sure.
    High,
    /// Likely.
    Medium,
    /// A guess.
    Low,
}

impl Certainty {
    /// All degrees.
    pub const ALL: [Self; 3] = [Self::High, Self::Medium, Self::Low];

    /// The lower-case name, as TEI has it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }

    /// The degree of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|degree| degree.as_str() == name)
    }
}

/// What kind of place a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A sovereign or named country.
    Country,
    /// A city, town or village.
    City,
    /// A province, governorate or other part of a country or the world.
    Region,
    /// An airport, prison, square, building.
    Facility,
    /// A river, mountain, sea.
    Geo,
}

impl PlaceKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Country, Self::City, Self::Region, Self::Facility, Self::Geo];

    /// The lower-case name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::City => "city",
            Self::Region => "region",
            Self::Facility => "facility",
            Self::Geo => "geo",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// What is written on a tag and read back from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The type, which chooses the element.
    pub kind: TagType,
    /// The TIMEX3 value of a date, time, duration or set (`2016-12-29`, `2016-W52`, `P3D`, `2014/2016`), the plain decimal
    /// of a quantity, the URI of a contact (`tel:+12022773659`).
    pub value: Option<String>,
    /// The TIMEX3 modifier of a time or a quantity: `START`, `APPROX`.
    pub modifier: Option<String>,
    /// ISO 4217 of a sum, a unit as in UCUM of a measure, `%` or a noun of a number.
    pub unit: Option<String>,
    /// What a name refers to: `wikidata:Q7747`, or several joined by `|`: `iso3166:SY|wikidata:Q858`. The speaker of a
    /// quotation.
    pub reference: Option<String>,
    /// What kind of place, where known. Dialects that cannot say it drop it.
    pub place_kind: Option<PlaceKind>,
    /// A finer type in the words of the newsroom: `party`, `law`, `partial`.
    pub subtype: Option<String>,
    /// How sure the annotator is.
    pub cert: Option<Certainty>,
    /// Who is responsible for the annotation.
    pub resp: Option<String>,
}

impl Label {
    /// A label of this type that says nothing more.
    pub const fn new(kind: TagType) -> Self {
        Self {
            kind,
            value: None,
            modifier: None,
            unit: None,
            reference: None,
            place_kind: None,
            subtype: None,
            cert: None,
            resp: None,
        }
    }

    /// The same label with a TIMEX3 value.
    #[must_use]
    pub fn with_value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// The same label with a reference.
    #[must_use]
    pub fn with_reference(mut self, reference: impl Into<String>) -> Self {
        self.reference = Some(reference.into());
        self
    }
}
