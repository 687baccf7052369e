"""«На разбор» by hand: the form «Разбор нарушений» comes, or a refusal in words."""

from sqlalchemy import select

from flows.point_out import point_out
from flows.review import review
from gospablik.store.tables import Comment
from tests.flows.test_modes import SPECIALIST
from tests.flows.test_tuning import commented
from tests.flows.town import Town


def test_a_form_comes(town: Town) -> None:
    commented(town, "Спасибо")
    run = town.run(point_out)
    assert "ответ не принят" in run.name, run
    assert not town.questions(review)
    with town.store.read() as session:
        number = session.scalars(select(Comment.network_id)).one()
    run = town.run(point_out, address=number, reason="картинка с угрозой", who=SPECIALIST)
    assert not run.red, run.words
    assert run.name.startswith("На разбор: автор "), run
    assert len(town.questions(review)) == 1
