//! What points from now: أمس · الشهر الحالي · last week · قبل ثلاثة أيام · three days ago.

use super::{Grammar, Parsed, longest};
use crate::temporal::expression::{Expression, Fields, Measure, Shift, Unit};
use crate::temporal::timex::TimexKind;
use crate::temporal::words::Meaning;

impl Grammar<'_> {
    /// A day counted from now: أمس · يوم غد الأحد · اليوم الخميس · tomorrow.
    pub(super) fn deictic_day(self, i: usize) -> Option<Parsed> {
        // «اليوم التالي», «ذلك اليوم»: counted from the day that was told last.
        if let Some(by) = self.find(i, |m| if let Meaning::ToldDay(by) = m { Some(by) } else { None }) {
            let length = vec![Measure { count: Some(f64::from(by.abs())), unit: Unit::Day }];
            let from = Some(Box::new(Expression::Told));
            return Some(Parsed::date(
                i + 1,
                Expression::Offset { length, back: by < 0, from },
                "relative.told-day",
            ));
        }
        let day = |m| if let Meaning::Day(offset) = m { Some(offset) } else { None };
        let noun = !self.english() && self.unit(i) == Some((Unit::Day, 1)) && self.find(i + 1, day).is_some();
        let at = i + usize::from(noun);
        let offset = self.find(at, day)?;
        let mut end = at + 1;
        if offset == 0 && !self.english() && self.today_is_not_meant(at) {
            return None;
        }
        // «أمس الجمعة», «أمس، الجمعة» stays two.
        let weekday = self.weekday(end).filter(|(_, bare)| !bare).map(|(day, _)| day);
        end += usize::from(weekday.is_some());
        // «اليوم الخميس 29 كانون الأول»: the date says it all.
        if weekday.is_some()
            && let Some(dated) = self.weekday_date(end - 1).filter(|d| d.end > end)
        {
            return Some(Parsed { rule: "relative.day-date", ..dated });
        }
        Some(Parsed::date(end, Expression::Day { offset, weekday }, "relative.day"))
    }

    /// «اليوم الأول», «اليوم الوطني», «ذلك اليوم» are no today.
    fn today_is_not_meant(self, at: usize) -> bool {
        let next = |m| {
            matches!(
                m,
                Meaning::Trap("day-adjective")
                    | Meaning::Ordinal(_)
                    | Meaning::Shift(_)
                    | Meaning::DefiniteNumber(_)
            )
        };
        self.means(at + 1, next)
            // «لليوم الثالث» is no today, «لهذا اليوم» is.
            || self.words[at].first == self.words[at].last
                && self.words[at].cut != 0
                && self.words[at].cut & crate::text::clitics::proclitic::AND == 0
    }

    /// A reference without a size: قريبا, سابقا, الآن.
    pub(super) fn reference(self, i: usize) -> Option<Parsed> {
        let value = self.find(i, |m| if let Meaning::Reference(value) = m { Some(value) } else { None })?;
        // "the Future Party"
        let word = &self.words[i];
        let named = word.last > word.first
            && self.passage.is_capitalised(word.last)
            && self.passage.source_of(word.last).chars().any(char::is_lowercase);
        if self.english() && named {
            return None;
        }
        // "the future of Europe"
        if self.english() && self.role(i + 1, "of") && value == "FUTURE_REF" {
            return None;
        }
        // «قريبا من», «سابقا ل»: close to a place, earlier than an event.
        if self.role(i + 1, "from") && value == "FUTURE_REF" || self.words[i].cut & !1 != 0 {
            return None;
        }
        Some(Parsed::date(i + 1, Expression::Reference(value), "relative.reference"))
    }

    /// A period counted from now: الأسبوع الماضي · هذا الشهر · last year · السنوات الثلاث الماضية · next five weeks.
    pub(super) fn shifted_period(self, i: usize) -> Option<Parsed> {
        longest(
            if self.english() { self.english_period(i) } else { self.noun_first(i) },
            self.rest_or_last(i),
        )
    }

    /// بقية الأسبوع · آخر ثلاثة أيام · عطلة نهاية الأسبوع.
    fn rest_or_last(self, i: usize) -> Option<Parsed> {
        if self.english() {
            return None;
        }
        if self.role(i, "rest") {
            let at = i + 1 + usize::from(self.role(i + 1, "this"));
            let (unit, _) = self.unit(at).filter(|(unit, count)| {
                *count == 1
                    && self.definite(at)
                    && matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year)
            })?;
            let end = at + 1 + usize::from(self.shift(at + 1) == Some(Shift::This));
            return Some(Parsed::date(end, Expression::Rest(unit), "relative.rest"));
        }
        if self.means(i, |m| m == Meaning::Ordinal(-1)) && !self.definite(i) {
            let (measure, end) = if let Some((count, at)) = self.cardinal(i + 1) {
                let (unit, _) = self.unit(at).filter(|(_, n)| *n != 2)?;
                (Measure { count: Some(count), unit }, at + 1)
            } else {
                let (unit, _) = self.unit(i + 1).filter(|(_, n)| *n == 2)?;
                (Measure { count: Some(2.0), unit }, i + 2)
            };
            return Some(Self::periods(end, measure, Shift::Last));
        }
        if self.means(i, |m| m == Meaning::ThisWeekend) {
            return Some(Self::period(i + 1, Unit::Weekend, 0));
        }
        let weekend = self.unit(i) == Some((Unit::Weekend, 1)) && self.shift(i + 1).is_none();
        weekend.then(|| Parsed::date(i + 1, Expression::Weekend, "relative.weekend"))
    }

    fn noun_first(self, i: usize) -> Option<Parsed> {
        if self.english() {
            return None;
        }
        // «الـ24 ساعة الماضية»
        if self.glued_article(i)
            && let Some((number, at)) = self.cardinal(i + 1)
            && let Some((unit, _)) = self.unit(at)
            && let Some(shift) = self.shift(at + 1)
        {
            return Some(Self::periods(at + 2, Measure { count: Some(number), unit }, shift));
        }
        let this = self.role(i, "this");
        let at = i + usize::from(this);
        let (unit, count) = self.unit(at)?;
        if !(self.definite(at) || unit == Unit::Weekend) {
            return None;
        }
        if count == 1 {
            let shift = self.shift(at + 1);
            if let Some(shift) = shift {
                let narrative =
                    self.means(at + 1, |m| matches!(m, Meaning::Shift("after" | "before" | "same")));
                if unit == Unit::Day && narrative || unit.is_clock() && (this || narrative) {
                    return None;
                }
                // «العام نفسه», «الشهر ذاته»: the one told last.
                if narrative && self.means(at + 1, |m| m == Meaning::Shift("same")) {
                    return matches!(unit, Unit::Year | Unit::Month)
                        .then(|| Parsed::date(at + 2, Expression::Same(unit), "relative.same"));
                }
                // «الساعة الأخيرة», «اليوم الأخير»: the last of something.
                if self.means(at + 1, |m| m == Meaning::Ordinal(-1)) {
                    return None;
                }
                return Some(Self::period(at + 2, unit, shift.steps()));
            }
            // «الشهر هذا»
            let after = !this && self.role(at + 1, "this") && !unit.is_clock() && self.closes(at + 2);
            if after {
                return Some(Self::period(at + 2, unit, 0));
            }
            if this && !self.means(at + 1, |m| matches!(m, Meaning::Ordinal(_))) && !unit.is_clock() {
                if unit == Unit::Day {
                    return Some(Parsed::date(
                        at + 1,
                        Expression::Day { offset: 0, weekday: None },
                        "relative.day",
                    ));
                }
                return Some(Self::period(at + 1, unit, 0));
            }
            return None;
        }
        // الأيام الثلاثة الماضية · الأيام القليلة المقبلة · اليومين الماضيين · الأشهر 3 القادمة
        let mut next = at + 1;
        let mut number = (count == 2).then_some(2.0);
        let definite_number = |i: usize| -> Option<(f64, usize)> {
            if let Some(found) = self.cardinal(i) {
                return Some(found);
            }
            // «الساعات الـ12 المقبلة»
            if self.glued_article(i) {
                return self.cardinal(i + 1);
            }
            self.article_number(i)
        };
        if let Some((n, end)) = definite_number(next) {
            number = Some(n);
            next = end;
        }
        if self.role(next, "minor") {
            next += 1;
        }
        // «الأشهر التسعة الأولى»: how long, wherever it lies.
        if count == 0
            && let Some(n) = number
            && self.means(next, |m| m == Meaning::Ordinal(1))
            && self.definite(next)
        {
            if let Some(found) = self.first_months(n, unit, next + 1) {
                return Some(found);
            }
            let expression = Expression::Length(vec![Measure { count: Some(n), unit }]);
            return Some(Parsed { end: next + 1, kind: TimexKind::Duration, expression, rule: "duration" });
        }
        let shift = self.shift(next)?;
        // «الدقائق الأخيرة»: of a match.
        if number.is_none() && matches!(unit, Unit::Minute | Unit::Second) {
            return None;
        }
        if self.role(next + 1, "minor") {
            next += 1;
        }
        Some(Self::periods(next + 1, Measure { count: number, unit }, shift))
    }

    /// Nothing or a mark stands at `i`: a phrase ends before it.
    pub(super) fn closes(self, i: usize) -> bool {
        self.words
            .get(i)
            .is_none_or(|w| matches!(w.meanings.first(), Some(Meaning::Mark(mark)) if *mark != '('))
    }

    /// «الـ» before digits.
    pub(super) fn glued_article(self, i: usize) -> bool {
        self.words.get(i).is_some_and(|w| w.is_article(self.passage)) && !self.spaced(i + 1)
    }

    /// «الأشهر التسعة الأولى من السنة الحالية»: from the first to the nth month of a year.
    fn first_months(self, count: f64, unit: Unit, at: usize) -> Option<Parsed> {
        let from = self.role(at, "from").then_some(at + 1)?;
        let seen = self.seen_from(from);
        let year = seen.year(from).or_else(|| seen.shifted_period(from)).filter(|p| {
            matches!(
                p.expression,
                Expression::Period(Unit::Year, _)
                    | Expression::Date(Fields { year: Some(_), month: None, .. })
            )
        })?;
        if unit != Unit::Month || !(2.0..=12.0).contains(&count) {
            return None;
        }
        let month =
            |nth| Some(Box::new(Expression::NthUnit(nth, Unit::Month, Box::new(year.expression.clone()))));
        let expression = Expression::Range(month(1), month(i32::from(super::clock::small(count))));
        Some(Parsed::date(year.end, expression, "period.first-months"))
    }

    /// What a length before or after is counted from, behind «من» at `from`: now, a day, what was told last («من ذلك»);
    /// or an event, whose day nobody knows here: then the length alone is said.
    fn counted_from(self, length: Vec<Measure>, from: usize, back: bool) -> Parsed {
        let clock = length.iter().any(|m| m.unit.is_clock());
        let kind = if clock { TimexKind::Time } else { TimexKind::Date };
        let offset = |end: usize, from: Option<Expression>, length| {
            let expression = Expression::Offset { length, back, from: from.map(Box::new) };
            Parsed { end, kind, expression, rule: "relative.offset" }
        };
        let now = |m| matches!(m, Meaning::Reference("PRESENT_REF") | Meaning::Day(0));
        if self.means(from + 1, now) {
            return offset(from + 2, None, length);
        }
        if self.role(from + 1, "that") {
            return offset(from, Some(Expression::Told), length);
        }
        if let Some(day) =
            self.seen_from(from + 1).calendar_date(from + 1).filter(|p| super::is_one_day(&p.expression))
        {
            return offset(day.end, Some(day.expression), length);
        }
        let expression = Expression::Length(length);
        Parsed { end: from, kind: TimexKind::Duration, expression, rule: "relative.event" }
    }

    /// A number with the article: الثلاثة, العشرين.
    pub(super) fn article_number(self, i: usize) -> Option<(f64, usize)> {
        self.find(i, |m| if let Meaning::DefiniteNumber(n) = m { Some((f64::from(n), i + 1)) } else { None })
    }

    pub(super) fn period(end: usize, unit: Unit, shift: i32) -> Parsed {
        if unit == Unit::Night {
            let day = Expression::Day { offset: shift, weekday: None };
            return Parsed::time(end, Expression::DayPart(Some(Box::new(day)), "TNI"), "relative.night");
        }
        let kind = if unit.is_clock() { TimexKind::Time } else { TimexKind::Date };
        Parsed { end, kind, expression: Expression::Period(unit, shift), rule: "relative.period" }
    }

    pub(super) fn periods(end: usize, measure: Measure, shift: Shift) -> Parsed {
        let kind = if measure.unit.is_clock() { TimexKind::Time } else { TimexKind::Date };
        Parsed { end, kind, expression: Expression::Periods(measure, shift), rule: "relative.periods" }
    }

    /// A weekday, month or season moved by a shift: الخميس الماضي · أيلول المقبل · next May.
    pub(super) fn shifted_date(self, i: usize) -> Option<Parsed> {
        let shifted = |fields: Fields, shift: Shift, end: usize| {
            Parsed::date(end, Expression::ShiftedDate(fields, shift), "relative.shifted-date")
        };
        if self.english() {
            let start = i + usize::from(self.role(i, "the"));
            let mut shift = self.shift(start)?;
            let mut start = start;
            // "this past Friday"
            if shift == Shift::This
                && let Some(second) = self.shift(start + 1).filter(|s| *s != Shift::This)
            {
                (shift, start) = (second, start + 1);
            }
            if let Some((weekday, _)) = self.weekday(start + 1) {
                // "next Friday 5/12": the date says it all.
                if let Some(date) = self.slashed_date(start + 2)
                    && let Expression::Date(fields) = date.expression
                {
                    let fields = Fields { weekday: Some(weekday), ..fields };
                    return Some(Parsed { expression: Expression::Date(fields), ..date });
                }
                if self.means(start, |m| matches!(m, Meaning::Shift("next" | "last"))) {
                    let expression = Expression::WeekdayBy(weekday, shift);
                    return Some(Parsed::date(start + 2, expression, "relative.shifted-date"));
                }
                let fields = Fields { weekday: Some(weekday), ..Fields::default() };
                return Some(shifted(fields, shift, start + 2));
            }
            if let Some(month) = self.month(start + 1).filter(|m| !m.weak || self.capital(start + 1)) {
                let fields =
                    Fields { calendar: month.calendar, month: Some(month.number), ..Fields::default() };
                return Some(shifted(fields, shift, month.end));
            }
            return None;
        }
        let this = self.role(i, "this");
        let at = i + usize::from(this);
        let date = self.calendar_date(at)?;
        let Expression::Date(fields) = date.expression else { return None };
        if fields.year.is_some() {
            return None;
        }
        if let Some(shift) = self.shift(date.end) {
            return Some(shifted(fields, shift, date.end + 1));
        }
        this.then(|| shifted(fields, Shift::This, date.end))
    }

    /// A length before or after now: قبل ثلاثة أيام · بعد أسبوعين · three days ago · in two weeks.
    pub(super) fn offset(self, i: usize) -> Option<Parsed> {
        let timed = |end: usize, length: Vec<Measure>, back: bool| {
            let clock = length.iter().any(|m| m.unit.is_clock());
            let kind = if clock { TimexKind::Time } else { TimexKind::Date };
            Parsed {
                end,
                kind,
                expression: Expression::Offset { length, back, from: None },
                rule: "relative.offset",
            }
        };
        if self.english() {
            return self.reckoned(i);
        }
        let back = self.role(i, "ago");
        if !back && !self.role(i, "after") {
            return None;
        }
        let approximate =
            self.find(i + 1, |m| if let Meaning::Approximator(code) = m { Some(code) } else { None });
        let at = i + 1 + usize::from(approximate.is_some());
        let (length, end) = self.length(at)?;
        let bare = end == at + 1 && self.unit(at).is_some_and(|(_, count)| count == 1);
        // «بعد شهر محرم», «قبل يوم الخميس», «بعد عقد الاتفاق»: the unit is the noun of what follows.
        let unit_of_another = bare
            && (self.month(end).is_some()
                || self.weekday(end).is_some()
                || self.year_number(end).is_some()
                || self.means(end, |m| matches!(m, Meaning::Holiday(_)))
                || self.unit(at).is_some_and(|(unit, _)| matches!(unit, Unit::Decade | Unit::Century))
                    && self.words.get(end).is_some_and(|w| w.cut == 0 && w.meanings.is_empty()));
        if unit_of_another {
            return None;
        }
        let mut parsed = if self.role(end, "from") {
            self.counted_from(length, end, back)
        } else {
            timed(end, length, back)
        };
        if let Some(code) = approximate {
            parsed.expression = Expression::Modified(code, Box::new(parsed.expression));
        }
        Some(parsed)
    }
}
