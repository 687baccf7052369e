"""«Слово специалиста»: what no network tells of the pages and their accounts (5.1, 3.5)."""

from typing import Annotated, Literal

from prefect import flow

from tasks.access_words import official_choices, write_access_word
from tasks.desk import ALL_PAGES, page_choices
from tasks.officials import NOBODY
from tasks.run_form import field
from tasks.runs import finish, started

TITLE = "Слово специалиста"
Factor = Literal["не знаю", "включён", "не включён"]
Mark = Literal["не знаю", "стоит", "не стоит"]


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def access_word(
    page: Annotated[
        str,
        field("Страница", "О чьей учётной записи речь.", position=0, choices=page_choices()),
    ] = ALL_PAGES,
    official: Annotated[
        str,
        field("Кто говорит", "Ваше имя и должность.", position=1, choices=official_choices()),
    ] = NOBODY,
    second_factor: Annotated[
        Factor,
        field("Второй фактор", "Вход с подтверждением по коду или ключу.", position=2),
    ] = "не знаю",
    password_changed: Annotated[
        str,
        field("Когда сменён пароль", "Например, 25.11.2026. Пусто: не знаю.", position=3),
    ] = "",
    mark: Annotated[
        Mark,
        field("Отметка на странице", "Страница подтверждена сетью или Госуслугами.", position=4),
    ] = "не знаю",
) -> str:
    """Второй фактор, пароль, отметка: со слов специалиста; верно 90 дней. Пункты 5.1, 3.5."""
    said = write_access_word(
        page, official, factor=second_factor, password=password_changed, mark=mark
    )
    return finish(TITLE, said.words, refused=said.refused)
