#!/usr/bin/env python3
"""Builds words.txt: which common English words stand for one another, from WordNet 3.0.

usage: apt-get download wordnet-base && dpkg -x wordnet-base_*.deb wn && pip install snowballstemmer
       build_words.py wn/usr/share/wordnet frequencies.txt > words.txt

Only words of frequencies.txt are kept, by their stem (Snowball's English, as in the program). A link is as strong as its best kind:
  9 irregular form (went, go)        8 derivation (resign, resignation), pertainym (Russia, Russian), synonym in both first senses
  5 synonym within the first three senses; "similar to" and "see also" within the first two
  4 synonym within the first five senses; verb groups, causes and entailments within the first two
  3 hypernym in both first senses
"""
import collections, itertools, sys
from pathlib import Path

wordnet, frequencies = Path(sys.argv[1]), sys.argv[2]
KINDS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}

rank = {}
for line in open(frequencies, encoding="utf-8"):
    if not line.startswith("#"):
        for word in line.split()[1:]:
            rank.setdefault(word, len(rank))

synsets, senses, irregular = {}, collections.defaultdict(list), collections.defaultdict(set)
for kind, name in KINDS.items():
    for line in open(wordnet / f"{name}.exc"):
        form, *lemmas = line.split()
        irregular[form].update(lemmas)
    for line in open(wordnet / f"data.{name}"):
        if line.startswith(" "):
            continue
        head = line.split(" | ")[0].split()
        count = int(head[3], 16)
        words = [head[4 + 2 * i].lower().split("(")[0] for i in range(count)]
        at = 4 + 2 * count
        pointers = []
        for i in range(int(head[at])):
            symbol, offset, pos, ends = head[at + 1 + 4 * i:at + 5 + 4 * i]
            pointers.append((symbol, ("a" if pos == "s" else pos, offset), int(ends[:2], 16), int(ends[2:], 16)))
        synsets[kind, head[0]] = (words, pointers)
    for line in open(wordnet / f"index.{name}"):
        if not line.startswith(" "):
            field = line.split()
            for sense, offset in enumerate(field[6 + int(field[3]):], 1):
                senses[field[0]].append((kind, offset, sense))

common = {word for word in rank if word in senses or word in irregular}
links = collections.defaultdict(int)


def link(a, b, strength):
    if a != b and a in common and b in common:
        key = tuple(sorted((a, b)))
        links[key] = max(links[key], strength)


for form in irregular:
    for lemma in irregular[form]:
        link(form, lemma, 9)
held = collections.defaultdict(list)   # synset → its common words, each with the place of the sense among the word's senses
for word in common:
    for kind, offset, sense in senses.get(word, []):
        held[kind, offset].append((word, sense))
for key, words in held.items():
    for (a, i), (b, j) in itertools.combinations(words, 2):
        worst = max(i, j)
        if worst <= 5:
            link(a, b, 8 if worst == 1 else 5 if worst <= 3 else 4)
    lemmas, pointers = synsets[key]
    for symbol, target, here, there in pointers:
        if target not in synsets:
            continue
        if symbol in "+\\" and here and there:
            link(lemmas[here - 1], synsets[target][0][there - 1], 8)
        for a, i in words:
            for b, j in held.get(target, []):
                worst = max(i, j)
                if symbol == "@" and worst == 1:
                    link(a, b, 3)
                elif symbol in "&^" and worst <= 2:
                    link(a, b, 5)
                elif symbol in "*>$" and worst <= 2:
                    link(a, b, 4)

import snowballstemmer
stem = snowballstemmer.stemmer("english").stemWord
stems = collections.defaultdict(int)
for (a, b), strength in links.items():
    a, b = sorted((stem(a), stem(b)))
    if a != b:
        stems[a, b] = max(stems[a, b], strength)
out = collections.defaultdict(lambda: collections.defaultdict(list))
for (a, b), strength in stems.items():
    out[a][strength].append(b)
print("# Which common English words stand for one another: a stem, then groups of stems behind their strength in tenths.")
print("# Each pair stands once, at the stem that sorts first. Built by build_words.py from WordNet 3.0, cut to the words of frequencies.txt.")
print("# Licence (also in LICENSE-WORDNET): WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved.")
for a in sorted(out):
    print(a + "".join(f"\t{strength} " + " ".join(sorted(out[a][strength])) for strength in sorted(out[a], reverse=True)))
