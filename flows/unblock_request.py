"""«Просьба о разблокировке»: written down, and put to the head or a deputy (clause 4.3)."""

from typing import Annotated

from prefect import flow

from gospablik.store.ledger import Kind
from tasks.ledger import carry_out
from tasks.officials import NOBODY
from tasks.questions import ask_questions
from tasks.run_form import field
from tasks.runs import finish, started
from tasks.unblock_requests import NOT_CHOSEN, came_choices, enterer_choices, write_request

TITLE = "Просьба о разблокировке"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def unblock_request(  # noqa: PLR0917 (fields of a form)
    decision: Annotated[
        str,
        field(
            "Номер решения",
            "Его знает просящий; не знает — оставьте пустым.",
            position=0,
            max_length=100,
        ),
    ] = "",
    asker: Annotated[
        str, field("Кто просит", "Имя, как он назвался.", position=1, max_length=200)
    ] = "",
    came: Annotated[
        str,
        field(
            "Как поступила", "Тем же путём просящему ответят.", position=2, choices=came_choices()
        ),
    ] = NOT_CHOSEN,
    asked_on: Annotated[
        str, field("Когда", "Например, 25.11.2026. Пусто: сегодня.", position=3, max_length=20)
    ] = "",
    said: Annotated[
        str, field("Что просит", "Его слова или их суть.", position=4, max_length=2000)
    ] = "",
    official: Annotated[
        str,
        field("Кто записывает", "Ваше имя и должность.", position=5, choices=enterer_choices()),
    ] = NOBODY,
) -> str:
    """Просьба снять блокировку записана и передана Главе или заместителю. Пункт 4.3."""
    written = write_request(decision, asker, came, asked_on, said, official)
    if written.refused:
        return finish(TITLE, "", refused=written.refused)
    asked = ask_questions()
    carried = carry_out([Kind.MAIL], "письма")
    return finish(TITLE, written.words, problems=asked.problems, carried=carried)
