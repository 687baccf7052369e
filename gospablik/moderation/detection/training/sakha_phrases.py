"""Sakha phrases to train with, put together of the pairs of words that sakhaspell has counted."""

import gzip
import random
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import accumulate

from pymorphy3 import MorphAnalyzer

START, END = "<s>", "</s>"
LONGEST = 10
SMALLEST_COUNT = 8
# What is typed where the keyboard has no Sakha letters.
TYPED = (
    str.maketrans("ҕҥөһү", "гноху"),
    str.maketrans("ҕҥөһү", "5н8hv"),
    str.maketrans("ҕҥөһү", "гнөхү"),
)
_SAKHA = re.compile("[а-яёҕҥөһү-]+|" + END)

Followers = dict[str, tuple[list[str], list[int]]]


def _pairs() -> Iterator[tuple[str, str, int]]:
    """Give each pair of neighbouring words and how often it was seen."""
    stored = (files("sakhaspell") / "lm" / "bigrams.tsv.gz").read_bytes()
    for line in gzip.decompress(stored).decode().splitlines()[1:]:
        first, second, count = line.split("\t")
        if int(count) >= SMALLEST_COUNT:
            yield first, second, int(count)


def followers(everyday: set[str]) -> tuple[Followers, list[str]]:
    """Give what follows each Sakha word, and the words of a Russian dictionary met on the way.

    Those are names, loans and quotations and are left out, except the `everyday` Sakha ones.
    """
    known = MorphAnalyzer().word_is_known
    is_russian = cache(lambda word: word not in everyday and bool(known(word)))
    found: dict[str, tuple[list[str], list[int]]] = {}
    russian = set[str]()
    for first, second, count in _pairs():
        if is_russian(second):
            russian.add(second)
        elif not is_russian(first) and _SAKHA.fullmatch(second):
            words, counts = found.setdefault(first, ([], []))
            words.append(second)
            counts.append(count)
    chain = {word: (words, list(accumulate(counts))) for word, (words, counts) in found.items()}
    return chain, sorted(russian)


def phrase(chain: Followers, chance: random.Random) -> list[str]:
    """Give one phrase of up to LONGEST words."""
    word, phrase = START, list[str]()
    while word in chain and len(phrase) < LONGEST:
        words, counts = chain[word]
        word = chance.choices(words, cum_weights=counts)[0]
        if word == END:
            break
        phrase.append(word)
    return phrase


def phrases(chain: Followers, number: int, chance: random.Random) -> Iterator[list[str]]:
    """Give phrases and pieces of them, every second typed without Sakha letters."""
    for index in range(number):
        words = phrase(chain, chance)
        if index % 3 == 0:
            words = words[: chance.randint(1, 3)]
        if index % 2:
            typed = chance.choice(TYPED)
            words = [word.translate(typed) for word in words]
        if words:
            yield words
