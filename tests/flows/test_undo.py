"""«Отменить решение» in a run: found, answered by another, the comment is back on VK's wall."""

from flows.collect_comments import collect_comments
from flows.publish import publish
from flows.undo import undo
from gospablik.store.tables import Kind, State
from tests.flows.test_modes import INSULT, SPECIALIST, remove_the_insult, residents_write
from tests.flows.town import Town


def stands(town: Town) -> bool:
    return INSULT in [c["text"] for c in town.outside.comments() if not c["deleted_by"]]


def removed(town: Town) -> None:
    town.news(0)
    town.run(publish)
    residents_write(town)
    town.run(collect_comments)
    remove_the_insult(town)
    assert not stands(town)


def test_another_takes_it_back_and_the_comment_stands_again(town: Town) -> None:
    removed(town)
    letters = len(town.letters())
    run = town.by_hand(undo, what="1")
    assert run.name.startswith("Отменить решение: доказательство № 1, ждёт решения, "), run
    done = town.answer(undo, run.id, official=officials(town)[0], verdict="отменить",
                       reason="Сказано не о диспетчере.")  # fmt: skip
    assert not done.red, done.words
    assert done.name.startswith("Отменить решение: доказательство № 1: отменить, "), done
    assert stands(town)
    assert [a.state for a in town.actions(Kind.RESTORE)] == [State.CONFIRMED]
    assert len(town.letters()) > letters
    town.run(collect_comments)
    assert stands(town), "nobody asks again, nothing is removed again"
    again = town.run(undo, what="1")
    assert again.name.startswith("Отменить решение: ответ не принят: Действующего решения"), again


def officials(town: Town) -> list[str]:
    from tasks.desk import desk

    titles = [one.title for one in desk().office.official]
    return [title for title in titles if title != SPECIALIST]


def test_a_wrong_number_is_told_and_nothing_is_asked(town: Town) -> None:
    run = town.run(undo, what="77")
    assert not run.red
    assert run.name.startswith("Отменить решение: ответ не принят: Действующего решения")
