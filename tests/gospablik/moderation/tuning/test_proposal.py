"""Thresholds are proposed where rulings speak for them, and nowhere else."""

from hypothesis import given
from hypothesis import strategies as st

from gospablik.moderation.detection.examine import Examined
from gospablik.moderation.detection.hit import GROUNDS, Hit, Kind, Tier
from gospablik.moderation.detection.tiers import SHIPPED
from gospablik.moderation.tuning.proposal import LEAST_ABOVE, LEAST_RULINGS, Ruled, propose


def ruled(weight: float, *, violation: bool, kind: Kind = Kind.SPAM, rude: float = 0.0) -> Ruled:
    hit = Hit(kind, GROUNDS[kind], "rule", "повод", (0, 1), weight)
    return Ruled(Examined((hit,), max(weight, rude), Tier.B, rude=rude), violation)


def unmet(score: float, *, violation: bool) -> Ruled:
    return Ruled(Examined((), score, None), violation)


def test_nothing_is_proposed_before_two_hundred_rulings() -> None:
    many = [ruled(0.9, violation=True)] * (LEAST_RULINGS - 1)
    assert propose(many, SHIPPED) is None
    assert propose([*many, many[0]], SHIPPED) is not None


def test_rules_that_are_hardly_ever_right_are_no_longer_asked_about() -> None:
    weak = [ruled(0.65, violation=at < 3) for at in range(100)]
    strong = [ruled(0.9, violation=at < 30) for at in range(100)]
    proposal = propose([*weak, *strong], SHIPPED)
    assert proposal is not None
    [asked] = [line for line in proposal.lines if line.name == "asked"]
    assert (asked.now, asked.proposed) == (0.6, 0.7)
    assert (asked.above, asked.violations) == (100, 30)
    assert (asked.lost, asked.lost_violations) == (100, 3)
    assert proposal.thresholds.asked == 0.7
    assert proposal.thresholds.second == SHIPPED.second, "nobody was asked about these"


def test_a_threshold_is_not_lowered_where_hardly_anything_was_ruled_on() -> None:
    known = [ruled(0.9, violation=True)] * 200
    few = [ruled(0.5, violation=True)] * (LEAST_ABOVE - 1)
    proposal = propose([*known, *few], SHIPPED)
    assert proposal is not None
    assert proposal.thresholds.asked == SHIPPED.asked
    proposal = propose([*known, *few, few[0]], SHIPPED)
    assert proposal is not None
    assert proposal.thresholds.asked == 0.3


def test_weak_coarse_words_are_first_only_if_the_model_agrees_enough() -> None:
    unsure = [ruled(0.6, violation=False, kind=Kind.INSULT, rude=0.86)] * 100
    sure = [ruled(0.6, violation=True, kind=Kind.INSULT, rude=0.92)] * 100
    proposal = propose([*unsure, *sure], SHIPPED)
    assert proposal is not None
    assert proposal.thresholds.agree == 0.9


def test_the_random_sample_may_lower_what_is_shown_when_there_is_time() -> None:
    known = [ruled(0.9, violation=True)] * 160
    sample = [unmet(0.45, violation=at % 2 == 0) for at in range(40)]
    proposal = propose([*known, *sample], SHIPPED)
    assert proposal is not None
    assert proposal.thresholds.third < SHIPPED.third
    assert proposal.thresholds.third <= proposal.thresholds.second


@given(
    st.lists(
        st.tuples(st.floats(0.01, 1), st.floats(0, 1), st.booleans(), st.sampled_from(Kind)),
        min_size=1,
        max_size=12,
    )
)
def test_what_is_proposed_keeps_its_word(kinds: list[tuple[float, float, bool, Kind]]) -> None:
    known = [ruled(w, violation=v, kind=k, rude=r) for w, r, v, k in kinds] * LEAST_RULINGS
    proposal = propose(known, SHIPPED)
    assert proposal is not None
    for line in proposal.lines:
        assert line.now == getattr(SHIPPED, line.name)
        assert line.proposed == getattr(proposal.thresholds, line.name)
        assert 0 < line.proposed < 1
        assert line.violations <= line.above
        assert line.lost_violations <= line.lost
    assert proposal.thresholds.third <= proposal.thresholds.second
