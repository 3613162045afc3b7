//! English times: marked spans and values, derived by hand from the calendar of the day named in each test. News looks
//! back from a day; an assistant is asked at an hour and looks ahead.

use super::{check, check_with, silent};
use crate::temporal::{Anchor, Prefer, Published};

// 2016-12-29 is a Thursday in ISO week 52; 26 December is that week's Monday.
const DAY: &str = "2016-12-29";

/// Asked on Thursday 2016-12-29 at 09:00 by who looks ahead.
fn asked(text: &str, expected: &str) {
    let anchor = Anchor { published: Published::parse("2016-12-29T09:00"), prefer: Prefer::Future };
    check_with(text, anchor, expected);
}

#[test]
fn the_clause_tells_where_a_bare_weekday_lies() {
    check("The board met on ⟦Tuesday⟧ and will meet again on ⟦Tuesday⟧", DAY, "2016-12-27\n2017-01-03");
    check("On ⟦Monday⟧, the council will vote on the budget", DAY, "2017-01-02");
    check("On ⟦Monday⟧, the council said it will vote on the budget", DAY, "2016-12-26");
    check("The bridge is due to open in ⟦March⟧", DAY, "2017-03");
    check("The bridge was opened in ⟦March⟧", DAY, "2016-03");
    check("Talks are scheduled for ⟦Sunday⟧, he said on ⟦Wednesday⟧", DAY, "2017-01-01\n2016-12-28");
    check("The visit, which will end on ⟦Friday⟧, began on ⟦Monday⟧", DAY, "2016-12-30\n2016-12-26");
    check("The hearing was postponed until ⟦Tuesday⟧", DAY, "2017-01-03");
    silent("They will march again and may expect to win");
}

#[test]
fn a_length_is_ahead_unless_its_clause_is_over() {
    check("The ship will sail ⟦in three weeks⟧", DAY, "2017-W03");
    check("The pump was repaired twice in ⟦three weeks⟧", DAY, "P3W");
    check("It is the third leak in ⟦two months⟧", DAY, "P2M");
}

#[test]
fn clock_times_as_they_are_written() {
    check("The gates open at ⟦6:30 a.m.⟧ and close at ⟦9p⟧", DAY, "2016-12-29T06:30\n2016-12-29T21:00");
    check("logged ⟦2016-12-27T17:04:09Z⟧", DAY, "2016-12-27T17:04:09+00:00");
    check("The plane left at ⟦0415 GMT⟧", DAY, "2016-12-29T04:15+00:00");
    check("She rang at ⟦7.45pm on Tuesday⟧", DAY, "2016-12-27T19:45");
    asked("wake me at ⟦14h20⟧", "2016-12-29T14:20");
    asked("⟦around 4pm⟧ or ⟦5ish pm⟧", "2016-12-29T16:00 APPROX\n2016-12-29T17:00");
    asked("table for ⟦8:15 tonight⟧", "2016-12-29T20:15");
    asked("⟦tonight 745⟧", "2016-12-29T19:45");
}

#[test]
fn clock_times_as_they_are_said() {
    asked("⟦eleven twenty a m⟧", "2016-12-29T11:20");
    asked("⟦four oh five pm⟧", "2016-12-29T16:05");
    asked("⟦half past three pm⟧", "2016-12-29T15:30");
    asked("⟦twenty to noon⟧", "2016-12-29T11:40");
    asked("⟦ten minutes past midnight⟧", "2016-12-30T00:10");
    asked("remind me at ⟦a quarter to six tomorrow evening⟧", "2016-12-30T17:45");
    asked("⟦9 in the evening⟧", "2016-12-29T21:00");
    asked("⟦10 o'clock⟧", "2016-12-29T10:00");
}

#[test]
fn an_hour_without_its_half_is_the_next_one() {
    // At nine in the morning half past two is the afternoon's, and the small hours are the coming night's.
    asked("⟦2:30⟧", "2016-12-29T14:30");
    asked("⟦11:30⟧", "2016-12-29T11:30");
    asked("⟦2 in the morning⟧", "2016-12-30T02:00");
    check("Live blog\n⟦2:30⟧\nPolice arrived", DAY, "2016-12-29T02:30");
}

#[test]
fn a_day_with_its_hours_in_every_order() {
    asked("⟦Saturday morning at 10⟧", "2016-12-31T10:00");
    asked("⟦seven-thirty tomorrow evening⟧", "2016-12-30T19:30");
    asked("meet me in ⟦the evening at 8⟧", "2016-12-29T20:00");
    asked("⟦4pm on the 3rd⟧", "2017-01-03T16:00");
    asked("⟦Sunday for 9am⟧", "2017-01-01T09:00");
    asked("⟦tomorrow before 5pm⟧", "2016-12-30T17:00");
    asked("⟦this evening @ 7⟧", "2016-12-29T19:00");
    asked("⟦Friday in the early hours of the morning⟧", "2016-12-30T00/2016-12-30T08 START");
    check("⟦Tue Dec 27 08:04:05 2016⟧ kernel started", DAY, "2016-12-27T08:04:05");
    check("A bomb went off ⟦early in the morning⟧", DAY, "2016-12-29TMO START");
    check(
        "Two died when it struck at ⟦4 a.m.⟧ (⟦0100 GMT⟧) ⟦Tuesday⟧",
        DAY,
        "2016-12-27T04:00\n2016-12-27T01:00+00:00\n2016-12-27",
    );
}

#[test]
fn ranges_of_hours() {
    asked("⟦2:15-4:45pm⟧", "2016-12-29T14:15/2016-12-29T16:45");
    asked("⟦Friday between 8:30 and 10⟧", "2016-12-30T08:30/2016-12-30T10:00");
    asked("⟦9am until 5⟧", "2016-12-29T09:00/2016-12-29T17:00");
    asked("for ⟦3 hours from 2pm⟧", "2016-12-29T14:00/2016-12-29T17:00");
    asked("⟦Friday between 9 and 6⟧", "2016-12-30T09:00/2016-12-30T18:00");
    silent("They won 7-5 and lost 10 to 5 in the vote");
}

#[test]
fn dates_with_strokes() {
    check("Invoice of ⟦14/Feb/2011⟧ and ⟦2012/3/Mar⟧", DAY, "2011-02-14\n2012-03-03");
    asked("⟦1/14⟧", "2017-01-14");
    asked("on ⟦1/14⟧, ⟦1/16⟧ or ⟦1/20⟧", "2017-01-14\n2017-01-16\n2017-01-20");
    asked("from ⟦2/3 to 2/9⟧", "2017-02-03/2017-02-09");
    asked("⟦3/1-4/2/2015⟧", "2015-03-01/2015-04-02");
    silent("Add 3/4 cup of oil and 1/2 onion");
    silent("The part 133-04-05-2019 costs $12/kg");
}

#[test]
fn ranges_of_days_that_share_a_field() {
    check("He was away from ⟦3 May to 9 May in 2014⟧", DAY, "2014-05-03/2014-05-09");
    check("The fair ran from ⟦June 4 till the ninth⟧", DAY, "2016-06-04/2016-06-09");
    check("⟦Q2 2013 - Q1 2014⟧ were lean", DAY, "2013-04-01/2014-03-31");
    asked("⟦Mon-Wed⟧", "2017-01-02/2017-01-04");
    asked("from ⟦5-9 of next month⟧", "2017-01-05/2017-01-09");
    asked("between ⟦the 3rd and the 12th⟧", "2016-12-03/2016-12-12");
    asked("⟦from midnight to 3 am⟧", "2016-12-29T00:00/2016-12-29T03:00");
    asked("by ⟦close of business Friday⟧", "2016-12-29T09:00:00/2016-12-31T00:00:00 END");
    asked("away ⟦all week⟧, back ⟦Tues at 4⟧", "P1W\n2017-01-03T04:00");
    asked("she calls ⟦every Tuesday morning⟧", "XXXX-WXX-2TMO");
}

#[test]
fn counted_from_now_and_from_other_days() {
    check("The well ran dry ⟦two days after May 3, 2012⟧", DAY, "2012-05-05");
    check("It closed ⟦a year ago⟧ and reopens ⟦three weeks from now⟧", DAY, "2015\n2017-W03");
    check(
        "The lake froze on ⟦Jan. 4, 2009⟧; ⟦three days later⟧ a boy drowned",
        DAY,
        "2009-01-04\n2009-01-07",
    );
    asked("⟦two weeks before next Friday⟧", "2016-12-23");
    asked("⟦the week after next⟧", "2017-W02");
    asked("⟦Monday after next⟧", "2017-01-09");
    asked("⟦the closest Friday to May 8th⟧", "2017-05-05");
    asked("⟦the second Tuesday after May 8th⟧", "2017-05-16");
    asked("⟦April in two years⟧", "2019-04");
    asked("⟦in 10 days⟧", "2017-01-08T09");
    asked("⟦3 months ago⟧", "2016-09-29");
}

#[test]
fn next_weekday_is_of_next_week_for_assistants() {
    // Thursday asks: the Saturday of next week is the 7th; news means the coming one.
    asked("⟦next Saturday⟧", "2017-01-07");
    asked("⟦this coming Saturday⟧", "2016-12-31");
    check("They meet ⟦next Saturday⟧", DAY, "2016-12-31");
}

#[test]
fn parts_of_longer_periods() {
    // September 2014 ends on a Tuesday: its last week by the Thursday rule is W39. ISO 2019 has 52 weeks.
    check("in ⟦the last week of September 2014⟧", DAY, "2014-W39");
    check("⟦the 2nd last week of 2019⟧", DAY, "2019-W51");
    check("⟦the third month of 2015⟧ and ⟦the last day of June 2015⟧", DAY, "2015-03\n2015-06-30");
    check("⟦the first six months of 2014⟧", DAY, "2014-01-01/2014-06-30");
    check("⟦the week of October 4th⟧", DAY, "2016-W40");
    asked("⟦the twelfth day of next month⟧", "2017-01-12");
    asked("⟦last monday of march⟧", "2017-03-27");
    asked("⟦next month on the 15th⟧", "2017-01-15");
    asked("⟦the 21st⟧", "2017-01-21");
    asked("⟦the rest of the week⟧", "2016-12-29/2017-01-01");
}

#[test]
fn parts_are_intervals_for_who_asks_and_mods_in_news() {
    check("Rents rose at ⟦the end of April⟧", DAY, "2016-04 END");
    asked("at ⟦the end of April⟧", "2017-04-21/2017-04-30 END");
    asked("⟦the beginning of next week⟧", "2017-01-02/2017-01-04 START");
    asked("by ⟦the end of the month⟧", "2016-12-29T09:00:00/2017-01-01T00:00:00 END");
    asked("within ⟦two weeks⟧", "2016-12-29T09:00:00/2017-01-12T00:00:00");
    check("within ⟦two weeks⟧", DAY, "P2W");
    asked("⟦late tonight⟧", "2016-12-29T21/2016-12-29T23 END");
    asked("⟦EOM⟧", "2016-12-21/2016-12-31 END");
    silent("The boy bowed to his elders");
}

#[test]
fn quarters_and_fiscal_years() {
    check("⟦third-quarter⟧ profit beat that of ⟦Q3 2014⟧ and ⟦2013Q1⟧", DAY, "2016-Q3\n2014-Q3\n2013-Q1");
    check("in ⟦fiscal 2013⟧ and ⟦the first quarter of '98⟧", DAY, "2013\n1998-Q1");
    check("over ⟦the second half of last year⟧", DAY, "2015-H2");
    silent("He scored in the second half of the match");
}

#[test]
fn fractions_and_what_is_left_unsaid() {
    check("It took ⟦one and three quarters of an hour⟧", DAY, "PT1H45M");
    check("The leave is ⟦1/2 day⟧ or ⟦2 1/2 weeks⟧", DAY, "P0.5D\nP2.5W");
    asked("⟦2 hours forty⟧", "PT2H40M");
    asked("⟦2h 30m⟧", "PT2H30M");
    asked("⟦day and a half⟧", "P1.5D");
    asked("⟦in 20'⟧", "2016-12-29T09:20");
    check("after ⟦three full years⟧ came the ⟦month⟧-long strike", DAY, "P3Y\nP1M");
    check("For ⟦decades⟧ it was closed", DAY, "PXY");
    silent("In a split second, the second seed won a minute victory");
}

#[test]
fn habits() {
    check("She swims ⟦every other day⟧ and ⟦twice a week⟧", DAY, "P2D\nP1W");
    check(
        "The choir sings ⟦Sunday mornings⟧ and at ⟦6pm every Friday⟧",
        DAY,
        "XXXX-WXX-7TMO\nXXXX-WXX-5T18:00",
    );
    asked("backups run ⟦daily at 9⟧", "XXXX-XX-XXT09:00");
    check("The ⟦quarterly⟧ bulletin and the ⟦semi-annual⟧ report", DAY, "P3M\nP6M");
    silent("The Daily Mail and the Sunday Times wrote about it");
}

#[test]
fn what_news_says_of_times() {
    check("in ⟦the past three years⟧ and ⟦the late '80s⟧", DAY, "P3Y\n198 END");
    check("He spent ⟦nearly four decades⟧ in ⟦the mid-1990s⟧", DAY, "P40Y APPROX\n199 MID");
    check(
        "in ⟦recent months⟧, in ⟦the coming weeks⟧, in ⟦the years ahead⟧",
        DAY,
        "PAST_REF\nFUTURE_REF\nFUTURE_REF",
    );
    check("in ⟦January next year⟧ and in ⟦May of last year⟧", DAY, "2017-01\n2015-05");
    check(
        "⟦later this month⟧; over ⟦the weekend⟧; in ⟦the summer⟧",
        DAY,
        "2016-12 END\n2016-W51-WE\n2016-SU",
    );
    silent("A 30-year-old man in his 20s, aged 12, of the future of Europe");
}

#[test]
fn what_is_no_time_in_english() {
    silent("This may or may not be so; that may be a great day out");
    silent("See http://t.co/xJO7p204F and t.co/wg68h9VM");
    silent("Version 2.10 scored at 6.45 percent, call 555-0199");
    silent("Flight 1815 cost $12 a seat; unemployment stood at 5.2 percent");
    silent("The Sun and The March were sold; prices may fall");
    silent("The Sunday Herald, the Future Party, the Man of the Year and a set of 20-year-olds");
    silent("Up to three people, over a hundred, about twenty more");
}

#[test]
fn what_a_second_reader_found() {
    check("Lawmakers must finish drafting the ⟦2020⟧ budget by ⟦Friday⟧", DAY, "2020\n2016-12-30");
    check("Thefts fell from 84 in ⟦2014⟧ to 51 ⟦last year⟧", DAY, "2014\n2015");
    check("A ferry will be delivered in ⟦mid-2020⟧ or ⟦early 2021⟧", DAY, "2020 MID\n2021 START");
    check("A poll released over ⟦the weekend⟧ put her party ahead", DAY, "2016-W51-WE");
    check("A deal was close as recently as ⟦Sunday⟧", DAY, "2016-12-25");
    silent("Striker June Okoro and midfielder April Sunarto signed at the last minute");
    silent("He withdrew the 2000 troops");
}
