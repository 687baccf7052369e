"""«Сверка блокировок»: who is blocked on each page, and by whose decision (clause 4.3)."""

from typing import Annotated

from prefect import flow

from gospablik.store.ledger import Kind
from gospablik.templates import plural
from tasks.blocked import compare_page, show_blocked
from tasks.desk import ALL_PAGES, desk, page_choices
from tasks.ledger import carry_out
from tasks.run_form import field
from tasks.runs import finish, started

TITLE = "Сверка блокировок"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def compare_blocked(
    page: Annotated[
        str,
        field(
            "Страница", "Чей список заблокированных сверить.", position=0, choices=page_choices()
        ),
    ] = ALL_PAGES,
) -> str:
    """Списки заблокированных на страницах против решений Главы и заместителей. П. 4.3."""
    comparing = [compare_page.submit(one.key) for one in desk().pages(page)]
    compared = [one.result() for one in comparing]
    show_blocked(compared)
    carried = carry_out([Kind.UNBLOCK], "возвращение доступа")
    carried += carry_out([Kind.MAIL], "письма")
    undecided = sum(one.undecided for one in compared)
    lacking = sum(len(one.faults) for one in compared) - undecided
    hidden = sum(bool(one.hidden) for one in compared)
    return finish(
        TITLE,
        plural(undecided, "блокировка", "блокировки", "блокировок") + " без решения"
        if undecided
        else "блокировок без решения не видно",
        also=[
            *([f"решений не видно на странице: {lacking}"] if lacking else []),
            *([f"не проверено страниц: {hidden}"] if hidden else []),
        ],
        unread=[why for one in compared for why in one.unread],
        carried=carried,
    )
