"""What a person says of vanished news (clause 3.2): one writer for every way of answering."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from gospablik.ledger import book
from gospablik.moderation.answering import closed, not_asked
from gospablik.moderation.questions import end_question, locked
from gospablik.organisation import Organisation
from gospablik.reconciliation.gone_case import CHOICES, standing_posts
from gospablik.store.tables import (
    Action,
    GoneItem,
    GoneRuling,
    GoneVerdict,
    Kind,
    Post,
    SiteItem,
    Stage,
    Topic,
)


@dataclass(frozen=True, slots=True)
class GoneAnswered:
    """What came of an answer. `withdrawn`: posts ordered off their pages; `left`: items that stay
    undecided, `notes` say why if need be. `refused`: why nothing was changed, in Russian.
    `repeated`: this very answer was already written (the run was killed after it).
    """

    withdrawn: int = 0
    kept: int = 0
    left: int = 0
    refused: str | None = None
    notes: tuple[str, ...] = ()
    repeated: bool = False


def answer_gone(  # noqa: PLR0917 (one call, as the form answers)
    session: Session,
    office: Organisation,
    question_id: int,
    round: int,
    answers: Mapping[int, str],
    official_key: str,
    reason: str,
    now: datetime,
) -> GoneAnswered:
    """Write the answer: `answers` maps a place in the form to one of CHOICES.

    What is left out or «решить позже» is asked again. «Снять» without a `reason` is not written,
    nor is anything of an item whose page opens again. Each post becomes an action of the ledger.
    """
    question = locked(session, question_id)
    if question is None or question.organisation != office.key or question.topic != Topic.GONE:
        return _refused("такого вопроса нет")
    reason = reason.strip()[:2000]
    places = session.scalars(
        select(GoneItem).filter_by(question_id=question.id).order_by(GoneItem.position)
    ).all()
    said = {one.item_id: CHOICES.get(answers.get(one.position, "")) for one in places}
    if question.stage is Stage.ANSWERED and question.answered_by == official_key:
        rulings = _rulings(session, question.id)
        if _is_written(session, rulings, said, reason):
            withdrawn, left = _ordered(session, office, rulings), len(places) - len(rulings)
            kept = [one.verdict for one in rulings].count(GoneVerdict.KEEP)
            return GoneAnswered(withdrawn, kept, left, repeated=True)
    problem = closed(office, question, round, now)
    problem = problem or not_asked(office, question, official_key, now)
    if problem:
        return _refused(problem)
    withdrawn, kept, notes = 0, 0, []
    for place in places:
        verdict = said[place.item_id]
        if verdict is None:
            continue
        note = _stale(session, place.item_id, verdict, reason)
        if note:
            notes.append(f"Новость {place.position}: {note}")
            continue
        session.add(
            GoneRuling(
                organisation=office.key,
                item_id=place.item_id,
                question_id=question.id,
                verdict=verdict,
                reason=reason,
                official=official_key,
                made_at=now,
            )
        )
        kept += verdict is GoneVerdict.KEEP
        if verdict is GoneVerdict.WITHDRAW:
            withdrawn += _withdraw(session, office, place.item_id, now)
    left = len(places) - len(_rulings(session, question.id))
    end_question(session, question, Stage.ANSWERED, "ответ получен", now, by=official_key)
    return GoneAnswered(withdrawn, kept, left, notes=tuple(notes))


def _rulings(session: Session, question_id: int) -> Sequence[GoneRuling]:
    return session.scalars(select(GoneRuling).filter_by(question_id=question_id)).all()


def _is_written(
    session: Session,
    rulings: Sequence[GoneRuling],
    said: Mapping[int, GoneVerdict | None],
    reason: str,
) -> bool:
    """Whether the rulings are what this answer says; what could not be written is not missed."""
    ruled = {one.item_id: (one.verdict, one.reason) for one in rulings}
    return all(
        ruled[item] == (verdict, reason)
        if item in ruled
        else verdict is None or _stale(session, item, verdict, reason) is not None
        for item, verdict in said.items()
    )


def _ordered(session: Session, office: Organisation, rulings: Sequence[GoneRuling]) -> int:
    """How many posts these rulings have ordered off their pages, in the transaction of theirs."""
    withdrawn = [one for one in rulings if one.verdict is GoneVerdict.WITHDRAW]
    return session.scalars(
        select(func.count())
        .select_from(Action)
        .join(Post, Action.subject == cast(Post.id, String))
        .where(
            Action.organisation == office.key,
            Action.kind == Kind.WITHDRAW,
            Action.recorded_at.in_([one.made_at for one in withdrawn]),
            Post.item_id.in_([one.item_id for one in withdrawn]),
        )
    ).one()


def _withdraw(session: Session, office: Organisation, item_id: int, now: datetime) -> int:
    """Order each post of the item off its page; returns how many were ordered.

    On a page where nothing may be done just now the order waits (`WithdrawPost`).
    """
    posts = standing_posts(session, office, item_id)
    return sum(
        book.record(
            session,
            organisation=office.key,
            kind=Kind.WITHDRAW,
            page=post.page,
            subject=str(post.id),
            now=now,
            revision=_next_revision(session, office, post),
        )
        for post in posts
    )


def _next_revision(session: Session, office: Organisation, post: Post) -> int:
    """An earlier order was taken back if the news returned; this is another one."""
    last = book.newest(
        session,
        organisation=office.key,
        kind=Kind.WITHDRAW,
        page=post.page,
        subject=str(post.id),
    )
    return last.revision + 1 if last else 1


def _stale(session: Session, item_id: int, verdict: GoneVerdict, reason: str) -> str | None:
    item = session.get_one(SiteItem, item_id, with_for_update=True, populate_existing=True)
    if item.gone_again_at is None:
        return "её страница снова открывается на сайте; решение не записано."
    if verdict is GoneVerdict.WITHDRAW and not reason:
        return "нет пояснения, почему посты снимаются; решение не записано."
    return None


def _refused(why: str) -> GoneAnswered:
    return GoneAnswered(
        refused=f"Ответ не принят: {why}. Не сделано: по нему ничего не записано и не снято. Что"
        " делать: откройте свежую форму «Исчезнувшие новости» в списке запусков."
    )
