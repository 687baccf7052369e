"""«Исчезнувшие новости»: a person says what becomes of the posts about them (clause 3.2)."""

from prefect import flow

from gospablik.store.ledger import Kind
from gospablik.store.tables import Topic
from gospablik.templates import plural
from tasks.forms import ask
from tasks.gone import open_gone_case, write_gone
from tasks.gone_form import gone_form
from tasks.ledger import carry_out
from tasks.questions import ask_questions, take_a_question
from tasks.run_form import QuestionNumber, Round
from tasks.runs import finish, started, waits

TITLE = "Исчезнувшие новости"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def gone_news(
    question: QuestionNumber = 0,
    round: Round = 1,
) -> str:
    """Новости нет на сайте, посты о ней стоят: снять или оставить; решает специалист. П. 3.2."""
    taken = take_a_question(Topic.GONE, question or None, round)
    if taken.ended:
        return finish(TITLE, taken.ended)
    case = open_gone_case(taken)
    waits(TITLE, f"ждёт решения, {plural(len(case.items), 'новость', 'новости', 'новостей')}")
    answer = ask(gone_form(case), key=f"gone-{taken.question}-{taken.round}")
    result = write_gone(case, answer)
    carried = carry_out([Kind.WITHDRAW], "снятие постов")
    asked = ask_questions()
    return finish(
        TITLE, result.words, refused=result.refused, problems=asked.problems, carried=carried
    )
