"""Reads whole documents that Hashiya exports with other people's readers: valid, and every annotated word in its place?

    documents.py HASHIYA SCHEMAS WORK_FOLDER

HASHIYA is the program, SCHEMAS a folder with nitf/*.xsd, tei/tei_all.rng and ninjs/ ("" when there is none: then
documents are only checked for being well-formed), WORK_FOLDER is written to. Exports torture documents, the articles
of seeds/ and 1,000 random tagged documents as TEI, NITF, HTML, ninjs, JSON-LD, Web Annotation, TimeML,
Markdown and CSV, and gives them to jing, xmllint, jsonschema, html5lib, pandoc and Python's own parsers.
Prints one line a check and the counts; exit status 1 when a check failed.
"""

import copy
import csv
import glob
import io
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import html5lib

from check import Checks, spans as pandoc_spans
from torture import ARTICLES, DOCUMENTS, elements, text as without_tags

TEI = "{http://www.tei-c.org/ns/1.0}"
NITF = "{http://iptc.org/std/NITF/2006-10-18/}"

# How many documents are made at random.
RANDOM = 1000
WORDS = ["قال", "نجيب الحداد", "بيروت", "الحكومة السورية", "وأنقرة", "للجيش", "مـــدينة", "وقفاً", "the minister", "Paris",
         "2016", "٢٩", "😀", "👨‍👩‍👧", "&", "<3", "5 > 4", "]]>", "\u00a0", "\u200f", "\u2067x\u2069", "\"x\"", "'"]
GAPS = [" "] * 8 + ["\n", "\n\n", "\r\n", "\r\n\r\n", "\t", "\u00a0", "، ", "", ""]
SHORT_GAPS = [gap for gap in GAPS if gap.count("\n") < 2]
OPENINGS = [
    '<persName>', '<persName ref="wikidata:Q1">', '<persName ref="wikidata:Q2 geonames:5" cert="low">', '<orgName>',
    '<orgName ana="#party" resp="#desk">', '<placeName type="country" ref="iso3166:SY">', '<placeName type="facility">',
    '<name type="demonym">', '<roleName>', '<eventName ref="https://example.org/a?b=1&amp;c">', '<title>',
    '<date when="2016-12-29">', '<date when-iso="2016-W52">', '<date key="2016-12-29TNI">', '<date from="2014" to="2016">',
    '<date type="date" subtype="mid" when="2016-12">', '<time when="2016-12-30T00:00:00">', '<date dur="PT2H">',
    '<date type="set" dur-iso="P1W">', '<num type="number" value="3">', '<measure quantity="5.5" unit="km">',
    '<measure type="money" quantity="-5" unit="USD">', '<said who="e1 e2">', '<rs type="source">',
    '<ref type="contact" target="tel:+9611234567">',
]


def run(*command, given=None):
    return subprocess.run([str(part) for part in command], input=given, capture_output=True)


def random_document(source):
    """Words between gaps, some of them in elements that nest. A tag holds no blank line, and a date no quotation."""
    def stretch(depth, within=""):
        out = []
        for _ in range(source.randint(0 if depth == 0 else 1, 9 - 2 * depth)):
            if depth < 3 and source.random() < 0.35:
                opening = source.choice([o for o in OPENINGS if not (within in ("date", "time") and o.startswith("<said"))])
                name = re.match(r"<(\w+)", opening)[1]
                inner = stretch(depth + 1, within if within in ("date", "time") else name)
                # Tags stand around words: not around white space, nor beside a line end, nor over a blank line.
                if inner.strip() == inner and inner and not re.search(r"[\r\n]\s*[\r\n]", inner.replace("\r\n", "\n")):
                    inner = f"{opening}{inner}</{name}>"
                out.append(inner)
            else:
                out.append(source.choice(WORDS))
            out.append(source.choice(GAPS if depth == 0 else SHORT_GAPS))
        return "".join(out) if depth == 0 else "".join(out[:-1])
    return stretch(0)


class Exports:
    """The documents, and what became of them in each format."""

    def __init__(self, hashiya, folder, count):
        self.hashiya, self.folder = hashiya, pathlib.Path(folder)
        sources = self.folder / "tagged"
        shutil.rmtree(self.folder, ignore_errors=True)
        sources.mkdir(parents=True)
        self.tagged = dict(DOCUMENTS)
        for path in ARTICLES:
            self.tagged[path.stem] = run(hashiya, "annotate", path, "--dialect", "tei").stdout.decode()
        source = random.Random(20161229)
        for number in range(count):
            self.tagged[f"random-{number:04}"] = random_document(source)
        for name, document in self.tagged.items():
            (sources / f"{name}.txt").write_bytes(document.encode())
        self.paths = [sources / f"{name}.txt" for name in self.tagged]
        self.texts = {}

    def to(self, name):
        """Exports all documents in one call."""
        out = self.folder / name
        answer = run(self.hashiya, "export", *self.paths, "--to", name, "--published", "2016-12-29", "--out", out)
        if answer.returncode != 0:
            raise SystemExit(answer.stderr.decode()[-2000:])
        return out

    def strip(self):
        """The texts: of random documents what is left when their tags are cut out here, of the others what `strip` gives."""
        for name, path in zip(self.tagged, self.paths):
            ours = name.startswith("random")
            self.texts[name] = without_tags(self.tagged[name]) if ours else run(self.hashiya, "strip", path).stdout.decode()

    def references(self):
        """What the annotations are, by a format that is checked elsewhere: doccano's code points."""
        out = self.to("doccano")
        return {name: json.loads((out / f"{name}.jsonl").read_text("utf-8")) for name in self.tagged}


def slices(body, paragraphs, is_annotation):
    """The text of a body and the words of its annotations, in order."""
    text, found, offset = [], [], 0

    def walk(element):
        nonlocal offset
        start = offset
        mine = len(found)
        if is_annotation(element):
            found.append(None)
        for piece in [element.text] + [part for child in element for part in (child, child.tail)]:
            if isinstance(piece, str):
                text.append(piece)
                offset += len(piece)
            elif piece is not None:
                walk(piece)
        if is_annotation(element):
            found[mine] = (start, offset)

    for paragraph in body:
        assert paragraph.tag.endswith(paragraphs), paragraph.tag
        walk(paragraph)
    return "".join(text), found


def batch(checks, what, verdict, count):
    checks.that(verdict.returncode == 0, f"{what}: {count} documents are valid", (verdict.stdout + verdict.stderr).decode())


def compare(checks, what, exports, wanted, read):
    """Reads every document with `read(name)` → (text, spans) and compares them with what they should be."""
    texts = total = same_text = same_spans = 0
    wrong = ""
    for name in exports.tagged:
        text, found = read(name)
        expected = wanted(name)
        texts += 1
        total += len(expected)
        good = text == exports.texts[name]
        same_text += good
        hits = sum(a == b for a, b in zip(sorted(found), sorted(expected))) if len(found) == len(expected) else 0
        same_spans += hits
        if (not good or hits != len(expected)) and not wrong:
            wrong = f"{name}: {exports.texts[name]!r}\nread {text!r}\n{sorted(found)}\nwant {sorted(expected)}"
    checks.that(same_text == texts > 0, f"{what}: {same_text} of {texts} texts are the article's to the byte", wrong)
    checks.that(same_spans == total > 0, f"{what}: {same_spans} of {total} annotations cover the same words", wrong)


def tei_checks(checks, exports, references, schemas):
    out = exports.to("tei")
    files = sorted(glob.glob(f"{out}/*.xml"))
    if schemas:
        schema = pathlib.Path(schemas, "tei", "tei_all.rng")
        if shutil.which("jing"):
            batch(checks, "TEI (jing)", run("jing", schema, *files), len(files))
        batch(checks, "TEI (xmllint)", run("xmllint", "--noout", "--nonet", "--huge", "--relaxng", schema, *files), len(files))
    def read(name):
        root = ElementTree.parse(out / f"{name}.tei.xml").getroot()
        return slices(root.find(f"{TEI}text/{TEI}body"), "}p", lambda e: e.tag != f"{TEI}p")
    compare(checks, "TEI", exports, lambda name: [tuple(e[:2]) for e in references[name]["label"]], read)
    # What the elements say is what the tags said.
    same = total = 0
    differs = ""
    for name, tagged in exports.tagged.items():
        wanted, found = elements(tagged), []
        root = ElementTree.parse(out / f"{name}.tei.xml").getroot()
        body = root.find(f"{TEI}text/{TEI}body")
        _, places = slices(body, "}p", lambda e: e.tag != f"{TEI}p")
        marked = [e for e in body.iter() if e.tag not in (f"{TEI}p", f"{TEI}body")]
        for (start, end), element in zip(places, marked):
            attributes = {k: v for k, v in element.attrib.items() if not k.endswith("}id")}
            found.append((start, end, element.tag.removeprefix(TEI), json.dumps(attributes, sort_keys=True)))
        total += len(wanted)
        same += len(wanted) if sorted(found) == sorted(wanted) else 0
        if sorted(found) != sorted(wanted):
            differs = differs or f"{name}: {sorted(set(found) ^ set(wanted))}"
    checks.that(same == total > 0, f"TEI: {same} of {total} annotations say what their tags said", differs)
    # Our own reader makes the tagged documents again.
    back = exports.folder / "back"
    answer = run(exports.hashiya, "import", *files, "--from", "tei", "--out", back)
    checks.that(answer.returncode == 0, f"TEI: {len(files)} documents are imported", answer.stderr.decode())
    # Of two annotations of the same words inline tags keep one, and tell.
    unique = lambda items: {(start, end) for start, end, _, _ in items}
    read = {name: (back / f"{name}.txt").read_bytes().decode() for name in exports.tagged}
    texts = sum(without_tags(read[name]) == exports.texts[name] for name in read if name.startswith("random"))
    alike = sum(unique(elements(read[name])) == unique(elements(tagged)) for name, tagged in exports.tagged.items())
    checks.that(texts == sum(name.startswith("random") for name in read), f"TEI: {texts} random texts come back to the byte")
    checks.that(alike == len(read), f"TEI: {alike} of {len(read)} documents come back with tags around the same words")


def loss_checks(checks, exports, schemas):
    """What a schema does not allow is left out and told, so that the document stays valid."""
    out, paths = exports.folder / "lossy", []
    out.mkdir()
    words = ["100%", "a b", "#a#b", "1:2", "x:", "a\u00a0b", "\u200f", "{", "é", "", "0000", "2016-13-45", "2016-12-29T10:00+15:00", "P", "\u2028"]
    tags = ['<persName ref="{}">', '<orgName ana="{}">', '<placeName resp="{}">', '<measure quantity="{}">', '<measure unit="{}">',
            '<date when="{}">', '<date key="{}">', '<date dur="{}">', '<date from="{}">', '<said who="{}">', '<ref type="contact" target="{}">']
    for number, word in enumerate(words):
        line = " ".join(f"{tag.format(word)}نجيب</{tag[1:].split()[0]}>" for tag in tags)
        paths.append(out / f"{number}.txt")
        paths[-1].write_bytes(f"قال {line}\n<persName>أ <date>ب <said>ج</said></date></persName> \0\x0b\n".encode())
    for name, schema, option in (("tei", "tei/tei_all.rng", "--relaxng"), ("nitf", "nitf/kpp-nitf-3.5.7.xsd", "--schema")):
        answer = run(exports.hashiya, "export", *paths, "--to", name, "--out", out / name)
        told = answer.stderr.decode().splitlines()
        checks.that(len(told) >= len(paths), f"{name}: {len(told)} losses are told of {len(paths)} documents of odd values", told)
        if schemas:
            files = sorted(glob.glob(f"{out}/{name}/*.xml"))
            verdict = run("xmllint", "--noout", "--nonet", option, pathlib.Path(schemas, schema), *files)
            batch(checks, f"{name} of odd values (xmllint)", verdict, len(files))
            if name == "tei" and shutil.which("jing"):
                batch(checks, "tei of odd values (jing)", run("jing", pathlib.Path(schemas, schema), *files), len(files))
                bad = out / "bad.xml"
                bad.write_text(pathlib.Path(files[0]).read_text("utf-8").replace("<persName", '<persName when="x"', 1), "utf-8")
                checks.that(run("jing", pathlib.Path(schemas, schema), bad).returncode != 0, "jing refuses a document that was spoilt")


def outermost(label):
    """What stays of nested annotations where only quotations hold others."""
    kept, open_ = [], []
    for start, end, kind in sorted(label, key=lambda e: (e[0], -e[1], e[2] != "QUOTE")):
        open_ = [o for o in open_ if o[1] > start]
        if not open_ or open_[-1][2] == "QUOTE":
            kept.append((start, end))
            open_.append((start, end, kind))
    return kept


def nitf_checks(checks, exports, references, schemas):
    out = exports.to("nitf")
    files = sorted(glob.glob(f"{out}/*.xml"))
    if schemas:
        schema = next(pathlib.Path(schemas, "nitf").glob("*-nitf-3.5*.xsd"))
        batch(checks, "NITF (xmllint)", run("xmllint", "--noout", "--nonet", "--schema", schema, *files), len(files))
        sample = pathlib.Path(schemas, "nitf", "NTB_nitf_sample.xml")
        answer = run(exports.hashiya, "import", sample, "--from", "nitf")
        checks.that(answer.returncode == 0 and len(answer.stdout) > 1000, "NITF: a wire story of NTB is read", answer.stderr.decode())
    norms = {n for f in files for n in re.findall(r'date\.issue norm="([^"]*)"', pathlib.Path(f).read_text("utf-8"))}
    checks.that(norms and all(re.fullmatch(r"\d{8}(T\d{6}(Z|[+-]\d{4})?)?", n) for n in norms), f"NITF: dates of issue have IPTC's form {sorted(norms)[:3]}")
    def read(name):
        root = ElementTree.parse(out / f"{name}.nitf.xml").getroot()
        ours = lambda e: e.tag not in (f"{NITF}p", f"{NITF}alt-code")
        return slices(root.find(f"{NITF}body/{NITF}body.content"), "}p", ours)
    compare(checks, "NITF", exports, lambda name: outermost(references[name]["label"]), read)


def html_checks(checks, exports, references):
    out = exports.to("html")
    errors = []
    def read(name):
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        tree = parser.parse((out / f"{name}.html").read_bytes(), transport_encoding="utf-8")
        mixed = "\r" in re.sub("\r\n", "", exports.texts[name]) or len({"\r\n", "\n"} & set(re.findall("\r?\n", exports.texts[name]))) == 2
        errors.extend((name, e) for e in parser.errors if not mixed)
        main = tree.find("body/main")
        ours = lambda e: e.tag == "time" or e.tag == "span" and e.get("itemprop") != "name"
        text, found = slices(main, "p", ours)
        if main.get("data-line-ends") == "crlf":
            places = [i for i, c in enumerate(text) if c == "\n"]
            found = [tuple(o + sum(p < o for p in places) for o in span) for span in found]
            text = text.replace("\n", "\r\n")
        return text, found
    compare(checks, "HTML (html5lib)", exports, lambda name: [tuple(e[:2]) for e in references[name]["label"]], read)
    checks.that(not errors, "HTML: no parse error but for references to a CR", errors[:5])
    try:
        import extruct
    except ImportError:
        print("    extruct is not there: microdata are not read by it")
        return
    seed = ARTICLES[0].stem
    data = extruct.extract((out / f"{seed}.html").read_text("utf-8"), syntaxes=["microdata"])["microdata"]
    checks.that(len(data) > 3 and all(item["properties"]["name"] for item in data), f"HTML: extruct reads {len(data)} items")


def ninjs_checks(checks, exports, schemas):
    out = exports.to("ninjs")
    same = sum(json.loads((out / f"{n}.ninjs.json").read_text("utf-8"))["bodies"][0]["value"] == exports.texts[n] for n in exports.tagged)
    checks.that(same == len(exports.tagged), f"ninjs: {same} of {len(exports.tagged)} bodies are the article's text")
    if not schemas:
        return
    import jsonschema
    import referencing
    folder = pathlib.Path(schemas, "ninjs")
    load = lambda path: json.loads(pathlib.Path(path).read_text("utf-8"))
    geo = referencing.Resource.from_contents(load(folder / "GeoJSON-schema.json"))
    registry = referencing.Registry().with_resource("https://geojson.org/schema/GeoJSON.json", geo)
    judge = jsonschema.Draft202012Validator(load(folder / "ninjs-schema_3.1.json"), registry=registry)
    valid = sum(judge.is_valid(load(out / f"{name}.ninjs.json")) for name in exports.tagged)
    checks.that(valid == len(exports.tagged), f"ninjs (jsonschema): {valid} of {len(exports.tagged)} items are valid")
    def verdicts(files):
        """What our reader says of each file: one call a folder would stop at nothing, so the complaints name the bad ones."""
        answer = run(exports.hashiya, "import", *files, "--from", "ninjs")
        told = answer.stderr.decode()
        return {f: f"{f}:" not in told for f in map(str, files)}, told
    for verdict, count in (("pass", 28), ("fail", 9)):
        files = sorted(map(str, folder.glob(f"validation/test_suite/*/should_{verdict}/*.json")))
        judged, told = verdicts(files)
        right = sum(good == (verdict == "pass") for good in judged.values())
        checks.that(right == len(files) == count, f"ninjs: {right} of IPTC's {count} cases that should {verdict} do", told)
    # The same verdict as the schema on items that are a little broken.
    source, broken = random.Random(3), exports.folder / "broken"
    broken.mkdir(exist_ok=True)
    goods = [load(f) for f in sorted(folder.glob("validation/test_suite/*/should_pass/*.json"))]
    odd = [None, True, 0, 5.0, -1, 0.5, 11, "", "x", "2024-02", "text", [], ["x"], {}, {"uri": "x"}, {"name": "x", "uri": "y"}]
    def places(value):
        here = [(value, key) for key in (value if isinstance(value, dict) else range(len(value)))] if isinstance(value, (dict, list)) else []
        return here + [p for holder, key in here for p in places(holder[key])]
    for number in range(600):
        item = copy.deepcopy(source.choice(goods))
        holder, key = source.choice(places(item))
        chance = source.random()
        if chance < 0.35:
            holder[key] = copy.deepcopy(source.choice(odd))
        elif chance < 0.6 and isinstance(holder, dict):
            del holder[key]
        elif isinstance(holder, dict):
            holder[source.choice(["value", "address", "name", "rel", "endDate", "startDate", "expectedEndDate", "geoJSON", "x", "recurrence", "linkedRights"])] = copy.deepcopy(source.choice(odd))
        else:
            holder.append(copy.deepcopy(source.choice(odd)))
        (broken / f"{number:03}.json").write_text(json.dumps(item), "utf-8")
    files = sorted(map(str, broken.glob("*.json")))
    judged, _ = verdicts(files)
    differ = [f for f in files if judge.is_valid(load(f)) != judged[f]]
    bad = sum(not judge.is_valid(load(f)) for f in files)
    checks.that(not differ, f"ninjs: the schema's verdict on {len(files) - len(differ)} of {len(files)} changed items, {bad} of them bad", differ[:5])


def annotation_checks(checks, exports, references):
    out = exports.to("web-annotation")
    def read(name):
        page = json.loads((out / f"{name}.jsonld").read_text("utf-8"))
        text = (out / f"{name}.txt").read_bytes().decode()
        found = []
        for item in page["first"]["items"]:
            quote, place = item["target"]["selector"]
            start, end = place["start"], place["end"]
            right = text[start:end] == quote["exact"] and text[max(0, start - 32):start] == quote["prefix"] and text[end:end + 32] == quote["suffix"]
            found.append((start, end) if right else (-1, -1))
        return text, found
    compare(checks, "Web Annotation", exports, lambda name: [tuple(e[:2]) for e in references[name]["label"]], read)
    files = sorted(glob.glob(f"{out}/*.jsonld"))
    answer = run(exports.hashiya, "import", *files, "--from", "web-annotation")
    checks.that(answer.returncode == 0, f"Web Annotation: {len(files)} collections are read back", answer.stderr.decode())


def timeml_checks(checks, exports, references):
    out = exports.to("timeml")
    def read(name):
        text = ElementTree.parse(out / f"{name}.tml").getroot().find("TEXT")
        return slices([text], "TEXT", lambda e: e.tag == "TIMEX3")
    times = {"DATE", "TIME", "DURATION", "SET"}
    wanted = lambda name: outermost([e for e in references[name]["label"] if e[2] in times])
    compare(checks, "TimeML", exports, wanted, read)


def json_ld_checks(checks, exports):
    out = exports.to("json-ld")
    items = {name: json.loads((out / f"{name}.schema.jsonld").read_text("utf-8")) for name in exports.tagged}
    same = sum(items[n]["articleBody"] == exports.texts[n] for n in items)
    checks.that(same == len(items), f"JSON-LD: {same} of {len(items)} articles have their text")
    dated = sum(item["datePublished"].startswith("20") for item in items.values())
    mentions = sum(len(item.get("mentions", [])) for item in items.values())
    checks.that(dated == len(items) and mentions > 0, f"JSON-LD: {dated} dates, {mentions} mentions")


def csv_checks(checks, exports, references):
    out = exports.to("csv")
    rows = good = 0
    for name in exports.tagged:
        text = (out / f"{name}.csv").read_bytes().decode()
        for row in csv.DictReader(io.StringIO(text, newline="")):
            rows += 1
            words = row["text"][1:] if re.match(r"'+[=+\-@\t\r]", row["text"]) else row["text"]
            safe = not any(re.match(r"[=+@\t\r]|-(?![\d.]+$)", cell or "") for cell in row.values())
            good += safe and words == exports.texts[name][int(row["start"]):int(row["end"])]
    wanted = sum(len(r["label"]) for r in references.values())
    checks.that(good == rows == wanted, f"CSV: {good} of {wanted} rows have the words at their offsets and no formula")


def markdown_checks(checks, exports):
    out = exports.to("markdown")
    names = [name for name in exports.tagged if not name.startswith("random")]
    written = read = dated = 0
    for name in names:
        document = (out / f"{name}.md").read_bytes()
        written += len(re.findall(rb"\]\{\.\w", document))
        answer = run("pandoc", "-f", "markdown", "-t", "json", given=document)
        tree = json.loads(answer.stdout)
        read += len(pandoc_spans(tree["blocks"]))
        dated += "date" in tree["meta"]
    checks.that(read == written > 0, f"Markdown (pandoc): {read} of {written} spans")
    checks.that(dated == len(names), f"Markdown (pandoc): {dated} of {len(names)} dates")


def main(hashiya, schemas, work_folder):
    checks = Checks()
    if not schemas:
        print("*** NO SCHEMAS: TEI, NITF AND NINJS ARE NOT VALIDATED ***")
    exports = Exports(hashiya, work_folder, RANDOM)
    exports.strip()
    references = exports.references()
    agree = sum(references[name]["text"] == text for name, text in exports.texts.items())
    checks.that(agree == len(exports.texts), f"{agree} of {len(exports.texts)} documents are their words without their tags")
    print(f"    {sum(len(r['label']) for r in references.values())} annotations in {len(references)} documents")
    tei_checks(checks, exports, references, schemas)
    nitf_checks(checks, exports, references, schemas)
    loss_checks(checks, exports, schemas)
    html_checks(checks, exports, references)
    ninjs_checks(checks, exports, schemas)
    annotation_checks(checks, exports, references)
    timeml_checks(checks, exports, references)
    json_ld_checks(checks, exports)
    csv_checks(checks, exports, references)
    markdown_checks(checks, exports)
    print(f"interop documents: {checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed or not checks.passed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
