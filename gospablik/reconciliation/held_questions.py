"""Questions about posts that the gate holds back: opened by passes or by hand (clause 3.2).

One place of a form is one text of one news item, for all pages that would have it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.proof import may_act
from gospablik.moderation.questions import must_act, open_by_hand, open_count, put, withdraw
from gospablik.organisation import Organisation
from gospablik.publishing.held import (
    dropped_posts,
    held_posts,
    outrun_words,
    settled,
)
from gospablik.store.tables import HeldPost, HeldVerdict, Hold, Post, Question, Stage, Topic
from gospablik.working_time import after_working_days

BATCH = 10
"""Texts of one form; the rest comes in the next one."""
OPEN_AT_ONCE = 3
"""Forms open at the same time: a site that is down must not become a flood of waiting runs."""
TAKEN_UP_WITHIN = timedelta(days=14)
"""So long may a dropped post be taken up again."""

Batch = list[Post]
"""Posts with one text of one news item, on pages that ask the same of a person."""


def open_held(session: Session, office: Organisation, now: datetime) -> list[int]:
    """Ask about held posts that no form shows: up to ten texts a form, three forms open at once.

    Not about pages where nothing may be done, nor again about what was answered «ждать» before that
    answer's term is over. Forms with nothing left to decide are withdrawn. Answers the ids of the
    new questions. Call it in a transaction of its own: raises OfficeError, and asks nothing, when
    posts are held and nobody is acting who may answer.
    """
    _withdraw_settled(session, office, now)
    waiting = _held(session, office, now, quiet=True)
    if not waiting:
        return []
    officials = must_act(
        office,
        now,
        lacking=f"Проверка задержала посты ({len(waiting)})",
        not_done="вопрос о них не задан, посты остаются задержанными.",
    )
    until = after_working_days(office, now, 1)
    opened: list[int] = []
    room = max(OPEN_AT_ONCE - open_count(session, office, Topic.HELD), 0)
    for start in range(0, min(len(waiting), room * BATCH), BATCH):
        question = put(session, office, Topic.HELD, officials, now=now, until=until)
        _show(session, office, question, waiting[start : start + BATCH])
        opened.append(question.id)
    return opened


def open_held_by_hand(session: Session, office: Organisation, run: str, now: datetime) -> None:
    """The question of a run that somebody started: what is held, and what was dropped of late.

    Makes none if this run has one, or if there is nothing to show. Raises OfficeError when nobody
    is acting who may answer.
    """
    mine = select(Question.id).filter_by(organisation=office.key, topic=Topic.HELD, run=run)
    if session.scalar(mine) is not None:
        return
    pages, since = _pages(office, now), now - TAKEN_UP_WITHIN
    waiting = _held(session, office, now, quiet=False)
    waiting += _alike(_unseen(session, dropped_posts(session, office, pages, since)))
    if not waiting:
        return
    question = open_by_hand(
        session,
        office,
        Topic.HELD,
        run,
        now,
        lacking=f"Задержаны или сняты посты ({len(waiting)})",
        not_done="форма не показана, ничего не изменено.",
    )
    _show(session, office, question, waiting[:BATCH])


def _pages(office: Organisation, now: datetime) -> list[str]:
    return [page.key for page in office.page if may_act(office, page.key, now)]


def _held(session: Session, office: Organisation, now: datetime, *, quiet: bool) -> list[Batch]:
    posts = _unseen(session, held_posts(session, office, _pages(office, now)))
    resting = _resting(session, office, now) if quiet else set[tuple[int, int, Hold]]()
    return _alike(p for p in posts if (p.id, p.revision_id, _hold(p)) not in resting)


def _unseen(session: Session, posts: Sequence[Post]) -> list[Post]:
    """Without those that an open form shows in the same wording.

    Their rows are locked, so two passes at once do not ask about one post twice.
    """
    rows = session.execute(
        select(HeldPost.post_id, HeldPost.revision_id)
        .join(Question, Question.id == HeldPost.question_id)
        .where(Question.stage == Stage.OPEN)
    )
    shown = {(post, revision) for post, revision in rows}
    return [post for post in posts if (post.id, post.revision_id) not in shown]


def _resting(session: Session, office: Organisation, now: datetime) -> set[tuple[int, int, Hold]]:
    """What somebody has answered «ждать» about, while that answer's term lasts."""
    rows = session.execute(
        select(HeldPost.post_id, HeldPost.revision_id, HeldPost.hold)
        .join(Question, Question.id == HeldPost.question_id)
        .where(
            Question.organisation == office.key,
            Question.until > now,
            HeldPost.verdict == HeldVerdict.WAIT,
        )
    )
    return {(post, revision, hold) for post, revision, hold in rows}


def _alike(posts: Iterable[Post]) -> list[Batch]:
    """Posts of one wording with one text, each network's own words for the link aside."""
    batches: dict[tuple[int, Hold, str], Batch] = {}
    for post in posts:
        lines = [line for line in post.text.splitlines() if post.item.link not in line]
        batches.setdefault((post.revision_id, _hold(post), "\n".join(lines)), []).append(post)
    return list(batches.values())


def _hold(post: Post) -> Hold:
    if post.dropped_at is not None:
        return Hold.DROPPED
    return Hold.TEXT if post.mendable else Hold.OTHER


def _show(
    session: Session, office: Organisation, question: Question, batches: Sequence[Batch]
) -> None:
    place = 0
    for batch in batches:
        why = " ".join(dict.fromkeys(_why(office, post) for post in batch))
        draft, refused = _draft(session, batch[0])
        for post in batch:
            place += 1
            session.add(
                HeldPost(
                    question_id=question.id,
                    position=place,
                    post_id=post.id,
                    revision_id=post.revision_id,
                    text=batch[0].text,
                    hold=_hold(post),
                    why=why,
                    draft=draft,
                    refused=refused,
                )
            )
    session.flush()


def _why(office: Organisation, post: Post) -> str:
    if post.dropped_at is not None:
        return f"Решил(а) {office.title_of(post.dropped_by)}: {post.dropped_because}"
    why = post.held_because or ""
    if post.worded_by and not post.own_words:
        why += f" {outrun_words(office, post.worded_by)}"
    return why


def _draft(session: Session, post: Post) -> tuple[str | None, str | None]:
    """What was written of this wording last and not accepted, and why: nobody types it twice."""
    last = session.scalars(
        select(HeldPost)
        .filter_by(post_id=post.id, revision_id=post.revision_id)
        .order_by(HeldPost.id.desc())
        .limit(1)
    ).first()
    return (last.draft, last.refused) if last and last.verdict is None else (None, None)


def _withdraw_settled(session: Session, office: Organisation, now: datetime) -> None:
    """Take back forms of which every post went out, was dropped or got another wording since."""
    for question in session.scalars(
        select(Question).filter_by(organisation=office.key, topic=Topic.HELD, stage=Stage.OPEN)
    ).all():
        places = session.scalars(select(HeldPost).filter_by(question_id=question.id)).all()
        if all(nothing_left(session, place) for place in places):
            withdraw(session, question.id, "решать больше нечего", now)


def nothing_left(session: Session, place: HeldPost) -> str | None:
    """Why this place of a form has nothing left to decide, in Russian; None if it has."""
    if place.hold is not Hold.DROPPED:
        return settled(session, place.post, place.revision_id)
    return None if place.post.dropped_at else "пост уже возвращён"
