"""«Охват»: members, views and reactions as the networks count them, for the weekly letter (5.1)."""

from typing import Annotated

from prefect import flow

from gospablik.templates import plural
from tasks.desk import ALL_PAGES, desk, page_choices
from tasks.reach import count_reach, show_reach
from tasks.run_form import field
from tasks.runs import finish, started

TITLE = "Охват"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def reach(
    page: Annotated[
        str,
        field("Страница", "Чьи числа спросить у сети.", position=0, choices=page_choices()),
    ] = ALL_PAGES,
) -> str:
    """Подписчики страниц, просмотры и реакции постов этой недели по счёту сетей. П. 5.1."""
    counting = [count_reach.submit(one.key) for one in desk().pages(page)]
    reached = [one.result() for one in counting]
    show_reach(reached)
    answered = sum(not one.unread for one in reached)
    pages = plural(len(reached), "страницы", "страниц", "страниц")
    return finish(
        TITLE,
        f"ответили {answered} из {pages}",
        unread=[why for one in reached for why in one.unread],
    )
