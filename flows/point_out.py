"""«На разбор»: a person saw a violation that the program passed by (clause 4.2)."""

from typing import Annotated

from prefect import flow

from tasks.comments import show_queue
from tasks.officials import NOBODY
from tasks.pointing import put_before
from tasks.questions import ask_questions
from tasks.reposts import decider_choices
from tasks.run_form import field
from tasks.runs import finish, started

TITLE = "На разбор"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def point_out(
    address: Annotated[
        str,
        field(
            "Адрес комментария",
            "Целиком, из строки браузера; подойдёт и номер комментария в сети.",
            position=0,
            max_length=2000,
        ),
    ] = "",
    reason: Annotated[
        str,
        field("Что не так", "Одной фразой: её увидит тот, кто решает.", position=1, max_length=500),
    ] = "",
    who: Annotated[
        str,
        field("Кто передаёт", "Ваше имя и должность.", position=2, choices=decider_choices()),
    ] = NOBODY,
) -> str:
    """Комментарий, который программа пропустила: форма «Разбор нарушений». Пункт 4.2."""
    put = put_before(address, reason, who)
    if put.refused:
        return finish(TITLE, "", refused=put.refused)
    asked = ask_questions()
    show_queue()
    return finish(TITLE, put.words, problems=asked.problems)
