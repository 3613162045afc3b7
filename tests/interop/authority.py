"""Reads exported records with other people's readers: rdflib for SKOS, jing with tei_all for TEI.

    authority.py HASHIYA SCHEMAS WORK_FOLDER

SCHEMAS is a folder with tei/tei_all.rng ("" when there is none: then TEI is only checked for being well-formed).
Prints one line a check and the counts; exit status 1 when a check failed or nothing was checked.
"""

import pathlib
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import rdflib
from rdflib.namespace import SKOS

from check import Checks

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Made-up names with what files of text hold: marks, tatweel, no-break space, emoji, quotes, brackets of markup, controls.
RECORDS = {
    "samer": ("person", "سَامِر\u00a0القلمونجي", "Samer \"the Rose\" O'Neill", ["القلمونجي"], ["سامر القلمنجي"]),
    "سنبلة-٧": ("org", "سنبلـة & شركاه", "Golden <Ear> 🌾", [], ["سنابل\u200fالذهب"]),
    "7up": ("group", "السبعاويون", "Sevens", [], []),
    "nur.abad": ("place", "نور آباد", "Nur\\Abad", ["نور"], []),
    "fair_1": ("event", "مهرجان السنابل", "Ear Fair", [], []),
    "book": ("work", "كتاب الورد", "Book of Roses", [], []),
}


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def one_space(text):
    return " ".join(text.split())


def write_records(folder):
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for number, (key, (kind, ar, en, short, variants)) in enumerate(RECORDS.items()):
        lines += [f"[{quoted(key)}]", f'type = "{kind}"', f"prefer.ar = {quoted(ar)}", f"prefer.en = {quoted(en)}"]
        lines += [f'wikidata = "Q90000000{number}"', 'ids.x-register = "0/1"']
        lines += [f"{name}.ar = [{', '.join(map(quoted, names))}]" for name, names in (("short", short), ("variants", variants)) if names]
        lines += ['role = [{ text.ar = "أمين", from = "2020-02", to = "2021" }]'] if kind == "person" else []
        lines += ['renamed = [{ name = "برج النور", from = "2001", to = "2010-06-03" }]'] if kind == "place" else []
        lines.append("")
    (folder / "names.toml").write_text("\r\n".join(lines), encoding="utf-8", newline="")


def skos_checks(checks, hashiya, folder, work):
    exported = subprocess.run([hashiya, "authority", "export", folder, "--to", "skos"], capture_output=True)
    if not checks.that(exported.returncode == 0, "skos: exported", exported.stderr.decode()):
        return
    graph = rdflib.Graph().parse(data=exported.stdout, format="turtle")
    concepts = {str(graph.value(c, SKOS.notation)): c for c in graph.subjects(rdflib.RDF.type, SKOS.Concept)}
    checks.that(set(concepts) == set(RECORDS), "skos: every key", sorted(concepts))
    for key, (kind, ar, en, short, variants) in RECORDS.items():
        concept = concepts.get(key)
        labels = lambda name: {(label.language, str(label)) for label in graph.objects(concept, name)}
        checks.that(labels(SKOS.prefLabel) == {("ar", one_space(ar)), ("en", en)}, f"skos: {key}: names", labels(SKOS.prefLabel))
        checks.that(labels(SKOS.altLabel) == {("ar", name) for name in short}, f"skos: {key}: short names")
        checks.that(labels(SKOS.hiddenLabel) == {("ar", name) for name in variants}, f"skos: {key}: variants")
        checks.that(str(graph.value(concept, rdflib.DCTERMS.type)) == kind, f"skos: {key}: type")
        match = str(graph.value(concept, SKOS.exactMatch))
        checks.that(match.startswith("http://www.wikidata.org/entity/Q9"), f"skos: {key}: identifier", match)
    # What rdflib writes of it is read again as the same records.
    other = work / "rdflib.ttl"
    other.write_bytes(graph.serialize(format="turtle", encoding="utf-8"))
    ours = work / "ours.ttl"
    ours.write_bytes(exported.stdout)
    read = [subprocess.run([hashiya, "authority", "import", file], capture_output=True).stdout for file in (ours, other)]
    blocks = [{frozenset(block.split(b"\n")) for block in text.strip().split(b"\n\n")} for text in read]
    checks.that(blocks[0] == blocks[1] and len(blocks[0]) == len(RECORDS), "skos: rdflib's own Turtle is read as the same", read[1].decode())


def tei_checks(checks, hashiya, schemas, folder, work):
    exported = subprocess.run([hashiya, "authority", "export", folder, "--to", "tei"], capture_output=True)
    if not checks.that(exported.returncode == 0, "tei: exported", exported.stderr.decode()):
        return
    file = work / "records.xml"
    file.write_bytes(exported.stdout)
    schema = pathlib.Path(schemas) / "tei" / "tei_all.rng" if schemas else None
    if schema and schema.exists():
        verdict = subprocess.run(["jing", schema, file], capture_output=True)
        checks.that(verdict.returncode == 0, "tei: valid by tei_all", verdict.stdout.decode())
    else:
        print("WARNING: no tei_all.rng, so TEI is not validated")
    root = ElementTree.parse(file).getroot()
    items = {item.get(XML_ID): item for item in root.iter() if item.get(XML_ID)}
    for key, (_, ar, en, short, variants) in RECORDS.items():
        item = items.get(key if key[0].isalpha() else f"_{key}")
        named = lambda what: {(e.get(XML_LANG), e.text) for e in (() if item is None else item) if e.get("type") == what}
        checks.that(named("preferred") == {("ar", one_space(ar)), ("en", en)}, f"tei: {key}: names", named("preferred"))
        checks.that(named("short") == {("ar", name) for name in short}, f"tei: {key}: short names")
        checks.that(named("variant") == {("ar", name) for name in variants}, f"tei: {key}: variants")
    occupation = root.find(f".//{TEI}occupation")
    checks.that(occupation is not None and (occupation.get("from"), occupation.get("to")) == ("2020-02", "2021"), "tei: an office has its dates")


def main(hashiya, schemas, work_folder):
    checks = Checks()
    work = pathlib.Path(work_folder)
    folder = work / "authority"
    write_records(folder)
    skos_checks(checks, hashiya, folder, work)
    tei_checks(checks, hashiya, schemas, folder, work)
    print(f"interop authority: {checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed or not checks.passed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
