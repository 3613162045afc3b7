//! Dates by their fields: day, month, year, weekday, in every order and family of months.

use super::{Grammar, Parsed, longest};
use crate::temporal::expression::{Calendar, Expression, Fields, Unit, Year};
use crate::temporal::outlook::Outlook;
use crate::temporal::words::Meaning;

/// A month and how it was written.
#[derive(Clone, Copy)]
pub(super) struct MonthName {
    pub number: u8,
    pub calendar: Calendar,
    /// The name is also another word and needs support.
    pub weak: bool,
    pub dual: bool,
    pub end: usize,
}

/// Words after which a month or a year is meant as a time.
const BEFORE_TIME: &[&str] =
    &["in", "since", "during", "by", "from", "to", "between", "after", "ago", "of", "on", "for"];

impl Grammar<'_> {
    /// A month, with its second name from another family: كانون الأول/ديسمبر · ديسمبر (كانون الأول).
    pub(super) fn month(self, i: usize) -> Option<MonthName> {
        let number = |m| match m {
            Meaning::Month(number, family, weak) => Some((number, Calendar::Gregorian, family, weak)),
            Meaning::HijriMonth(number, weak) => Some((number, Calendar::Hijri, "hijri", weak)),
            _ => None,
        };
        let (first, calendar, family, weak) = self.find(i, number)?;
        let single = MonthName { number: first, calendar, weak, dual: false, end: i + 1 };
        let bracketed = self.mark(i + 1, '(');
        if !bracketed && !self.mark(i + 1, '/') {
            return Some(single);
        }
        let other = self.word(i + 2).and_then(|w| {
            w.meanings
                .iter()
                .filter_map(|m| number(*m))
                .find(|(n, c, f, _)| *c == calendar && (*f != family || *n == first))
        });
        match other {
            Some(_) if !bracketed => Some(MonthName { weak: false, dual: true, end: i + 3, ..single }),
            Some(_) if self.mark(i + 3, ')') => {
                Some(MonthName { weak: false, dual: true, end: i + 4, ..single })
            }
            _ => Some(single),
        }
    }

    /// A month with or without the word for month before it.
    fn month_phrase(self, i: usize) -> Option<MonthName> {
        if self.unit(i) == Some((Unit::Month, 1))
            && let Some(month) = self.month(i + 1)
        {
            return Some(MonthName { weak: false, ..month });
        }
        // «شهر 9»
        if self.unit(i) == Some((Unit::Month, 1))
            && !self.english()
            && !self.definite(i)
            && let Some((value, _)) =
                self.digits(i + 1).filter(|(v, length)| (1..=12).contains(v) && *length <= 2)
            && (self.unit(i + 2).is_none() || self.unit(i + 2) == Some((Unit::Year, 1)))
        {
            let number = u8::try_from(value).ok()?;
            return Some(MonthName {
                number,
                calendar: Calendar::Gregorian,
                weak: false,
                dual: false,
                end: i + 2,
            });
        }
        // «شهر عشرة», and behind a day «الشهر الثامن».
        if self.unit(i) == Some((Unit::Month, 1)) && !self.english() {
            let named = if self.definite(i) {
                let ranked = i > 0 && (self.role_any(i - 1, "from") || self.ordinal(i - 1).is_some());
                self.ordinal(i + 1).filter(|_| ranked)
            } else {
                let counted = self.spelled(i + 1).filter(|(n, _)| *n >= 3);
                counted.and_then(|(n, end)| Some((u8::try_from(n).ok()?, end)))
            };
            if let Some((number, end)) =
                named.filter(|(n, end)| *n <= 12 && self.unit(*end).is_none_or(|u| u == (Unit::Year, 1)))
            {
                return Some(MonthName {
                    number,
                    calendar: Calendar::Gregorian,
                    weak: false,
                    dual: false,
                    end,
                });
            }
        }
        self.month(i)
    }

    /// The fields of day, month and year that begin at `i`, without a weekday.
    pub(super) fn day_month_year(self, i: usize) -> Option<(Fields, usize, &'static str)> {
        let best = self.day_first(i);
        let other = self.month_first(i);
        let best = match (best, other) {
            (Some(a), Some(b)) => Some(if b.1 > a.1 { b } else { a }),
            (a, b) => a.or(b),
        };
        best.or_else(|| self.numeric_date(i))
    }

    /// 29 كانون الأول 2016 · الثامن من مايو · the 3rd of May, 2021.
    fn day_first(self, i: usize) -> Option<(Fields, usize, &'static str)> {
        let start = if self.role(i, "the") { i + 1 } else { i };
        // "$12 December 27" is a price and a day.
        if start > 0 && self.mark(start - 1, '$') {
            return None;
        }
        let (day, mut at) = self.day_number(start)?;
        if self.unit(at) == Some((Unit::Day, 1)) && self.english() {
            at += 1;
        }
        let parted = self.comma(at)
            || (self.dash(at) && !self.spaced(at))
            || self.mark(at, '/') && !self.english() && self.digits(start).is_some();
        if parted || self.role(at, "from") && !self.english() || self.role(at, "of") {
            at += 1;
        }
        let month = self.month_phrase(at)?;
        let mut fields = Fields {
            calendar: month.calendar,
            month: Some(month.number),
            day: Some(day),
            ..Fields::default()
        };
        let mut end = month.end;
        if self.dash(end) && !self.spaced(end) && self.digits(end + 1).is_some_and(|(_, n)| n == 4) {
            end += 1;
        }
        end = self.take_year(&mut fields, end);
        // "14th April 15"
        if fields.year.is_none()
            && self.english()
            && let Some((year, 2)) =
                self.digits(end).filter(|_| self.digits(start).is_some() && self.role(start + 1, "st"))
            && end + 1 >= self.words.len()
        {
            fields.year = Some(Year::Of(super::slashed::two_digit_year(year)));
            end += 1;
        }
        // «3-صفر» is a score: a month that is an ordinary word too needs its year after a dash or comma.
        if parted && month.weak && fields.year.is_none() {
            return None;
        }
        let rule = match (month.calendar, month.dual) {
            (Calendar::Hijri, _) => "date.hijri-day",
            (_, true) => "date.dual-month",
            _ => "date.day-month",
        };
        Some((fields, end, rule))
    }

    /// كانون الأول 2016 · May 3, 2021 · أيلول.
    fn month_first(self, i: usize) -> Option<(Fields, usize, &'static str)> {
        let month = self.month_phrase(i)?;
        let mut fields = Fields { calendar: month.calendar, month: Some(month.number), ..Fields::default() };
        let mut rule = match (month.calendar, month.dual) {
            (Calendar::Hijri, _) => "date.hijri-month",
            (_, true) => "date.dual-month",
            _ => "date.month",
        };
        let mut end = month.end;
        let dot = usize::from(self.english() && self.mark(end, '.') && !self.spaced(end));
        if self.is_latin(i) {
            let mut at = end + dot;
            at += usize::from(self.role(at, "the"));
            at += usize::from(self.dash(at) && !self.spaced(at));
            if let Some((day, after)) = self.day_number(at)
                && (!self.mark(after, ':') || self.spaced(after))
                && self.day_part(after).is_none_or(|_| self.spaced(after))
            {
                fields.day = Some(day);
                end = self.take_year(&mut fields, after);
                return Some((fields, end, "date.month-day"));
            }
        }
        // «أكتوبر 14», «شباط الرابع عشر»: the day behind the month, where nothing follows that it could count.
        if !self.is_latin(i)
            && let Some((day, after)) = self.day_number(end).filter(|(_, after)| self.ends_day(*after))
            && (self.ordinal(end).is_some() || self.digits(end).is_some_and(|(_, length)| length <= 2))
        {
            fields.day = Some(day);
            end = self.take_year(&mut fields, after);
            return Some((fields, end, "date.month-day"));
        }
        // «أيار (4/5/1951)»: the bracket repeats the month in a whole date.
        if self.mark(end, '(')
            && let Some((date, close, _)) = self.numeric_date(end + 1)
            && date.month == fields.month
            && date.calendar == fields.calendar
            && date.day.is_some()
            && self.mark(close, ')')
        {
            return Some((date, close + 1, "date.month-and-date"));
        }
        let after = self.take_year(&mut fields, end + dot);
        if fields.year.is_some() {
            return Some((fields, after, if month.dual { "date.dual-month" } else { "date.month-year" }));
        }
        // "last May", «مطلع أيار»
        let pointed = i.checked_sub(1).is_some_and(|j| {
            self.words[j].meanings.iter().any(|m| matches!(m, Meaning::Shift(_) | Meaning::PeriodPart(_)))
        });
        // "Striker June Okoro", "said April Sunarto": a name that goes on with a capital, unless a preposition says a time.
        let called = self.english()
            && month.end == i + 1
            && self.capital(i)
            && self.capital(end)
            && self.words.get(end).is_some_and(|w| w.meanings.is_empty())
            && !self.after_role(i, BEFORE_TIME)
            && !pointed;
        if called {
            return None;
        }
        let supported = !month.weak
            || self.english() && self.alone(i, end)
            || self.english() && self.after_role(i, &["in"]) && !self.goes_on(end)
            || (self.after_role(i, BEFORE_TIME) && (!self.is_latin(i) || self.capital(i)))
            || self.shift(end).is_some()
            || (!self.is_latin(i) || self.capital(i) || !month.weak) && pointed
            || self.english()
                && self.capital(i)
                && self.role(end, "in")
                && self.distance(end).is_some_and(|d| d.kind == crate::temporal::timex::TimexKind::Date);
        if month.end > i + 1 && !month.dual {
            rule = "date.month-noun";
        }
        if !supported {
            return None;
        }
        end = month.end;
        Some((fields, end, rule))
    }

    /// A day of the month may end here: nothing follows that its number could count or belong to.
    pub(super) fn ends_day(self, i: usize) -> bool {
        self.closes(i)
            && !(self.mark(i, '/')
                || self.dash(i)
                || self.mark(i, ':')
                || self.mark(i, '%')
                || self.mark(i, '٪'))
            || self.year_after(i).is_some()
            || self.clock(i).is_some()
            || self.role_any(i, "to")
    }

    /// An ordinary word follows: "in march formation".
    pub(super) fn goes_on(self, i: usize) -> bool {
        self.words
            .get(i)
            .is_some_and(|w| self.passage.is_word(w.first) && w.meanings.is_empty() && !self.function_word(i))
    }

    fn take_year(self, fields: &mut Fields, at: usize) -> usize {
        match self.year_after(at) {
            Some((year, calendar, end)) => {
                // A month of one calendar keeps it: «رمضان 2019» is the Ramadan that began in 2019.
                if fields.calendar == Calendar::Hijri && calendar == Calendar::Gregorian {
                    // A written year later than any Hijri one is Gregorian; the resolver reads it so.
                    if let Year::Of(y) = year
                        && (y < 1600 || fields.day.is_none())
                    {
                        fields.year = Some(year);
                        return end;
                    }
                    return at;
                }
                // «5 ديسمبر 1391»: a month of the civil calendar has a year of it, unless the text says هـ.
                if fields.calendar == Calendar::Gregorian
                    && calendar == Calendar::Hijri
                    && self.role(end - 1, "hijri")
                {
                    return at;
                }
                fields.year = Some(year);
                end
            }
            None => at,
        }
    }

    /// The longest date by fields at `i`.
    pub(super) fn calendar_date(self, i: usize) -> Option<Parsed> {
        self.given(i, Outlook::CALENDAR | Outlook::NUMBER, || self.any_calendar_date(i))
    }

    fn any_calendar_date(self, i: usize) -> Option<Parsed> {
        let noun = self.unit(i) == Some((Unit::Day, 1));
        let at = i + usize::from(noun);
        let mut best = self.weekday_date(i);
        if !self.trapped(at, "before")
            && let Some((fields, end, rule)) =
                self.day_month_year(at).filter(|(f, _, _)| !noun || f.day.is_some())
        {
            // «قوى 14 آذار», «ميدان 25 يناير»: called after a day, and no day.
            let named = fields.year.is_none() && fields.day.is_some() && self.trapped(at, "named-after");
            let rule = if named { super::NAMED_AFTER } else { rule };
            best = longest(best, Some(Parsed::date(end, Expression::Date(fields), rule)));
        }
        if self.english() {
            best = longest(best, self.slashed_date(i));
        }
        longest(best, self.year(i))
    }

    /// The words from `i` to `end` are all there is.
    pub(super) fn alone(self, i: usize, end: usize) -> bool {
        i == 0 && (end >= self.words.len() || end + 1 == self.words.len() && self.mark(end, '.'))
    }
}
