//! The properties of ninjs 3.1, as IPTC's schema has them (CC BY 4.0). Nothing else may stand in an item.

use super::schema::Members;
use super::schema::Shape::{self, Geo, Integer, List, Moment, Never, Number, Object, OneOf, Text};

const NATURES: &[&str] =
    &["text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"];

/// A news item.
pub(super) static ITEM: Members = Members { fields: &FIELDS, required: &["uri"], either: &[], also: &[] };

/// An item inside an item.
static ASSOCIATION: Members = Members {
    fields: &FIELDS,
    required: &["name", "uri"],
    either: &[],
    also: &[("name", Text), ("rel", Text)],
};

static FIELDS: [(&str, Shape); 41] = [
    ("uri", Text),
    ("type", OneOf(NATURES)),
    ("representationType", OneOf(&["full", "partial"])),
    ("profile", Text),
    ("version", Text),
    ("firstCreated", Text),
    ("versionCreated", Text),
    ("contentCreated", Text),
    ("embargoedUntil", Text),
    ("pubStatus", OneOf(&["usable", "withheld", "canceled"])),
    ("urgency", Integer(1, 9)),
    ("copyrightHolder", Text),
    ("copyrightNotice", Text),
    ("usageTerms", Text),
    ("edNote", Text),
    ("language", Text),
    ("descriptions", List(&Object(&DESCRIPTIONS))),
    ("bodies", List(&Object(&BODIES))),
    ("headlines", List(&Object(&DESCRIPTIONS))),
    ("people", List(&Object(&PEOPLE))),
    ("organisations", List(&Object(&ORGANISATION))),
    ("places", List(&Object(&PLACES))),
    ("subjects", List(&Object(&SUBJECTS))),
    ("events", List(&Object(&EVENTS))),
    ("eventDetails", Object(&EVENTDETAILS)),
    ("plannedCoverage", List(&Object(&PLANNEDCOVERAGE))),
    ("objects", List(&Object(&OBJECTS))),
    ("infoSources", List(&Object(&INFOSOURCES))),
    ("title", Text),
    ("by", Text),
    ("slugline", Text),
    ("located", Text),
    ("renditions", List(&Object(&RENDITION))),
    ("associations", List(&Object(&ASSOCIATION))),
    ("altIds", List(&Object(&ALTIDS))),
    ("trustIndicators", List(&Object(&TRUSTINDICATORS))),
    ("standard", Object(&STANDARD)),
    ("genres", List(&Object(&GENRES))),
    ("expires", Text),
    ("rightsInfo", Object(&RIGHTSINFO)),
    ("digitalSourceType", Object(&GENRES)),
];

static DESCRIPTIONS: Members = Members {
    fields: &[("role", Text), ("contentType", Text), ("value", Text)],
    required: &["value"],
    either: &[],
    also: &[],
};

static BODIES: Members = Members {
    fields: &[
        ("role", Text),
        ("contentType", Text),
        ("charCount", Integer(i64::MIN, i64::MAX)),
        ("wordCount", Integer(i64::MIN, i64::MAX)),
        ("value", Text),
    ],
    required: &["value"],
    either: &[],
    also: &[],
};

static ADDRESS: Members = Members {
    fields: &[
        ("lines", List(&Text)),
        ("locality", Text),
        ("area", Text),
        ("postalCode", Text),
        ("country", Text),
    ],
    required: &[],
    either: &[],
    also: &[],
};

static CONTACT: Members = Members {
    fields: &[
        ("type", Text),
        ("role", Text),
        ("lang", Text),
        ("name", Text),
        ("value", Text),
        ("address", Object(&ADDRESS)),
    ],
    required: &[],
    either: &[["value", "address"]],
    also: &[],
};

static PEOPLE: Members = Members {
    fields: &[
        ("name", Text),
        ("rel", Text),
        ("uri", Text),
        ("literal", Text),
        ("contactInfo", List(&Object(&CONTACT))),
    ],
    required: &[],
    either: &[],
    also: &[],
};

static SYMBOLS: Members = Members {
    fields: &[("exchange", Text), ("symbolType", Text), ("symbol", Text)],
    required: &[],
    either: &[],
    also: &[],
};

static ORGANISATION: Members = Members {
    fields: &[
        ("name", Text),
        ("rel", Text),
        ("uri", Text),
        ("literal", Text),
        ("symbols", List(&Object(&SYMBOLS))),
        ("contactInfo", List(&Object(&CONTACT))),
    ],
    required: &[],
    either: &[],
    also: &[],
};

static PLACES: Members = Members {
    fields: &[
        ("name", Text),
        ("rel", Text),
        ("uri", Text),
        ("literal", Text),
        ("contactInfo", List(&Object(&CONTACT))),
        ("geoJSON", Geo),
    ],
    required: &[],
    either: &[],
    also: &[],
};

static SUBJECTS: Members = Members {
    fields: &[
        ("name", Text),
        ("rel", Text),
        ("uri", Text),
        ("literal", Text),
        ("creator", Text),
        ("relevance", Integer(0, 100)),
        ("confidence", Integer(0, 100)),
    ],
    required: &[],
    either: &[],
    also: &[],
};

static EVENTS: Members = Members {
    fields: &[("id", Text), ("name", Text), ("rel", Text), ("uri", Text), ("literal", Text)],
    required: &[],
    either: &[],
    also: &[],
};

static RECURRENCERULES: Members = Members {
    fields: &[
        ("frequency", OneOf(&["secondly", "minutely", "hourly", "daily", "weekly", "monthly", "yearly"])),
        ("interval", Integer(i64::MIN, i64::MAX)),
        ("until", Text),
        ("count", Integer(i64::MIN, i64::MAX)),
    ],
    required: &[],
    either: &[],
    also: &[],
};

static RECURRENCE: Members = Members {
    fields: &[("recurrenceDates", Never), ("recurrenceRules", List(&Object(&RECURRENCERULES)))],
    required: &[],
    either: &[],
    also: &[],
};

static DATES: Members = Members {
    fields: &[
        ("startDate", Text),
        ("endDate", Text),
        ("expectedStartDate", Moment),
        ("expectedEndDate", Moment),
        ("expectedDuration", Text),
        ("recurrence", Object(&RECURRENCE)),
    ],
    required: &[],
    either: &[["startDate", "expectedStartDate"], ["endDate", "expectedEndDate"]],
    also: &[],
};

static EVENTDETAILS: Members = Members {
    fields: &[
        ("eventStatus", Text),
        ("plannedCoverageStatus", Text),
        ("dates", Object(&DATES)),
        ("organiser", Object(&ORGANISATION)),
    ],
    required: &[],
    either: &[],
    also: &[],
};

static REFERENCES: Members =
    Members { fields: &[("name", Text), ("value", Text)], required: &[], either: &[], also: &[] };

static COMMISSIONED: Members = Members {
    fields: &[("by", Text), ("on", Text), ("references", List(&Object(&REFERENCES)))],
    required: &[],
    either: &[],
    also: &[],
};

static AUDIENCES: Members = Members {
    fields: &[("audience", Text), ("significance", Integer(i64::MIN, i64::MAX))],
    required: &[],
    either: &[],
    also: &[],
};

static ITEMCOUNT: Members = Members {
    fields: &[("rangeFrom", Integer(i64::MIN, i64::MAX)), ("rangeTo", Integer(i64::MIN, i64::MAX))],
    required: &[],
    either: &[],
    also: &[],
};

static POI: Members = Members {
    fields: &[("x", Integer(i64::MIN, i64::MAX)), ("y", Integer(i64::MIN, i64::MAX))],
    required: &[],
    either: &[],
    also: &[],
};

static RENDITION: Members = Members {
    fields: &[
        ("name", Text),
        ("href", Text),
        ("contentType", Text),
        ("title", Text),
        ("width", Integer(i64::MIN, i64::MAX)),
        ("height", Integer(i64::MIN, i64::MAX)),
        ("sizeInBytes", Integer(i64::MIN, i64::MAX)),
        ("duration", Number),
        ("format", Text),
        ("aspectRatio", Text),
        ("videoCodec", Text),
        ("frameRate", Number),
        ("poi", Object(&POI)),
        ("transportProtocol", Text),
        ("scanType", OneOf(&["progressive", "interlaced"])),
        ("bitrate", Text),
    ],
    required: &["name"],
    either: &[],
    also: &[],
};

static PLANNEDCOVERAGE: Members = Members {
    fields: &[
        ("uri", Text),
        ("title", Text),
        ("pubStatus", OneOf(&["usable", "withheld", "canceled"])),
        ("type", OneOf(NATURES)),
        ("commissioned", Object(&COMMISSIONED)),
        ("dates", Object(&DATES)),
        ("audiences", List(&Object(&AUDIENCES))),
        ("exclAudience", List(&Text)),
        ("edNote", Text),
        ("urgency", Integer(1, 9)),
        ("language", Text),
        ("itemCount", Object(&ITEMCOUNT)),
        ("wordCount", Integer(i64::MIN, i64::MAX)),
        ("renditions", List(&Object(&RENDITION))),
    ],
    required: &[],
    either: &[],
    also: &[],
};

static OBJECTS: Members = Members {
    fields: &[("name", Text), ("rel", Text), ("uri", Text), ("literal", Text)],
    required: &[],
    either: &[],
    also: &[],
};

static INFOSOURCES: Members = Members {
    fields: &[
        ("name", Text),
        ("role", Text),
        ("uri", Text),
        ("literal", Text),
        ("contactInfo", List(&Object(&CONTACT))),
    ],
    required: &[],
    either: &[],
    also: &[],
};

static ALTIDS: Members =
    Members { fields: &[("role", Text), ("value", Text)], required: &[], either: &[], also: &[] };

static TRUSTINDICATORS: Members = Members {
    fields: &[("role", Text), ("title", Text), ("href", Text)],
    required: &[],
    either: &[],
    also: &[],
};

static STANDARD: Members = Members {
    fields: &[("name", Text), ("version", Text), ("schema", Text)],
    required: &[],
    either: &[],
    also: &[],
};

static GENRES: Members = Members {
    fields: &[("name", Text), ("uri", Text), ("literal", Text)],
    required: &[],
    either: &[],
    also: &[],
};

static RIGHTSINFO: Members = Members {
    fields: &[("langId", Text), ("linkedRights", Text), ("encodedRights", Text)],
    required: &[],
    either: &[["linkedRights", "encodedRights"]],
    also: &[],
};
