"""Proof: sealed before a removal is even due, read back, and verifiable for ever (clause 4.2)."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime
from secrets import token_hex

from sqlalchemy import String, cast, exists, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, joinedload

from gospablik.clock import now as real_now
from gospablik.errors import OfficeError
from gospablik.ledger.book import record
from gospablik.moderation.links import page_of
from gospablik.moderation.pictures.sealed import digests, wait_for_pictures
from gospablik.moderation.statement import (
    GENESIS,
    canonical,
    content_digest,
    content_of,
    sha256,
    statement_of,
)
from gospablik.moderation.verifying import verify, verify_chain
from gospablik.organisation import Mode, Organisation
from gospablik.store.comments import Comment
from gospablik.store.ledger import Action, Kind
from gospablik.store.once import insert_once
from gospablik.store.pictures import ProofPicture
from gospablik.store.review import Proof, ProofContent, Ruling, Verdict
from gospablik.store.session import Store

__all__ = [
    "head",
    "may_act",
    "proof_of",
    "seal_rulings",
    "verify",
    "verify_chain",
]

log = logging.getLogger(__name__)

AT_ONCE = 50
"""Rulings that are sealed, and removals that are ordered, in one transaction."""
ATTEMPTS = 20
"""How often a sealer who was overtaken tries again in one pass."""


def seal_rulings(store: Store, office: Organisation, now: datetime) -> list[int]:
    """Seal what is ruled to be removed, read each seal back, and only then order the removal.

    Each step takes some in a transaction and is made good by the next pass. Answers the rulings
    whose removal was ordered; on a page in «наблюдение» proof is sealed and nothing ordered.
    A ruling whose pictures could not be read yet waits for them, an hour at most. Raises
    OfficeError, after all others are dealt with, if a proof does not verify: its removal is not
    ordered; and at once if the database takes nothing any more.
    """
    try:
        return _seal_and_order(store, office, now)
    except OperationalError as error:
        raise OfficeError(
            f"База не приняла доказательство: {error.orig}.",
            not_done="ни одного нового удаления не назначено: без доказательства не удаляется.",
            next_step="проверьте, есть ли место на диске и отвечает ли база; следующий запуск"
            " продолжит сам.",
        ) from None


def _seal_and_order(store: Store, office: Organisation, now: datetime) -> list[int]:
    for some in _parts(_unsealed(store, office, now)):
        if not any(_seal(store, office, some, now) for _ in range(ATTEMPTS)):
            log.warning("Решения %s: место в цепочке занято, до следующего раза", list(some))
    ordered: list[int] = []
    broken: list[str] = []
    for some in _parts(_unordered(store, office)):
        with store.write() as session:
            for ruling_id in some:
                problem = _order(session, office, ruling_id, now)
                if problem is None:
                    ordered.append(ruling_id)
                elif problem:
                    broken.append(problem)
    if broken:
        raise OfficeError(
            "Доказательства не сошлись: " + "; ".join(broken) + ".",
            not_done="эти комментарии не удаляются.",
            next_step="сохраните базу для разбора и сообщите начальнику отдела ИТ.",
        )
    return ordered


def _parts(rulings: Sequence[int]) -> Iterator[Sequence[int]]:
    return (rulings[start : start + AT_ONCE] for start in range(0, len(rulings), AT_ONCE))


def head(session: Session, organisation: str) -> tuple[int, str]:
    """Number and seal of the last row (0 and the genesis if there is none).

    Told outside (the weekly letter), it shows later that no row was cut off the end.
    """
    last = _last(session, organisation)
    return (last.number, last.seal) if last else (0, GENESIS)


def proof_of(session: Session, ruling_id: int) -> Proof | None:
    """The proof of a ruling, if it is sealed."""
    return session.scalars(select(Proof).filter_by(ruling_id=ruling_id)).first()


def _unsealed(store: Store, office: Organisation, now: datetime) -> list[int]:
    with store.read() as session:
        ruled = session.scalars(
            select(Ruling)
            .outerjoin(Proof, Proof.ruling_id == Ruling.id)
            .where(
                Ruling.organisation == office.key,
                Ruling.verdict == Verdict.REMOVE,
                Ruling.annulled_at.is_(None),
                Proof.id.is_(None),
            )
            .order_by(Ruling.id)
        )
        return [one.id for one in ruled if not wait_for_pictures(session, one, now)]


def _seal(store: Store, office: Organisation, rulings: Sequence[int], now: datetime) -> bool:
    """Seal these. False, and none is, if another sealer took a place in the chain: try again."""
    with store.write() as session:
        number, previous = head(session, office.key)
        for ruling in _to_seal(session, rulings):
            number += 1
            seal = _sealed(session, office, ruling, (number, previous), now)
            if seal is None:
                session.rollback()
                return False
            previous = seal
        return True


def _to_seal(session: Session, rulings: Sequence[int]) -> Sequence[Ruling]:
    """Those that stand and are not sealed yet, with all that is sealed of them."""
    comment = joinedload(Ruling.comment)
    return session.scalars(
        select(Ruling)
        .outerjoin(Proof, Proof.ruling_id == Ruling.id)
        .where(Ruling.id.in_(rulings), Ruling.annulled_at.is_(None), Proof.id.is_(None))
        .options(
            joinedload(Ruling.version),
            comment.joinedload(Comment.author),
            comment.selectinload(Comment.versions),
        )
        .order_by(Ruling.id)
    ).all()


def _sealed(
    session: Session, office: Organisation, ruling: Ruling, place: tuple[int, str], now: datetime
) -> str | None:
    """The new seal; None if its place (number, previous seal) was taken meanwhile."""
    number, previous = place
    salt, content = token_hex(32), content_of(session, office, ruling)
    statement = canonical(
        statement_of(
            ruling,
            number=number,
            previous=previous,
            content=content_digest(salt, content),
            sealed_at=now,
        )
    )
    seal = sha256(statement)
    written = insert_once(
        session,
        Proof,
        organisation=office.key,
        number=number,
        ruling_id=ruling.id,
        statement=statement,
        seal=seal,
        previous=previous,
        sealed_at=now,
    )
    if not written:
        return None
    proof_id = session.scalars(select(Proof.id).filter_by(ruling_id=ruling.id)).one()
    session.add(ProofContent(proof_id=proof_id, salt=salt, content=content))
    session.add_all(ProofPicture(proof_id=proof_id, sha256=one) for one in sorted(digests(content)))
    return seal


def _unordered(store: Store, office: Organisation) -> list[int]:
    ordered = exists().where(
        Action.organisation == office.key,
        Action.kind == Kind.REMOVE,
        Action.page == Comment.page,
        Action.subject == cast(Ruling.id, String),
    )
    with store.read() as session:
        sealed = session.execute(
            select(Ruling.id, Comment.page)
            .join(Proof, Proof.ruling_id == Ruling.id)
            .join(Comment, Comment.id == Ruling.comment_id)
            .where(
                Ruling.organisation == office.key,
                Ruling.verdict == Verdict.REMOVE,
                Ruling.annulled_at.is_(None),
                ~ordered,
            )
            .order_by(Ruling.id)
        ).all()
    acting = {page for page in {page for _, page in sealed} if may_act(office, page)}
    return [ruling_id for ruling_id, page in sealed if page in acting]


def _order(session: Session, office: Organisation, ruling_id: int, now: datetime) -> str | None:
    """Verify and record. None: recorded; empty: lost its point; else what is wrong."""
    ruling = session.get_one(Ruling, ruling_id)
    proof = proof_of(session, ruling_id)
    if ruling.annulled_at is not None or proof is None:
        return ""
    problem = verify(session, proof.id)
    if problem:
        return problem
    recorded = record(
        session,
        organisation=office.key,
        kind=Kind.REMOVE,
        page=ruling.comment.page,
        subject=str(ruling_id),
        now=now,
    )
    return None if recorded else ""


def may_act(office: Organisation, page_key: str, now: datetime | None = None) -> bool:
    """Whether anything may be done on that page at `now` (the present moment if left out).

    In «наблюдение» nothing is, nor on a page that is suspended.
    """
    page = page_of(office, page_key)
    if page is None or page.mode is not Mode.SELF:
        return False
    return office.suspension(page, now or real_now()) is None


def _last(session: Session, organisation: str) -> Proof | None:
    return session.scalars(
        select(Proof).filter_by(organisation=organisation).order_by(Proof.number.desc()).limit(1)
    ).first()
