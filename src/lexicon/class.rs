//! The classes of vocabulary, one per file name under `seeds/lexicon/<language>/`.
//!
//! Shared with the build script, so that a list without a class, or a class without a name, fails the build.

macro_rules! classes {
    ($($(#[$doc:meta])* $variant:ident = $file:literal),+ $(,)?) => {
        /// What a list of words is for. The file `seeds/lexicon/<language>/<name>.tsv` holds its forms.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Class { $($(#[$doc])* $variant),+ }

        impl Class {
            /// Every class with the stem of its file's name, in the order of the discriminants.
            pub const ALL: &[(Class, &'static str)] = &[$((Class::$variant, $file)),+];
        }
    };
}

classes! {
    /// Gregorian month names of every family; value `number:family`.
    Month = "months",
    /// Hijri month names; value is the number.
    HijriMonth = "hijri_months",
    /// Days of the week; value is the ISO number, Monday 1.
    Weekday = "weekdays",
    /// Words for numbers; value is the number.
    Number = "numbers",
    /// Ordinal words; value is the number.
    Ordinal = "ordinals",
    /// Units of time, singular, dual and plural; value `unit:count`, count 1, 2 or 0 for a plural.
    Unit = "time_units",
    /// Words that point from now: أمس, اليوم, tomorrow; value is a TIMEX3-like offset.
    Deictic = "deictics",
    /// Adjectives that move a period: الماضي, المقبل, الحالي; value is last, next or this.
    Shift = "shifts",
    /// Parts of the day: صباحا, مساء, evening; value is the TIMEX3 code or am/pm.
    DayPart = "day_parts",
    /// Parts of a period: مطلع, أواخر, early; value is the TIMEX3 mod.
    PeriodPart = "period_parts",
    /// Seasons; value is the TIMEX3 code.
    Season = "seasons",
    /// Approximators: نحو, أكثر من, about; value is the TIMEX3 mod.
    Approximator = "approximators",
    /// Small words of the temporal grammar: ليل, منتصف, الموافق, from, to; value names the rôle.
    TimeWord = "time_words",
    /// Time zones and their names; value is the offset or a name.
    Zone = "time_zones",
    /// Words of sets: كل, يوميا, every; value is the TIMEX3 period.
    SetWord = "set_words",
    /// Decades by name: الثمانينات, nineties; value is the tens digit.
    Decade = "decades",
    /// Phrases that hold a temporal word and mean no time: سوق الجمعة, الربيع العربي; value says why.
    NoTime = "no_times",
    /// Words before which or after which a number counts something else than time; value names the trap.
    NumberTrap = "number_traps",
    /// Words that tell where their clause lies; value ahead, back, or stop where a clause begins.
    TenseCue = "tense_cues",
    /// Named days and feasts; value is a rule.
    Holiday = "holidays",
    /// Nouns that a feast's name describes, so that it is no time: Christmas tree, شجرة الميلاد.
    FeastNoun = "feast_nouns",
    /// Titles that stand before a name; value is their kind.
    PersonTitle = "person_titles",
    /// Nouns that head an office; value is head or profession.
    Office = "offices",
    /// What a minister or ministry is for.
    Portfolio = "portfolios",
    /// Nouns that head an organisation's name; value `kind,complement+adjective`.
    OrgHead = "org_heads",
    /// Nouns that stand before an organisation's complete name and stay outside.
    OrgOutsideHead = "org_outside_heads",
    /// Administrative nouns before a place's name, outside the span; value is the kind.
    PlaceHead = "place_heads",
    /// Nouns of facilities and geography, inside the span; value is the kind.
    FacilityHead = "facility_heads",
    /// Verbs of saying and acting beside a person's name.
    SpeechVerb = "speech_verbs",
    /// Parts of names that never stand alone.
    NameParticle = "name_particles",
    /// Words of kinship that introduce a name.
    Kinship = "kinship",
    /// Adjectives and nouns of nationality; value is the country's code.
    Nationality = "nationalities",
    /// Ordinary words that are also somebody's or some place's name.
    CommonWord = "common_words",
    /// Words of grammar, which belong to no name: prepositions, conjunctions, pronouns, auxiliaries.
    FunctionWord = "function_words",
    /// Nouns of a part or extent before a place: أنحاء, شمال, مناطق.
    PlacePart = "place_parts",
    /// Adjectives inside a facility's name: الدولي, العسكري.
    PlaceAdjective = "place_adjectives",
    /// Adjectives that may stand inside an office phrase: السابق, العام, former.
    OfficeAdjective = "office_adjectives",
    /// Words between an office and what it is of: في, لدى.
    OfficeLink = "office_links",
    /// Words that join the parts of a list: و, and.
    Connector = "connectors",
    /// Words that introduce the publication date in a text: نشر في, published.
    DatelineCue = "dateline_cues",
    /// Words that join two names of one thing: أي, المعروف باسم, formerly; value between, after or weak.
    AliasCue = "alias_cues",
    /// Words that multiply the number before them: ألف, مليون, billion; value is the factor and the word's form.
    Magnitude = "magnitudes",
    /// Parts of a magnitude or of one: نصف, half a; value is the decimal.
    Fraction = "fractions",
    /// Currencies in all their number forms, signs and codes; value is ISO 4217 codes to choose from.
    Currency = "currencies",
    /// Units of measure in all their number forms; value as in UCUM.
    Measure = "measures",
    /// Words and signs for per cent; value is %.
    Percent = "percents",
    /// Approximators that stand before quantities alone: يناهز, تجاوز, an estimated; value is the TIMEX3 mod.
    QuantityApproximator = "quantity_approximators",
    /// Words beside which two numbers with a dash are a score: فاز, beat; value is cue.
    ScoreWord = "score_words",
    /// Phrases that are a score: ثلاثية نظيفة; value is the score.
    Score = "scores",
    /// Nouns whose look misleads: value noun (counted all the same) or none (never a unit of a count).
    CountedNoun = "counted_nouns",
    /// Words that attribute speech without a verb: بحسب, according to; value says on which side the speaker stands.
    Attribution = "attributions",
    /// Nouns before marks around a title, a name or a slogan: رواية, حركة, film; value is title.
    TitledNoun = "titled_nouns",
    /// Small words of a clause of speech: إن, that, the, he; value is that, article or link.
    ClauseWord = "clause_words",
}
