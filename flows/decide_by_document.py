"""«Решение документом»: a signed paper of the head or a deputy is entered as a decision (4.3)."""

from typing import Annotated

from prefect import flow

from tasks.decisions import carry_out_decisions
from tasks.documents import document_form, find_document_case, write_document
from tasks.forms import ask
from tasks.questions import ask_questions
from tasks.run_form import field
from tasks.runs import finish, started, waits

TITLE = "Решение документом"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def decide_by_document(
    case: Annotated[
        int,
        field(
            "Номер дела",
            "Из письма «Предложение о блокировке». 0: единственное, которое ждёт решения.",
            position=0,
            ge=0,
        ),
    ] = 0,
) -> str:
    """Подписанное решение Главы или заместителя вписывает специалист; ждёт, как всякое. П. 4.3."""
    found = find_document_case(case)
    if found.case is None:
        return finish(TITLE, "", refused=found.refused)
    number = found.case.case.proposal_id
    waits(TITLE, f"дело № {number}, ждёт документа")
    answer = ask(document_form(found.case), key=f"document-{found.case.question_id}")
    result = write_document(found.case, answer)
    done = carry_out_decisions()
    asked = ask_questions()
    return finish(
        TITLE,
        f"дело № {number}: {result.words}",
        refused=result.refused,
        problems=[*done.problems, *asked.problems],
        carried=done.actions,
    )
