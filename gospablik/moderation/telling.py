"""Telling an author that a comment was removed, or a warning, and how to object (clause 4.2)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import String, cast, select
from sqlalchemy.orm import Session

from gospablik.ledger.book import record
from gospablik.moderation.keeping import NAMELESS
from gospablik.moderation.links import unmarked
from gospablik.moderation.proof import may_act, proof_of
from gospablik.moderation.reply_subjects import TOLD, WARNED
from gospablik.moderation.taken_back import newer, taken_back
from gospablik.organisation import Organisation
from gospablik.store.comments import Comment
from gospablik.store.ledger import Action, Kind, State
from gospablik.store.review import ProofContent, Ruling, Verdict
from gospablik.store.undoing import Undoing
from gospablik.templates import render

OF_REMOVAL = "удалён с этой страницы по пункту 4.2"
OF_WARNING = "оставлен на странице с предупреждением по пункту 4.2"
OF_UNDOING = "решение удалить Ваш комментарий от"
OF_ANSWER = "Отвечаем на Ваш вопрос от"
TO_ONE = (OF_REMOVAL, OF_WARNING, OF_UNDOING, OF_ANSWER)
"""Words by which what the program writes to one resident is known (tests hold them)."""
WARNING_TERM = timedelta(days=3)
"""How long after the ruling a warning still goes out."""


def order_tellings(session: Session, office: Organisation, now: datetime) -> int:
    """Order the page's word to the author of each comment that is surely removed; how many.

    Not for a ruling that was annulled, not twice, not on a page in «наблюдение».
    """
    told = select(Action.subject).where(
        Action.organisation == office.key, Action.kind == Kind.REPLY
    )
    rows = session.scalars(
        select(Ruling)
        .join(Action, Action.subject == cast(Ruling.id, String))
        .where(
            Ruling.organisation == office.key,
            Ruling.annulled_at.is_(None),
            Action.organisation == office.key,
            Action.kind == Kind.REMOVE,
            Action.state == State.CONFIRMED,
            (TOLD + cast(Ruling.id, String)).not_in(told),
        )
        .order_by(Ruling.id)
    ).all()
    return _order(session, office, rows, TOLD, now=now)


def order_warnings(session: Session, office: Organisation, now: datetime) -> int:
    """Order the page's warning to the author of each comment that is kept with one; how many.

    Once a ruling; not for one that is days old, not for a comment that is gone, not on a page in
    «наблюдение».
    """
    warned = select(Action.subject).where(
        Action.organisation == office.key, Action.kind == Kind.REPLY
    )
    rows = session.scalars(
        select(Ruling)
        .join(Comment, Comment.id == Ruling.comment_id)
        .where(
            Ruling.organisation == office.key,
            Ruling.verdict == Verdict.WARN,
            Ruling.annulled_at.is_(None),
            Ruling.made_at > now - WARNING_TERM,
            Comment.gone_at.is_(None),
            (WARNED + cast(Ruling.id, String)).not_in(warned),
        )
        .order_by(Ruling.id)
    ).all()
    return _order(session, office, rows, WARNED, now=now, term=WARNING_TERM)


def _order(
    session: Session,
    office: Organisation,
    rulings: Sequence[Ruling],
    subject: str,
    *,
    now: datetime,
    term: timedelta | None = None,
) -> int:
    """Order the page's word about each, unless the page is not acted on; how many are new.

    `subject`: how the action's subject begins; `term`: how long after the ruling it still goes out.
    """
    return sum(
        record(
            session,
            organisation=office.key,
            kind=Kind.REPLY,
            page=ruling.comment.page,
            subject=f"{subject}{ruling.id}",
            now=now,
            not_after=ruling.made_at + term if term else None,
        )
        for ruling in rulings
        if may_act(office, ruling.comment.page)
    )


def telling_text(session: Session, office: Organisation, ruling: Ruling) -> str:
    """What the page writes: the same text at each call, unlike that of any other ruling.

    It is looked for by its words, so it is made of what never changes: the sealed name, the
    ruling, the number of the proof.
    """
    return _text(session, office, ruling, "replies/removed.txt")


def undone_text(session: Session, office: Organisation, row: Undoing) -> str:
    """What the page writes when that removal is taken back; the same text at each call, too.

    It names all that was taken back, and says so if a newer ruling on the comment stood then.
    """
    proofs = (proof_of(session, one.id) for one in taken_back(session, row))
    numbers = [proof.number for proof in proofs if proof]
    stays = bool(row.undone_at and newer(session, row.ruling, row.undone_at))
    template = "replies/undone.txt"
    return _text(session, office, row.ruling, template, numbers=numbers, stays=stays)


def warned_text(office: Organisation, ruling: Ruling) -> str:
    """The warning, written below the comment: the same text at each call, unlike any other.

    It is looked for by its words, so it calls nobody by a name that may change.
    """
    return render(
        "replies/warned.txt",
        written=office.local(ruling.comment.written_at),
        number=ruling.id,
        house=office.organisation,
        mail=office.mail.sender,
    ).strip()


def _text(
    session: Session, office: Organisation, ruling: Ruling, template: str, **more: object
) -> str:
    proof = proof_of(session, ruling.id)
    kept = session.get(ProofContent, proof.id) if proof else None
    content = kept.content if kept else {}
    name = content["author"]["name"] if content else ruling.comment.author.name
    return render(
        template,
        name=plain_name(name),
        written=office.local(ruling.comment.written_at),
        ground=ruling.ground.words if ruling.ground else "",
        reason=content.get("told_reason", ""),
        number=proof.number if proof else 0,
        **more,
        house=office.organisation,
        mail=office.mail.sender,
    ).strip()


def plain_name(name: str) -> str:
    """A name that the network takes for text; a greeting where nothing is left of it."""
    return bare_name(name) or "Здравствуйте"


def bare_name(name: str) -> str:
    """The same: no mention, no link, no line end; empty for nobody's name."""
    known = "" if name == NAMELESS else name
    return unmarked(known)
