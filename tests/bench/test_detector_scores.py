"""Figures of scores and tiers on examples that can be counted by hand."""

from random import Random

import pytest

from bench.detector.answer import Said
from bench.detector.judged import Comment, Judged, judge, precision, shown
from bench.detector.quality import quality
from bench.detector.results import Goal, Part, figure, goals_table, not_measured, part
from bench.detector.scores import at_recall, auc, best_f1, curve
from bench.detector.stream import cards
from bench.shares import Share


def judged(*pairs: tuple[float, bool], tier: str = "") -> list[Judged]:
    return [Judged(bad, Said(score, tier)) for score, bad in pairs]


FOUR = judged((0.9, True), (0.8, False), (0.7, True), (0.1, False))


def test_auc_counts_pairs_in_the_right_order_and_ties_by_half() -> None:
    assert auc(FOUR) == 0.75
    assert auc(judged((0.5, True), (0.5, False))) == 0.5
    assert auc(judged((0.1, True), (0.9, False))) == 0.0


def test_auc_is_that_of_all_pairs_one_by_one() -> None:
    random = Random(7)
    some = judged(*((random.randrange(6) / 5, random.random() < 0.3) for _ in range(200)))
    bad, good = ([one.said.score for one in some if one.bad is label] for label in (True, False))
    won = sum((b > g) + (b == g) / 2 for b in bad for g in good)
    assert auc(some) == pytest.approx(won / (len(bad) * len(good)))


@pytest.mark.parametrize("label", [True, False])
def test_of_one_label_nothing_can_be_said(label: bool) -> None:
    alone = judged((0.9, label), (0.2, label))
    assert (auc(alone), curve(alone), best_f1(alone), at_recall(alone, 0.5)) == (
        None,
        [],
        None,
        None,
    )


def test_best_f1_is_at_the_threshold_that_it_is_greatest_at() -> None:
    best = best_f1(FOUR)
    assert best
    assert (best.threshold, best.caught, best.shown) == (0.7, 2, 3)
    assert (best.f1, best.recall) == (0.8, 1.0)
    assert best.precision == pytest.approx(2 / 3)


@pytest.mark.parametrize(("recall", "threshold", "alarms"), [(0.5, 0.9, 0), (0.51, 0.7, 0.5)])
def test_the_threshold_of_a_recall_is_the_highest_that_gives_it(
    recall: float, threshold: float, alarms: float
) -> None:
    point = at_recall(FOUR, recall)
    assert point
    assert (point.threshold, point.alarms) == (threshold, alarms)


def test_equal_scores_are_shown_together() -> None:
    points = curve(judged((0.5, False), (0.5, True), (0.4, True)))
    assert [(p.threshold, p.caught, p.shown) for p in points] == [(0.5, 1, 2), (0.4, 2, 3)]


TIERS = [
    *judged((1, True), (1, True), (1, False), tier="A"),
    *judged((0.5, True), (0.5, False), tier="B"),
    *judged((0.3, False), tier="C"),
    *judged((0, True), (0, False), (0, False)),
]


def test_tiers_are_counted_alone_and_together_and_what_has_none_is_not_shown() -> None:
    assert shown(TIERS, "A") == Share(3, 9)
    assert shown(TIERS) == Share(6, 9)
    assert shown(TIERS, "AB", bad=True) == Share(3, 4)
    assert shown(TIERS, bad=False) == Share(3, 5)
    assert precision(TIERS, "A") == Share(2, 3)
    assert precision(TIERS, "C") == Share(0, 1)


def test_the_tables_hold_these_figures() -> None:
    scores, tiers = quality({"набор": TIERS})
    assert "| набор | 9 | 4 |" in scores
    assert "| набор, A | 3 из 9 | 0,333 |" in tiers
    assert "| 2 из 3 | 0,667 |" in tiers
    assert [line.split(" | ")[-2] for line in tiers.splitlines()[2:]] == ["0,500", "0,750", "0,750"]


def test_a_set_of_one_label_has_no_figures_of_thresholds() -> None:
    assert quality({"набор": judged((1, False))})[0].endswith("| набор | 1 | 0 |" + " — |" * 7)


def test_each_comment_is_asked_for_once_in_order() -> None:
    said = judge(
        [Comment(1, "дурак", True), Comment(2, "да", False)], lambda t, post="": Said(len(t))
    )
    assert said == [Judged(True, Said(5)), Judged(False, Said(2))]


def test_cards_of_a_day_count_what_is_clean() -> None:
    assert cards(1.0, 0.1) == ["1,000", "0,100", "98,0", "13,7", "0,169"]
    assert cards(0.0, 0.0)[-1] == "—"


@pytest.mark.parametrize(
    ("value", "at_most", "met"),
    [(0.92, False, True), (0.919, False, False), (0.92, True, True), (0.921, True, False)],
)
def test_a_bound_itself_is_good_enough(value: float, at_most: bool, met: bool) -> None:
    assert Goal("цель", value, 0.92, at_most).met is met


def test_one_point_more_is_one_point_however_floats_are_written() -> None:
    assert 0.05 - 0.04 > 0.01
    assert Goal("цель", 0.05 - 0.04, 0.01, at_most=True).met


def test_what_was_not_measured_passes_nothing() -> None:
    blind = Goal("слепая", None, 0.0)
    assert not blind.met
    assert blind.cells() == ["≥ 0,000", "НЕ ИЗМЕРЕНО"]
    assert "| слепая | — |" in goals_table([blind])
    done = part("Часть", ["текст"], [blind, Goal("плохая", 0.1, 0.5), Goal("хорошая", 0.6, 0.5)])
    assert (done.missed, done.unmeasured, done.good) == (("плохая",), ("слепая",), False)
    assert not not_measured("Часть", "нет").good
    assert Part("Часть", "текст").good


def test_figures_are_written_as_russians_read_them() -> None:
    assert (figure(0.8614), figure(None), figure(13.72, 1)) == ("0,861", "—", "13,7")
