"""The queue as Markdown: a heading for each author, below it what he wrote, place by place."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from gospablik.moderation.doubts import parted
from gospablik.moderation.queue import Found
from gospablik.moderation.queue_case import Asked, OfAuthor, Thread
from gospablik.templates import plural
from tasks.highlighted import highlighted
from tasks.markdown import anchor, cell

MOST_COMMENTS = 100
MOST_LETTERS = 150_000
"""Of the Markdown: Prefect's database keeps each version of it, and a browser draws all at once."""
_TEXT, _REASON = 600, 500


Pictures = Mapping[int, Sequence[str]]
"""Paragraphs of Markdown, by the row of the wording that they belong to."""


def queue_page(
    authors: Sequence[OfAuthor], waiting: int, pictures: Pictures = MappingProxyType({})
) -> str:
    """As much as the page holds, and how many more wait; `waiting`: how many in all."""
    parts: list[str] = []
    shown = letters = 0
    for part, comments in _parts(authors, pictures):
        letters += len(part)
        if letters > MOST_LETTERS:
            break
        parts.append(part)
        shown += comments
    return "\n\n".join([*_more(shown, waiting), *parts])


def _more(shown: int, waiting: int) -> list[str]:
    if waiting <= shown:
        return []
    left = plural(waiting - shown, "комментарий ждёт", "комментария ждут", "комментариев ждут")
    return [
        f"Показаны первые {shown}, **ещё {left}**: здесь они появятся, когда о показанных будет"
        " решено. Формы о них приходят своим чередом."
    ]


def comment_block(asked: Asked, extra: Sequence[str] = ()) -> str:
    """One comment: its words with the reason in bold, why it is here, why that may be a mistake.

    `extra`: lines of Markdown below the words, for what is attached to them.
    """
    words = highlighted(asked.item.text, asked.spots, _TEXT) or "(без текста)"
    at = f"{asked.written_at:%d.%m %H:%M}"
    where = anchor(f"{at}, открыть на странице", asked.link) if asked.link else at
    told = "\n".join(f"- {line}" for line in (*map(_reason, asked.item.found), where))
    return "\n\n".join([f"> {words}", *extra, told])


def _parts(authors: Sequence[OfAuthor], pictures: Pictures) -> Iterator[tuple[str, int]]:
    """Pieces of the page in their order, each with how many comments it shows."""
    for author in authors:
        heading = f"### {cell(author.name)}\n\n{_history(author)}"
        for thread in author.threads:
            place = f"{heading}\n\n{_place(thread)}" if heading else _place(thread)
            heading = ""
            for asked in thread.comments:
                block = comment_block(asked, pictures.get(asked.item.version_id, ()))
                yield f"{place}\n\n{block}" if place else block, 1
                place = ""


def _history(author: OfAuthor) -> str:
    comments = plural(author.count, "комментарий", "комментария", "комментариев")
    return f"{comments}; {cell(author.history)}"


def _place(thread: Thread) -> str:
    post = anchor(thread.title, thread.link) if thread.link else cell(thread.title)
    place = f"Под постом «{post}»" if thread.title else cell(thread.where)
    if thread.page:
        place += f", {cell(thread.page)}"
    if thread.answers is None:
        return f"**{place}**"
    name, words = thread.answers
    if not name:
        return f"**{place}**, {cell(words)}"
    said = f": «{cell(words)}»" if words else ""
    return f"**{place}**, в ответ ({cell(name)}){said}"


def _reason(found: Found) -> str:
    reason, doubt = parted(found.rule, found.reason)
    why = f"Почему: {cell(reason, _REASON)}."
    return f"{why} Почему это может быть ошибкой: {cell(doubt, _REASON)}." if doubt else why
