"""News that vanished from the site, and the posts that still tell of them (clause 3.2).

A page that was not there twice, hours apart, asks a person; nothing is taken off without one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from gospablik.ledger import book
from gospablik.moderation.answering import closed, not_asked
from gospablik.moderation.proof import may_act
from gospablik.moderation.questions import end_question, locked, must_act, open_count, put
from gospablik.organisation import Organisation
from gospablik.publishing.unsent import STANDS
from gospablik.reconciliation.gone_case import CHOICES, standing_posts
from gospablik.store.tables import (
    GoneItem,
    GoneRuling,
    GoneVerdict,
    Kind,
    Post,
    Question,
    SiteItem,
    Stage,
    Topic,
)
from gospablik.working_time import after_working_days

BATCH = 10
"""Items of one form; the rest comes in the next one."""
OPEN_AT_ONCE = 3
"""Forms open at the same time: a site that lost a section must not become a flood of forms."""


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


def open_gone(session: Session, office: Organisation, now: datetime) -> list[int]:
    """Ask about items that vanished, have a post that stands, and that no form asks about yet.

    Up to ten items a form, three forms open at once; not about posts of pages where nothing may be
    done. Answers the new question's id, if any. Call it in a transaction of its own: raises
    OfficeError when nobody is acting who may answer.
    """
    if open_count(session, office, Topic.GONE) >= OPEN_AT_ONCE:
        return []
    items = _waiting(session, office, now)[:BATCH]
    if not items:
        return []
    officials = must_act(
        office,
        now,
        lacking=f"С сайта исчезли новости ({len(items)}), их посты на страницах",
        not_done="вопрос о них не задан, посты не сняты.",
    )
    until = after_working_days(office, now, 1)
    question = put(session, office, Topic.GONE, officials, now=now, until=until)
    session.add_all(
        GoneItem(question_id=question.id, position=place, item_id=item)
        for place, item in enumerate(items, 1)
    )
    session.flush()
    return [question.id]


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


def _waiting(session: Session, office: Organisation, now: datetime) -> list[int]:
    pages = [page.key for page in office.page if may_act(office, page.key, now)]
    # Held until the transaction ends: two passes at once must not ask about one item twice.
    gone = session.scalars(
        select(SiteItem.id)
        .where(
            SiteItem.organisation == office.key,
            SiteItem.gone_again_at.is_not(None),
            exists().where(
                Post.item_id == SiteItem.id,
                Post.page.in_(pages),
                STANDS,
            ),
            ~exists().where(
                GoneRuling.item_id == SiteItem.id, GoneRuling.made_at >= SiteItem.gone_since
            ),
        )
        .order_by(SiteItem.gone_since, SiteItem.id)
        .with_for_update()
    ).all()
    asked = session.scalars(
        select(GoneItem.item_id)
        .join(Question, Question.id == GoneItem.question_id)
        .where(Question.stage == Stage.OPEN, GoneItem.item_id.in_(gone))
    ).all()
    return [item for item in gone if item not in asked]


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
