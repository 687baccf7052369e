"""«Ответы жителям»: a specialist chooses what the page answers to whoever asked (clause 4.1)."""

from prefect import flow

from gospablik.store.ledger import Kind
from gospablik.store.tables import Topic
from gospablik.templates import plural
from tasks.answer_form import answer_form
from tasks.answers import open_answer_case, show_questions, write_answers
from tasks.forms import ask
from tasks.ledger import carry_out
from tasks.questions import ask_questions, take_a_question
from tasks.run_form import QuestionNumber, Round
from tasks.runs import finish, started, waits

TITLE = "Ответы жителям"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def answers(
    question: QuestionNumber = 0,
    round: Round = 1,
) -> str:
    """До десяти вопросов жителей: готовый ответ, свои слова или «не вопрос». Пункт 4.1."""
    taken = take_a_question(Topic.ANSWER, question or None, round)
    if taken.ended:
        return finish(TITLE, taken.ended)
    case = open_answer_case(taken)
    number = plural(len(case.items), "вопрос", "вопроса", "вопросов")
    waits(TITLE, f"ждёт ответа, {number}")
    answer = ask(answer_form(case), key=f"answers-{taken.question}-{taken.round}")
    result = write_answers(case, answer)
    carried = carry_out([Kind.REPLY], "ответ жителю")
    asked = ask_questions()
    show_questions()
    return finish(
        TITLE, result.words, refused=result.refused, problems=asked.problems, carried=carried
    )
