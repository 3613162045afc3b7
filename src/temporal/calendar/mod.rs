//! Calendars: civil dates, Easter, the Hijri dates of the published Umm al-Qura table, Hebrew dates, the days of
//! lunisolar feasts, and the rules by which feasts are found in all of them.

pub mod easter;
pub mod feasts;
pub mod gregorian;
pub mod hebrew;
pub mod hijri;
pub mod lunisolar;
pub mod zones;
