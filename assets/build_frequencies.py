#!/usr/bin/env python3
"""Builds frequencies.txt: how common English words are in running text, from the data of wordfreq 3.1.1.

usage: pip download --no-deps wordfreq==3.1.1 && unzip wordfreq-*.whl && pip install msgpack
       build_frequencies.py wordfreq/data/small_en.msgpack.gz > frequencies.txt

The source groups words by frequency in centibels (10^(-cB/100)); a line here is one such group. Words with a digit or a
mark other than an apostrophe are left out: numbers are compared by value, and tokens here have no other marks.
"""
import gzip, sys
import msgpack

head, *groups = msgpack.unpack(gzip.open(sys.argv[1]), raw=False)
assert head["format"] == "cB" and head["version"] == 1
print("""# How common English words are in running text: a number n, then the words whose share is 10^(-n/100).
# Source: the list small_en of wordfreq 3.1.1 by Robyn Speer (https://github.com/rspeer/wordfreq), words with digits left out.
# Licence: Creative Commons Attribution-ShareAlike 4.0 (https://creativecommons.org/licenses/by-sa/4.0/); this file may be
# redistributed under it. wordfreq draws on the SUBTLEX word lists by Marc Brysbaert et al., which are freely available at
# http://crr.ugent.be/programs-data/subtitle-frequencies; OPUS OpenSubtitles 2018 (http://opus.nlpl.eu/OpenSubtitles.php,
# http://www.opensubtitles.org/); Google Books Ngrams (http://books.google.com/ngrams); the Leeds Internet Corpus, Centre for
# Translation Studies, University of Leeds (http://corpus.leeds.ac.uk/list.html); Wikipedia; ParaCrawl (https://paracrawl.eu);
# news crawls of WMT, Twitter and Reddit.""")
for n, group in enumerate(groups):
    words = sorted(w for w in group if all(c.isalpha() or c in "'’" for c in w))
    if words:
        print(n, *words)
