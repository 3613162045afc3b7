"""Writes seeds/spelling/cc-by-sa/endings.tsv: words of PyPI `wordfreq` that end in the wrong one of two letters.

Run by hand, with the list as its argument (word, centibels below certainty): python3 build/ending_words.py LIST.tsv
ه for ة: the other spelling is far more frequent, and the word has the article, or no word is left without the ه, so that the
ه is no pronoun. ى for ي and ي for ى: the other spelling is ten times as frequent. Words of seeds/spelling/endings.tsv are
left out.
"""

import re
import sys

ARTICLE = re.compile("^(?:[وف]?[بك]?ال|[وف]?لل)..")
OTHER = {"ه": "ة", "ى": "ي", "ي": "ى"}


def main(path):
    rows = (line.split("\t") for line in open(path, encoding="utf8").read().splitlines()[1:])
    level = {word: int(number) for word, number in rows}
    lines = open("seeds/spelling/endings.tsv", encoding="utf8").read().splitlines()
    spared = {line.split("\t")[0] for line in lines if not line.startswith("#")}

    def is_wrong(word):
        if len(word) < 2 or word[-1] not in OTHER or any(word == glued + form for form in spared for glued in ("", "و", "ف", "ب", "ل")):
            return False
        margin = level[word] - level.get(word[:-1] + OTHER[word[-1]], 9999)
        if word[-1] != "ه":
            return margin >= 100
        if ARTICLE.match(word):
            return margin >= 75
        return len(word) >= 4 and margin >= 120 and level.get(word[:-1], 9999) >= 640

    with open("seeds/spelling/cc-by-sa/endings.tsv", "w", encoding="utf8") as out:
        out.write("word\n")
        for word in sorted(level):
            if is_wrong(word):
                out.write(word + "\n")


main(sys.argv[1])
