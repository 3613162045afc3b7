"""Reads exported corpora with other people's readers: brat (pybrat), CoNLL and BILOU (seqeval, spaCy), spaCy's JSONL
(spaCy, its DocBin) and Label Studio (its SDK). Is every annotation there, with its text, and is the text the article's?

    corpora.py HASHIYA SCHEMAS WORK_FOLDER

HASHIYA is the program, SCHEMAS is not needed, files are written into WORK_FOLDER. The documents are those
of torture.py, and the project's articles are read with what Hashiya finds in them. Compared are slices
of the text. Prints one line a check and the counts; exit status 1 when a check failed or nothing was checked.
"""

import json
import pathlib
import sys
import unicodedata

import spacy
from check import Checks, run
from label_studio_sdk.converter import Converter
from pybrat.parser import BratParser
from seqeval.metrics import classification_report
from seqeval.scheme import BILOU, IOB2, Entities
from spacy.tokens import Doc, DocBin, Span
from spacy.training.converters import conll_ner_to_docs
from torture import ARTICLES, DOCUMENTS, elements, text as without_tags

# Element, and what brat, CoNLL and OntoNotes call the type.
ELEMENTS = {
    "persName": ("Person", "PER", "PERSON"),
    "orgName": ("Org", "ORG", "ORG"),
    "placeName": ("Place", "LOC", "LOC"),
    "roleName": ("Role", "ROLE", "ROLE"),
    "date": ("Date", "DATE", "DATE"),
}
CONLL = {"PERSON": "PER", "WORK_OF_ART": "WORK", "CARDINAL": "NUMBER", "QUANTITY": "MEASURE"}


def outermost(spans):
    """Of (start, end, …) in order, those that overlap none before."""
    kept = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def seen(text):
    """What a reader of tokens sees: no white space, controls or marks that tokenizers may drop."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf", "Mn"))


def export(checks, hashiya, path, name, folder, *more):
    answer = run(hashiya, "export", str(path), "--to", name, "--out", str(folder), *more)
    checks.that(answer.returncode == 0, f"{path.stem} as {name}: exported", answer.stderr.decode())


def brat(checks, what, folder, stem, text, expected):
    checks.that((folder / f"{stem}.txt").read_bytes() == text.encode(), f"{what}: the .txt is the article")
    example = BratParser().parse(folder)[0]
    found = []
    for entity in example.entities:
        parts = [text[span.start : span.end] for span in entity.spans]
        checks.that(" ".join(parts).rstrip() == entity.mention, f"{what}: {entity.id} is what stands there", entity)
        found.append((text[entity.spans[0].start : entity.spans[-1].end], entity.type))
    references = [f"{r.rid.lower()}:{r.eid}" for entity in example.entities for r in entity.references]
    checks.that(found == expected, f"{what}: pybrat reads {len(found)} annotations", [found, expected])
    return references


def columns(path):
    """The sentences of a CoNLL file: lists of (token, tag)."""
    content = path.read_text(encoding="utf-8")
    head, _, body = content.partition("\n\n")
    assert head == "-DOCSTART- -X- O O", head
    sentences = [[line.split(" ") for line in block.split("\n")] for block in body.strip("\n").split("\n\n") if block]
    assert all(len(row) == 4 for sentence in sentences for row in sentence), "four columns"
    return [[(row[0], row[3]) for row in sentence] for sentence in sentences]


def conll(checks, what, path, scheme, expected):
    sentences = columns(path)
    tags = [[tag for _, tag in sentence] for sentence in sentences]
    entities = Entities(tags, scheme=scheme).entities
    found = [
        (seen("".join(token for token, _ in sentences[entity.sent_id][entity.start : entity.end])), entity.tag)
        for sentence in entities
        for entity in sentence
    ]
    checks.that(found == expected, f"{what}: seqeval reads {len(found)} annotations", [found, expected])
    if found:
        report = classification_report(tags, tags, mode="strict", scheme=scheme, output_dict=True)["micro avg"]
        ok = report["f1-score"] == 1.0 and report["support"] == len(expected)
        checks.that(ok, f"{what}: seqeval's strict F1 is 1 of {len(expected)}", report)
        docs = list(conll_ner_to_docs(path.read_text(encoding="utf-8"), no_print=True))
        found = [(seen("".join(token.text for token in ent)), ent.label_) for doc in docs for ent in doc.ents]
        checks.that(found == expected, f"{what}: spaCy's converter reads them", [found, expected])


def spacy_jsonl(checks, what, path, text, expected):
    line = json.loads(path.read_text(encoding="utf-8"))
    tokens = line["tokens"]
    vocab = spacy.blank("ar").vocab
    doc = Doc(vocab, words=[t["text"] for t in tokens], spaces=[t["ws"] for t in tokens])
    checks.that(doc.text == text == line["text"], f"{what}: spaCy's Doc is the text", [doc.text, text])
    offsets = [(t.idx, t.idx + len(t)) for t in doc]
    checks.that(offsets == [(t["start"], t["end"]) for t in tokens], f"{what}: tokens stand where they say")
    spans = []
    for entry in line["spans"]:
        span = doc.char_span(entry["start"], entry["end"], label=entry["label"], kb_id=entry.get("kb_id", 0))
        if not checks.that(span is not None, f"{what}: {entry['start']}-{entry['end']} falls on tokens", entry):
            continue
        same = (span.start, span.end - 1) == (entry["token_start"], entry["token_end"])
        checks.that(same, f"{what}: {entry['start']}-{entry['end']} names its tokens", entry)
        spans.append(span)
    found = [(span.text, span.label_) for span in spans]
    checks.that(found == expected, f"{what}: spaCy reads {len(found)} spans", [found, expected])
    doc.spans["sc"] = spans
    flat = outermost([(s.start_char, s.end_char, s) for s in spans])
    doc.set_ents([Span(doc, s.start, s.end, label=s.label) for *_, s in flat])
    binary = DocBin(docs=[doc], store_user_data=True).to_bytes()
    back = next(DocBin().from_bytes(binary).get_docs(vocab))
    kept = [(span.text, span.label_) for span in back.spans["sc"]] == expected and len(back.ents) == len(flat)
    checks.that(kept and back.text == text, f"{what}: a DocBin gives them back")
    return [part for span in spans for part in span.kb_id_.split("|") if part]


def label_studio(checks, what, folder, stem, text, expected):
    tasks = folder / f"{stem}.json"
    converter = Converter(config=str(folder / "label-config.xml"), project_dir=None, download_resources=False)
    converter.convert(str(tasks), str(folder / "min"), "JSON_MIN", is_dir=False)
    task = json.loads((folder / "min" / "result.json").read_text(encoding="utf-8"))[0]
    checks.that(task["text"] == text, f"{what}: the text is the article")
    units = text.encode("utf-16-le")
    found = []
    for entry in task.get("label", []):
        there = units[2 * entry["start"] : 2 * entry["end"]].decode("utf-16-le")
        checks.that(there == entry["text"], f"{what}: {entry['start']}-{entry['end']} is what it says", entry)
        found.append((there, entry["labels"][0]))
    checks.that(found == expected, f"{what}: Label Studio's SDK reads {len(found)} regions", [found, expected])
    converter.convert(str(tasks), str(folder / "conll"), "CONLL2003", is_dir=False)
    checks.that((folder / "conll" / "result.conll").stat().st_size > 0, f"{what}: its CoNLL export works")


def round_trip(checks, hashiya, what, name, ending, folder, stem):
    """Imported and exported again, the file is the same."""
    first = folder / f"{stem}.{ending}"
    (folder / "again").mkdir(exist_ok=True)
    answer = run(hashiya, "import", str(first), "--from", name, "--out", str(folder / "imported"))
    if not checks.that(answer.returncode == 0, f"{what}: imported", answer.stderr.decode()):
        return
    answer = run(hashiya, "export", str(folder / "imported" / f"{stem}.txt"), "--to", name, "--out", str(folder / "again"))
    again = (folder / "again" / f"{stem}.{ending}").read_text(encoding="utf-8")
    checks.that(again == first.read_text(encoding="utf-8"), f"{what}: imported and exported again it is the same", again)


def document(checks, hashiya, work, path, text, spans, *more):
    """All formats of one document. `spans` are (start, end, brat's type, CoNLL's, OntoNotes')."""
    stem = path.stem
    folders = {name: work / stem / name for name in ("brat", "conll", "bilou", "spacy", "label-studio")}
    for name, folder in folders.items():
        folder.mkdir(parents=True, exist_ok=True)
        export(checks, hashiya, path, name, folder, *more)
    references = brat(checks, f"{stem} as brat", folders["brat"], stem, text, [(text[s:e], kind) for s, e, kind, *_ in spans])
    flat = [(seen(text[s:e]), kind) for s, e, _, kind, _ in outermost(spans)]
    conll(checks, f"{stem} as conll", folders["conll"] / f"{stem}.conll", IOB2, flat)
    for policy in ("attach", "drop"):
        folder = folders["conll"] / policy
        export(checks, hashiya, path, "conll", folder, "--clitics", policy, *more)
        sentences = columns(folder / f"{stem}.conll")
        entities = Entities([[tag for _, tag in sentence] for sentence in sentences], scheme=IOB2).entities
        count = sum(map(len, entities))
        # Two names in one word are one name when they are attached.
        ok = count == len(flat) or policy == "attach" and 0 < count < len(flat) and stem in ("adjacent",)
        checks.that(ok, f"{stem} as conll, clitics {policy}: {count} of {len(flat)} annotations")
    conll(checks, f"{stem} as bilou", folders["bilou"] / f"{stem}.bilou", BILOU, flat)
    wide = [(text[s:e], kind) for s, e, *_, kind in spans]
    linked = spacy_jsonl(checks, f"{stem} as spacy", folders["spacy"] / f"{stem}.jsonl", text, wide)
    checks.that(references == linked, f"{stem}: brat and spaCy have the same {len(linked)} references", [references, linked])
    label_studio(checks, f"{stem} as label-studio", folders["label-studio"], stem, text, wide)
    if not more:
        for name, ending in (("brat", "ann"), ("spacy", "jsonl"), ("label-studio", "json")):
            round_trip(checks, hashiya, f"{stem} as {name}", name, ending, folders[name], stem)


def main(hashiya, schemas, work_folder):
    checks = Checks()
    work = pathlib.Path(work_folder)
    work.mkdir(parents=True, exist_ok=True)
    for name, tagged in DOCUMENTS.items():
        found = elements(tagged)
        # What lies in a quotation, and what a value makes of a type, is for documents.py.
        if not all(element in ELEMENTS and "dur" not in attributes for *_, element, attributes in found):
            continue
        path = work / f"{name}.txt"
        path.write_bytes(tagged.encode())
        spans = [(start, end, *ELEMENTS[element]) for start, end, element, _ in found]
        document(checks, hashiya, work, path, without_tags(tagged), spans)
    for path in ARTICLES:
        # What is found, from the plainest format: doccano's triples.
        text = path.read_bytes().decode()
        answer = run(hashiya, "export", str(path), "--to", "doccano", "--what", "shown")
        labels = json.loads(answer.stdout)["label"]
        upper = {"PLACE": "LOC", "GROUP": "NORP", "WORK": "WORK_OF_ART"}
        wide = [(s, e, upper.get(kind, kind)) for s, e, kind in labels]
        spans = [(s, e, kind.capitalize(), CONLL.get(name, name), name) for (s, e, kind), (*_, name) in zip(labels, wide)]
        document(checks, hashiya, work, path, text, spans, "--what", "shown")
    print(f"interop corpora: {checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed or not checks.passed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
