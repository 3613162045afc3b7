//! What a temporal expression says, before it is known when it was said.
//!
//! One tree for both languages. Nothing here is resolved: «أمس» is a day before the anchor, «29 كانون الأول» has no
//! year. The resolver turns the tree into a value; the publication pass reads the facts in it.

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A night: counts like a day.
    Night,
    /// Saturday and Sunday.
    Weekend,
    /// A week.
    Week,
    /// Two weeks.
    Fortnight,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    Half,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl Unit {
    /// The unit that the word lists name so.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "second" => Self::Second,
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "night" => Self::Night,
            "weekend" => Self::Weekend,
            "week" => Self::Week,
            "fortnight" => Self::Fortnight,
            "month" => Self::Month,
            "quarter" => Self::Quarter,
            "half" => Self::Half,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            _ => return None,
        })
    }

    /// True for what is shorter than a day.
    pub const fn is_clock(self) -> bool {
        matches!(self, Self::Second | Self::Minute | Self::Hour)
    }
}

/// The calendar a date is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Calendar {
    /// The civil calendar.
    #[default]
    Gregorian,
    /// The Umm al-Qura calendar.
    Hijri,
}

/// Where a shifted period lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shift {
    /// The one before the last: الأسبوع قبل الماضي.
    BeforeLast,
    /// The one before.
    Last,
    /// The one now.
    This,
    /// The one to come.
    Next,
    /// The one after the next: الخميس بعد القادم.
    AfterNext,
}

impl Shift {
    /// How many periods it moves by.
    pub const fn steps(self) -> i32 {
        match self {
            Self::BeforeLast => -2,
            Self::Last => -1,
            Self::This => 0,
            Self::Next => 1,
            Self::AfterNext => 2,
        }
    }

    /// One step the same way, and the steps that are left.
    pub const fn split(self) -> (Self, i32) {
        match self {
            Self::BeforeLast => (Self::Last, -1),
            Self::AfterNext => (Self::Next, 1),
            one => (one, 0),
        }
    }
}

/// A year, written or pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Year {
    /// As written; negative before the common era.
    Of(i16),
    /// Counted from the anchor's year: العام الماضي is -1.
    Shifted(i16),
}

/// The fields of a calendar date that the text gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Fields {
    /// The calendar of year, month and day.
    pub calendar: Calendar,
    /// The year.
    pub year: Option<Year>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31. Not checked against the month: an impossible date is found and linted.
    pub day: Option<u8>,
    /// The ISO weekday, Monday 1.
    pub weekday: Option<u8>,
}

/// The zone of a clock time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Zone {
    /// By the value of the word list: an offset, an IANA name, or `local`.
    Listed(&'static str),
    /// An offset written in digits, in minutes: 20:00+03:00.
    Offset(i16),
}

impl std::fmt::Display for Zone {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Self::Listed(zone) => f.write_str(zone),
            Self::Offset(minutes) => f.write_str(&super::calendar::zones::write(*minutes)),
        }
    }
}

/// A clock time on the 24-hour clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Clock {
    /// 0 to 24; 24 is the midnight that ends the day.
    pub hour: u8,
    /// Minutes, when given.
    pub minute: Option<u8>,
    /// Seconds, when given.
    pub second: Option<u8>,
    /// The text says which half of the day is meant.
    pub certain: bool,
    /// `+03:00`, or `local`.
    pub zone: Option<Zone>,
}

/// A number of units. No number means an unknown one: بضعة أيام.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// How many.
    pub count: Option<f64>,
    /// Of what.
    pub unit: Unit,
}

/// A length of time: one or more measures, longest first as a rule.
pub type Length = Vec<Measure>;

/// Where a weekday lies from the day it is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Before it.
    Before,
    /// After it.
    After,
    /// On either side, the nearest first.
    Closest,
}

/// What recurs in a set.
#[derive(Clone, Debug, PartialEq)]
pub enum Recurrence {
    /// Every so long: كل أسبوعين.
    Length(Length),
    /// Every such weekday, perhaps at a clock time.
    Weekday(u8, Option<Clock>),
    /// A part of every such weekday: مساء كل خميس, Tuesday afternoons.
    WeekdayPart(u8, &'static str),
    /// Every day at a clock time.
    Daily(Clock),
    /// A part of every day.
    DayPart(&'static str),
    /// Every such season.
    Season(&'static str),
    /// Every such month.
    Month(u8),
    /// A TIMEX3 period, as the word list gives it.
    Period(&'static str),
}

/// A feast and the year it is meant in.
#[derive(Clone, Debug, PartialEq)]
pub struct Feast {
    /// Its rule in the word list, read by `calendar::feasts`.
    pub rule: &'static str,
    /// Which one.
    pub when: When,
}

/// Which of all feasts of one name.
#[derive(Clone, Debug, PartialEq)]
pub enum When {
    /// The text says nothing.
    Nearest,
    /// That of a year.
    Of(Year),
    /// That of a Hijri year.
    OfHijri(i16),
    /// The one before or after now.
    Shifted(Shift),
    /// The one so long from now, back or on: thanksgiving 3 years ago.
    Away(Length, bool),
}

/// A temporal expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A date by its fields: 29 كانون الأول, أيلول 2015, الخميس, 2011.
    Date(Fields),
    /// The first such date from another one on: the second of «من 2 أكتوبر إلى 5 يناير».
    DateAfter(Fields, Box<Expression>),
    /// A weekday with an ordinal up to the fifth: the day of the month, or the nth such weekday where that day is another.
    RankedWeekday(Fields),
    /// The year or the month of the date told last; a pass over the paragraph's times puts it in.
    Same(Unit),
    /// The same quarter or half as the one told last, of another year; a pass over the paragraph's times says which.
    SamePart(Option<Year>),
    /// A date moved by a shift: الخميس الماضي, next May.
    ShiftedDate(Fields, Shift),
    /// A period counted from the one now: الشهر الحالي is (Month, 0), last year (Year, -1).
    Period(Unit, i32),
    /// Several periods before or after now: السنوات الثلاث الماضية.
    Periods(Measure, Shift),
    /// A day counted from now, perhaps with its weekday: أمس الجمعة.
    Day {
        /// Days from the anchor.
        offset: i32,
        /// The weekday that the text adds.
        weekday: Option<u8>,
    },
    /// A length before or after another point, or before or after now.
    Offset {
        /// How far.
        length: Length,
        /// Back or on.
        back: bool,
        /// From where; none is now.
        from: Option<Box<Expression>>,
    },
    /// A weekday of a period: الأحد من الأسبوع الماضي.
    WeekdayOf(u8, Box<Expression>),
    /// A day of a month pointed at, perhaps with its weekday: 16 من الشهر الجاري.
    DayOf(u8, Option<u8>, Box<Expression>),
    /// The nth weekday of a month; -1 is the last.
    NthWeekday(i32, u8, Box<Expression>),
    /// The nth day, week, weekend, month or quarter of a longer period; -1 is the last.
    NthUnit(i32, Unit, Box<Expression>),
    /// The nth weekday before, after or closest to a day: the second Tuesday after May 8.
    WeekdayNear(i32, u8, Side, Box<Expression>),
    /// A weekday of the week so many weeks from this one: three Fridays from now.
    WeekdayInWeeks(u8, i32),
    /// A weekday with "next" or "last", which assistants count from the week and news from the day.
    WeekdayBy(u8, Shift),
    /// The week or weekend that holds a day.
    WeekOf(Unit, Box<Expression>),
    /// A date as it is seen from another point: March in a year.
    SeenFrom(Box<Expression>, Box<Expression>),
    /// The periods to come; an assistant takes the last of them: two upcoming months.
    Upcoming(Measure),
    /// A clock time, perhaps on a day.
    Clock(Option<Box<Expression>>, Clock),
    /// A part of a day; none is today's.
    DayPart(Option<Box<Expression>>, &'static str),
    /// The midnight that ends a day; none is the next midnight.
    Midnight(Option<Box<Expression>>),
    /// A season of a year.
    Season(&'static str, Option<Year>),
    /// A season moved by a shift.
    ShiftedSeason(&'static str, Shift),
    /// A quarter of a year, 1 to 4.
    Quarter(u8, Option<Year>),
    /// A half of a year, 1 or 2.
    Half(u8, Option<Year>),
    /// A decade by its first three digits; or by its tens alone, when the century is not said.
    Decade {
        /// The tens digit.
        tens: u8,
        /// The hundreds of the year: 19 for the 1980s.
        century: Option<i16>,
    },
    /// The nth century.
    Century(i16, Calendar),
    /// A feast: عيد الفطر, Christmas 2015, last Easter.
    Feast(Feast),
    /// The nth day of a feast or a month, or its nth night: ثاني أيام عيد الأضحى.
    FeastDay(u8, bool, Box<Expression>),
    /// A length before or after a feast or a month: always a day.
    FeastOffset(Length, bool, Box<Expression>),
    /// The week or weekend of a day, or so many before or after it: the weekend of Halloween.
    Around(Unit, i32, Box<Expression>),
    /// From one point to another, both included; a missing end is open.
    Range(Option<Box<Expression>>, Option<Box<Expression>>),
    /// A part of a period or an approximation: the value is the inner one's, the code its `mod`.
    Modified(&'static str, Box<Expression>),
    /// No later than the end of a period: by the end of the year.
    By(Box<Expression>),
    /// No later than a length from now: within two weeks.
    Within(Length),
    /// Hours that a meal or an occupation fills or leaves, perhaps of a day: after work.
    Occasion(Option<Box<Expression>>, &'static str),
    /// What is left of a period from now on: بقية الأسبوع.
    Rest(Unit),
    /// The day that was told last before, which a pass over the paragraph's times puts in: بعد يوم من ذلك.
    Told,
    /// A date that a story goes on from: «بعد عامين» counted from it keeps its unit.
    Story(Box<Expression>),
    /// The weekend that is meant when no other is named.
    Weekend,
    /// A length of time.
    Length(Length),
    /// Something that recurs.
    Set(Recurrence),
    /// `PAST_REF`, `PRESENT_REF` or `FUTURE_REF`.
    Reference(&'static str),
}

impl Expression {
    /// It is told by its place before or after now: أمس, الخميس, الشهر الماضي, two weeks ago. Neither a date without its
    /// year nor what means no day at all («الآن», «قريبا»).
    pub fn counts_from_now(&self) -> bool {
        match self {
            Self::Period(..)
            | Self::Periods(Measure { count: Some(_), .. }, _)
            | Self::Day { .. }
            | Self::ShiftedDate(..)
            | Self::ShiftedSeason(..)
            | Self::WeekdayInWeeks(..)
            | Self::WeekdayBy(..)
            | Self::Rest(_)
            | Self::Weekend
            | Self::Date(
                Fields { year: Some(Year::Shifted(_)), .. }
                | Fields { month: None, year: None, weekday: Some(_), .. },
            ) => true,
            // «قبل أيام» is as vague as «قريبا».
            Self::Offset { length, from: None, .. } => {
                !length.iter().all(|m| m.unit.is_clock()) && length.iter().all(|m| m.count.is_some())
            }
            Self::Clock(Some(inner), _)
            | Self::DayPart(Some(inner), _)
            | Self::Midnight(Some(inner))
            | Self::Modified(_, inner)
            | Self::WeekdayOf(_, inner)
            | Self::DayOf(_, _, inner)
            | Self::NthWeekday(_, _, inner)
            | Self::NthUnit(_, _, inner)
            | Self::By(inner) => inner.counts_from_now(),
            Self::Range(from, to) => [from, to].into_iter().flatten().any(|end| end.counts_from_now()),
            _ => false,
        }
    }

    /// Calls `found` with every date by its fields that is part of it.
    pub fn each_date<'e>(&'e self, found: &mut impl FnMut(&'e Fields)) {
        match self {
            // The date that another is counted from is told by itself.
            Self::Date(fields)
            | Self::RankedWeekday(fields)
            | Self::ShiftedDate(fields, _)
            | Self::DateAfter(fields, _) => found(fields),
            Self::Clock(Some(inner), _)
            | Self::DayPart(Some(inner), _)
            | Self::Midnight(Some(inner))
            | Self::Modified(_, inner)
            | Self::WeekOf(_, inner)
            | Self::By(inner)
            | Self::Offset { from: Some(inner), .. } => inner.each_date(found),
            Self::Range(from, to) => {
                for end in [from, to].into_iter().flatten() {
                    end.each_date(found);
                }
            }
            _ => {}
        }
    }
}
