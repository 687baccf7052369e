"""«Сверка с сайтом»: the pages show what the site says and are stated as official (3.2, 3.5)."""

from typing import Annotated

from prefect import flow

from gospablik.templates import plural
from tasks.audit import beside_posts, finish_audit, start_audit
from tasks.audit_page import show_audit
from tasks.desk import ALL_PAGES, page_choices
from tasks.errands import refresh_errands
from tasks.reconciliation import check_status, compare_posts
from tasks.revisions import read_pages_again
from tasks.run_form import field
from tasks.runs import finish, started
from tasks.suites import check_audit

TITLE = "Сверка с сайтом"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def reconcile(
    page: Annotated[
        str,
        field("Страница", "Какую страницу сверить.", position=0, choices=page_choices()),
    ] = ALL_PAGES,
    days: Annotated[
        int,
        field(
            "За сколько дней",
            "Посты и новости старше не сверяются. Не важно, если заполнено «С какого дня».",
            position=1,
            ge=1,
            le=90,
        ),
    ] = 14,
    since: Annotated[
        str,
        field("С какого дня", "Например, 01.11.2026. Пусто: по числу дней.", position=2),
    ] = "",
    until: Annotated[
        str,
        field("По какой день", "Например, 25.11.2026, включительно. Пусто: сегодня.", position=3),
    ] = "",
    address: Annotated[
        str,
        field(
            "Только этот адрес",
            "Адрес одного поста или одной новости сайта. Пусто: все.",
            position=4,
            max_length=2000,
        ),
    ] = "",
) -> str:
    """Сайт против постов и посты против сайта: охват, верность, статус страниц. Пункты 3.2, 3.5."""
    begun = start_audit(page, days, since, until, address)
    again = read_pages_again(begun.scope)
    if again.back:
        refresh_errands()
    posts = [compare_posts.submit(one, begun.scope, again.why) for one in begun.pages]
    pairs = zip(begun.pages, posts, strict=True)  # on one page one after the other: the same keys
    statuses = [
        check_status.submit(one, return_state=False, wait_for=[of])
        for one, of in pairs
        if begun.whole
    ]
    looked, status = [one.result() for one in posts], [one.result() for one in statuses]
    ended = finish_audit(begun.audit_id, [one.compared for one in looked])
    suite = check_audit(begun.audit_id, len(ended.lines))
    unread = [*begun.unread, *again.unread]
    unread += [why for of in looked for why in of.unread]
    unread += [why for one in status for why in one.unread]
    remarks = beside_posts(looked, status, again.gone)
    unshown = show_audit(begun.audit_id, unread, remarks, len(ended.lines))
    wrong = ended.bad + sum(one.bad for one in status)
    untold = sum(one.untold[0] for one in looked)
    also = [plural(wrong, "расхождение", "расхождения", "расхождений")] if wrong else []
    also += [f"не проверено до конца постов: {untold}"] if untold else []
    return finish(
        TITLE, ended.words, also=also, unread=unread, problems=[*suite.problems, *unshown]
    )
