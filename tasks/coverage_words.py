"""The page «Полнота сбора комментариев»: numbers, where they differ, what nobody reads."""

from collections.abc import Sequence

from gospablik.control.coverage import Coverage, Short
from gospablik.networks.matrices import not_shown
from gospablik.organisation import Organisation
from gospablik.page import NETWORK_NAMES
from tasks.markdown import anchor, cell, table

_MOST_ROWS = 30
"""Of one page; more of them say nothing that a person would act on one by one."""
NO_NUMBER = "сеть числа не сообщает"
NOT_CHECKED = "не проверено"


def coverage_page(office: Organisation, pages: Sequence[Coverage]) -> str:
    """The page's Markdown. It bears no time, so that the same state makes the same page."""
    parts = [
        "# Полнота сбора комментариев",
        "Посты за 30 дней. Ответы страницы сосчитаны, как их считает и сеть. Страница делается"
        " заново, когда что-то меняется.",
        table(
            ["Страница", "Постов", "По счёту сети", "Собрано", "Расходятся", "Собрано вне постов"],
            [_line(office, one) for one in pages],
        ),
    ]
    for one in pages:
        if one.short:
            since = "" if one.checked else " (по последнему удавшемуся чтению)"
            parts += [f"## Расхождения: {_name(office, one)}{since}", _differences(one.short)]
    parts.append("## Чего программа не видит")
    parts.append("\n".join(_unseen(office, pages)))
    return "\n\n".join(parts)


def _line(office: Organisation, one: Coverage) -> list[str]:
    told = NO_NUMBER if one.told is None else str(one.told)
    differ = "–" if one.told is None else str(len(one.short))
    if not one.checked:
        told = differ = NOT_CHECKED
    return [_name(office, one), str(one.posts), told, str(one.held), differ, str(one.outside)]


def _differences(short: Sequence[Short]) -> str:
    rows = [
        [anchor(one.title, one.link), str(one.told), str(one.held), cell(one.why)]
        for one in short[:_MOST_ROWS]
    ]
    heads = ["Пост", "По счёту сети", "Собрано", "Почему может быть"]
    rest = len(short) - _MOST_ROWS
    more = f"\n\nИ ещё постов: {rest}." if rest > 0 else ""
    return table(heads, rows) + more


def _unseen(office: Organisation, pages: Sequence[Coverage]) -> list[str]:
    """Of each page what was not read this time, then of each network what it never shows."""
    lines = []
    for one in pages:
        lines += [f"- {_name(office, one)}: {cell(words, 600)}" for words in one.unread]
        if one.events:
            lines.append(
                f"- {_name(office, one)}: события не слышны, поэтому правки и удаления видны только"
                f" при обходе. {cell(one.events, 600)}"
            )
    networks = dict.fromkeys(office.page_by_key(one.page).network for one in pages)
    for network in networks:
        lines += [f"- {NETWORK_NAMES[network]}: {words}" for words in not_shown(network)]
    return lines


def _name(office: Organisation, one: Coverage) -> str:
    return cell(office.named(office.page_by_key(one.page)))
