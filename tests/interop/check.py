"""Reads tagged articles with other people's readers: are they valid, and is the article's text still there?

    check.py HASHIYA SCHEMAS ARTICLE...

HASHIYA is the program, SCHEMAS a folder with nitf/*.xsd and tei/tei_all.rng ("" when there is none: then XML is
only checked for being well-formed). Tags each article in every dialect by `hashiya annotate`, wraps inline tags
into the smallest document that the dialect allows, and gives it to xmllint, jing, html5lib or pandoc.
Prints one line a check and the counts; exit status 1 when a check failed.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

import html5lib

NITF = """<?xml version="1.0" encoding="UTF-8"?>
<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/" version="-//IPTC//DTD NITF 3.5//EN">
<head><title>article</title></head><body><body.content>
{}
</body.content></body></nitf>
"""
TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>article</title></titleStmt>
<publicationStmt><p>none</p></publicationStmt><sourceDesc><p>none</p></sourceDesc></fileDesc></teiHeader>
<text><body>
{}
</body></text></TEI>
"""
HTML = """<!DOCTYPE html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>article</title></head><body>
{}
</body></html>
"""


class Checks:
    """Counts and prints; the exit status follows from it."""

    def __init__(self):
        self.passed = self.failed = 0

    def that(self, ok, what, seen=""):
        self.passed += bool(ok)
        self.failed += not ok
        print(f"{'ok' if ok else 'not ok'} {what}")
        if not ok and seen:
            print("   ", str(seen).strip()[:1500].replace("\n", "\n    "))
        return ok


def run(*command, given=None):
    return subprocess.run(command, input=given, capture_output=True)


def paragraphs(text):
    """The lines that hold something, without the white space at their ends."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def wrap(template, tagged):
    """Inline tagging leaves the article's own ampersands alone, so the document around it has to escape them."""
    escaped = re.sub(r"&(?!#?\w+;)", "&amp;", tagged)
    return template.format("\n".join(f"<p>{line}</p>" for line in paragraphs(escaped)))


def xml_checks(checks, what, document, article, validate):
    with tempfile.NamedTemporaryFile("w", suffix=".xml", encoding="utf-8") as file:
        file.write(document)
        file.flush()
        well_formed = run("xmllint", "--noout", "--nonet", file.name)
        if not checks.that(well_formed.returncode == 0, f"{what}: well-formed", well_formed.stderr.decode()):
            return
        if validate:
            verdict = run(*validate, file.name)
            checks.that(verdict.returncode == 0, f"{what}: valid ({validate[0]})", (verdict.stdout + verdict.stderr).decode())
    body = [e for e in ElementTree.fromstring(document).iter() if e.tag.endswith(("}body.content", "}body"))][-1]
    read = ["".join(p.itertext()).strip() for p in body if p.tag.endswith("}p")]
    checks.that(read == paragraphs(article), f"{what}: the text is the article's", read)
    tags = sum(1 for p in body for _ in p.iter()) - len(body)
    checks.that(tags > 0, f"{what}: {tags} tags")


def html_checks(checks, what, document, article):
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(document)
    checks.that(not parser.errors, f"{what}: no parse error (html5lib)", parser.errors)
    read = ["".join(p.itertext()).strip() for p in tree.find("body") if p.tag == "p"]
    checks.that(read == paragraphs(article), f"{what}: the text is the article's", read)
    tags = len(tree.findall(".//time")) + len(tree.findall(".//span[@itemtype]"))
    checks.that(tags > 0, f"{what}: {tags} tags")


def spans(node):
    """All Span elements in a Pandoc tree."""
    if isinstance(node, list):
        return [span for child in node for span in spans(child)]
    if isinstance(node, dict):
        return ([node] if node.get("t") == "Span" else []) + spans(list(node.values()))
    return []


def markdown_checks(checks, what, tagged):
    answer = run("pandoc", "-f", "markdown", "-t", "json", given=tagged.encode())
    if not checks.that(answer.returncode == 0, f"{what}: read by pandoc", answer.stderr.decode()):
        return
    written = len(re.findall(r"\]\{[.#\w]", tagged))
    read = len(spans(json.loads(answer.stdout)["blocks"]))
    checks.that(read == written > 0, f"{what}: pandoc reads {read} of the {written} spans")


def validators(schemas):
    """The commands that judge NITF and TEI, or None without the schemas."""
    if not schemas:
        return None, None
    nitf = ("xmllint", "--noout", "--nonet", "--schema", str(next(pathlib.Path(schemas, "nitf").glob("*-nitf-3.5*.xsd"))))
    tei = str(pathlib.Path(schemas, "tei", "tei_all.rng"))
    return nitf, ("jing", tei) if shutil.which("jing") else ("xmllint", "--noout", "--nonet", "--relaxng", tei)


def main(hashiya, schemas, *articles):
    checks = Checks()
    nitf, tei = validators(schemas)
    for path in articles:
        article = pathlib.Path(path).read_bytes()
        text = article.decode()
        for dialect in ("nitf", "tei", "html", "markdown"):
            what = f"{pathlib.Path(path).name} as {dialect}"
            answer = run(hashiya, "annotate", path, "--dialect", dialect)
            if not checks.that(answer.returncode == 0, f"{what}: annotated", answer.stderr.decode()):
                continue
            tagged = answer.stdout.decode()
            with tempfile.TemporaryDirectory() as folder:
                # Named as the original, so that the same kind of document is stripped.
                copy = pathlib.Path(folder, pathlib.Path(path).name)
                copy.write_bytes(answer.stdout)
                stripped = run(hashiya, "strip", str(copy))
            checks.that(stripped.stdout == article, f"{what}: strip gives the original bytes", stripped.stderr.decode())
            if dialect == "nitf":
                xml_checks(checks, what, wrap(NITF, tagged), text, nitf)
            elif dialect == "tei":
                xml_checks(checks, what, wrap(TEI, tagged), text, tei)
            elif dialect == "html":
                html_checks(checks, what, wrap(HTML, tagged), text)
            else:
                markdown_checks(checks, what, tagged)
    print(f"interop: {checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed or not checks.passed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
