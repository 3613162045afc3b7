"""Documents with all that is known to break readers, for every script here: tagged in TEI's elements, as Hashiya reads
any text, with the text that is left without the tags and the places of what was tagged."""

import html
import json
import pathlib
import re

ARTICLES = sorted((pathlib.Path(__file__).resolve().parents[2] / "seeds" / "articles").glob("*.txt"))

# By name. What a name stands for is what a failing check of that name is about.
DOCUMENTS = {
    "empty": "",
    "blank": " \n\t\n",
    "no-newline": "عاد <persName>سامر</persName> إلى <placeName>صور</placeName>",
    "emoji": "😀👨‍👩‍👧 سافر <persName ref=\"wikidata:Q1\">هالة 👨‍👩‍👧 الحداد</persName>\u00a0<placeName type=\"city\">بيروت</placeName> 🇱🇧😀\n",
    "white-space": "\u00a0 قال\u00a0<persName>نادر\u00a0سعد</persName>\u00a0\u00a0ثم\t<roleName>المدير</roleName> \r\n\r\n"
    "  <placeName>جبيل</placeName>\u2028ختام\u00a0\r\n",
    "crlf": "زار <persName>نجيب</persName>\r\n\r\nبيروت <date when=\"2016-12-29\">الخميس</date>.\r\n",
    "line-ends": "زار <orgName>نادي\r\nالبحر</orgName> ثم <orgName>دار\r\nالنشر</orgName>\r\nانتهى. قال د. <persName>س. ع.</persName> ذلك.\r\n",
    "marks": "أكّد <persName>مُحَمَّـــد</persName> أنّ <orgName>الـــشركة</orgName> رابحةٌ في <placeName>بـيـروت</placeName>\n",
    "bidi": "\u200f<persName>رامي</persName>\u200f (\u202aABC\u202c) \u2067<orgName>XYZ</orgName>\u2069 \u200eثم\u200f\n",
    "nested": "<orgName>وزارة <roleName>داخلية <placeName ref=\"iso3166:SY wikidata:Q858\">سوريا</placeName></roleName></orgName> ثم "
    "<orgName>حكومة <placeName>تونس</placeName> و<placeName>ليبيا</placeName></orgName>.\n",
    "adjacent": "<persName>أ</persName><persName>ب</persName><placeName>ج</placeName> "
    "<date when=\"2016\">2016</date><date when=\"2017\">2017</date>\n",
    "proclitics": "وصل و<persName>سليم</persName> ل<orgName>لجامعة</orgName> وب<placeName>حلب</placeName>، ف"
    "<placeName>القدس</placeName>؛ <placeName>صور</placeName>يون و<persName>جاد</persName>ه.\n",
    "english": "Mr. <persName>O'Neil</persName>'s U.S. team met <orgName>A&B, \"C\" Ltd.</orgName> on #1 \\ <3.5>.\n",
    "markup": "a & b < c \"<persName>O'Brien</persName>\" ]]> &amp; _*[1]|x\\\n",
    "quote": "قال «<said who=\"e1\">نعم.\nلا <persName>نجيب</persName></said>» & 5 < 6 > 4 ]]> \"'\n",
    "values": "<date type=\"date\" subtype=\"start\" when=\"2016\">مطلع 2016</date> <date dur=\"P3D\">ثلاثة أيام</date> "
    "<date from=\"2014\" to=\"2016\">2014-2016</date> <date type=\"set\" dur-iso=\"P1W\">كل أسبوع</date> "
    "<measure type=\"money\" quantity=\"5\" unit=\"USD\">خمسة دولارات</measure> <num type=\"number\" value=\"3\">ثلاثة</num> "
    "<ref type=\"contact\" target=\"tel:+9611234567\">+961 1 234567</ref>\n",
    "formula": "<persName>=SUM(A1)</persName> <orgName>@x,\"y\"</orgName>\n",
}

# The elements that are tags, in documents made here or at random; nothing else in them is called so.
ELEMENTS = (
    "persName orgName placeName name roleName eventName title date time num measure said rs ref"
).split()
TAG = re.compile(r"<(/?)(%s)((?: [^<>]*)?)>" % "|".join(ELEMENTS))


def text(document):
    """The article's text."""
    return TAG.sub("", document)


def elements(document):
    """What was tagged, an outer element before what it holds: where it begins and ends in the text, by code points, its
    name, and its attributes as JSON."""
    found, open_, removed = [], [], 0
    for tag in TAG.finditer(document):
        place = tag.start() - removed
        removed += len(tag[0])
        if tag[1]:
            start, name, attributes = open_.pop()
            assert name == tag[2], document
            found.append((start, place, name, attributes))
        else:
            attributes = {name: html.unescape(value) for name, value in re.findall(r'([\w:-]+)="([^"]*)"', tag[3])}
            open_.append((place, tag[2], json.dumps(attributes, sort_keys=True)))
    return sorted(found, key=lambda element: (element[0], -element[1]))
