//! English times: marked spans and values, derived by hand from the calendar of the day named in each test. News looks
//! back from a day; an assistant is asked at an hour and looks ahead.

use super::{check, silent};

// 2016-12-29 is a Thursday in ISO week 52; 26 December is that week's Monday.
const DAY: &str = "2016-12-29";

#[test]
fn the_clause_tells_where_a_bare_weekday_lies() {
    check("The board met on ⟦Tuesday⟧ and will meet again on ⟦Tuesday⟧", DAY, "2016-12-27\n2017-01-03");
    check("On ⟦Monday⟧, the council will vote on the budget", DAY, "2017-01-02");
    check("On ⟦Monday⟧, the council said it will vote on the budget", DAY, "2016-12-26");
    check("The bridge is due to open in ⟦March⟧", DAY, "2017-03");
    check("The bridge was opened in ⟦March⟧", DAY, "2016-03");
    check("Talks are scheduled for ⟦Sunday⟧, he said on ⟦Wednesday⟧", DAY, "2017-01-01\n2016-12-28");
    check("The visit, which will end on ⟦Friday⟧, began on ⟦Monday⟧", DAY, "2016-12-30\n2016-12-26");
    silent("They will march again and may expect to win");
}
