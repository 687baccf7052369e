"""«План недели»: a week on course to fall short is told before it has (clause 3.2).

On Friday the department is asked to explain what has fallen short by then (clause 5.2).
"""

from prefect import flow

from gospablik.store.ledger import Kind
from tasks.explain import ask_explanation
from tasks.ledger import carry_out
from tasks.questions import ask_questions
from tasks.runs import finish, started
from tasks.week_plan import compare_with_plan, plan_words

TITLE = "План недели"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def week_plan() -> str:
    """Среда и пятница: письмо, если постов меньше нормы или тишина дольше обычной. П. 3.2, 5.2."""
    pages, also = compare_with_plan()
    carried = carry_out([Kind.MAIL], "письма")
    problems: tuple[str, ...] = ()
    if ask_explanation():
        problems = ask_questions().problems
        also.append("спрошено объяснение")
    return finish(TITLE, plan_words(pages), also=also, problems=problems, carried=carried)
