import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gospablik.moderation.detection.hit import Kind
from gospablik.moderation.detection.publication.mismatch import as_hit, facts_of, mismatches
from gospablik.regulation import Ground
from tests.gospablik.moderation.detection.publication_more_pairs import MORE_MISMATCHES, MORE_NONE
from tests.gospablik.moderation.detection.publication_pairs import (
    BUS,
    FESTIVAL,
    HEATING,
    KINDERGARTEN,
    MISMATCHES,
    NONE,
    ROADS,
    SCHOOLS,
    WATER,
)

POSTS = [SCHOOLS, BUS, WATER, KINDERGARTEN, ROADS, FESTIVAL, HEATING]
EVERY = [(post, comment) for post, comment, _ in MISMATCHES] + NONE + MORE_MISMATCHES + MORE_NONE
COMMENTS = [comment for _, comment in EVERY]


@pytest.mark.parametrize(("post", "comment", "words"), MISMATCHES)
def test_a_fact_that_is_stated_otherwise_is_found(post: str, comment: str, words: str) -> None:
    found = mismatches(comment, post)
    assert found
    assert found[0].comment_words == (words or found[0].comment_words)


@pytest.mark.parametrize(("post", "comment"), NONE + MORE_NONE)
def test_what_does_not_contradict_the_post_is_left_alone(post: str, comment: str) -> None:
    assert mismatches(comment, post) == []


@pytest.mark.parametrize(("post", "comment"), MORE_MISMATCHES)
def test_posts_of_another_sort_are_contradicted_too(post: str, comment: str) -> None:
    assert mismatches(comment, post)


def test_a_comment_under_another_post_seldom_seems_to_contradict_it() -> None:
    strange = [(comment, other) for post, comment in EVERY for other in POSTS if other is not post]
    found = [pair for pair in strange if mismatches(*pair)]
    assert len(found) < 0.03 * len(strange)


def test_both_places_are_shown_side_by_side_and_nobody_is_accused() -> None:
    comment, post = "враньё, там 9 500", KINDERGARTEN
    (found,) = mismatches(comment, post)
    assert comment[slice(*found.comment_span)] == "9 500"
    assert post[slice(*found.post_span)] == "12 000 рублей"
    assert found.reason == "в комментарии: «9 500», в публикации: «12 000 рублей»"
    assert "автор может быть прав" in found.doubt


def test_the_hit_is_a_possible_distortion_and_never_urgent() -> None:
    (found,) = mismatches("не 640, а 580 учеников", SCHOOLS)
    hit = as_hit(found)
    assert (hit.kind, hit.ground, hit.urgent) == (Kind.MISMATCH, Ground.DISTORTION, False)
    assert (hit.span, hit.reason, hit.doubt) == (found.comment_span, found.reason, found.doubt)


def test_what_is_denied_outright_weighs_more_than_what_is_only_told() -> None:
    (denied,) = mismatches("На самом деле проезд стоит не 45, а 50 рублей", BUS)
    (told,) = mismatches("Проезд стоит 50 рублей", BUS)
    assert told.weight < denied.weight == 0.5


def test_without_a_figure_the_sentences_are_laid_side_by_side() -> None:
    (found,) = mismatches("Добрый день. Садик в Нюрбе так и не открыли!", KINDERGARTEN)
    assert found.comment_words == "Садик в Нюрбе так и не открыли!"
    assert found.post_words == "В Нюрбе открыли новый детский сад на 140 мест."


def test_a_comment_that_quotes_the_post_in_another_form_agrees_with_it() -> None:
    assert mismatches("Враньё, стоимость проезда в автобусе 45 р", BUS.replace("45", "50"))
    assert not [
        one for one in mismatches("Враньё, проезд 45 р", BUS) if one.comment_words == "45 р"
    ]


def test_a_sakha_sentence_beside_a_russian_one_is_not_judged() -> None:
    sakha = "Бүгүн 30 автобус кэлиэҕэ, оҕолор үөрэнэллэр"
    assert mismatches(sakha, SCHOOLS) == []
    found = mismatches(f"{sakha}. На самом деле закуплено 9 автобусов", SCHOOLS)
    assert [one.comment_words for one in found] == ["9"]


@pytest.mark.parametrize(
    "nothing", ["", " ", "😀🎉", "Красота!", "не", "1", "а\ufe0f\u20e3 5\ufe0f\u20e3"]
)
def test_next_to_nothing_says_nothing(nothing: str) -> None:
    assert mismatches(nothing, KINDERGARTEN) == []
    assert mismatches("враньё, там 9 500", nothing) == []


@pytest.mark.parametrize(
    "text", ["а" * 100_000, "не открыли " * 9_000, "дороги не чистят " * 6_000, "9 500. " * 14_000]
)
def test_a_long_text_takes_no_time(text: str) -> None:
    mismatches("15", KINDERGARTEN)
    started = time.process_time()
    mismatches(text, KINDERGARTEN)
    assert time.process_time() - started < 0.5
    facts_of(text)
    assert time.process_time() - started < 10


def test_many_comments_under_one_post_are_cheap() -> None:
    many = [f"{comment} {number % 7}" for number in range(10) for comment in COMMENTS]
    for comment in COMMENTS:
        mismatches(comment, SCHOOLS)
    started = time.process_time()
    for comment in many:
        mismatches(comment, SCHOOLS)
    assert len(many) / (time.process_time() - started) > 300


@given(
    st.lists(st.one_of(st.sampled_from(COMMENTS), st.text(max_size=40)), max_size=4),
    st.lists(st.one_of(st.sampled_from(POSTS), st.text(max_size=40)), max_size=3),
)
def test_any_text_is_survived_and_spans_lie_in_both(comments: list[str], posts: list[str]) -> None:
    comment, post = " ".join(comments), "\n".join(posts)
    for found in mismatches(comment, post):
        for (start, end), text in ((found.comment_span, comment), (found.post_span, post)):
            assert 0 <= start < end <= len(text)
        assert 0.2 <= found.weight <= 0.5
        assert found.comment_words in found.reason
        assert found.post_words in found.reason
