"""Writes seeds/spelling/cc-by-sa/hamza_words.tsv: the words of PyPI `wordfreq` that the rule ar/hamza needs.

Run by hand, with the list as its argument (word, centibels below certainty): python3 build/hamza_words.py LIST.tsv
Kept are the words that are written with a hamza on an alef, or that begin with a connecting alef; every other spelling of
those; and the words that a proclitic and such a word would make (كامل is no ك with امل).
"""

import collections
import re
import sys

ALEFS = str.maketrans("أإآٱ", "اااا")
LETTERS = re.compile("[ء-غف-ي]{2,24}")
PROCLITICS = ["", "و", "ف", "ب", "ل", "ك", "ال", "وال", "فال", "بال", "كال", "وب", "ول", "فب", "فل", "وبال", "لل", "ولل"]
SUFFIXES = ["", "ه", "ها", "هم", "هن", "هما", "نا", "ني", "ك", "كم", "ي"]
CONNECTING = re.compile(
    "^(?:[وف]?[بلك]?(?:ال)?|[وف]?لل)(?:ا(?:ست|ن[^اوي]|.ت|ت[^ا]|زد|صط|ضط|د).{2,}|اسم.{0,3}|ابن.{0,3}|اثن.{1,3}|امر.{0,3})$"
)


def main(path):
    groups = collections.defaultdict(dict)
    for line in open(path, encoding="utf8").read().splitlines()[1:]:
        word, level = line.split("\t")
        if LETTERS.fullmatch(word) and re.search("[اأإآ]", word):
            groups[word.translate(ALEFS)][word] = int(level)
    seats = {key for key, forms in groups.items() if any(re.search("[أإآ]", form) for form in forms)}

    def composed(key):
        for proclitic in PROCLITICS:
            if not key.startswith(proclitic):
                continue
            rest = key[len(proclitic) :]
            rest = "ال" + rest if proclitic.endswith("لل") else rest
            for suffix in SUFFIXES:
                stem = rest[: len(rest) - len(suffix)]
                if rest.endswith(suffix) and len(stem) >= 3 and (proclitic or suffix) and stem in seats:
                    return True
        return False

    kept = [key for key in groups if key in seats or CONNECTING.match(key) or composed(key)]
    with open("seeds/spelling/cc-by-sa/hamza_words.tsv", "w", encoding="utf8") as out:
        out.write("word\tcentibels\n")
        for key in sorted(kept):
            for word, level in sorted(groups[key].items(), key=lambda row: (row[1], row[0])):
                out.write(f"{word}\t{level}\n")


main(sys.argv[1])
