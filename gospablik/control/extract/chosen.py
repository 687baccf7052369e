"""Which comments an extract is about."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from gospablik.errors import OfficeError
from gospablik.moderation.links import comment_link, page_of
from gospablik.organisation import Organisation
from gospablik.store.comments import Author, Comment
from gospablik.store.review import Proof, Ruling

MOST = 500
"""Comments of one author in one extract, the newest; how many were left out is said in it."""
_AT_ONCE = 500


def chosen(
    session: Session, office: Organisation, named: str, *, whole_author: bool
) -> tuple[list[Comment], int]:
    """The comments meant, oldest first, and how many more of the author were left out.

    `named`: the address of a comment, or the number of the proof of its removal («№ 12»); with
    `whole_author` everything that its author wrote on that page. Raises OfficeError if there is
    no such comment.
    """
    comment = _named(session, office, named)
    if comment is None:
        raise OfficeError(
            f"Комментария «{named.strip()[:200]}» программа не знает.",
            not_done="выписка не сделана.",
            next_step="впишите адрес комментария целиком или номер записи из ответа автору;"
            " найти их поможет «Куда делся комментарий».",
        )
    if not whole_author:
        return [comment], 0
    rows = session.scalars(
        select(Comment)
        .filter_by(author_id=comment.author_id)
        .options(selectinload(Comment.versions))
        .order_by(Comment.written_at.desc(), Comment.id.desc())
    ).all()
    return list(reversed(rows[:MOST])), max(len(rows) - MOST, 0)


def _named(session: Session, office: Organisation, named: str) -> Comment | None:
    wanted = named.strip()
    number = wanted.removeprefix("№").strip()
    if number.isdecimal() and len(number) < 10:
        return session.scalars(
            select(Comment)
            .join(Ruling, Ruling.comment_id == Comment.id)
            .join(Proof, Proof.ruling_id == Ruling.id)
            .where(Proof.organisation == office.key, Proof.number == int(number))
        ).first()
    links = (one for one in _comments(session, office) if wanted == _link(office, one))
    return next(links, None) if wanted else None


def _link(office: Organisation, comment: Comment) -> str:
    return comment_link(page_of(office, comment.page), comment)


def _comments(session: Session, office: Organisation) -> Iterator[Comment]:
    return session.scalars(
        select(Comment)
        .join(Author, Author.id == Comment.author_id)
        .where(Comment.organisation == office.key, Author.is_page.is_(False))
        .order_by(Comment.id.desc())
        .execution_options(yield_per=_AT_ONCE)
    )
