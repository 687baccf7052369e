"""«Выписка» by hand: a folder on the server, an artifact that says where; or a refusal in words."""

from sqlalchemy import select

from flows.extract import extract
from gospablik.control.extract.make import FOLDER
from gospablik.moderation.links import comment_link, page_of
from gospablik.store.tables import Comment
from tasks.desk import desk
from tests.flows.test_modes import SPECIALIST
from tests.flows.test_tuning import commented
from tests.flows.town import Town


def test_an_extract_is_made_for_who_says_why(town: Town) -> None:
    commented(town, "Спасибо")
    run = town.run(extract)
    assert run.name.startswith("Выписка: ответ не принят: не выбрано, кто делает"), run
    run = town.run(extract, what="нет такого", reason="запрос суда", who=SPECIALIST)
    assert "программа не знает" in run.name + run.words, run
    with town.store.read() as session:
        comment = session.scalars(select(Comment)).one()
        address = comment_link(page_of(desk().office, comment.page), comment)
    run = town.run(extract, what=address, reason="запрос суда", who=SPECIALIST)
    assert run.name.startswith("Выписка: № 1, 1 комментарий"), run
    assert not run.red
    [folder] = [one for one in (desk().state / FOLDER).iterdir() if one.is_dir()]
    assert (folder / "vypiska.pdf").read_bytes().startswith(b"%PDF")
    assert folder.name in run.artifacts[0]
    assert "## Журнал выписок" in run.artifacts[0]
    assert "| запрос суда | комментарий " in run.artifacts[0]
