"""«Остановить решение»: what was decided and waits is stopped or decided otherwise (4.3)."""

from typing import Annotated

from prefect import flow

from tasks.decisions import carry_out_decisions
from tasks.forms import ask
from tasks.questions import ask_questions
from tasks.run_form import field
from tasks.runs import finish, started, waits
from tasks.stop_decision import find_waiting, stop_form, write_stop

TITLE = "Остановить решение"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def stop_decision(
    case: Annotated[
        int,
        field(
            "Номер дела",
            "Из письма «Решение по делу». 0: единственное решение, которое ещё ждёт.",
            position=0,
            ge=0,
        ),
    ] = 0,
) -> str:
    """Глава или заместитель останавливает решение, пока оно ждёт; Глава решает иначе. П. 4.3."""
    found = find_waiting(case)
    if found.case is None:
        return finish(TITLE, "", refused=found.refused)
    number = found.case.case.proposal_id
    waits(TITLE, f"дело № {number}, ждёт ответа")
    answer = ask(stop_form(found.case), key=f"stop-{found.case.question_id}")
    result = write_stop(found.case, answer)
    done = carry_out_decisions()
    asked = ask_questions()
    return finish(
        TITLE,
        f"дело № {number}: {result.words}",
        refused=result.refused,
        problems=[*done.problems, *asked.problems],
        carried=done.actions,
    )
