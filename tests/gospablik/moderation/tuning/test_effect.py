"""What a change would do to the last month's comments is told before it is in force."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from gospablik.moderation.tuning import effect as module
from gospablik.moderation.tuning.effect import Attention, effect
from gospablik.moderation.tuning.in_force import judge_of
from gospablik.store.comments import Finding
from gospablik.store.review import Verdict
from gospablik.store.session import Store
from tests.gospablik.moderation.town import Town

BEFORE = judge_of("", "")
AFTER = judge_of('never = ["дурак*"]\n[also]\ninsult = ["чувырла"]', "")


def test_more_and_less_attention_are_told_apart_with_the_ruling(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    for number, text in enumerate(["ты дурак", "вы чувырла", "спасибо", "ты идиот"]):
        town.write(number + 1, text)
    town.write(9, "мы чувырла", author=-7)  # the page itself
    town.harvest()
    town.answer(town.ask()[0])
    with town.store.read() as session:
        found = effect(session, town.office, BEFORE, AFTER, town.now)
        findings = session.scalars(select(Finding.rule)).all()
    assert (found.looked, found.more, found.less, found.cut) == (4, 1, 1, False)
    by_text = {change.text: change for change in found.changes}
    more, less = by_text["вы чувырла"], by_text["ты дурак"]
    assert (more.before, more.after) == (Attention.NONE, Attention.ASKED)
    assert more.why == "оскорбительное слово: «чувырла»"
    assert more.ruling is None
    assert (less.before, less.after) == (Attention.ASKED, Attention.NONE)
    assert less.ruling is Verdict.REMOVE
    assert less.why == "оскорбительное слово: «дурак»"
    assert sorted(findings) == ["insult", "insult"], "nothing is written"


def test_only_a_month_is_looked_at_and_only_the_last_wording(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.write(1, "вы чувырла")
    town.harvest()
    town.write(1, "простите")
    town.write(2, "вы чувырла")
    town.harvest()
    with town.store.read() as session:
        assert effect(session, town.office, BEFORE, AFTER, town.now).more == 1
        later = town.now + timedelta(days=32)
        assert effect(session, town.office, BEFORE, AFTER, later).looked == 0


def test_of_very_many_the_newest_are_looked_at_and_it_is_said(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = Town(sqlite_store)
    for number in range(5):
        town.write(number + 1, "вы чувырла")
    town.harvest()
    monkeypatch.setattr(module, "MOST_LOOKED_AT", 4)
    monkeypatch.setattr(module, "MOST_SHOWN", 3)
    with town.store.read() as session:
        found = effect(session, town.office, BEFORE, AFTER, town.now)
    assert (found.looked, found.more, len(found.changes), found.cut) == (4, 4, 3, True)
