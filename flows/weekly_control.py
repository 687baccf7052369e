"""«Еженедельный контроль»: one letter that says whether the regulation was kept (5.1, 5.2)."""

from typing import Annotated, Literal

from prefect import flow

from gospablik.store.ledger import Kind
from tasks.control import compose_report, letter_words, order_letter, show_report
from tasks.ledger import carry_out
from tasks.run_form import field
from tasks.runs import finish, started

TITLE = "Еженедельный контроль"
Week = Literal["прошлая неделя", "текущая неделя (на сейчас)"]
Letter = Literal["отправить письмо", "только показать"]


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def weekly_control(
    week: Annotated[
        Week,
        field("За какую неделю", "Неделя идёт с понедельника по воскресенье.", position=0),
    ] = "прошлая неделя",
    letter: Annotated[
        Letter,
        field("Письмо", "Начальнику отдела ИТ, копия заместителям главы.", position=1),
    ] = "отправить письмо",
) -> str:
    """Письмо начальнику отдела ИТ, копия заместителям: соблюдено ли Положение. П. 5.1, 5.2."""
    report = compose_report(current=week != "прошлая неделя")
    show_report(report)
    if letter == "только показать":
        return finish(TITLE, "письмо не отправлялось")
    order_letter(report)
    carried = carry_out([Kind.MAIL], "письма")
    return finish(TITLE, letter_words(report), carried=carried)
