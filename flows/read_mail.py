"""«Почта решений»: what officials answered to the letters with codes (clause 4.3)."""

from prefect import flow

from tasks.decisions import carry_out_decisions
from tasks.questions import ask_questions
from tasks.replies import read_replies
from tasks.runs import finish, started

TITLE = "Почта решений"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def read_mail() -> str:
    """Ответы Главы и заместителей на письма с кодом: решение, исполнение, письма. Пункт 4.3."""
    read = read_replies()
    done = carry_out_decisions()
    asked = ask_questions()
    return finish(
        TITLE,
        read.words,
        problems=[*read.problems, *done.problems, *asked.problems],
        carried=done.actions,
    )
