//! Calendars: civil dates, and the Hijri dates of the published Umm al-Qura table.

pub mod gregorian;
pub mod hijri;
pub mod zones;
