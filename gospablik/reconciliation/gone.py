"""News that vanished from the site and the posts that still tell of them: whom to ask (clause 3.2).

A page that was not there twice, hours apart, asks a person; nothing is taken off without one.
"""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from gospablik.moderation.proof import may_act
from gospablik.moderation.questions import must_act, open_count, put
from gospablik.organisation import Organisation
from gospablik.publishing.unsent import STANDS
from gospablik.store.tables import GoneItem, GoneRuling, Post, Question, SiteItem, Stage, Topic
from gospablik.working_time import after_working_days

BATCH = 10
"""Items of one form; the rest comes in the next one."""
OPEN_AT_ONCE = 3
"""Forms open at the same time: a site that lost a section must not become a flood of forms."""


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
