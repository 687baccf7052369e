"""«Сверка с сайтом»: the pages show what the site says and are stated as official (3.2, 3.5)."""

from typing import Annotated

from prefect import flow

from gospablik.templates import plural
from tasks.desk import ALL_PAGES, desk, page_choices
from tasks.reconciliation import check_posts_live, check_status, show_mismatches
from tasks.run_form import field
from tasks.runs import finish, started

TITLE = "Сверка с сайтом"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def reconcile(
    page: Annotated[
        str,
        field("Страница", "Какую страницу сверить.", position=0, choices=page_choices()),
    ] = ALL_PAGES,
    days: Annotated[
        int,
        field("За сколько дней", "Посты старше не сверяются.", position=1, ge=1, le=90),
    ] = 14,
) -> str:
    """Пост на месте, текст тот же, страница официальная, новости не пропущены. Пункты 3.2, 3.5."""
    pages = desk().pages(page)
    posts = [check_posts_live.submit(one.key, days) for one in pages]
    pairs = zip(pages, posts, strict=True)  # on one page one after the other: the same keys
    statuses = [
        check_status.submit(one.key, return_state=False, wait_for=[of]) for one, of in pairs
    ]
    live, status = [one.result() for one in posts], [one.result() for one in statuses]
    show_mismatches(live, status)
    wrong = sum(len(one.mismatches) + len(one.lacking) for one in live)
    wrong += sum(one.bad for one in status)
    untold = sum(one.untold[0] for one in live)
    unread = [why for one in live for why in one.unread]
    return finish(
        TITLE,
        plural(wrong, "расхождение", "расхождения", "расхождений") if wrong else "расхождений нет",
        also=[f"не проверено до конца постов: {untold}"] if untold else [],
        unread=unread + [why for one in status for why in one.unread],
    )
