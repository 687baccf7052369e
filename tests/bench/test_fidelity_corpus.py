"""The corpus of planted errors is sane: labels, classes, halves, no pair against another."""

from collections import Counter

import pytest

from bench.kinds import CHANGES, HARMLESS
from bench.pairs import HALVES, Label, Pair, read


@pytest.fixture(scope="module")
def halves() -> dict[str, list[Pair]]:
    return {half: read(path) for half, path in HALVES.items()}


@pytest.fixture(scope="module")
def corpus(halves: dict[str, list[Pair]]) -> list[Pair]:
    return [pair for half in halves.values() for pair in half]


def plain(text: str) -> str:
    return " ".join(text.casefold().split())


def test_there_is_enough_of_it_and_half_is_changed(corpus: list[Pair]) -> None:
    assert len(corpus) >= 300
    assert 0.45 <= sum(pair.label is Label.CHANGED for pair in corpus) / len(corpus) <= 0.55


def test_each_pair_has_a_class_of_its_label(corpus: list[Pair]) -> None:
    for pair in corpus:
        assert pair.kind in (CHANGES if pair.label is Label.CHANGED else HARMLESS), pair.line


def test_no_item_is_in_both_halves(halves: dict[str, list[Pair]]) -> None:
    items = [{pair.item for pair in half} for half in halves.values()]
    assert [len(half) for half in items] == [110, 70]
    assert not items[0] & items[1]


def test_an_item_is_one_news_of_the_usual_length(corpus: list[Pair]) -> None:
    news = {(pair.item, pair.site) for pair in corpus}
    assert len(news) == len({item for item, _ in news}) == len({site for _, site in news}) == 180
    assert all(300 <= sum(map(str.isalpha, site)) <= 1800 for _, site in news)


def test_the_halves_are_alike(halves: dict[str, list[Pair]]) -> None:
    tune, report = (Counter(pair.kind for pair in half) for half in halves.values())
    for kind in CHANGES | HARMLESS:
        assert min(tune[kind], report[kind]) >= 8, kind
        assert abs(tune[kind] / tune.total() - report[kind] / report.total()) < 0.025, kind


def test_no_pair_stands_twice(corpus: list[Pair]) -> None:
    assert len({(pair.site, pair.post) for pair in corpus}) == len(corpus)


def test_a_changed_post_differs_from_its_site_and_harmless_siblings(corpus: list[Pair]) -> None:
    harmless = {(p.item, plain(p.post)) for p in corpus if p.label is not Label.CHANGED}
    for pair in corpus:
        if pair.label is Label.CHANGED:
            assert plain(pair.post) != plain(pair.site), pair
            assert (pair.item, plain(pair.post)) not in harmless, pair


def test_shortened_is_shorter_and_identical_is_identical(corpus: list[Pair]) -> None:
    for pair in corpus:
        if pair.kind == "identical":
            assert (pair.post, pair.label) == (pair.site, Label.SAME)
        if pair.label is Label.SHORTENED:
            assert len(pair.post) < len(pair.site), pair
