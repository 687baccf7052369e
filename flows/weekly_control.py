"""«Еженедельный контроль»: one letter that says whether the regulation was kept (5.1, 5.2)."""

from typing import Annotated, Literal

from prefect import flow

from gospablik.store.ledger import Kind
from tasks.control import (
    compose_report,
    letter_words,
    order_letter,
    order_own_letter,
    reader_choices,
    sent_report,
    show_report,
)
from tasks.ledger import carry_out
from tasks.officials import NOBODY
from tasks.run_form import field
from tasks.runs import finish, started

TITLE = "Еженедельный контроль"
Letter = Literal["отправить письмо", "отправить ещё раз", "только мне", "только показать"]
AGAIN: Letter = "отправить ещё раз"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def weekly_control(
    week: Annotated[
        str,
        field(
            "За какую неделю",
            "Прошлая неделя, текущая неделя (на сейчас) или любой её день: 25.11.2026. Неделя"
            " идёт с понедельника по воскресенье.",
            position=0,
        ),
    ] = "прошлая неделя",
    letter: Annotated[
        Letter,
        field(
            "Письмо",
            "Начальнику отдела ИТ, копия заместителям главы. «Отправить письмо» составляет отчёт"
            " заново: что-то изменилось с прошлого письма — уйдёт «уточнение», нет — ничего."
            " «Отправить ещё раз» повторяет отправленное слово в слово, с пометкой [повтор].",
            position=1,
        ),
    ] = "отправить письмо",
    who: Annotated[
        str,
        field("Кому", "Только для «только мне».", position=2, choices=reader_choices()),
    ] = NOBODY,
) -> str:
    """Письмо начальнику отдела ИТ, копия заместителям: соблюдено ли Положение. П. 5.1, 5.2."""
    again = letter == AGAIN
    report = (sent_report(week) if again else None) or compose_report(week)
    show_report(report)
    if letter == "только показать":
        return finish(TITLE, "письмо не отправлялось")
    own, refused = who if letter == "только мне" else None, None
    if own is not None:
        refused = order_own_letter(report, who)
    else:
        order_letter(report, again=again)
    if refused:
        return finish(TITLE, "письмо не отправлялось", refused=refused)
    carried = carry_out([Kind.MAIL], "письма")
    return finish(TITLE, letter_words(report, own=own), carried=carried)
