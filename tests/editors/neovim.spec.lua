-- What a Neovim user sees on articles of this project. One table an article:
--   file         from the top of the checkout
--   diagnostics  { code, text } must be there on opening; with n, exactly that often
--   absent       texts that no diagnostic covers
--   hover        at = word (nth occurrence), covers = the text under the range, contains = what it says
--   actions      at = word (nth), title = part of the action's title, contains = the buffer afterwards,
--                after = the diagnostics afterwards; one undo must give back the original bytes

-- Parts of titles, so that a change of wording is mended in one place.
local tag_this, tag_document = 'Tag', 'document'

return {
  {
    -- Both names of a month, a weekday, midnight between two days, a proclitic, a later short mention.
    file = 'seeds/articles/ceasefire-talks.txt',
    diagnostics = {
      { code = 'entity/person', text = 'فلاديمير بوتين', n = 1 },
      { code = 'entity/person', text = 'بوتين', n = 1 },
      { code = 'entity/person', text = 'سيرغي لافروف', n = 1 },
      { code = 'entity/place', text = 'كازاخستان', n = 1 },
      { code = 'entity/place', text = 'إدلب', n = 1 },
      { code = 'entity/place', text = 'دمشق', n = 1 },
      { code = 'entity/org', text = 'الأمم المتحدة' },
      { code = 'time/date', text = 'الثلاثاء، 14 آذار/مارس', n = 1 },
      { code = 'time/date', text = 'أيلول/سبتمبر 2015', n = 1 },
      { code = 'time/date', text = '30 كانون الأول/ديسمبر 2016', n = 1 },
      { code = 'time/time', text = 'منتصف ليل الثلاثاء-الأربعاء', n = 1 },
    },
    absent = { 'وبوتين', 'بدمشق', 'شمال', 'السلطان' },
    hover = {
      { at = 'بوتين', nth = 2, covers = 'بوتين', contains = { 'فلاديمير بوتين' } },
      { at = '14 آذار/مارس', covers = 'الثلاثاء، 14 آذار/مارس', contains = { '2017-03-14' } },
      { at = 'أيلول/سبتمبر 2015', covers = 'أيلول/سبتمبر 2015', contains = { '2015-09' } },
      { at = 'منتصف ليل', covers = 'منتصف ليل الثلاثاء-الأربعاء', contains = { '2017-03-15' } },
      { at = 'كازاخستان', covers = 'كازاخستان', contains = { 'Kazakhstan' } },
    },
    actions = {
      {
        at = 'فلاديمير بوتين',
        title = tag_this,
        contains = { '>فلاديمير بوتين</person>' },
        after = { { code = 'entity/person', text = 'فلاديمير بوتين', n = 0 } },
      },
      {
        at = '30 كانون الأول',
        title = tag_this,
        contains = { '<chron norm="20161230">30 كانون الأول/ديسمبر 2016</chron>' },
        after = { { code = 'time/date', text = '30 كانون الأول/ديسمبر 2016', n = 0 } },
      },
      {
        at = 'كازاخستان',
        title = tag_document,
        contains = { '>سيرغي لافروف</person>', '>كازاخستان</location>', '<chron norm="20170314">الثلاثاء، 14 آذار/مارس</chron>' },
        after = {
          { code = 'entity/person', text = 'بوتين', n = 0 },
          { code = 'entity/place', text = 'إدلب', n = 0 },
          { code = 'time/date', text = 'أيلول/سبتمبر 2015', n = 0 },
        },
      },
    },
  },
  {
    -- A no-break space after a name stays outside the mention, and survives tag and undo.
    file = 'seeds/articles/maghreb-water.txt',
    diagnostics = {
      { code = 'time/date', text = '12 غشت 2021', n = 1 },
      { code = 'entity/person', text = 'الهادي بن يوسف الشطي', n = 1 },
    },
    hover = {
      { at = '12 غشت 2021', covers = '12 غشت 2021', contains = { '2021-08-12' } },
    },
    actions = {
      {
        at = 'الهادي بن يوسف الشطي',
        title = tag_this,
        contains = { '>الهادي بن يوسف الشطي</person>\u{A0}' },
      },
    },
  },
  {
    -- Emoji and vowel marks before the mention: an offset in the wrong unit shows.
    file = 'seeds/articles/world-cup-quarter-final.txt',
    diagnostics = {
      { code = 'time/date', text = '10 ديسمبر 2022', n = 1 },
      { code = 'entity/place', text = 'الدوحة' },
    },
    hover = {
      { at = '10 ديسمبر 2022', covers = '10 ديسمبر 2022', contains = { '2022-12-10' } },
    },
  },
}
