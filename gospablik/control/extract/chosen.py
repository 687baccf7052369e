"""Which comments an extract is about."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from gospablik.errors import OfficeError
from gospablik.moderation.named import Unknown, by_address
from gospablik.organisation import Organisation
from gospablik.store.comments import Comment
from gospablik.store.review import Proof, Ruling

MOST = 500
"""Comments of one author in one extract, the newest; how many were left out is said in it."""


def chosen(
    session: Session, office: Organisation, named: str, *, whole_author: bool
) -> tuple[Comment, list[Comment], int]:
    """The comment named, those meant, oldest first, and how many more of its author are left out.

    `named`: the address of a comment, or the number of the proof of its removal («№ 12»); with
    `whole_author` everything that its author wrote on that page. Raises OfficeError if there is
    no such comment.
    """
    comment = _named(session, office, named)
    if isinstance(comment, Unknown):
        raise OfficeError(
            f"{comment.why[:1].upper()}{comment.why[1:]}.",
            not_done="выписка не сделана.",
            next_step=f"{comment.todo.rstrip('.')}; или впишите номер записи из ответа автору.",
        )
    if not whole_author:
        return comment, [comment], 0
    rows = session.scalars(
        select(Comment)
        .filter_by(author_id=comment.author_id)
        .options(selectinload(Comment.versions))
        .order_by(Comment.written_at.desc(), Comment.id.desc())
    ).all()
    return comment, list(reversed(rows[:MOST])), max(len(rows) - MOST, 0)


def _named(session: Session, office: Organisation, named: str) -> Comment | Unknown:
    wanted = named.strip()
    number = wanted.removeprefix("№").strip()
    if number.isdecimal() and len(number) < 10:
        sealed = session.scalars(
            select(Comment)
            .join(Ruling, Ruling.comment_id == Comment.id)
            .join(Proof, Proof.ruling_id == Ruling.id)
            .where(Proof.organisation == office.key, Proof.number == int(number))
        ).first()
        return sealed or Unknown(
            f"записи № {number} в журнале нет",
            "впишите адрес комментария целиком; найти его поможет «Куда делся комментарий».",
        )
    return by_address(session, office, wanted)
