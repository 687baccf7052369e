"""«Предпросмотр»: a news item as it would look in each network; nothing goes out (3.2, 3.3)."""

from typing import Annotated

from prefect import flow

from tasks.preview import NEWEST, see_news, see_pictures, show_preview
from tasks.run_form import field
from tasks.runs import finish, started

TITLE = "Предпросмотр"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def preview(
    news: Annotated[
        str,
        field(
            "Новость",
            "Адрес новости на официальном сайте или «самая новая».",
            position=0,
            max_length=2000,
        ),
    ] = NEWEST,
) -> str:
    """Тексты и вложения для всех сетей рядом, проверки; ничего не отправляется. П. 3.2, 3.3."""
    seen = see_news(news)
    words = show_preview(seen, see_pictures(seen))
    return finish(TITLE, words, unread=[seen.unread] if seen.unread else [], refused=seen.refused)
