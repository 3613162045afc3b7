"""Validates `hashiya check --format sarif` with the official schema and follows its places and fixes in the files.

    sarif.py HASHIYA SCHEMAS WORK_FOLDER

The schema is `lib/schemas/sarif-2.1.0-rtm.5.json` of the npm package @microsoft/jest-sarif, which is fetched into
WORK_FOLDER. Prints one line a check and the counts; exit status 1 when a check failed or nothing was checked.
"""

import io
import json
import pathlib
import subprocess
import sys
import tarfile
import urllib.parse
import urllib.request

import jsonschema

from check import Checks

SCHEMA = "https://registry.npmjs.org/@microsoft/jest-sarif/-/jest-sarif-1.0.0-beta.0.tgz"
MEMBER = "package/lib/schemas/sarif-2.1.0-rtm.5.json"

# Faults of several rules between what files of text hold: line ends of both kinds, emoji, no final line end, odd names.
ARTICLES = {
    "plain.txt": "😀 وصل الوفد عام2016 إلى القرية\u202e الجديدة.\r\n\r\nقال إن الاطفال بخير.",
    "folder with space/ب.md": "انتهت المهلة في 31 نيسان 2017.\n\nزار <person>سامر المدينة.\n",
    "clean.txt": "لا شيء هنا.\n",
}


def schema():
    with urllib.request.urlopen(SCHEMA, timeout=60) as answer:
        with tarfile.open(fileobj=io.BytesIO(answer.read()), mode="r:gz") as archive:
            return json.load(archive.extractfile(MEMBER))


def place(region):
    return region["charOffset"], region["charOffset"] + region["charLength"]


def follow(checks, root, result):
    location = result["locations"][0]["physicalLocation"]
    path = root / urllib.parse.unquote(location["artifactLocation"]["uri"])
    if not checks.that(path.is_file(), f"{result['ruleId']}: the file is there", str(path)):
        return
    text = path.read_bytes().decode()
    start, end = place(location["region"])
    before = text[:start].replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    said = location["region"]["startLine"], location["region"]["startColumn"]
    checks.that((line, column) == said, f"{result['ruleId']}: line and column", f"{said} is {(line, column)}")
    checks.that(start < end <= len(text), f"{result['ruleId']}: the place is in the file")
    for fix in result.get("fixes", []):
        for change in fix["artifactChanges"]:
            for edit in change["replacements"]:
                start, end = place(edit["deletedRegion"])
                checks.that(0 <= start <= end <= len(text), f"{result['ruleId']}: an edit lies in the file")


def main(hashiya, _schemas, work):
    checks = Checks()
    root = pathlib.Path(work)
    for name, text in ARTICLES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    command = [hashiya, "check", "--format", "sarif", *ARTICLES]
    run = subprocess.run(command, cwd=root, capture_output=True)
    checks.that(run.returncode == 1, "findings are status 1", run.stderr.decode())
    log = json.loads(run.stdout)
    errors = list(jsonschema.Draft7Validator(schema()).iter_errors(log))
    checks.that(not errors, "the schema accepts the log", "; ".join(error.message for error in errors[:3]))
    results = log["runs"][0]["results"]
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    for result in results:
        checks.that(rules[result["ruleIndex"]]["id"] == result["ruleId"], f"{result['ruleId']}: its index")
        follow(checks, root, result)
    found = {result["ruleId"] for result in results}
    for rule in ("num/glued-to-word", "char/bidi-control", "ar/hamza", "date/impossible", "tag/unbalanced"):
        checks.that(rule in found, f"{rule} is reported")
    print(f"interop sarif: {checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed or not checks.passed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
