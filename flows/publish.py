"""«Публикация»: what the official site publishes goes to the pages (clauses 3.1 to 3.3)."""

from typing import Annotated

from prefect import flow

from gospablik.store.ledger import Kind, State
from gospablik.templates import plural
from tasks.desk import ALL_PAGES, desk, page_choices
from tasks.edits import follow_the_site
from tasks.errands import refresh_errands
from tasks.ledger import carry_out
from tasks.publishing import check, plan, show_published
from tasks.questions import Asked, ask_questions
from tasks.run_form import field
from tasks.runs import finish, started
from tasks.website import read_articles, read_files, read_site

TITLE = "Публикация"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def publish(
    page: Annotated[
        str,
        field("Страница", "Какую страницу наполнить.", position=0, choices=page_choices()),
    ] = ALL_PAGES,
    newest: Annotated[
        int,
        field(
            "Не больше новостей",
            "Сколько самых новых взять. 0: все, что ждут.",
            position=1,
            ge=0,
            le=100,
        ),
    ] = 0,
) -> str:
    """Сайт → посты с картинками и файлами → проверки → журнал → чтение обратно. Пункты 3.1–3.3."""
    news = read_site()
    checked = []
    for one in desk().pages(page):
        if plan(one.key):
            read_articles(one.key, newest or None)
            read_files(one.key, newest or None)
            checked.append(check(one.key, newest or None))
    edits = follow_the_site([one.key for one in desk().pages(page)])
    kinds = [Kind.PUBLISH, Kind.ATTACH, Kind.REPOST, Kind.EDIT, Kind.WITHDRAW]
    carried = carry_out(kinds, "публикация и исправление постов")
    if edits.taken_back:
        refresh_errands()
    new = [one for one in carried if not one.done_before]
    if checked or new or edits.held or news.broken or news.found:
        show_published(checked, carried, list(news.broken), list(news.notes), list(edits.held))
    done = [one.kind for one in new if one.state is State.CONFIRMED]
    posts, mended = done.count(Kind.PUBLISH), done.count(Kind.EDIT)
    held = sum(len(one.held) for one in checked)
    asked = ask_questions() if held else Asked()
    also = [f"исправлено постов: {mended}"] if mended else []
    also += [plural(held, "пост задержан", "поста задержано", "постов задержано")] if held else []
    if edits.held:
        also.append(f"правок задержано: {len(edits.held)}")
    if news.found:
        also.append("найдено, откуда читать новости")
    if news.broken:
        also.append("в ленте есть негодные записи")
    return finish(
        TITLE,
        plural(posts, "пост", "поста", "постов") if posts else "новых постов нет",
        also=also,
        unread=[news.unread] if news.unread else [],
        problems=asked.problems,
        carried=carried,
    )
