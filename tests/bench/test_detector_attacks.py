"""What is kept of recall and what harmless words become, with detectors that are known."""

from collections.abc import Sequence

import pytest

from bench.detector.answer import Answer, Said, ours, trained_without
from bench.detector.attacks import MOST, attacks, harmless_spans, kept_share, rude_spans, sample
from bench.detector.folds import folds, unseen
from bench.detector.judged import Comment, Judged
from bench.detector.natural import natural
from bench.detector.obfuscate import ATTACKS, DROPPED
from bench.detector.results import Goal
from gospablik.moderation.detection.training.model import DATA, VK

RUDE = frozenset({"дурак", "балбес"})
COMMENTS = [Comment(1, "Вы дурак", True), Comment(2, "Добрый вечер", False)]


def says(*parts: str, tier: str = "A") -> Answer:
    """Shows a comment that has one of these in it."""
    return lambda text, post="": Said(1.0, tier) if any(p in text for p in parts) else Said(0.0)


def goals(answer: Answer, comments: Sequence[Comment] = COMMENTS) -> tuple[list[Goal], list[Goal]]:
    """Of recall and of false alarms."""
    both = attacks("набор", comments, RUDE, answer)[1]
    return both[::2], both[1::2]


def test_rude_words_are_those_of_the_list_and_harmless_ones_the_longer_others() -> None:
    text = "Дурак и дураки, балбес: не вечер"
    assert [text[a:b] for a, b in rude_spans(text, RUDE)] == ["Дурак", "балбес"]
    assert [text[a:b] for a, b in harmless_spans(text, RUDE)] == ["дураки", "вечер"]


def test_a_sample_has_only_texts_with_such_words_and_not_too_many() -> None:
    few = sample(["дурак", "да"], lambda text: rude_spans(text, RUDE))
    assert few == [("дурак", [(0, 5)])]
    texts = [f"дурак {n}" for n in range(MOST + 50)]
    many = sample(texts, lambda text: rude_spans(text, RUDE))
    assert len({text for text, _ in many}) == MOST
    assert many == sample(texts, lambda text: rude_spans(text, RUDE))


def test_who_knows_the_plain_word_only_loses_all_of_it() -> None:
    kept, alarms = goals(lambda text, post="": Said(1.0, "A" if "дурак" in text.split() else ""))
    assert {goal.value for goal in kept} == {0.0}
    assert not any(goal.met for goal in kept)
    assert all(goal.met for goal in alarms)


def test_who_shows_everything_keeps_all_and_has_no_more_alarms() -> None:
    kept, alarms = goals(lambda text, post="": Said(1.0, "C"))
    assert {goal.value for goal in kept} == {1.0}
    assert {goal.value for goal in alarms} == {0.0}


def test_who_takes_odd_spelling_for_a_violation_has_more_alarms() -> None:
    _, alarms = goals(says("дурак", "*", "."))
    raised = {goal.name for goal in alarms if not goal.met}
    assert {"набор, точки: ложных", "набор, * внутри: ложных"} <= raised
    assert "набор, латиница: ложных" not in raised


def test_who_finds_nothing_is_not_measured() -> None:
    kept, _ = goals(says("что-то другое"))
    assert {goal.value for goal in kept} == {None}


def test_without_comments_of_a_label_nothing_is_measured() -> None:
    kept, alarms = goals(says("дурак"), COMMENTS[:1])
    assert {goal.value for goal in alarms} == {None}
    assert all(goal.value is not None for goal in kept)


def test_each_way_has_its_bound_and_its_rows() -> None:
    text, both = attacks("набор", COMMENTS, RUDE, says("дурак"))
    bounds = {goal.name: goal.bound for goal in both[::2]}
    assert len(bounds) == len(ATTACKS)
    assert bounds[f"набор, {DROPPED}: доля полноты"] == 0.80
    assert bounds["набор, точки: доля полноты"] == 0.92
    assert all(text.count(f"\n| {name} |") == 2 for name in ATTACKS)


def test_the_first_tiers_are_counted_apart() -> None:
    before = [Judged(True, Said(1.0, "A")), Judged(True, Said(0.2, "C"))]
    after = [Judged(True, Said(0.2, "C")), Judged(True, Said(0.2, "C"))]
    assert kept_share(before, after, "ABC") == 1.0
    assert kept_share(before, after, "AB") == 0.0
    assert kept_share(after, before, "AB") is None


def test_natural_distortion_is_measured_on_violations_that_have_a_corrected_text() -> None:
    rows = [
        Comment(1, "дурак*", True, "дурак"),
        Comment(2, "дур@к", True, "дурак"),
        Comment(3, "дурак", True),
        Comment(4, "хор*шо", False, "дурак"),
    ]
    text, (goal,) = natural([(one, says("дурак")) for one in rows])
    assert (goal.value, goal.met) == (0.5, False)
    assert "| показано вообще | 1 из 2 | 0,500 | 2 из 2 | 1,000 | 0,500 |" in text
    assert natural([(rows[2], says("дурак"))])[1][0].value is None


ROWS = [Comment(n, f"комментарий {n}", n % 5 == 0) for n in range(2, 102)]


def test_folds_are_a_partition_with_the_same_share_of_violations() -> None:
    parts = folds(ROWS)
    assert sorted(one.line for part in parts for one in part) == [one.line for one in ROWS]
    assert [(len(part), sum(one.bad for one in part)) for part in parts] == [(20, 4)] * 5
    assert folds(ROWS) == parts


def test_no_model_has_seen_the_comment_it_is_asked_for_nor_the_same_text_elsewhere() -> None:
    rows = [*ROWS, Comment(102, ROWS[0].text, False)]

    def trained(lines: Sequence[int]) -> Answer:
        kept = {one.text for one in rows if one.line not in lines}
        return lambda text, post="": Said(float(text in kept))

    answered = unseen(rows, trained)
    assert len(answered) == len(rows)
    assert all(answer(one.text).score == 0 for one, answer in answered)
    assert any(answer(ROWS[0].text).score for _, answer in answered)  # a model of another part


def test_the_detector_as_it_ships_is_asked_through_its_adapter() -> None:
    answer = ours()
    assert answer("Вы дурак").tier
    assert "insult" in answer("Вы дурак").kinds
    thanks = answer("Спасибо за ремонт дороги")
    assert (thanks.tier, thanks.kinds, thanks.distress) == ("", frozenset(), False)
    assert 0 <= thanks.score < 0.5
    assert answer("Помогите, в доме пожар, горим!").distress


@pytest.mark.skipif(not (DATA / VK).exists(), reason="нет ../shared/data")
def test_a_model_of_a_fold_is_trained_and_put_back() -> None:
    fold = trained_without(range(2, 400))
    text = "Гнать надо этого подрядчика поганой метлой"
    assert fold(text).score != ours()(text).score
    assert ours()(text) == ours()(text)
