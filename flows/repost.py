"""«Репост»: an authority's, a medium's or an institution's material is repeated (clause 3.2)."""

from typing import Annotated

from prefect import flow

from gospablik.store.ledger import Kind
from tasks.desk import ALL_PAGES, page_choices
from tasks.ledger import carry_out
from tasks.officials import NOBODY
from tasks.reposts import decide_repost, decider_choices, show_reposts
from tasks.run_form import field
from tasks.runs import finish, started

TITLE = "Репост"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def repost(
    page: Annotated[
        str,
        field("Страница", "На какой странице повторить.", position=0, choices=page_choices()),
    ] = ALL_PAGES,
    address: Annotated[
        str,
        field(
            "Адрес поста или статьи",
            "Органа власти, СМИ или учреждения из раздела [[source]] файла organisation.toml.",
            position=1,
            max_length=2000,
        ),
    ] = "",
    reason: Annotated[
        str,
        field(
            "Почему это актуально",
            "Одной фразой; останется в записи о решении.",
            position=2,
            max_length=500,
        ),
    ] = "",
    who: Annotated[
        str,
        field("Кто решает", "Ваше имя и должность.", position=3, choices=decider_choices()),
    ] = NOBODY,
    words: Annotated[
        str,
        field(
            "Свои слова",
            "Можно не заполнять. Пишутся над репостом; в другой сети выходят вместо начала статьи.",
            position=4,
            max_length=1500,
        ),
    ] = "",
) -> str:
    """Репост самой сети, а в другой сети пересказ со ссылкой. Дважды одно не выходит. П. 3.2."""
    decided = decide_repost(page, address, reason, who, words)
    carried = carry_out([Kind.REPOST], "репосты")
    result = show_reposts(decided, carried)
    return finish(
        TITLE,
        result,
        unread=[decided.unread] if decided.unread else [],
        refused=decided.refused,
        carried=carried,
    )
