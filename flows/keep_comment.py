"""«Хранение комментария»: a person asks for erasure, or a court for keeping (152-ФЗ)."""

from typing import Annotated

from prefect import flow

from tasks.erasing import NO_CHOICE, keeping_choices, write_keeping
from tasks.officials import NOBODY
from tasks.reposts import decider_choices
from tasks.run_form import field
from tasks.runs import finish, started

TITLE = "Хранение комментария"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def keep_comment(
    address: Annotated[
        str,
        field(
            "Адрес комментария",
            "Целиком, из строки браузера; найти его поможет «Куда делся комментарий».",
            position=0,
            max_length=2000,
        ),
    ] = "",
    what: Annotated[
        str,
        field(
            "Что сделать",
            "Стирается только наша копия: сам комментарий на странице остаётся.",
            position=1,
            choices=keeping_choices(),
        ),
    ] = NO_CHOICE,
    reason: Annotated[
        str,
        field(
            "Почему",
            "Одной фразой: просьба автора от такого-то числа, запрос прокуратуры.",
            position=2,
            max_length=500,
        ),
    ] = "",
    who: Annotated[
        str,
        field("Кто решает", "Ваше имя и должность.", position=3, choices=decider_choices()),
    ] = NOBODY,
) -> str:
    """Стереть по просьбе, запретить стирать или снять запрет; кто и почему. 152-ФЗ."""
    said = write_keeping(address, what, reason, who)
    return finish(TITLE, said.words, refused=said.refused)
