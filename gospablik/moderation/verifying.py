"""Whether proofs hold: each row by itself, and the whole chain, row after row (clause 4.2)."""

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, joinedload

from gospablik.moderation.pictures.sealed import picture_problem
from gospablik.moderation.statement import GENESIS, content_digest, sha256, statement_of
from gospablik.store.review import Proof, ProofContent, Ruling

AT_ONCE = 500
"""Rows of the chain that are read by one statement."""
# One changed byte may leave a column that cannot even be decoded.
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, SQLAlchemyError)
_Row = tuple[Proof, Ruling | None, ProofContent | None]


def verify(session: Session, proof_id: int) -> str | None:
    """None if the proof holds, else what is wrong, with the number of the row.

    Holds also when the content was erased: the chain does not need it.
    """
    session.flush()
    try:
        rows = list(_read(session, Proof.id == proof_id))
        if not rows:
            return f"доказательства {proof_id} нет"
        before = session.scalars(
            select(Proof.seal).filter_by(
                organisation=rows[0][0].organisation, number=rows[0][0].number - 1
            )
        ).first()
        return _verified(session, rows[0], before)
    except _UNREADABLE as error:
        return _unreadable(session, proof_id, error)


def verify_many(session: Session, proofs: Sequence[int]) -> dict[int, str | None]:
    """The same of many, by their ids, in a handful of statements."""
    session.flush()
    try:
        rows = list(_read(session, Proof.id.in_(proofs)))
        before = {
            (row.organisation, row.number + 1): row.seal
            for row in session.execute(
                select(Proof.organisation, Proof.number, Proof.seal).where(
                    Proof.organisation.in_({proof.organisation for proof, _, _ in rows}),
                    Proof.number.in_([proof.number - 1 for proof, _, _ in rows]),
                )
            )
        }
        found = {
            row[0].id: _verified(session, row, before.get((row[0].organisation, row[0].number)))
            for row in rows
        }
    except _UNREADABLE:
        return {one: verify(session, one) for one in proofs}
    return {one: found[one] if one in found else verify(session, one) for one in proofs}


def verify_chain(session: Session, organisation: str) -> str | None:
    """The first bad row of an organisation's chain in words, None if all hold."""
    session.flush()
    place, before = 0, None
    while numbers := _next(session, organisation, after=place):
        for number, expected in zip(numbers, range(place + 1, place + 1 + AT_ONCE), strict=False):
            if number != expected:
                return f"запись № {expected}: её нет в журнале"
        of_these = (Proof.organisation == organisation) & Proof.number.between(
            numbers[0], numbers[-1]
        )
        try:
            for row in _read(session, of_these):
                problem = _verified(session, row, before)
                if problem:
                    return problem
                before = row[0].seal
        except _UNREADABLE:
            return _one_by_one(session, organisation, numbers)
        place = numbers[-1]
    return None


def _next(session: Session, organisation: str, *, after: int) -> list[int]:
    rows = session.scalars(
        select(Proof.number)
        .where(Proof.organisation == organisation, Proof.number > after)
        .order_by(Proof.number)
        .limit(AT_ONCE)
    )
    return list(rows)


def _read(session: Session, which: object) -> Iterator[_Row]:
    yield from session.execute(
        select(Proof, Ruling, ProofContent)
        .outerjoin(Ruling, Ruling.id == Proof.ruling_id)
        .outerjoin(ProofContent, ProofContent.proof_id == Proof.id)
        .options(joinedload(Ruling.comment))
        .where(which)  # type: ignore[arg-type]
        .order_by(Proof.number)
        .execution_options(populate_existing=True)
    )


def _one_by_one(session: Session, organisation: str, numbers: list[int]) -> str | None:
    """The bad row among these, of which at least one cannot be read."""
    rows = session.scalars(
        select(Proof.id)
        .where(Proof.organisation == organisation, Proof.number.in_(numbers))
        .order_by(Proof.number)
    )
    found = (verify(session, proof_id) for proof_id in rows.all())
    return next((problem for problem in found if problem), None)


def _verified(session: Session, row: _Row, before: str | None) -> str | None:
    """`before`: the seal of the row before, None if there is none."""
    proof = row[0]
    try:
        problem = _problem(session, row, before)
    except _UNREADABLE as error:
        return _unreadable(session, proof.id, error)
    return f"запись № {proof.number}: {problem}" if problem else None


def _problem(session: Session, row: _Row, before: str | None) -> str | None:
    proof, ruling, content = row
    if sha256(proof.statement) != proof.seal:
        return "печать не сходится с текстом записи"
    said = json.loads(proof.statement)
    if proof.previous != (before or GENESIS) or (before is None) != (proof.number == 1):
        return "ссылка на предыдущую запись не сходится"
    if ruling is None:
        return "решения, о котором она, в базе нет"
    digest = content_digest(content.salt, content.content) if content else said["content"]
    if digest != said["content"] or (content and content.content["reason"] != ruling.reason):
        return "сохранённое содержание не то, что запечатано"
    if content and (problem := picture_problem(session, proof.organisation, content.content)):
        return problem
    expected = statement_of(
        ruling,
        number=proof.number,
        previous=proof.previous,
        content=digest,
        sealed_at=proof.sealed_at,
    )
    differ = [key for key in expected if said.get(key) != expected[key]]
    if differ or proof.organisation != ruling.organisation:
        return f"запечатано одно, а в базе другое ({', '.join(differ) or 'organisation'})"
    return None


def _unreadable(session: Session, proof_id: int, error: Exception) -> str:
    number = session.scalar(select(Proof.number).filter_by(id=proof_id)) or 0
    return f"запись № {number}: не читается ({type(error).__name__})"
