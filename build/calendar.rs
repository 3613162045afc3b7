//! `seeds/calendar/` → constant tables: the days on which Hijri months begin, the days of lunisolar feasts, and the
//! names that hovers show.

use crate::Result;
use crate::read_table;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

pub fn build(source: &Path, out: &Path) -> Result<()> {
    let mut starts = Vec::new();
    let mut first_year = 0;
    for row in read_table(source)?.rows() {
        let (year, month): (i64, i64) = (row.get("year").parse()?, row.get("month").parse()?);
        if starts.is_empty() {
            first_year = year;
        }
        if usize::try_from((year - first_year) * 12 + month - 1) != Ok(starts.len()) {
            return Err(format!("{}: {year}-{month} is out of order", source.display()).into());
        }
        starts.push(day_number(row.get("start"))?);
    }
    let months = starts.len().saturating_sub(1);
    let mut code = format!(
        "/// The first Hijri year of the table.\npub const FIRST_YEAR: i16 = {first_year};\n\
         /// Days since 1970-01-01 on which the months begin; one more than there are months.\n\
         pub const STARTS: [i32; {}] = [",
        months + 1
    );
    for start in starts {
        let _ = write!(code, "{start}, ");
    }
    code.push_str("];\n");
    fs::write(out.join("umm_al_qura.rs"), code)?;
    Ok(())
}

/// `seeds/calendar/names.tsv` → the display names of weekdays and months in both languages.
pub fn build_names(source: &Path, out: &Path) -> Result<()> {
    let mut code = String::from(
        "/// Kind, number, Arabic name, English name.\npub const NAMES: &[(&str, u8, &str, &str)] = &[\n",
    );
    for row in read_table(source)?.rows() {
        let number: u8 = row.get("number").parse()?;
        let _ = writeln!(
            code,
            "    ({:?}, {number}, {:?}, {:?}),",
            row.get("kind"),
            row.get("ar"),
            row.get("en")
        );
    }
    code.push_str("];\n");
    fs::write(out.join("calendar_names.rs"), code)?;
    Ok(())
}

/// `seeds/calendar/feasts.tsv` → the days of each feast after 1900-01-01, the feasts in order of their names.
pub fn build_feasts(source: &Path, out: &Path) -> Result<()> {
    let first = day_number("1900-01-01")?;
    let mut feasts: BTreeMap<&str, Vec<u16>> = BTreeMap::new();
    let table = read_table(source)?;
    for row in table.rows() {
        let days = feasts.entry(row.get("feast")).or_default();
        for day in row.get("days").split_whitespace() {
            days.push(u16::try_from(day_number(day)? - first)?);
        }
    }
    let mut code = String::from(
        "/// The feasts and their first days, counted from 1900-01-01.\npub static FEASTS: &[(&str, &[u16])] = &[\n",
    );
    for (feast, days) in &mut feasts {
        days.sort_unstable();
        let _ = writeln!(code, "    ({feast:?}, &{days:?}),");
    }
    code.push_str("];\n");
    fs::write(out.join("feasts.rs"), code)?;
    Ok(())
}

/// Days since 1970-01-01 of `YYYY-MM-DD` in the proleptic Gregorian calendar.
fn day_number(iso: &str) -> Result<i64> {
    let mut parts = iso.splitn(3, '-').map(str::parse::<i64>);
    let mut part = || parts.next().ok_or("a date needs three parts");
    let (year, month, day) = (part()??, part()??, part()??);
    // Years counted from March, so that the leap day is the last of its year.
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    Ok(365 * y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + (153 * m + 2) / 5 + day
        - 1
        - 719_468)
}
