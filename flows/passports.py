"""«Паспорта страниц»: what each page says of itself and who runs it (3.5, 1.2, 2.2, 5.1).

And the daily look at the register of removals and blocks (4.2, 4.3): like the passports it changes
nothing, and at 9:20 whoever has to look at what it finds is at work.
"""

from typing import Annotated

from prefect import flow

from gospablik.store.ledger import Kind
from gospablik.templates import plural
from tasks.desk import ALL_PAGES, desk, page_choices
from tasks.errands import refresh_errands
from tasks.ledger import carry_out
from tasks.passports import beside_rules, read_passport, show_passports
from tasks.rules_link import open_rules
from tasks.run_form import field
from tasks.runs import finish, started
from tasks.suites import check_register

TITLE = "Паспорта страниц"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def passports(
    page: Annotated[
        str,
        field("Страница", "Чей паспорт проверить.", position=0, choices=page_choices()),
    ] = ALL_PAGES,
) -> str:
    """Статус, отметка, сайт, почта, ответственные, доступ; журнал. П. 3.5, 2.2, 5.1, 4.2, 4.3."""
    carried = carry_out([Kind.DESCRIBE], "описания страниц")
    pages = [one.key for one in desk().pages(page)]
    opening = open_rules.submit(pages)
    reading = [read_passport.submit(key) for key in pages]
    read = beside_rules([one.result() for one in reading], opening.result())
    show_passports(read)
    refresh_errands()
    register = check_register()
    bad = sum(one.bad for one in read)
    unchecked = sum(one.unchecked for one in read)
    return finish(
        TITLE,
        plural(bad, "расхождение", "расхождения", "расхождений") if bad else "расхождений нет",
        also=[
            *([f"не проверено строк: {unchecked}"] if unchecked else []),
            *([register.words] if register.rows else []),
        ],
        unread=[why for one in read for why in one.all_unread],
        problems=register.problems,
        carried=carried,
    )
