"""«Разбор нарушений»: a specialist looks at comments and decides (clause 4.2)."""

from prefect import flow

from gospablik.store.tables import Topic
from gospablik.templates import plural
from tasks.comments import show_queue
from tasks.decisions import carry_out_decisions, write_rulings
from tasks.forms import ask, review_form
from tasks.questions import ask_questions, open_review, take_a_question
from tasks.run_form import QuestionNumber, Round
from tasks.runs import finish, started, waits

TITLE = "Разбор нарушений"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def review(
    question: QuestionNumber = 0,
    round: Round = 1,
) -> str:
    """До десяти комментариев, одно решение на каждый; решает специалист. Пункт 4.2."""
    taken = take_a_question(Topic.REVIEW, question or None, round)
    if taken.ended:
        return finish(TITLE, taken.ended)
    case = open_review(taken)
    number = len(case.items)
    waits(TITLE, f"ждёт решения, {plural(number, 'комментарий', 'комментария', 'комментариев')}")
    answer = ask(review_form(case), key=f"review-{taken.question}-{taken.round}")
    result = write_rulings(case, answer)
    done = carry_out_decisions()
    asked = ask_questions()
    show_queue()
    return finish(
        TITLE,
        result.words,
        refused=result.refused,
        problems=[*done.problems, *asked.problems],
        carried=done.actions,
    )
