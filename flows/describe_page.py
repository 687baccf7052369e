"""«Описание страницы»: the words that the page is official are put back (clause 3.5)."""

from typing import Annotated

from prefect import flow

from gospablik.store.ledger import Kind
from tasks.desk import ALL_PAGES, page_choices
from tasks.forms import ask, wording_form
from tasks.ledger import carry_out
from tasks.run_form import field
from tasks.runs import finish, started, waits
from tasks.wordings import propose_wording, write_wording

TITLE = "Описание страницы"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def describe_page(
    page: Annotated[
        str,
        field(
            "Страница",
            "Для всех страниц: первая, на которой нет слов, что она официальная.",
            position=0,
            choices=page_choices(),
        ),
    ] = ALL_PAGES,
) -> str:
    """Что стоит в описании и что станет; записывается только с согласия специалиста. П. 3.5."""
    case = propose_wording(page)
    if case is None:
        return finish(TITLE, "страница названа официальной, менять нечего")
    waits(TITLE, "ждёт решения")
    answer = ask(wording_form(case), key=f"describe-{case.question_id}")
    result = write_wording(case, answer)
    carried = carry_out([Kind.DESCRIBE], "описание страницы")
    return finish(TITLE, result.words, refused=result.refused, carried=carried)
