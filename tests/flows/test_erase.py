"""«Стирание» in a run: our database and Prefect's; «Хранение комментария» by hand."""

from prefect import get_client
from sqlalchemy import select

from flows.collect_comments import collect_comments
from flows.erase import erase
from flows.keep_comment import keep_comment
from gospablik.moderation.keeping import ERASED
from gospablik.store.tables import CommentVersion
from tests.flows.test_modes import SPECIALIST
from tests.flows.test_tuning import commented
from tests.flows.town import Town


def texts(town: Town) -> set[str]:
    with town.store.read() as session:
        return set(session.scalars(select(CommentVersion.text)))


def test_after_the_term_words_are_gone_here_and_in_prefect(town: Town) -> None:
    commented(town, "Ты дурак", "Спасибо")
    run = town.run(erase)
    assert run.name.startswith("Стирание: срок ни у чего не вышел, "), run
    assert texts(town) == {"Ты дурак", "Спасибо"}
    with get_client(sync_client=True) as client:
        before = {one.id for one in client.read_flow_runs()}
        town.later(days=91)
        run = town.run(erase)
        assert not run.red, run.words
        assert "стёрто: 1 комментарий" in run.name, "the other is in an open form"
        assert "из Prefect" in run.name
        assert texts(town) == {"Ты дурак", ERASED}
        left = {one.id for one in client.read_flow_runs()}
        assert not (before & left) or all(
            client.read_flow_run(one).end_time is None for one in before & left
        )
        shown = "".join(str(one.data) for one in client.read_artifacts())
    assert "дурак" not in shown


def test_a_word_by_hand_is_kept_or_refused(town: Town) -> None:
    commented(town, "Спасибо")
    address = town.outside.comments()[0]
    run = town.run(keep_comment, address="1", what="не стирать", reason="суд", who=SPECIALIST)
    assert run.name.startswith("Хранение комментария: "), (run, address)
    run = town.run(keep_comment)
    assert run.name.startswith("Хранение комментария: ответ не принят: не выбрано"), run
    run = town.run(collect_comments)
    assert not run.red
