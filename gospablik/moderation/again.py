"""What was removed and stands on a page again (clause 4.2). It is shown first; a person decides.

Two things, each a finding of a rule of its own. AGAIN: another comment of the same author says the
same, on that page or on another of the same network. RESTORED: the removed comment itself is back,
whoever put it back. Words that were erased when their term was over are compared with nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, String, cast, delete, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from gospablik.moderation.keeping import ERASED
from gospablik.moderation.links import page_name, page_of
from gospablik.moderation.pictures.record import copy, identities, noted
from gospablik.moderation.same_words import same_words
from gospablik.moderation.wordings import last_and_unruled
from gospablik.organisation import Organisation
from gospablik.regulation import Ground
from gospablik.store.comments import Author, Comment, CommentVersion, Finding
from gospablik.store.ledger import Action, Kind, State
from gospablik.store.once import insert_once
from gospablik.store.review import Proof, Reservation, Ruling, Verdict

AGAIN, RESTORED = "again", "restored"
RULES = (AGAIN, RESTORED)
LOOK_BACK = timedelta(days=30)
"""How long ago a comment may have come that is compared with what was removed."""
SETTLED = timedelta(minutes=5)
"""After a removal: a network may show for a moment what is gone."""


@dataclass(frozen=True, slots=True)
class _Removed:
    """A ruling to remove that stands, of a comment that surely went. `author`: network, number.

    `ours`: we removed it; else its author or the network did before us.
    """

    ruling_id: int
    proof_number: int
    comment_id: int
    page: str
    author: tuple[str, str]
    ground: Ground | None
    version_id: int
    text: str
    attachments: list[str]
    at: datetime
    ours: bool


@dataclass(frozen=True, slots=True)
class _Standing:
    """The last wording of a comment on a page, not ruled on and in no open form."""

    version_id: int
    comment_id: int
    page: str
    author: tuple[str, str]
    text: str
    attachments: list[str]
    written_at: datetime


def is_again() -> ColumnElement[bool]:
    """For a query over findings: whether it is of this module and of no list of words."""
    return Finding.rule.in_(RULES)


def note_back(session: Session, office: Organisation, now: datetime) -> int:
    """Give each removed comment that stands again a wording of its own, which nobody ruled on.

    So it waits for a specialist as any other, and a new ruling removes it anew. Call it before the
    detector looks. Answers how many there are.
    """
    rows = session.scalars(
        select(CommentVersion)
        .join(Comment, Comment.id == CommentVersion.comment_id)
        .join(Ruling, Ruling.version_id == CommentVersion.id)
        .join(Action, Action.subject == cast(Ruling.id, String))
        .where(
            *_carried_out(office),
            Action.state_since <= now - SETTLED,
            Comment.gone_at.is_(None),
            CommentVersion.text != ERASED,
            ~_has_later(),
        )
    ).all()
    return sum(_note(session, version, now) for version in rows)


def _note(session: Session, back: CommentVersion, now: datetime) -> bool:
    """The same wording once more, with its pictures; False if another pass was first."""
    known = {"comment_id": back.comment_id, "number": back.number + 1}
    same = {"text": back.text, "attachments": back.attachments}
    fresh = insert_once(session, CommentVersion, **known, **same, seen_at=now)
    if fresh:
        new = session.scalars(select(CommentVersion.id).filter_by(**known)).one()
        copy(session, back.id, new)
    return fresh


def note_again(session: Session, office: Organisation, now: datetime) -> int:
    """Point at what says again what was removed; take back what says it no more (annulled).

    Answers how many findings are new.
    """
    removed: defaultdict[tuple[str, str], list[_Removed]] = defaultdict(list)
    for one in _removed(session, office):
        removed[one.author].append(one)
    new = 0
    for comment in _standing(session, office, now):
        rule, of = _same(session, comment, removed[comment.author])
        _take_back(session, comment, rule)
        if of:
            said = {
                "ground": of.ground or Ground.RULES,
                "reason": _reason(office, rule, comment, of),
            }
            known = {"version_id": comment.version_id, "rule": rule}
            fresh = insert_once(session, Finding, **known, **said, found_at=now)
            if not fresh:
                session.execute(update(Finding).filter_by(**known).values(**said))
            new += fresh
    return new


def _same(
    session: Session, comment: _Standing, removed: Sequence[_Removed]
) -> tuple[str, _Removed | None]:
    """By which rule it says what was removed, and the newest such removal."""
    alike = [
        one
        for one in removed
        if same_words(one.text, comment.text) or _unchanged(session, comment, one)
    ]
    itself = [one for one in alike if one.comment_id == comment.comment_id]
    if itself:
        return RESTORED, itself[-1]
    return (AGAIN, alike[-1]) if alike else ("", None)


def _unchanged(session: Session, comment: _Standing, of: _Removed) -> bool:
    """Whether it is the removed comment to the letter: a picture without words is no copy."""
    if (comment.comment_id, comment.text) != (of.comment_id, of.text):
        return False
    shown, before = noted(session, comment.version_id), noted(session, of.version_id)
    return comment.attachments == of.attachments and identities(shown) == identities(before)


def _reason(office: Organisation, rule: str, comment: _Standing, of: _Removed) -> str:
    if not of.ours:
        ruled = f"решено удалить (решение № {of.ruling_id}, доказательство № {of.proof_number})"
        went = "убрал автор или сеть"
        if rule == RESTORED:
            return f"комментарий {ruled}, {office.local(of.at):%d.%m.%Y} его {went}; он снова здесь"
        return f"тот же текст {ruled}, тот комментарий {went}"
    removal = f"{office.local(of.at):%d.%m.%Y} (решение № {of.ruling_id}"
    removal += f", доказательство № {of.proof_number})"
    if rule == RESTORED:
        return f"комментарий, удалённый {removal}, снова на странице"
    where = "" if of.page == comment.page else f" на странице «{page_name(office, of.page)}»"
    when = "после" if comment.written_at > of.at else "раньше"
    return f"тот же текст, что удалён{where} {removal}; этот написан {when} удаления"


def _take_back(session: Session, comment: _Standing, but: str) -> None:
    session.execute(
        delete(Finding).where(
            Finding.version_id == comment.version_id, is_again(), Finding.rule != but
        )
    )


def _carried_out(office: Organisation) -> list[ColumnElement[bool]]:
    """Of a query over Ruling and Action: a standing removal that is surely done.

    Or that came too late (`AlreadySo`): it is cancelled for nothing else while its ruling stands.
    """
    return [
        Ruling.organisation == office.key,
        Ruling.verdict == Verdict.REMOVE,
        Ruling.annulled_at.is_(None),
        Action.organisation == office.key,
        Action.kind == Kind.REMOVE,
        Action.state.in_((State.CONFIRMED, State.CANCELLED)),
    ]


def _has_later() -> ColumnElement[bool]:
    later = aliased(CommentVersion)
    return exists().where(
        later.comment_id == CommentVersion.comment_id, later.number > CommentVersion.number
    )


def _removed(session: Session, office: Organisation) -> Iterator[_Removed]:
    """In the order of removal."""
    rows = session.execute(
        select(Ruling, Proof.number, Comment.page, Author.network_id, CommentVersion, Action)
        .join(Proof, Proof.ruling_id == Ruling.id)
        .join(Comment, Comment.id == Ruling.comment_id)
        .join(Author, Author.id == Comment.author_id)
        .join(CommentVersion, CommentVersion.id == Ruling.version_id)
        .join(Action, Action.subject == cast(Ruling.id, String))
        .where(*_carried_out(office), CommentVersion.text != ERASED)
        .order_by(Action.state_since, Ruling.id)
    )
    for ruling, proof, page, network_id, version, action in rows:
        author = _author(office, page, network_id)
        if author:
            yield _Removed(
                ruling.id, proof, ruling.comment_id, page, author, ruling.ground, version.id,
                version.text, version.attachments, action.state_since,
                ours=action.state is State.CONFIRMED,
            )  # fmt: skip


def _standing(session: Session, office: Organisation, now: datetime) -> Iterator[_Standing]:
    """Recent ones of authors of whom something was removed, and whatever is pointed at already."""
    pointed_at = exists().where(Finding.version_id == CommentVersion.id, is_again())
    recent = CommentVersion.seen_at > now - LOOK_BACK
    known = Author.network_id.in_(_authors_removed(office))
    rows = session.execute(
        select(CommentVersion, Comment, Author.network_id)
        .join(Comment, Comment.id == CommentVersion.comment_id)
        .join(Author, Author.id == Comment.author_id)
        .where(
            *last_and_unruled(office),
            or_(recent & known, pointed_at),
            CommentVersion.text != ERASED,
            ~exists().where(
                Reservation.version_id == CommentVersion.id, Reservation.released_at.is_(None)
            ),
        )
        .order_by(CommentVersion.id)
    ).all()
    for version, comment, network_id in rows:
        author = _author(office, comment.page, network_id)
        if author:
            yield _Standing(
                version.id, comment.id, comment.page, author, version.text, version.attachments,
                comment.written_at,
            )  # fmt: skip


def _authors_removed(office: Organisation) -> Select[str]:
    other, theirs = aliased(Author), aliased(Comment)
    return (
        select(other.network_id)
        .join(theirs, theirs.author_id == other.id)
        .join(Ruling, Ruling.comment_id == theirs.id)
        .join(Action, Action.subject == cast(Ruling.id, String))
        .where(*_carried_out(office))
    )


def _author(office: Organisation, page_key: str, network_id: str) -> tuple[str, str] | None:
    page = page_of(office, page_key)
    return (page.network, network_id) if page else None
