"""«Сбор комментариев»: what residents wrote, and who has to look at it (clauses 4.1 to 4.3)."""

from typing import Annotated

from prefect import flow

from gospablik.templates import plural
from tasks.comments import collect, detect, show_queue
from tasks.decisions import carry_out_decisions
from tasks.desk import ALL_PAGES, desk, page_choices
from tasks.questions import ask_questions
from tasks.run_form import field
from tasks.runs import finish, started

TITLE = "Сбор комментариев"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def collect_comments(
    page: Annotated[
        str,
        field(
            "Страница", "С какой страницы собрать комментарии.", position=0, choices=page_choices()
        ),
    ] = ALL_PAGES,
) -> str:
    """Комментарии → версии → срабатывания → вопросы специалисту и Главе. Пункты 4.1–4.3."""
    collected = [collect(one.key) for one in desk().pages(page)]
    if detect():
        show_queue()
    done = carry_out_decisions()
    asked = ask_questions()
    new = sum(one.new for one in collected)
    changed = sum(one.changed + one.gone for one in collected)
    also = []
    if changed:
        also.append(f"изменено или исчезло {changed}")
    if asked.waiting:
        also.append(plural(asked.waiting, "вопрос ждёт", "вопроса ждут", "вопросов ждут"))
    return finish(
        TITLE,
        plural(new, "новый", "новых", "новых") if new else "новых нет",
        also=also,
        unread=[why for one in collected for why in one.unread],
        problems=[*done.problems, *asked.problems],
        carried=done.actions,
    )
