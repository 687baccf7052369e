"""«Проверка прав»: what our keys really may do on each page, and whose they are (clause 2.2)."""

from typing import Annotated

from prefect import flow

from gospablik.store.ledger import Kind
from gospablik.templates import plural
from tasks.desk import ALL_PAGES, desk, page_choices
from tasks.ledger import carry_out
from tasks.rights import ask_rights, refusals
from tasks.rights_page import show_rights
from tasks.run_form import field
from tasks.runs import finish, started

TITLE = "Проверка прав"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def check_rights(
    page: Annotated[
        str,
        field("Страница", "О какой странице спросить её сеть.", position=0, choices=page_choices()),
    ] = ALL_PAGES,
) -> str:
    """Что могут наши ключи в каждой сети и чьи они; ничего не публикуется. П. 2.2."""
    asking = [ask_rights.submit(one.key) for one in desk().pages(page)]
    asked = [one.result() for one in asking]
    show_rights(asked)
    carried = carry_out([Kind.MAIL], "письма")
    refused = sum(len(one.refused) for one in asked)
    risky = sum(one.at_risk for one in asked)
    return finish(
        TITLE,
        plural(refused, "отказ", "отказа", "отказов") if refused else "отказов нет",
        also=[f"ключи не за учреждением: {risky}"] if risky else [],
        unread=[why for one in asked for why in one.unread],
        alarmed=[why for one in asked for why in refusals(one)],
        carried=carried,
    )
