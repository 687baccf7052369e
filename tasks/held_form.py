"""The form «Задержанные посты»: each text whole, why it is held, one choice, a field to mend it."""

from typing import Any

from prefect.input import RunInput
from pydantic import Field

from gospablik.moderation.links import one_line
from gospablik.publishing.own_words import Pieces
from gospablik.reconciliation.held_case import CHOICES, CORRECT, DROP, HeldCase, HeldOnForm
from gospablik.store.tables import Hold
from gospablik.templates import minute, plain
from tasks.form_parts import choice, form, who, words
from tasks.markdown import anchor, cell, table

LONGEST_TEXT = 15_000
_OF_ITS_KIND = {
    Hold.TEXT: f"«{CORRECT}»: измените поле ниже. Чего нет на сайте, принято не будет.",
    Hold.OTHER: "Текстом это не исправить: дело в самой новости на сайте.",
    Hold.DROPPED: "Вернуть можно в течение 14 дней после решения; пост будет проверен заново.",
}
_HELD = (
    "Проверка перед публикацией задержала эти посты: опубликованное должно соответствовать сайту"
    " (п. 3.2)."
)
_MENDED = "Исправили новость на сайте — пост выйдет сам."


def held_form(case: HeldCase) -> type[RunInput]:
    """One choice a text, pre-set to what changes nothing; the official's name is not pre-set."""
    fields: dict[str, Any] = {"official": who(case.officials)}
    for item in case.items:
        choices = list(CHOICES[item.hold])
        fields[f"post_{item.number}"] = choice(
            choices,
            2 * item.number,
            f"{item.number}. {one_line(item.title, 90)}",
            _OF_ITS_KIND[item.hold],
            default=choices[0],
        )
        if item.hold is Hold.TEXT:
            fields[f"text_{item.number}"] = _text(item)
    if any(item.hold is not Hold.DROPPED for item in case.items):
        fields["reason"] = words(
            90, "Почему не публиковать", f"Обязательно, если выбрано «{DROP}»; останется в отчётах."
        )
    return form("Задержанные", fields, _page(case))


def _text(item: HeldOnForm) -> Any:
    extra: dict[str, Any] = {"position": 2 * item.number + 1}
    field = Field(
        default=item.filled,
        title=f"{item.number}. Текст поста",
        description="Первая строка — заголовок новости; ссылку на новость не убирайте.",
        max_length=LONGEST_TEXT,
        json_schema_extra=extra,
    )
    return (str, field)


def _page(case: HeldCase) -> str:
    waits = any(item.hold is not Hold.DROPPED for item in case.items)
    parts = [f"{_HELD} {_MENDED}" if waits else _HELD]
    for item in case.items:
        parts += _item(item)
    return "\n\n".join(parts)


def _item(item: HeldOnForm) -> list[str]:
    head = f"**{item.number}. {cell(item.title)}** ({cell(', '.join(item.pages))})"
    link = anchor("новость на сайте", item.link)
    if item.left:
        return [f"{head}, {link}", f"**Решать больше нечего:** {cell(item.left)}."]
    parts = [f"{head}, {link}", _whole(item.pieces)]
    if item.hold is Hold.DROPPED:
        return [*parts, f"**Не публикуется.** {cell(item.why)}"]
    parts.append(f"**Задержан:** {cell(item.why.rstrip('.'), 900)}.")
    if item.differing:
        listed = "\n".join(f"- {cell(one)}" for one in item.differing)
        parts.append(f"**Что расходится со страницей новости** (в тексте выделено):\n\n{listed}")
    if item.refused:
        parts.append(f"**Прошлый ответ не принят:** {cell(item.refused, 900)}")
    parts.append(f"Если ждать: исправленное на сайте выйдет не позже {minute(item.until)}.")
    return parts


def _whole(pieces: Pieces) -> str:
    """The whole text in a box, its lines as they are, what differs in bold; no other markup."""
    marked = "".join(_piece(words, differs) for words, differs in pieces)
    return table(["Текст поста"], [[marked.replace("\n", "<br>")]])


def _piece(words: str, differs: bool) -> str:
    return "\n".join(_line(line, differs) for line in words.split("\n"))


def _line(line: str, differs: bool) -> str:
    core = plain(line)
    if not core:
        return line
    lead = line[: len(line) - len(line.lstrip())]
    tail = line[len(line.rstrip()) :]
    return f"{lead}**{core}**{tail}" if differs else f"{lead}{core}{tail}"
