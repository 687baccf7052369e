"""The page «предпросмотр» for the Prefect UI: four networks side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gospablik.moderation.links import one_line
from gospablik.page import NETWORK_NAMES
from gospablik.publishing.preview import Look, News, Opened
from gospablik.templates import minute
from tasks.desk import Desk
from tasks.markdown import anchor, cell, column, table
from tasks.preview_files import NOT_OPENED, carried, counted, hanging

_LAST_WORDS = 50
"""So many letters before the cut say where it is."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checks say of one post: why it would be held, what they remark. `page`: its key."""

    network: str
    page: str
    held: str | None
    remark: str | None


def preview_page(
    at: Desk,
    news: News,
    shown: Sequence[Look],
    verdicts: Sequence[Verdict],
    *,
    opened: Mapping[str, Opened],
    unread: str | None,
) -> str:
    """Markdown; every word of the site's is escaped."""
    names = [NETWORK_NAMES[look.network] for look in shown]
    parts = [
        "# Предпросмотр (п. 3.2, 3.3)",
        "Ничего не отправлено и не записано.",
        _about(at, news),
    ]
    if unread:
        parts.append(f"**НЕ ПРОВЕРЕНО:** {cell(unread, 900)} Показано то, что прочитано раньше.")
    parts += [
        table(["", *names], _measures(news, shown, verdicts)),
        "## Что скажут проверки",
        "\n".join(_said(shown, verdicts)),
        "## Тексты и вложения",
        table(names, _posts(news, shown, opened)),
    ]
    if any(look.arranged.others for look in shown):
        parts.append(NOT_OPENED)
    return "\n\n".join(parts)


def _about(at: Desk, news: News) -> str:
    when = minute(at.office.local(news.published_at)) if news.published_at else "без даты"
    name = "рубрики" if ";" in news.category else "рубрика"
    rubric = f", {name} «{cell(news.category)}»" if news.category else ""
    about = f"{anchor(news.title, news.link)}, на сайте: {when}{rubric}."
    return "\n\n".join([about, *carried(news)])


def _measures(news: News, shown: Sequence[Look], verdicts: Sequence[Verdict]) -> list[list[str]]:
    rows = [
        ["Страницы", *(_pages(look) for look in shown)],
        ["Длина", *(f"{_grouped(look.length)} из {_grouped(look.limits.post)}" for look in shown)],
        ["Сокращён", *(_cut(look) for look in shown)],
        ["Проверки", *(_verdict(look.network, verdicts) for look in shown)],
    ]
    if news.files:
        rows.insert(3, ["Вложения", *(counted(look.arranged) for look in shown)])
        rows.insert(4, ["Подпись к вложениям", *(_caption(look) for look in shown)])
    return rows


def _posts(news: News, shown: Sequence[Look], opened: Mapping[str, Opened]) -> list[list[str]]:
    """The text of each post, and under it what hangs on it."""
    rows = [[column(look.composed.text) for look in shown]]
    if news.files:
        rows.append([hanging(news.files, look.arranged, opened) for look in shown])
    return rows


def _pages(look: Look) -> str:
    named = [f"{cell(page.name)} ({page.mode.value})" for page in look.pages]
    return "<br>".join(named) or "нет"


def _cut(look: Look) -> str:
    composed = look.composed
    if not composed.cut:
        return "нет"
    kept = composed.kept.removesuffix("…").rstrip()
    _, _, last = one_line(kept[-_LAST_WORDS:]).partition(" ")
    where = f", после слов «…{cell(last)}»" if last else ""
    return f"до {_grouped(len(kept))} знаков из {_grouped(len(composed.body))}{where}"


def _caption(look: Look) -> str:
    """A post that is longer than a caption goes out with the card of the page for a picture."""
    most = look.limits.caption
    return "помещается" if look.length <= most else f"не помещается, предел {_grouped(most)}"


def _grouped(number: int) -> str:
    """«15 000», kept on one line."""
    return f"{number:,}".replace(",", "\u00a0")


def _verdict(network: str, verdicts: Sequence[Verdict]) -> str:
    ours = [verdict for verdict in verdicts if verdict.network == network]
    if any(verdict.held for verdict in ours):
        return "пост был бы задержан"
    return "есть замечания" if any(verdict.remark for verdict in ours) else "пройдены"


def _said(shown: Sequence[Look], verdicts: Sequence[Verdict]) -> list[str]:
    """Each finding once, with the networks and pages that it is about."""
    whose: dict[str, list[str]] = {}
    names = {page.key: page.name for look in shown for page in look.pages}
    for verdict in verdicts:
        words = [f"Задержало бы: {verdict.held}" if verdict.held else "", verdict.remark or ""]
        for one in filter(None, words):
            name = NETWORK_NAMES[verdict.network]
            page = f" («{names[verdict.page]}»)" if verdict.page in names else ""
            whose.setdefault(one, []).append(f"{name}{page}")
    if not whose:
        return ["Замечаний нет."]
    return [f"- {cell(', '.join(about))}: {cell(words, 900)}" for words, about in whose.items()]
