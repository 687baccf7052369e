"""«Куда делся комментарий»: what is known of it, for whoever asks (clause 4.2)."""

from typing import Annotated

from prefect import flow

from tasks.fate import find_comment as look_for
from tasks.run_form import field
from tasks.runs import finish, started

TITLE = "Куда делся комментарий"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def find_comment(
    what: Annotated[
        str,
        field(
            "Что искать",
            "Адрес комментария, его номер в сети, имя автора или слова из комментария.",
            position=0,
            max_length=2000,
        ),
    ] = "",
) -> str:
    """Удалён нами (кем, почему, печать), исчез сам, стоит на месте или не встречался. Пункт 4.2."""
    return finish(TITLE, look_for(what))
