"""What a person says of vanished news (clause 3.2): one writer for every way of answering."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.ledger import book
from gospablik.moderation.answering import closed, not_asked
from gospablik.moderation.questions import end_question, locked
from gospablik.organisation import Organisation
from gospablik.reconciliation.gone_case import CHOICES, standing_posts
from gospablik.store.tables import (
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
    """

    withdrawn: int = 0
    kept: int = 0
    left: int = 0
    refused: str | None = None
    notes: tuple[str, ...] = ()


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
    problem = closed(office, question, round, now)
    problem = problem or not_asked(office, question, official_key, now)
    if problem:
        return _refused(problem)
    withdrawn, kept, notes = 0, 0, []
    places = session.scalars(
        select(GoneItem).filter_by(question_id=question.id).order_by(GoneItem.position)
    ).all()
    for place in places:
        verdict = CHOICES.get(answers.get(place.position, ""))
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
                reason=reason.strip()[:2000],
                official=official_key,
                made_at=now,
            )
        )
        kept += verdict is GoneVerdict.KEEP
        if verdict is GoneVerdict.WITHDRAW:
            withdrawn += _withdraw(session, office, place.item_id, now)
    ruled = session.scalars(select(GoneRuling).filter_by(question_id=question.id)).all()
    end_question(session, question, Stage.ANSWERED, "ответ получен", now, by=official_key)
    return GoneAnswered(withdrawn, kept, len(places) - len(ruled), notes=tuple(notes))


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
    if verdict is GoneVerdict.WITHDRAW and not reason.strip():
        return "нет пояснения, почему посты снимаются; решение не записано."
    return None


def _refused(why: str) -> GoneAnswered:
    return GoneAnswered(
        refused=f"Ответ не принят: {why}. Не сделано: решение не записано, посты на местах. Что"
        " делать: откройте свежую форму «Исчезнувшие новости» в списке запусков."
    )
