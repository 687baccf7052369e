"""«Ответ на просьбу»: the head or a deputy lifts a block before its term or not (clause 4.3)."""

from prefect import flow

from gospablik.store.tables import Topic
from tasks.decisions import carry_out_decisions
from tasks.forms import ask
from tasks.questions import ask_questions, take_a_question
from tasks.run_form import QuestionNumber, Round
from tasks.runs import finish, started, waits
from tasks.unblock_requests import open_request, request_form, write_answer

TITLE = "Ответ на просьбу"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def answer_request(
    question: QuestionNumber = 0,
    round: Round = 1,
) -> str:
    """Просьба, дело, ответ Главы или заместителя и почему; снятое возвращается. Пункт 4.3."""
    taken = take_a_question(Topic.UNBLOCK, question or None, round)
    if taken.ended:
        return finish(TITLE, taken.ended)
    case = open_request(taken)
    waits(TITLE, f"ждёт ответа, просьба № {case.number}")
    answer = ask(request_form(case), key=f"unblock-{taken.question}-{taken.round}")
    result = write_answer(case, answer)
    done = carry_out_decisions()
    asked = ask_questions()
    return finish(
        TITLE,
        f"просьба № {case.number}: {result.words}",
        refused=result.refused,
        problems=[*done.problems, *asked.problems],
        carried=done.actions,
    )
