"""«Выписка»: all that is kept of a comment or its author, for a prosecutor, a court, the author."""

from typing import Annotated

from prefect import flow

from tasks.extract import ALL, ONE, write_extract
from tasks.officials import NOBODY
from tasks.reposts import decider_choices
from tasks.run_form import field
from tasks.runs import finish, started

TITLE = "Выписка"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def extract(
    what: Annotated[
        str,
        field(
            "О каком комментарии",
            "Адрес комментария или номер записи из ответа автору; найти их поможет «Куда делся"
            " комментарий».",
            position=0,
            max_length=2000,
        ),
    ] = "",
    about: Annotated[
        str,
        field("О чём", "Что войдёт в выписку.", position=1, choices=[ONE, ALL]),
    ] = ONE,
    reason: Annotated[
        str,
        field(
            "Для кого и почему",
            "Одной фразой: запрос прокуратуры № … от …; войдёт в выписку и в журнал.",
            position=2,
            max_length=500,
        ),
    ] = "",
    who: Annotated[
        str,
        field("Кто делает", "Ваше имя и должность.", position=3, choices=decider_choices()),
    ] = NOBODY,
) -> str:
    """Слова, решения, доказательства, письма: PDF и папка, которую можно проверить. П. 4.2, 4.3."""
    made = write_extract(what, about, reason, who)
    return finish(TITLE, made.words, refused=made.refused)
