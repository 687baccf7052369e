"""«Просьба о разблокировке» in runs: written down, answered, VK's black list is empty again."""

import re

from flows.answer_request import answer_request
from flows.collect_comments import collect_comments
from flows.decide_block import decide_block
from flows.unblock_request import unblock_request
from gospablik.store.tables import Kind, State
from tests.flows.test_modes import SPECIALIST
from tests.flows.test_read_mail import second_violation
from tests.flows.town import Town


def head() -> str:
    from tasks.desk import desk

    return next(one.title for one in desk().office.official if one.key == "head")


def block_somebody(town: Town) -> None:
    second_violation(town)
    (letter,) = [x for x in town.letters() if x["to"] == ["head@example.test"]]
    code = re.search(r"^    (\w{4}-\w{4})\s*$", letter["text"], re.M)
    assert code
    run = town.answer(
        decide_block, town.question(decide_block), official=head(), verdict="заблокировать",
        days=30, reason="повторно", code=code[1],
    )  # fmt: skip
    assert not run.red, run.words
    assert len(town.outside.banned()) == 1


def test_nothing_is_written_of_a_decision_that_is_none(town: Town) -> None:
    said = {"decision": "7", "asker": "Айаал", "said": "Снимите", "came": "звонок или приём"}
    run = town.run(unblock_request, **said)
    assert not run.red
    assert "ответ не принят: Не записано: не выбрано, кто записывает" in run.name
    run = town.run(unblock_request, **said, official=SPECIALIST)
    assert "решения о блокировке «7» нет" in run.name
    assert "нужно" not in run.name
    run = town.run(unblock_request, **said, official=SPECIALIST, asked_on="вчера")
    assert "«вчера» — не дата" in run.name
    assert town.letters() == []


def test_a_request_is_answered_and_the_black_list_is_empty(town: Town) -> None:
    block_somebody(town)
    run = town.run(
        unblock_request, decision="1", asker="Айаал", came="звонок или приём",
        said="Больше *не* буду", official=SPECIALIST,
    )  # fmt: skip
    assert not run.red, run.words
    assert run.name.startswith("Просьба о разблокировке: просьба № 1 записана, ждёт ответа, ")
    assert town.letters()[-1]["to"][0] in {"head@example.test", "deputy@example.test"}
    waiting = town.question(answer_request)
    done = town.answer(
        answer_request, waiting, official=head(), verdict="снять блокировку", reason="Извинился."
    )
    assert not done.red, done.words
    assert done.name.startswith("Ответ на просьбу: просьба № 1: снять блокировку, ")
    assert town.outside.banned() == []
    assert [a.state for a in town.actions(Kind.UNBLOCK)] == [State.CONFIRMED]
    assert not town.run(collect_comments).red
