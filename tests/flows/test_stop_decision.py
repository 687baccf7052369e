"""«Остановить решение» in a run: a deputy stops what the head decided; nobody is blocked."""

import re

from flows.collect_comments import collect_comments
from flows.decide_block import decide_block
from flows.stop_decision import stop_decision
from gospablik.store.tables import Ended, Kind, State
from tests.flows.test_read_mail import second_violation
from tests.flows.town import Town
from tests.gospablik.moderation.test_stopping import MONDAY_12

HEAD = "Главин А. А. (глава)"
DEPUTY = "Заместина З. З. (заместитель главы)"


def code(town: Town, whom: str, begins: str) -> str:
    """The personal code in that official's last letter about it."""
    text = [x for x in town.letters() if x["to"] == [whom] and x["subject"].startswith(begins)]
    found = re.search(r"^    (\w{4}-\w{4})\s*$", text[-1]["text"], re.M)
    assert found, text[-1]["text"]
    return found[1]


def decided(town: Town) -> None:
    """The head decided; the block begins on Monday at noon."""
    town.settings(block_after_hours="4")
    town.at(MONDAY_12.replace(day=27, hour=7, minute=30))
    second_violation(town)
    form = town.question(decide_block)
    typed = code(town, "head@example.test", "Предложение о блокировке")
    run = town.answer(
        decide_block, form, official=HEAD, verdict="заблокировать", days=30,
        reason="повторное оскорбление", code=typed,
    )  # fmt: skip
    assert not run.red, run.words
    assert town.outside.banned() == []


def test_a_deputy_stops_it_in_the_form(town: Town) -> None:
    decided(town)
    run = town.by_hand(stop_decision)
    assert run.name.startswith("Остановить решение: дело № 1, ждёт ответа, "), run
    answer = {"official": DEPUTY, "verdict": "остановить", "days": 30, "reason": "был неправ"}
    typed = code(town, "deputy@example.test", "Решение по делу № 1: заблокировать")
    done = town.answer(stop_decision, run.id, **answer, code=typed)
    assert not done.red, done.words
    assert done.name.startswith("Остановить решение: дело № 1: остановить, "), done
    subjects = [letter["subject"] for letter in town.letters()[-3:]]
    assert subjects == ["Решение по делу № 1 остановлено: автор не заблокирован"] * 3
    town.at(MONDAY_12)
    town.run(collect_comments)
    assert town.outside.banned() == []
    assert [action.state for action in town.actions(Kind.BLOCK)] == [State.CANCELLED]


def test_without_its_code_nothing_is_stopped(town: Town) -> None:
    decided(town)
    run = town.by_hand(stop_decision, case=1)
    answer = {"official": DEPUTY, "verdict": "остановить", "days": 30, "reason": "был неправ"}
    done = town.answer(stop_decision, run.id, **answer, code="AAAA-AAAA")
    assert "ответ не принят: Решение не остановлено: код неверный" in done.name
    town.at(MONDAY_12)
    town.run(collect_comments)
    assert len(town.outside.banned()) == 1
    again = town.run(stop_decision)
    assert "решений, которые ещё можно остановить, нет" in again.name


def test_the_head_decides_otherwise_in_the_form(town: Town) -> None:
    decided(town)
    run = town.by_hand(stop_decision, case=1)
    typed = code(town, "head@example.test", "Решение по делу № 1: заблокировать")
    done = town.answer(
        stop_decision, run.id, official=HEAD, verdict="решить иначе: заблокировать", days=7,
        reason="хватит недели", code=typed,
    )  # fmt: skip
    assert not done.red, done.words
    from gospablik.store.decisions import Decision

    with town.store.read() as session:
        rows = session.query(Decision).order_by(Decision.id).all()
        assert [(one.ended, one.days) for one in rows] == [(Ended.REPLACED, 30), (None, 7)]
    assert "Прежнее решение по этому делу" in town.letters()[-1]["text"]
