"""«Объяснение за неделю»: why something fell short, in the department's own words (clause 5.2)."""

from prefect import flow

from gospablik.store.tables import Topic
from gospablik.templates import plural
from tasks.explain import explanation_form, open_explanation_case, write_explanation
from tasks.forms import ask
from tasks.questions import take_a_question
from tasks.run_form import QuestionNumber, Round
from tasks.runs import finish, started, waits

TITLE = "Объяснение за неделю"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def explain(
    question: QuestionNumber = 0,
    round: Round = 1,
) -> str:
    """Отступления и угрозы недели: почему так вышло; ответ встанет в письмо. Пункт 5.2."""
    taken = take_a_question(Topic.EXPLAIN, question or None, round)
    if taken.ended:
        return finish(TITLE, taken.ended)
    case = open_explanation_case(taken)
    waits(TITLE, f"ждёт ответа, {plural(len(case.items), 'оценка', 'оценки', 'оценок')}")
    answer = ask(explanation_form(case), key=f"explain-{taken.question}-{taken.round}")
    result = write_explanation(case, answer)
    return finish(TITLE, result.words, refused=result.refused)
