"""Proof: sealed before a removal is even due, read back, and verifiable for ever (clause 4.2)."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from secrets import token_hex
from typing import Any, NamedTuple

from sqlalchemy import String, cast, exists, insert, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, joinedload

from gospablik.clock import now as real_now
from gospablik.errors import OfficeError
from gospablik.ledger.book import record_many
from gospablik.moderation.links import page_of
from gospablik.moderation.pictures.sealed import digests, waits_for_pictures
from gospablik.moderation.statement import (
    GENESIS,
    canonical,
    content_digest,
    contents_of,
    sha256,
    statement_of,
)
from gospablik.moderation.verifying import verify, verify_chain, verify_many
from gospablik.organisation import Mode, Organisation
from gospablik.store.comments import Comment
from gospablik.store.ledger import Action, Kind
from gospablik.store.many import insert_many_once
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


class _Sealed(NamedTuple):
    """A row of the chain, not written yet, and what it seals."""

    ruling_id: int
    number: int
    statement: str
    seal: str
    previous: str
    salt: str
    content: dict[str, Any]


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
            for ruling_id, problem in _order(session, office, some, now):
                if problem is None:
                    ordered.append(ruling_id)
                else:
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
            select(Ruling.id)
            .outerjoin(Proof, Proof.ruling_id == Ruling.id)
            .where(
                Ruling.organisation == office.key,
                Ruling.verdict == Verdict.REMOVE,
                Ruling.annulled_at.is_(None),
                Proof.id.is_(None),
                ~waits_for_pictures(now),
            )
            .order_by(Ruling.id)
        )
        return list(ruled)


def _seal(store: Store, office: Organisation, rulings: Sequence[int], now: datetime) -> bool:
    """Seal these. False, and none is, if another sealer took a place in the chain: try again."""
    with store.write() as session:
        place = head(session, office.key)
        rows = _to_seal(session, rulings)
        made = list(_sealed(rows, contents_of(session, office, rows), place, now))
        if not _put(session, office, made, now):
            session.rollback()
            return False
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
    rulings: Sequence[Ruling],
    contents: Sequence[dict[str, Any]],
    place: tuple[int, str],
    now: datetime,
) -> Iterator[_Sealed]:
    """Row after row of the chain, from its `place`: number and seal of its last row."""
    number, previous = place
    for ruling, content in zip(rulings, contents, strict=True):
        number, salt = number + 1, token_hex(32)
        said = statement_of(
            ruling,
            number=number,
            previous=previous,
            content=content_digest(salt, content),
            sealed_at=now,
        )
        statement = canonical(said)
        seal = sha256(statement)
        yield _Sealed(ruling.id, number, statement, seal, previous, salt, content)
        previous = seal


def _put(session: Session, office: Organisation, made: Sequence[_Sealed], now: datetime) -> bool:
    """Write them; False if the place of any (number, previous seal) was taken meanwhile."""
    if not made:
        return True
    rulings, numbers, statements, seals, before, *_ = zip(*made, strict=True)
    insert_many_once(
        session.connection(),
        Proof,
        {"organisation": office.key, "sealed_at": now},
        ruling_id=rulings,
        number=numbers,
        statement=statements,
        seal=seals,
        previous=before,
    )
    stands = session.execute(
        select(Proof.ruling_id, Proof.seal, Proof.id).where(Proof.ruling_id.in_(rulings))
    ).all()
    ids = {(ruling, seal): proof for ruling, seal, proof in stands}
    if any((one.ruling_id, one.seal) not in ids for one in made):
        return False
    own = [(ids[one.ruling_id, one.seal], one) for one in made]
    session.execute(
        insert(ProofContent),
        [{"proof_id": proof, "salt": one.salt, "content": one.content} for proof, one in own],
    )
    pictures = [
        {"proof_id": proof, "sha256": digest}
        for proof, one in own
        for digest in sorted(digests(one.content))
    ]
    if pictures:
        session.execute(insert(ProofPicture), pictures)
    return True


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


def _order(
    session: Session, office: Organisation, rulings: Sequence[int], now: datetime
) -> Iterable[tuple[int, str | None]]:
    """Verify and record. What came of each: None if recorded, else what is wrong.

    What lost its point, or another pass recorded, is not among them.
    """
    rows = session.execute(
        select(Ruling.id, Proof.id, Comment.page)
        .join(Proof, Proof.ruling_id == Ruling.id)
        .join(Comment, Comment.id == Ruling.comment_id)
        .where(Ruling.id.in_(rulings), Ruling.annulled_at.is_(None))
        .order_by(Ruling.id)
    ).all()
    problems = verify_many(session, [proof for _, proof, _ in rows])
    sound = [(page, str(ruling)) for ruling, proof, page in rows if problems[proof] is None]
    recorded = record_many(session, organisation=office.key, kind=Kind.REMOVE, about=sound, now=now)
    for ruling, proof, page in rows:
        if problems[proof] or (page, str(ruling)) in recorded:
            yield ruling, problems[proof]


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
