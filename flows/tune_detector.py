"""«Свои слова и пороги»: what is pointed at, corrected by those who use it (clause 4.2)."""

from typing import Annotated

from prefect import flow

from tasks.forms import ask, tuning_form
from tasks.run_form import field
from tasks.runs import finish, started, waits
from tasks.tuning import WHAT, WORDS, compare_words, propose_thresholds, write_tuning

TITLE = "Свои слова и пороги"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def tune_detector(
    what: Annotated[
        WHAT,
        field(
            "Что меняется",
            "Слова: файл words.toml, как он сейчас лежит. Пороги: программа предложит их по 200 и"
            " более решениям специалиста.",
            position=0,
        ),
    ] = WORDS,
) -> str:
    """Что изменилось бы в комментариях за месяц; в силе только после согласия. Пункт 4.2."""
    shown = compare_words() if what == WORDS else propose_thresholds()
    if shown.case is None:
        return finish(TITLE, shown.ended)
    waits(TITLE, f"{what}, ждёт решения")
    answer = ask(tuning_form(shown.case, shown.page), key=f"tuning-{shown.case.question_id}")
    result = write_tuning(shown.case, answer)
    return finish(TITLE, f"{what}: {result.words}", refused=result.refused)
