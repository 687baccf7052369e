"""«Беда»: one word, and the ready answer goes out under the resident's comment (clause 4.1)."""

from prefect import flow

from gospablik.store.ledger import Kind
from gospablik.store.tables import Topic
from gospablik.templates import plural
from tasks.comments import show_queue
from tasks.forms import ask
from tasks.ledger import carry_out
from tasks.questions import ask_questions, take_a_question
from tasks.run_form import QuestionNumber, Round
from tasks.runs import finish, started, waits
from tasks.trouble_form import trouble_form
from tasks.troubles import open_trouble_case, write_word

TITLE = "Беда"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def trouble(
    question: QuestionNumber = 0,
    round: Round = 1,
) -> str:
    """Комментарий о беде и готовый ответ: «да» или «нет» в любой час. Пункт 4.1."""
    taken = take_a_question(Topic.TROUBLE, question or None, round)
    if taken.ended:
        return finish(TITLE, taken.ended)
    case = open_trouble_case(taken)
    number = plural(len(case.items), "комментарий", "комментария", "комментариев")
    waits(TITLE, f"ждёт слова, {case.items[0].what}, {number}")
    answer = ask(trouble_form(case), key=f"trouble-{taken.question}-{taken.round}")
    result = write_word(case, answer)
    carried = carry_out([Kind.REPLY], "ответ жителю")
    show_queue()
    asked = ask_questions()
    return finish(
        TITLE, result.words, refused=result.refused, problems=asked.problems, carried=carried
    )
