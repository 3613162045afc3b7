"""Reads what goes to INCEpTION with dkpro-cassis, and gives back what cassis writes.

    inception.py HASHIYA SCHEMAS WORK_FOLDER

HASHIYA is the program, SCHEMAS a folder with webanno-tsv3-suite/*.tsv ("" when there is none), WORK_FOLDER takes what
is made. Documents of all that is hard in a text, and the articles under seeds/, are exported as UIMA CAS XMI, UIMA CAS
JSON and WebAnno TSV; the text under every annotation must be the text that was tagged, letter for letter. Prints one
line a check and the counts; exit status 1 when a check failed or none was made.
"""

import json
import pathlib
import re
import sys

import cassis
import torture
from check import Checks, run

OURS = "hashiya.Annotation"
ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"


def made(checks, hashiya, what, path, form, folder, *more):
    """The exported files, or None when the program failed."""
    answer = run(hashiya, "export", path, "--to", form, "--out", folder, *more)
    ok = checks.that(answer.returncode == 0, f"{what}: exported", answer.stderr.decode())
    return folder if ok else None


def order(annotation):
    return annotation.begin, -annotation.end


def covered(cas, kind):
    return [a.get_covered_text() for a in sorted(cas.select(kind), key=order)]


def load(folder, name, form):
    if form == "uima-json":
        return cassis.load_cas_from_json((folder / f"{name}.json").read_bytes().decode())
    with open(folder / "TypeSystem.xml", "rb") as file:
        types = cassis.load_typesystem(file)
    with open(folder / f"{name}.xmi", "rb") as file:
        return cassis.load_cas_from_xmi(file, typesystem=types)


def stripped(hashiya, folder, tagged, ending=".txt"):
    copy = folder / f"stripped{ending}"
    copy.write_bytes(tagged)
    return run(hashiya, "strip", copy).stdout


def came_back(checks, hashiya, what, file, form, folder, article, tags):
    """Imports a file and compares the text and the tags with those that were exported."""
    answer = run(hashiya, "import", file, "--from", form)
    if checks.that(answer.returncode == 0, f"{what}: imported", answer.stderr.decode()):
        text = stripped(hashiya, folder, answer.stdout)
        checks.that(text == article, f"{what}: the text is the article's", text.decode())
        for tag in tags:
            checks.that(tag in answer.stdout.decode(), f"{what}: {tag!r} is tagged", answer.stdout.decode())


def uima(checks, hashiya, folder, name, path, article, expected, form, *more):
    what = f"{name} as {form}"
    if not made(checks, hashiya, what, path, form, folder, *more):
        return
    cas = load(folder, path.stem, form)
    checks.that((cas.sofa_string or "") == article.decode(), f"{what}: cassis reads the text")
    read = covered(cas, OURS)
    checks.that(read == expected, f"{what}: cassis reads {len(read)} annotations on their text", (read, expected))
    names = [a.get_covered_text() for a in cas.select(ENTITY)]
    checks.that(set(names) <= set(expected), f"{what}: cassis reads {len(names)} named entities", names)
    tokens = "".join(covered(cas, "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"))
    checks.that(tokens == "".join(article.decode().split()), f"{what}: the tokens are the text without spaces")
    # An annotator adds the last free word as a person, and cassis writes the file.
    spans = [(a.begin, a.end) for a in cas.select(OURS)]
    words = re.finditer(r"\b[^\W\d_]{2,}\b", article.decode())
    free = [w for w in words if not any(a < w.end() and w.start() < b for a, b in spans)]
    word = free[-1] if free else None
    tags = []
    if word:
        cas.add(cas.typesystem.get_type(ENTITY)(begin=word.start(), end=word.end(), value="PER", identifier="x:1"))
        tags = [f'<persName ref="x:1">{word[0]}</persName>']
    ending = "json" if form == "uima-json" else "xmi"
    again = folder / f"{path.stem}-cassis.{ending}"
    again.write_bytes((cas.to_json() if form == "uima-json" else cas.to_xmi()).encode())
    came_back(checks, hashiya, f"{what}, by cassis", again, form, folder, article, tags)


def entities(content, units):
    """The text under each named entity of a TSV file, read by its rows: by number, or each row its own."""
    found, order = {}, []
    for line in content.split("\n"):
        cells = line.split("\t")
        if not re.fullmatch(r"\d+-\d+(\.\d+)?", cells[0]):
            continue
        begin, end = map(int, cells[1].split("-"))
        if units[2 * begin : 2 * end].decode("utf-16-le") != cells[2]:
            return f"{cells[0]} is not {cells[2]!r}"
        for place, value in enumerate(re.split(r"(?<!\\)\|", cells[4]) if cells[4] != "_" else []):
            number = re.search(r"\[(\d+)\]$", value)
            key = number[1] if number else (cells[0], place)
            if key not in found:
                order.append(key)
                found[key] = (begin, end)
            else:
                found[key] = (found[key][0], end)
    spans = sorted((found[key] for key in order), key=lambda span: (span[0], -span[1]))
    return [units[2 * a : 2 * b].decode("utf-16-le") for a, b in spans]


def tsv(checks, hashiya, folder, name, path, article, expected, *more):
    what = f"{name} as webanno"
    if not made(checks, hashiya, what, path, "webanno", folder, *more):
        return
    file = folder / f"{path.stem}.tsv"
    read = entities(file.read_bytes().decode(), article.decode().encode("utf-16-le"))
    checks.that(read == expected, f"{what}: {len(read)} annotations on their text", (read, expected))
    same = run(hashiya, "formats", "--format", "webanno", "--check", file)
    checks.that(same.returncode == 0, f"{what}: read and written identically", same.stdout.decode())
    # Of the white space before the first word only the length is kept, and without a word there is nothing.
    words = article.decode().lstrip()
    kept = " " * (len(article.decode()) - len(words)) + words if words else ""
    came_back(checks, hashiya, what, file, "webanno", folder, kept.encode(), [])


def suite(checks, hashiya, schemas):
    """The reference files of WebAnno's own tests."""
    files = sorted(pathlib.Path(schemas, "webanno-tsv3-suite").glob("*.tsv")) if schemas else []
    if not files:
        print("ABSENT: the WebAnno TSV reference files; give the folder of schemas to check them")
        return
    answer = run(hashiya, "formats", "--format", "webanno", "--check", *files)
    for line in answer.stdout.decode().splitlines():
        checks.that(line.endswith(": identical"), pathlib.Path(line.split(":")[0]).name + ":" + line.split(":", 1)[1])
    same = answer.stdout.decode().count(": identical\n")
    checks.that(same == len(files), f"{same} of {len(files)} WebAnno TSV files read and written identically")


def main(hashiya, schemas, work_folder):
    checks = Checks()
    folder = pathlib.Path(work_folder)
    folder.mkdir(parents=True, exist_ok=True)
    jobs = []
    for name, tagged in torture.DOCUMENTS.items():
        path = folder / f"{name}.txt"
        path.write_bytes(tagged.encode())
        text = torture.text(tagged)
        checks.that(stripped(hashiya, folder, tagged.encode()).decode() == text, f"{name}: strip gives the text")
        expected = [text[start:end] for start, end, *_ in torture.elements(tagged)]
        jobs.append((name, path, text.encode(), expected, ()))
    for path in torture.ARTICLES:
        # What is found, by code points, as doccano has them.
        more = ("--what", "all")
        line = json.loads(run(hashiya, "export", path, "--to", "doccano", *more).stdout)
        expected = [line["text"][a:b] for a, b, _ in sorted(line["label"], key=lambda s: (s[0], -s[1]))]
        checks.that(expected, f"{path.name}: {len(expected)} annotations are found")
        jobs.append((path.stem, path, path.read_bytes(), expected, more))
    for name, path, article, expected, more in jobs:
        for form in ("uima-xmi", "uima-json"):
            uima(checks, hashiya, folder, name, path, article, expected, form, *more)
        tsv(checks, hashiya, folder, name, path, article, expected, *more)
    suite(checks, hashiya, schemas)
    print(f"interop inception: {checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed or not checks.passed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
