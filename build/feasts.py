#!/usr/bin/env python3
"""Computes seeds/calendar/feasts.tsv: the first days of the feasts of the Indian and Chinese lunisolar calendars.

Run by hand, never by the build; the output is committed:

    pip install ephem holidays
    python3 build/feasts.py > seeds/calendar/feasts.tsv
    python3 build/feasts.py --check          # against the `holidays` package, prints the days that differ

Why a table: these calendars follow the true Sun and Moon, and no short formula gives their days.

How. Apparent geocentric longitudes of Sun and Moon come from PyPI `ephem` (libastro, MIT).
* Indian feasts: a tithi is 12 degrees of elongation; a lunar month runs from new moon to new moon and has its name
  from the sidereal sign (Lahiri's ayanamsa) in which the Sun stands at the new moon; a month that begins in the same
  sign as the next one is doubled and holds no feast. A feast belongs to the day on which its tithi holds at the
  feast's own time of day (sunrise, noon, dusk, midnight, moonrise), for Delhi, in Indian time.
* Solar feasts: the Sun's entry into a sidereal sign, with the rule of the region.
* Chinese feasts: new moons and solar terms at Beijing's time; the month with the winter solstice is the eleventh, and
  of thirteen months the first without a principal term is the leap month.
* The Parsi (Shahenshahi) year has 365 days and no leap day; its new year is carried from 17 August 2019.

Local almanacs and governments differ by a day now and then; the table keeps one rule for all years.
"""
import datetime
import math
import sys

import ephem

FIRST, LAST = 1900, 2078
ONAM_HOUR = "sunrise"
IST = 5.5 / 24
# ephem counts days from noon of 31 December 1899.
J2000 = 36525.0
EPHEM_DAY = datetime.datetime(1899, 12, 31, 12)


# ---------- Sun and Moon ----------
def longitude(body, t):
    """Apparent longitude of date, degrees."""
    body.compute(ephem.Date(t), epoch=ephem.Date(t))
    return math.degrees(ephem.Ecliptic(ephem.Equatorial(body.g_ra, body.g_dec, epoch=ephem.Date(t))).lon)


SUN, MOON = ephem.Sun(), ephem.Moon()


def sun(t):
    return longitude(SUN, t)


def elongation(t):
    return (longitude(MOON, t) - sun(t)) % 360


def ayanamsa(t):
    years = (t - J2000) / 365.25
    return 23.857 + years * 50.2888 / 3600


def sidereal_sun(t):
    return (sun(t) - ayanamsa(t)) % 360


def sidereal_moon(t):
    return (longitude(MOON, t) - ayanamsa(t)) % 360


def solve(angle, function, t, speed):
    """The time near t at which the function, which grows by `speed` degrees a day, is `angle`."""
    for _ in range(20):
        off = (angle - function(t) + 180) % 360 - 180
        t += off / speed
        if abs(off) < 1e-6:
            break
    return t


def new_moon_after(t):
    return float(ephem.next_new_moon(ephem.Date(t)))


# ---------- days and hours ----------
def date_of(t, zone):
    return (EPHEM_DAY + datetime.timedelta(days=t + zone)).date()


def midnight(date, zone):
    return (datetime.datetime.combine(date, datetime.time()) - EPHEM_DAY).total_seconds() / 86400 - zone


def delhi(t):
    place = ephem.Observer()
    place.lat, place.lon, place.elevation, place.pressure = "28.61", "77.21", 0, 0
    place.horizon, place.date = "-0:50", ephem.Date(t)
    return place


def window(date, kind):
    """The hours of `date` at which a feast of this kind asks for its tithi."""
    place = delhi(midnight(date, IST))
    rise = float(place.next_rising(SUN))
    place.date = rise
    down = float(place.next_setting(SUN))
    place.date = down
    next_rise = float(place.next_rising(SUN))
    day, night = down - rise, next_rise - down
    moment = 1 / 1440
    if kind == "moonrise":
        place.date = rise + day / 2
        at = float(place.next_rising(MOON))
        return at, at + moment
    return {
        "sunrise": (rise, rise + moment),
        "forenoon": (rise, rise + day / 2),
        "noon": (rise + day * 2 / 5, rise + day * 3 / 5),
        "daytime": (rise + day * 3 / 10, rise + day * 4 / 5),
        # The bonfire waits for the second half of the full-moon tithi, so the second day is taken where it can be.
        "bonfire": (rise + day * 3 / 4, rise + day * 3 / 4 + moment),
        "afternoon": (rise + day * 3 / 5, rise + day * 4 / 5),
        "sunset": (down - moment, down),
        "dusk": (down, down + night / 5),
        "midnight": (down + night * 7 / 15, down + night * 8 / 15),
        # The bond of Raksha is tied while the full-moon tithi has at least three muhurtas of the day.
        "raksha": (rise + day * 3 / 15 - moment, rise + day * 3 / 15),
    }[kind]


def day_of_tithi(start, end, kind):
    best, most = None, 0.0
    date = date_of(start, IST)
    for n in range(3):
        candidate = date + datetime.timedelta(days=n)
        a, b = window(candidate, kind)
        shared = min(b, end) - max(a, start)
        if shared > most + 1e-9 or kind == "bonfire" and shared > 0:
            best, most = candidate, shared
    if best is None and kind != "sunrise":
        return day_of_tithi(start, end, "dusk" if kind == "bonfire" else "sunrise")
    # A tithi that holds no sunrise: the day on which it began.
    return best or date


# ---------- the Indian lunisolar year ----------
MONTHS = ("chaitra vaishakha jyeshtha ashadha shravana bhadrapada ashvina kartika margashirsha pausha magha phalguna").split()
# name: month (new moon to new moon), tithi 1 to 30, hour, days added
LUNAR = {
    "vasant-panchami": ("magha", 5, "forenoon", 0),
    "guru-ravidas": ("magha", 15, "sunrise", 0),
    "maha-shivaratri": ("magha", 29, "midnight", 0),
    "holika-dahan": ("phalguna", 15, "bonfire", 0),
    "holi": ("phalguna", 15, "bonfire", 1),
    "ugadi": ("chaitra", 1, "sunrise", 0),
    "ram-navami": ("chaitra", 9, "noon", 0),
    "mahavir-jayanti": ("chaitra", 13, "sunrise", 0),
    "hanuman-jayanti": ("chaitra", 15, "sunrise", 0),
    "akshaya-tritiya": ("vaishakha", 3, "forenoon", 0),
    "buddha-purnima": ("vaishakha", 15, "sunrise", 0),
    "rath-yatra": ("ashadha", 2, "sunrise", 0),
    "guru-purnima": ("ashadha", 15, "sunrise", 0),
    "nag-panchami": ("shravana", 5, "sunrise", 0),
    "raksha-bandhan": ("shravana", 15, "raksha", 0),
    "janmashtami": ("shravana", 23, "midnight", 0),
    "ganesh-chaturthi": ("bhadrapada", 4, "noon", 0),
    "anant-chaturdashi": ("bhadrapada", 14, "sunrise", 0),
    "mahalaya": ("bhadrapada", 30, "afternoon", 0),
    "navaratri": ("ashvina", 1, "sunrise", 0),
    "durga-puja": ("ashvina", 6, "sunrise", 0),
    "durga-ashtami": ("ashvina", 8, "sunrise", 0),
    "dussehra": ("ashvina", 10, "daytime", 0),
    "valmiki-jayanti": ("ashvina", 15, "sunrise", 0),
    "karva-chauth": ("ashvina", 19, "moonrise", 0),
    "dhanteras": ("ashvina", 28, "dusk", 0),
    "diwali": ("ashvina", 30, "dusk", 0),
    "govardhan-puja": ("kartika", 1, "daytime", 0),
    "bhai-dooj": ("kartika", 2, "afternoon", 0),
    "chhath": ("kartika", 6, "sunrise", 0),
    "guru-nanak-jayanti": ("kartika", 15, "sunrise", 0),
    "guru-gobind-singh-jayanti": ("pausha", 7, "sunrise", 0),
}


def indian():
    moon = new_moon_after(float(ephem.Date("1899/10/01")))
    wanted = {}
    for name, (month, *rest) in LUNAR.items():
        wanted.setdefault(month, []).append((name, *rest))
    end = float(ephem.Date(f"{LAST + 1}/04/01"))
    while moon < end:
        following = new_moon_after(moon + 1)
        sign, next_sign = (int(sidereal_sun(t) // 30) for t in (moon, following))
        # The Sun passes one sign as a rule, none in a doubled month, two in the rare month that has two names.
        for step in range((next_sign - sign) % 12):
            for name, tithi, kind, more in wanted.get(MONTHS[(sign + 1 + step) % 12], []):
                start = solve(12 * (tithi - 1), elongation, moon + (tithi - 1) * 0.984, 12.19)
                if tithi == 30:
                    finish = following
                else:
                    finish = solve(12 * tithi, elongation, moon + tithi * 0.984, 12.19)
                yield name, day_of_tithi(start, finish, kind) + datetime.timedelta(days=more)
        moon = following


def entry(year, sign):
    """When the Sun enters a sidereal sign, counted from Aries, in a Gregorian year."""
    near = float(ephem.Date(f"{year}/01/14")) + ((sign - 9) % 12) * 30.44
    return solve(sign * 30, sidereal_sun, near, 0.9856)


def solar():
    for year in range(FIRST, LAST + 1):
        for name, sign in (("makar-sankranti", 9), ("puthandu", 0)):
            at = entry(year, sign)
            date = date_of(at, IST)
            late = at > window(date, "sunset")[1]
            yield name, date + datetime.timedelta(days=int(late))
        at = entry(year, 0)
        yield "vaisakhi", date_of(at, IST)
        yield "pohela-boishakh", date_of(at, IST) + datetime.timedelta(days=1)
        yield "rabindra-jayanti", date_of(at, IST) + datetime.timedelta(days=25)
        yield "onam", onam(year)
    newyear = datetime.date(2019, 8, 17)
    while newyear.year > FIRST:
        newyear -= datetime.timedelta(days=365)
    while newyear.year <= LAST:
        yield "parsi-new-year", newyear
        newyear += datetime.timedelta(days=365)


def onam(year):
    """The day of the month of Leo that has the Moon in Shravana, the 22nd mansion, at sunrise; the last of two."""
    begin, end = entry(year, 4), entry(year, 5)
    found = None
    for turn in range(3):
        start = solve(21 * 360 / 27, sidereal_moon, begin - 3 + turn * 27.32, 13.18)
        finish = solve(22 * 360 / 27, sidereal_moon, start + 1, 13.18)
        date = day_of_tithi(start, finish, ONAM_HOUR)
        if begin < midnight(date, IST) + 0.25 < end:
            found = date
    return found


# ---------- the Chinese year ----------
CHINESE = {
    "chinese-new-year": (1, 1),
    "lantern-festival": (1, 15),
    "vesak": (4, 15),
    "buddhas-birthday": (4, 8),
    "dragon-boat-festival": (5, 5),
    "qixi": (7, 7),
    "ghost-festival": (7, 15),
    "mid-autumn-festival": (8, 15),
    "double-ninth": (9, 9),
}


def beijing(t):
    # Beijing's own mean time before 1929, then the eighth hour.
    return date_of(t, (8 / 24) if t > float(ephem.Date("1928/12/31")) else 7.7611 / 24)


def term(year, angle):
    """When the Sun's longitude, counted on from the spring of a Gregorian year, is `angle`."""
    return solve(angle % 360, sun, float(ephem.Date(f"{year}/03/20")) + angle / 0.9856, 0.9856)


def sui(year):
    """The months of the year whose first month holds the solstice of `year` - 1, as (number, leap, first day)."""
    first_solstice, solstice = beijing(term(year - 1, 270)), beijing(term(year, 270))
    moons = []
    t = float(ephem.Date(f"{year - 1}/11/15"))
    while len(moons) < 16:
        t = new_moon_after(t)
        moons.append(beijing(t))
        t += 1
    begin = max(i for i, d in enumerate(moons) if d <= first_solstice)
    end = max(i for i, d in enumerate(moons) if d <= solstice)
    principal = [beijing(term(year - 1, angle)) for angle in range(270, 630, 30)]
    leap_needed, number = end - begin == 13, 11
    months = []
    for i in range(begin, end):
        held = any(moons[i] <= p < moons[i + 1] for p in principal)
        leap = leap_needed and not held and i > begin
        if leap:
            leap_needed = False
            months.append((months[-1][0], True, moons[i]))
        else:
            months.append((number, False, moons[i]))
            number = number % 12 + 1
    return months


def chinese():
    for year in range(FIRST, LAST + 1):
        for number, leap, first in sui(year):
            for name, (month, day) in CHINESE.items():
                if month == number and not leap:
                    yield name, first + datetime.timedelta(days=day - 1)
        yield "qingming", beijing(term(year, 15))
        yield "nowruz", nowruz(year)
        for name, angle in (
            ("march-equinox", 0), ("june-solstice", 90), ("september-equinox", 180), ("december-solstice", 270),
        ):
            yield name, date_of(term(year, angle), 0)


def nowruz(year):
    """The Iranian new year: the day of the equinox, or the next one when it falls after noon at Tehran's meridian."""
    at = term(year, 0) + 3.5 / 24
    date = date_of(at, 0)
    return date + datetime.timedelta(days=int((at - 0.5) % 1 * 24 >= 12))


# ---------- output and check ----------
def table():
    found = {}
    for source in (indian(), solar(), chinese()):
        for name, date in source:
            if FIRST <= date.year <= LAST:
                found.setdefault(name, set()).add(date)
    return {name: sorted(days) for name, days in sorted(found.items())}


def check(days):
    import holidays

    def against(name, label, country, **options):
        mine = set(days[name])
        years = range(2001, 2036)
        theirs = {d for d, n in holidays.country_holidays(country, years=years, **options).items()
                  if label in n.split("; ") or label in [x.split(" (")[0] for x in n.split("; ")]}
        covered = {d.year for d in theirs}
        extra = sorted(d for d in mine - theirs if d.year in covered)
        print(f"{name:26} {len(covered):3} years, {len(extra):2} differ:",
              " ".join(f"{d}({','.join(str(m) for m in theirs if abs((m - d).days) < 32)})" for d in extra[:7]))

    for name, label, options in (
        ("holi", "Holi", {}), ("diwali", "Diwali", {}), ("dussehra", "Dussehra", {}),
        ("maha-shivaratri", "Maha Shivaratri", {}), ("ram-navami", "Ram Navami", {}),
        ("mahavir-jayanti", "Mahavira's Birthday", {}), ("buddha-purnima", "Buddha Purnima", {}),
        ("guru-nanak-jayanti", "Guru Nanak's Birthday", {}), ("janmashtami", "Janmashtami", {}),
        ("onam", "Onam (Day 2)", {"subdiv": "KL"}), ("bhai-dooj", "Bhai Duj", {"subdiv": "WB"}),
        ("chhath", "Chhath Puja", {"subdiv": "WB"}), ("rabindra-jayanti", "Rabindranath Tagore's Birthday", {"subdiv": "WB"}),
        ("mahalaya", "Mahalaya", {"subdiv": "WB"}), ("durga-ashtami", "Mahashtami", {"subdiv": "WB"}),
        ("pohela-boishakh", "Bengali New Year", {"subdiv": "WB"}),
        ("ganesh-chaturthi", "Ganesh Chaturthi", {"subdiv": "MH"}), ("ugadi", "Gudi Padwa", {"subdiv": "MH"}),
        ("govardhan-puja", "Diwali (Bali Pratipada)", {"subdiv": "MH"}),
        ("parsi-new-year", "Parsi New Year", {"subdiv": "MH"}),
        ("makar-sankranti", "Pongal", {"subdiv": "TN"}), ("puthandu", "Tamil New Year", {"subdiv": "TN"}),
    ):
        against(name, label, "IN", **options)
    for name, label, country in (
        ("chinese-new-year", "Chinese New Year", "SG"), ("vesak", "Vesak Day", "SG"),
        ("dragon-boat-festival", "Dragon Boat Festival", "CN"), ("mid-autumn-festival", "Mid-Autumn Festival", "CN"),
        ("qingming", "Tomb-Sweeping Day", "CN"), ("double-ninth", "Double Ninth Festival", "MO"),
        ("buddhas-birthday", "Buddha's Birthday", "KR"),
    ):
        against(name, label, country, **({"language": "en_US"}))


def main():
    days = table()
    if "--check" in sys.argv:
        check(days)
        return
    print("# First days of feasts of lunisolar and sidereal calendars, 1900 to 2078, a decade a row; made by build/feasts.py.")
    print("feast\tdays")
    for name, dates in days.items():
        for decade in range(FIRST // 10, LAST // 10 + 1):
            row = [d.isoformat() for d in dates if d.year // 10 == decade]
            print(name + "\t" + " ".join(row))


if __name__ == "__main__":
    main()
