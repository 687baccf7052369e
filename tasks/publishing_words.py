"""The page «что опубликовано» for the Prefect UI."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gospablik.clock import now
from gospablik.control.addresses import post_address
from gospablik.ledger.carry import Carried
from gospablik.store.ledger import Kind, State
from gospablik.store.tables import Post
from tasks.desk import Desk
from tasks.edit_words import edit_line, edits_page
from tasks.markdown import cell, suspended, table
from tasks.repost_words import repost_line

if TYPE_CHECKING:
    from tasks.publishing import Checked

_WHERE_TO_MEND = (
    "Исправить текст или не публиковать: форма «Задержанные посты», запуск ждёт ответа в"
    " Runs; если его нет, запустите её сами (страниц в «наблюдении» она не касается)."
)


def published_page(
    at: Desk,
    checked: Sequence["Checked"],
    carried: Sequence[Carried],
    broken: Sequence[str],
    notes: Sequence[str] = (),
    *,
    edits_held: Sequence[tuple[str, str]] = (),
) -> str:
    """Markdown; every word of the site's is escaped. What an earlier pass did is not told again."""
    carried = [one for one in carried if not one.done_before]
    done = [_of_kind(at, action) for action in carried]
    held = [[cell(title), cell(why, 900)] for page in checked for title, why in page.held]
    remarks = [[cell(title), cell(words)] for page in checked for title, words in page.remarks]
    would = [[cell(title)] for page in checked for title in page.would_publish]
    parts = ["# Публикация (п. 3.2)"]
    if done:
        parts.append(table(["Новость", "Страница", "Что стало"], done))
    parts += edits_page(at, carried)
    if edits_held:
        rows = [[cell(title), cell(why, 900)] for title, why in edits_held]
        parts += ["## Правка задержана проверкой", table(["Новость", "Почему"], rows)]
    if held:
        parts += ["## Задержано проверкой", table(["Новость", "Почему"], held), _WHERE_TO_MEND]
    if remarks:
        parts += ["## Не задержано, но не всё проверено", table(["Новость", "Что"], remarks)]
    if would:
        parts += ["## Режим «наблюдение»: было бы опубликовано", table(["Новость"], would)]
    if broken:
        parts += ["## Записи ленты, которые не удалось взять", *(f"- {cell(b)}" for b in broken)]
    if notes:
        parts += ["## Как прочитан сайт", *(f"- {cell(note, 400)}" for note in notes)]
    if len(parts) == 1:
        parts.append("Новых новостей нет.")
    parts += suspended(at.office, now())
    return "\n\n".join(parts)


def _of_kind(at: Desk, action: Carried) -> list[str]:
    match action.kind:
        case Kind.REPOST:
            return repost_line(at, action)
        case Kind.EDIT:
            return edit_line(at, action)
        case _:
            return _line(at, action)


def _line(at: Desk, action: Carried) -> list[str]:
    with at.store.read() as session:
        post = session.get_one(Post, int(action.subject))
        page = at.office.page_by_key(post.page)
        name = cell(post.revision.title)
        if post.network_id and action.state is State.CONFIRMED:
            address = post_address(session, at.office, page, post.network_id)
            name = f"[{name}]({address})"
    if action.kind is not Kind.PUBLISH:
        became = f"{action.kind.words}: {action.state.words}"
    else:
        became = "опубликована" if action.state is State.CONFIRMED else action.state.words
    return [
        name,
        cell(at.office.named(page)),
        cell(f"{became}: {action.why}" if action.why else became),
    ]
