"""«Слово специалиста»: what no network tells of the accounts that run the pages (clause 5.1)."""

from typing import Annotated, Literal

from prefect import flow

from tasks.access_words import NOBODY, official_choices, write_access_word
from tasks.desk import ALL_PAGES, page_choices
from tasks.run_form import field
from tasks.runs import finish, started

TITLE = "Слово специалиста"
Factor = Literal["не знаю", "включён", "не включён"]


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
) -> str:
    """Второй фактор и пароль учётной записи, со слов; верно 90 дней. Пункт 5.1."""
    said = write_access_word(page, official, second_factor, password_changed)
    return finish(TITLE, said.words, refused=said.refused)
