"""«Задержанные посты»: a specialist corrects the text or drops the post (clause 3.2)."""

from typing import Annotated

from prefect import flow

from gospablik.store.tables import Topic
from gospablik.templates import plural
from tasks.forms import ask
from tasks.held import open_held_case, write_held
from tasks.held_form import held_form
from tasks.questions import ask_questions, take_a_question
from tasks.run_form import Round, field
from tasks.runs import finish, started, waits

TITLE = "Задержанные посты"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def held_posts(
    question: Annotated[
        int,
        field("Номер вопроса", "0: задержанное и снятое за 14 дней.", position=0, ge=0),
    ] = 0,
    round: Round = 1,
) -> str:
    """Ждать, исправить текст или не публиковать; чего нет на сайте, не принимается. Пункт 3.2."""
    taken = take_a_question(Topic.HELD, question or None, round)
    if taken.ended:
        return finish(TITLE, taken.ended)
    case = open_held_case(taken)
    waits(TITLE, f"ждёт решения, {plural(len(case.items), 'текст', 'текста', 'текстов')}")
    answer = ask(held_form(case), key=f"held-{taken.question}-{taken.round}")
    result = write_held(case, answer)
    asked = ask_questions()
    return finish(TITLE, result.words, refused=result.refused, problems=asked.problems)
