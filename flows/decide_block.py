"""«Решение о блокировке»: the head or a deputy decides, nobody else (clause 4.3)."""

from prefect import flow

from gospablik.store.ledger import Kind
from gospablik.store.tables import Topic
from tasks.decisions import carry_out_decisions, write_decision
from tasks.forms import ask, block_form
from tasks.ledger import carry_out
from tasks.questions import ask_questions, open_block_case, take_a_question
from tasks.run_form import QuestionNumber, Round
from tasks.runs import finish, started, waits

TITLE = "Решение о блокировке"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def decide_block(
    question: QuestionNumber = 0,
    round: Round = 1,
) -> str:
    """Дело автора, личный код из письма, срок и причина; решают Глава и заместители. Пункт 4.3."""
    taken = take_a_question(Topic.BLOCK, question or None, round)
    if taken.ended:
        return finish(TITLE, taken.ended)
    carry_out([Kind.MAIL], "письма с кодами")
    case = open_block_case(taken)
    waits(TITLE, f"ждёт решения, дело № {case.proposal_id}")
    answer = ask(block_form(case), key=f"block-{taken.question}-{taken.round}")
    result = write_decision(case, answer)
    done = carry_out_decisions()
    asked = ask_questions()
    return finish(
        TITLE,
        result.words,
        refused=result.refused,
        problems=[*done.problems, *asked.problems],
        carried=done.actions,
    )
