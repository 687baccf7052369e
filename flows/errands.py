"""«Поручения»: what the networks' APIs will not do, said of by a person (clauses 3.1, 4.2, 4.3)."""

from prefect import flow

from tasks.errand_answers import take_errands, write_errands
from tasks.errand_words import errands_away
from tasks.forms import ask, errands_form
from tasks.runs import finish, started, waits

TITLE = "Поручения"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def errands() -> str:
    """Одна форма на все поручения и отклонённое; «сделано» программа проверяет сама, где может."""
    case = take_errands()
    if case is None:
        return finish(TITLE, "поручений нет", also=errands_away())
    waits(TITLE, case.words)
    answer = ask(errands_form(case), key=f"errands-{case.question_id}")
    result = write_errands(case, answer)
    return finish(TITLE, result.words, refused=result.refused)
