"""«Отменить решение»: a removal taken back by somebody else than who decided it (clause 4.2)."""

from typing import Annotated

from prefect import flow

from tasks.decisions import carry_out_decisions
from tasks.forms import ask
from tasks.run_form import field
from tasks.runs import finish, started, waits
from tasks.undo import find_case, undo_form, write_undoing

TITLE = "Отменить решение"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def undo(
    what: Annotated[
        str,
        field(
            "Что отменить",
            "Номер записи из ответа автору или адрес удалённого комментария.",
            position=0,
            max_length=2000,
        ),
    ] = "",
) -> str:
    """Решение об удалении отменяет другое лицо; комментарий и доступ возвращаются. П. 4.2, 4.3."""
    found = find_case(what)
    if found.case is None:
        return finish(TITLE, "", refused=found.refused)
    waits(TITLE, f"доказательство № {found.case.proof_number}, ждёт решения")
    answer = ask(undo_form(found.case), key=f"undo-{found.case.question_id}")
    result = write_undoing(found.case, answer)
    done = carry_out_decisions()
    return finish(
        TITLE,
        f"доказательство № {found.case.proof_number}: {result.words}",
        refused=result.refused,
        problems=done.problems,
        carried=done.actions,
    )
