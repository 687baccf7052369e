"""Residents' pictures inside our Markdown: by the address at which our own server shows them.

No address of a network's gets into Prefect's pages: whoever looks at the queue must not be seen by
whoever attached the picture.
"""

from collections.abc import Collection, Iterable

from sqlalchemy.orm import Session

from gospablik.clock import now
from gospablik.moderation.links import comment_link, page_of
from gospablik.moderation.pictures.shown import (
    ADDRESS,
    ShownPicture,
    Wordless,
    pictures_of,
    without_words,
)
from gospablik.organisation import Organisation
from gospablik.store.comments import Comment
from tasks.markdown import anchor, cell, table

_WORDLESS = (
    "Картинка почти без слов: списки и модель судят только слова. Никого не спрашивают; если это "
    "нарушение, запустите «На разбор» с адресом комментария: без доказательства не удаляется."
)


def picture_lines(pictures: Iterable[ShownPicture]) -> list[str]:
    """A paragraph for each picture of a wording, or why it is not there."""
    return [_shown(one, number) for number, one in enumerate(pictures, 1)]


def picture_paragraphs(session: Session, versions: Collection[int]) -> dict[int, list[str]]:
    """The paragraphs of the pictures of these wordings, by the wording's row."""
    return {key: picture_lines(shown) for key, shown in pictures_of(session, versions).items()}


def wordless_section(session: Session, office: Organisation) -> list[str]:
    """Markdown: pictures without words of the last days; nothing if there are none."""
    shown = without_words(session, office, now())
    if not shown:
        return []
    rows = [_row(session, office, one) for one in shown]
    return ["## Картинки без слов", _WORDLESS, table(["Комментарий", "Кто и когда"], rows)]


def _row(session: Session, office: Organisation, one: Wordless) -> list[str]:
    link = comment_link(page_of(office, one.page), session.get_one(Comment, one.comment_id))
    at = f"{office.local(one.written_at):%d.%m %H:%M}"
    words = [cell(one.text)] if one.text.strip() else []
    return [
        "<br>".join([*words, *picture_lines(one.pictures)]),
        f"{cell(one.author_name)}, {anchor(at, link) if link else at}",
    ]


def _shown(picture: ShownPicture, number: int) -> str:
    if picture.sha256 is None:
        return f"*{cell(picture.why)}*"
    address = f"{ADDRESS}{picture.sha256}"
    return f"[![Картинка {number} к комментарию]({address})]({address})"
