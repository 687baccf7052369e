"""«Тревога»: a failed or crashed run is told to the specialist by mail (clause 5.1)."""

from typing import Annotated

from prefect import flow

from gospablik.store.ledger import Kind
from tasks.control import raise_run_alarm
from tasks.ledger import carry_out
from tasks.run_form import field
from tasks.runs import finish, started

TITLE = "Тревога"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def alarm(
    flow_name: Annotated[str, field("Какая задача", position=0)] = "проверка связи",
    run_id: Annotated[str, field("Номер запуска", position=1)] = "запущено вручную",
    message: Annotated[
        str, field("Что случилось", position=2)
    ] = "Пробная тревога: письмо дошло, значит связь есть.",
) -> str:
    """Письмо специалисту о неудавшемся запуске: о задаче один раз, до отбоя. П. 5.1."""
    raised = raise_run_alarm(flow_name, run_id, message)
    carried = carry_out([Kind.MAIL], "письма")
    return finish(
        TITLE,
        f"о задаче «{flow_name}»" if raised else "об этом уже написано",
        carried=carried,
    )
