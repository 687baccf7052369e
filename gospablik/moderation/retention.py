"""Residents' words and names are erased when their term is over; hashes, grounds and counts stay.

Ordinary comments: `keep_comments_days` from their writing. Comments ruled to be removed, and their
proof: `keep_proof_days` from the last such ruling; the chain verifies without them. Decisions about
blocks: `keep_decision_days` (`keeping_decisions`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex

from sqlalchemy import ColumnElement, Select, exists, func, select, update
from sqlalchemy.orm import Session

from gospablik.errors import OfficeError
from gospablik.moderation.answering import is_told, not_acting
from gospablik.moderation.blocked_lists import erase_faults
from gospablik.moderation.keeping import ERASED
from gospablik.moderation.keeping_decisions import (
    due_decisions,
    erase_decisions,
    erase_reasons_of_extracts,
)
from gospablik.moderation.named import Unknown, by_address
from gospablik.moderation.pictures.forget import forget_contents, forget_pictures
from gospablik.moderation.reply_subjects import subjects_about
from gospablik.moderation.unblock_requests import erase_requests
from gospablik.organisation import Organisation
from gospablik.store.answers import Answer, ResidentQuestion
from gospablik.store.comments import Author, Comment, CommentVersion, Finding
from gospablik.store.decisions import Decision, Proposal
from gospablik.store.ledger import Action, Kind
from gospablik.store.retention import Keeping, RetentionWord
from gospablik.store.review import Proof, ProofContent, Reservation, Ruling, Verdict
from gospablik.store.troubles import ToldTrouble
from gospablik.store.undoing import Undoing

BATCH = 500
NAME = "имя стёрто"


@dataclass(frozen=True, slots=True)
class Erased:
    """How many comments lost their words, proofs their content, authors their names.

    `pictures`: how many files went with them; `decisions`: how many lost their reasons.
    """

    comments: int = 0
    proofs: int = 0
    authors: int = 0
    pictures: int = 0
    decisions: int = 0

    def __add__(self, other: "Erased") -> "Erased":
        return Erased(
            self.comments + other.comments,
            self.proofs + other.proofs,
            self.authors + other.authors,
            self.pictures + other.pictures,
            self.decisions + other.decisions,
        )


def erase_due(session: Session, office: Organisation, now: datetime) -> Erased:
    """Erase a batch of what is over its term; nothing left to erase answers zeros."""
    comments = list(session.scalars(_due_comments(office, now).limit(BATCH)))
    pictures = _erase_words(session, comments)
    proofs = list(session.scalars(_due_proofs(office, now).limit(BATCH)))
    if proofs:
        pictures += forget_contents(session, proofs)
    erase_requests(session, office, now)
    erase_faults(session, office, now)
    erase_reasons_of_extracts(session, office, now)
    decisions = [
        one for one in due_decisions(session, office, now) if not _is_in_hold(session, one)
    ]
    erase_decisions(session, decisions)
    authors = _erase_authors(session, office, now)
    return Erased(len(comments), len(proofs), authors, pictures, len(decisions))


def say(
    session: Session,
    office: Organisation,
    named: str,
    what: Keeping,
    *,
    official_key: str,
    reason: str,
    now: datetime,
) -> Comment:
    """Keep a person's word about one comment, named by its address or its number in the network.

    ERASE takes effect at once; not of what is sealed: evidence is kept until its term is over.
    Raises OfficeError, and then nothing is kept or erased.
    """
    lapsed = not_acting(office, official_key, now)
    if lapsed:
        raise _refusal(lapsed, "выберите действующее лицо.")
    if not is_told(reason):
        raise _refusal("не сказано, почему", "напишите причину одной фразой: её прочтёт прокурор.")
    comment = _comment(session, office, named.strip())
    if what is Keeping.ERASE:
        if _is_held(session, comment.id):
            raise _refusal("стирать его запрещено", "сначала снимите запрет.")
        if _is_sealed(session, comment.id):
            raise _refusal(
                "его слова запечатаны как доказательство",
                "ответьте просящему, что доказательства хранятся до конца своего срока.",
            )
        if _is_asked_about(session, comment.id):
            raise _refusal("о нём ждёт ответа форма", "сначала ответьте в форме.")
        _erase_words(session, [comment.id])
    session.add(
        RetentionWord(
            organisation=office.key,
            comment_id=comment.id,
            what=what,
            reason=" ".join(reason.split()),
            official=official_key,
            said_at=now,
        )
    )
    session.flush()
    return comment


def _due_comments(office: Organisation, now: datetime) -> Select[int]:
    terms = office.organisation
    ordinary = now - timedelta(days=terms.keep_comments_days)
    evidence = now - timedelta(days=terms.keep_proof_days)
    ruled = exists().where(
        Ruling.comment_id == Comment.id,
        Ruling.verdict == Verdict.REMOVE,
        Ruling.made_at > evidence,
    )
    return (
        select(Comment.id)
        .where(
            Comment.organisation == office.key,
            Comment.written_at < ordinary,
            exists().where(CommentVersion.comment_id == Comment.id, CommentVersion.text != ERASED),
            ~ruled,
            ~exists().where(
                Reservation.comment_id == Comment.id, Reservation.released_at.is_(None)
            ),
            ~_held(),
        )
        .order_by(Comment.id)
    )


def _due_proofs(office: Organisation, now: datetime) -> Select[int]:
    evidence = now - timedelta(days=office.organisation.keep_proof_days)
    return (
        select(ProofContent.proof_id)
        .join(Proof, Proof.id == ProofContent.proof_id)
        .join(Ruling, Ruling.id == Proof.ruling_id)
        .join(Comment, Comment.id == Ruling.comment_id)
        .where(Proof.organisation == office.key, Ruling.made_at < evidence, ~_held())
        .order_by(Proof.id)
    )


def _held() -> ColumnElement[bool]:
    """Whether the newest word about the comment's keeping is a hold."""
    newest = (
        select(RetentionWord.what)
        .where(RetentionWord.comment_id == Comment.id, RetentionWord.what != Keeping.ERASE)
        .order_by(RetentionWord.id.desc())
        .limit(1)
        .correlate(Comment)
        .scalar_subquery()
    )
    return func.coalesce(newest, Keeping.RELEASE.value) == Keeping.HOLD.value


def _erase_words(session: Session, comments: Sequence[int]) -> int:
    """Words, pictures, addresses and what quotes them; returns how many pictures.

    Rows stay, so that nothing is harvested anew.
    """
    if not comments:
        return 0
    pictures = forget_pictures(session, comments)
    versions = select(CommentVersion.id).where(CommentVersion.comment_id.in_(comments))
    session.execute(update(Finding).where(Finding.version_id.in_(versions)).values(reason=ERASED))
    session.execute(
        update(ToldTrouble)
        .where(ToldTrouble.comment_id.in_(comments))
        .values(reason=ERASED, reply=ERASED)
    )
    session.execute(
        update(CommentVersion)
        .where(CommentVersion.comment_id.in_(comments))
        .values(text=ERASED, attachments=[])
    )
    session.execute(update(Comment).where(Comment.id.in_(comments)).values(address=None))
    asked = select(ResidentQuestion.id).where(ResidentQuestion.comment_id.in_(comments))
    session.execute(update(Answer).where(Answer.asked_id.in_(asked)).values(text=ERASED))
    _erase_orders(session, comments)
    return pictures


def _erase_orders(session: Session, comments: Sequence[int]) -> None:
    """What the ledger told a person to press, paste and open: names and links stand in it."""
    rulings = select(Ruling.id).where(Ruling.comment_id.in_(comments))
    undone = select(Undoing.id).where(Undoing.ruling_id.in_(rulings))
    subjects = {
        Kind.REMOVE: [str(one) for one in session.scalars(rulings)],
        Kind.RESTORE: [str(one) for one in session.scalars(undone)],
        Kind.REPLY: subjects_about(session, comments),
    }
    for kind, about in subjects.items():
        session.execute(
            update(Action)
            .where(Action.kind == kind, Action.subject.in_(about))
            .values(press=None, link=None, why=None)
        )


def _erase_authors(session: Session, office: Organisation, now: datetime) -> int:
    """Names and numbers of authors of whom nothing is kept any more but rows."""
    term = now - timedelta(days=office.organisation.keep_decision_days)
    spoken = exists().where(
        Comment.author_id == Author.id,
        CommentVersion.comment_id == Comment.id,
        CommentVersion.text != ERASED,
    )
    sealed = exists().where(
        Comment.author_id == Author.id,
        Ruling.comment_id == Comment.id,
        Proof.ruling_id == Ruling.id,
        ProofContent.proof_id == Proof.id,
    )
    in_case = exists().where(Proposal.author_id == Author.id, Proposal.opened_at > term)
    decided = exists().where(
        Proposal.author_id == Author.id,
        Decision.proposal_id == Proposal.id,
        Decision.reason != ERASED,
    )
    authors = session.scalars(
        select(Author.id)
        .where(
            Author.organisation == office.key,
            Author.is_page.is_(False),
            Author.name != NAME,
            ~spoken,
            ~sealed,
            ~in_case,
            ~decided,
        )
        .limit(BATCH)
    ).all()
    for author_id in authors:
        session.execute(
            update(Author)
            .where(Author.id == author_id)
            .values(name=NAME, network_id=f"erased-{token_hex(16)}")
        )
    return len(authors)


def _comment(session: Session, office: Organisation, named: str) -> Comment:
    comment = by_address(session, office, named)
    if isinstance(comment, Unknown):
        raise _refusal(comment.why, comment.todo)
    return comment


def _is_held(session: Session, comment_id: int) -> bool:
    return bool(session.scalar(select(exists().where(Comment.id == comment_id, _held()))))


def _is_in_hold(session: Session, decision: Decision) -> bool:
    """Whether a comment of its case must not be erased: then neither is the decision."""
    comments = select(Ruling.comment_id).where(Ruling.id.in_(decision.proposal.rulings))
    return any(_is_held(session, one) for one in session.scalars(comments).all())


def _is_sealed(session: Session, comment_id: int) -> bool:
    sealed = exists().where(
        Ruling.comment_id == comment_id,
        Proof.ruling_id == Ruling.id,
        ProofContent.proof_id == Proof.id,
    )
    return bool(session.scalar(select(sealed)))


def _is_asked_about(session: Session, comment_id: int) -> bool:
    held = exists().where(Reservation.comment_id == comment_id, Reservation.released_at.is_(None))
    return bool(session.scalar(select(held)))


def _refusal(why: str, todo: str) -> OfficeError:
    return OfficeError(
        f"Не записано: {why}.", not_done="ничего не стёрто и не удержано.", next_step=todo
    )
