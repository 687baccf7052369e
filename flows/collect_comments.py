"""«Сбор комментариев»: what residents wrote, and who has to look at it (clauses 4.1 to 4.3)."""

from typing import Annotated, Literal

from prefect import flow

from gospablik.templates import plural
from tasks.answers import show_questions
from tasks.collected import beside, unread_of
from tasks.comments import detect, show_queue
from tasks.completeness import show_coverage
from tasks.decisions import carry_out_decisions
from tasks.desk import ALL_PAGES, desk, page_choices
from tasks.harvest import collect
from tasks.pictures import fetch_pictures
from tasks.questions import ask_questions
from tasks.run_form import field
from tasks.runs import finish, started
from tasks.troubles import write_of_trouble

TITLE = "Сбор комментариев"
How = Literal["что изменилось", "всё заново"]


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def collect_comments(
    page: Annotated[
        str,
        field(
            "Страница", "С какой страницы собрать комментарии.", position=0, choices=page_choices()
        ),
    ] = ALL_PAGES,
    how: Annotated[
        How,
        field(
            "Что читать",
            "Правки и удаления не меняют счётчиков: новые посты перечитываются раз в час, "
            "старые раз в день. «Всё заново» перечитает посты за 30 дней.",
            position=1,
        ),
    ] = "что изменилось",
) -> str:
    """Комментарии → версии → срабатывания → вопросы специалисту и Главе. Пункты 4.1–4.3."""
    reading = [collect.submit(one.key, how == "всё заново") for one in desk().pages(page)]
    collected = [one.result() for one in reading]
    changed = sum(one.kept.changed + one.kept.gone for one in collected)
    looked = detect()
    pictures = fetch_pictures()
    mailed = write_of_trouble()
    if (
        looked.examined
        or changed
        or mailed.of_trouble
        or pictures.moved
        or any(one.moved for one in collected)
    ):
        show_queue()
    done = carry_out_decisions()
    asked = ask_questions()
    show_questions()
    show_coverage()
    new = sum(one.kept.new for one in collected)
    also = []
    if changed:
        also.append(f"изменено или исчезло {changed}")
    if asked.waiting:
        also.append(plural(asked.waiting, "вопрос ждёт", "вопроса ждут", "вопросов ждут"))
    also += [*pictures.words, *mailed.words, *beside(collected)]
    return finish(
        TITLE,
        plural(new, "новый", "новых", "новых") if new else "новых нет",
        also=also,
        unread=[*unread_of(collected), *pictures.unread],
        problems=[*looked.problems, *pictures.problems, *done.problems, *asked.problems],
        carried=[*mailed.actions, *done.actions],
    )
