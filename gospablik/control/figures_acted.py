"""Who decided and did what on the pages in a week, by the rows that bear a name (clause 3.1)."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.control.model_duties import Acted
from gospablik.control.window import Window
from gospablik.organisation import Organisation
from gospablik.store.tables import (
    Action,
    Comment,
    GoneRuling,
    HeldPost,
    HeldVerdict,
    Kind,
    Post,
    Question,
    Repost,
    Ruling,
)


def acted(session: Session, office: Organisation, window: Window) -> tuple[Acted, ...]:
    """Each official once and once more for each flaw, in the order of their names.

    Counted: rulings, errands done by a person's word (but letters: whether one came, anybody may
    say), reposts, what was said of held posts and of news that vanished. Not annulments and blocks,
    which are for others, too.
    """
    found: dict[tuple[str, str, bool], int] = {}
    for key, moment in _acts(session, office, window):
        said = (office.title_of(key), *_flaw(office, key, moment))
        found[said] = found.get(said, 0) + 1
    return tuple(
        Acted(title, number, flaw, known) for (title, flaw, known), number in sorted(found.items())
    )


def _acts(session: Session, office: Organisation, window: Window) -> Iterable[tuple[str, datetime]]:
    rulings = (
        select(Ruling.official, Ruling.made_at)
        .join(Ruling.comment)
        .where(
            Ruling.organisation == office.key,
            window.counts(Comment.page),
            window.holds(Ruling.made_at),
        )
    )
    errands = select(Action.confirmed_person, Action.state_since).where(
        Action.organisation == office.key,
        Action.kind != Kind.MAIL,
        Action.confirmed_person.is_not(None),
        window.counts(Action.page),
        window.holds(Action.state_since),
    )
    reposts = select(Repost.official, Repost.decided_at).where(
        Repost.organisation == office.key,
        window.counts(Repost.page),
        window.holds(Repost.decided_at),
    )
    held = (
        select(Question.answered_by, Question.ended_at)
        .join(HeldPost, HeldPost.question_id == Question.id)
        .join(Post, HeldPost.post_id == Post.id)
        .where(
            Question.organisation == office.key,
            HeldPost.verdict.is_not(None),
            HeldPost.verdict != HeldVerdict.WAIT,
            window.counts(Post.page),
            window.holds(Question.ended_at),
        )
    )
    gone = select(GoneRuling.official, GoneRuling.made_at).where(
        GoneRuling.organisation == office.key, window.holds(GoneRuling.made_at)
    )
    for query in (rulings, errands, reposts, held, gone):
        for key, moment in session.execute(query):
            if key and moment:
                yield key, moment


def _flaw(office: Organisation, key: str, moment: datetime) -> tuple[str, bool]:
    try:
        official = office.official_by_key(key)
    except KeyError:
        return "этого лица нет в organisation.toml, полномочия не проверить", False
    if not official.office.rules_on_comments:
        return "не сотрудник отдела ИТ", True
    if not official.acting(office.local(moment).date()):
        return "полномочия в тот день не действовали", True
    return "", True
