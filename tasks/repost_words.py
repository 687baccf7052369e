"""What people read of reposts in the Prefect UI."""

from collections.abc import Sequence

from gospablik.control.addresses import post_address
from gospablik.ledger.carry import Carried
from gospablik.publishing.reposts import Became, Ordered, Wish
from gospablik.store.tables import Action, Repost, State
from gospablik.templates import plural
from tasks.desk import Desk
from tasks.markdown import anchor, cell, column, table


def repost_words(pages: Sequence[Ordered], carried: Sequence[Carried]) -> str:
    """«2 репоста; уже было на 1 странице»: what the run is named by."""
    ours = {str(one.repost_id) for one in pages if one.became is Became.ORDERED}
    done = sum(one.subject in ours and one.state is State.CONFIRMED for one in carried)
    known = sum(one.became is Became.KNOWN for one in pages)
    watched = sum(one.became is Became.WATCHED for one in pages)
    words = [plural(done, "репост", "репоста", "репостов") if done else "новых репостов нет"]
    if known:
        words.append(f"уже было на {plural(known, 'странице', 'страницах', 'страницах')}")
    if watched:
        words.append(f"в «наблюдении» {plural(watched, 'страница', 'страницы', 'страниц')}")
    return "; ".join(words)


def repost_page(at: Desk, wish: Wish, pages: Sequence[Ordered], carried: Sequence[Carried]) -> str:
    """Markdown; every word of another's is escaped."""
    source = wish.material.source
    official = at.office.official_by_key(wish.official).title
    heads = ["Страница", "Как", "Что стало", "Текст"]
    parts = [
        "# Репост (п. 3.2)",
        f"{anchor('Материал', wish.material.link)}: «{cell(source.name)}» ({source.kind.value}).",
        f"Почему актуально: {cell(wish.reason, 500)}. Решает: {cell(official)}.",
        table(heads, [_row(at, one, carried) for one in pages]),
    ]
    ours = {str(one.repost_id) for one in pages}
    others = [one for one in carried if one.subject not in ours]
    if others:
        rows = [repost_line(at, action) for action in others]
        parts += ["## Отложенное раньше", table(["Материал", "Страница", "Что стало"], rows)]
    return "\n\n".join(parts)


def repost_line(at: Desk, action: Carried) -> list[str]:
    """Material, page and outcome of one action, for a table."""
    with at.store.read() as session:
        row = session.get_one(Repost, int(action.subject))
    name = f"репост: {row.title or at.office.source_name(row.source)}"
    page = at.office.page_by_key(row.page)
    return [anchor(name, row.link), cell(at.office.named(page)), _became(action)]


def _row(at: Desk, one: Ordered, carried: Sequence[Carried]) -> list[str]:
    page = at.office.page_by_key(one.page)
    how = "репост самой сети" if one.shared else "пересказ со ссылкой"
    return [
        cell(at.office.named(page)),
        how,
        _outcome(at, one, carried),
        column(one.text) or "без текста",
    ]


def _outcome(at: Desk, one: Ordered, carried: Sequence[Carried]) -> str:
    now = [action for action in carried if action.subject == str(one.repost_id)]
    if not now:
        return f"{one.became.value}: {one.state.words}" if one.state else one.became.value
    if now[0].state is not State.CONFIRMED:
        return _became(now[0])
    with at.store.read() as session:
        action = session.get_one(Action, now[0].action_id)
        page = at.office.page_by_key(one.page)
        address = post_address(session, at.office, page, action.external_id or "")
    return anchor("стоит на странице", address)


def _became(action: Carried) -> str:
    became = "сделан" if action.state is State.CONFIRMED else action.state.words
    return cell(f"{became}: {action.why}" if action.why else became)
