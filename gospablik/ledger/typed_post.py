"""The number of a post as a person gave it: not believed where the network shows that post."""

import logging

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.errors import CouldNotRead
from gospablik.ledger.task import Task
from gospablik.networks.base import Showing
from gospablik.networks.matching import carries
from gospablik.outcomes import Absent, CannotTell, LookOutcome, NotNow, Present
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind, Post, Repost

log = logging.getLogger(__name__)


def look_at_post(store: Store, network: Showing | None, task: Task, number: str) -> LookOutcome:
    """Whether the page's post of that number is what the task (PUBLISH or REPOST) asked for.

    Absent says in words why it is not; CannotTell: the network does not show it, or not whole.
    """
    with store.read() as session:
        if _is_anothers(session, task, number):
            return Absent("под этим номером на странице записан другой пост")
        link = _link(session, task)
    if network is None:
        return CannotTell("страница не подключена")
    try:
        post = network.post(number)
    except CouldNotRead as problem:
        return CannotTell(str(problem))
    except Exception as problem:
        log.exception("Пост %s для %s не посмотрен", number, task.key)
        return NotNow(f"ошибка программы: {type(problem).__name__}: {problem}")
    if post is None:
        return Absent("поста с этим номером на странице нет")
    if carries(link, post.text, post.links):
        return Present(number)
    if task.kind is Kind.REPOST and "repost" in post.attachments:
        return CannotTell("что повторяет репост, сеть не показывает")
    return Absent(f"в посте с этим номером нет ссылки {link}")


def _is_anothers(session: Session, task: Task, number: str) -> bool:
    """Whether another action of ours has put that very post on the page."""
    known = select(Action.id).where(
        Action.organisation == task.organisation,
        Action.page == task.page,
        Action.kind.in_((Kind.PUBLISH, Kind.REPOST)),
        Action.external_id == number,
        Action.id != task.id,
    )
    return session.scalars(known.limit(1)).first() is not None


def _link(session: Session, task: Task) -> str:
    if task.kind is Kind.REPOST:
        return session.get_one(Repost, int(task.subject)).link
    return session.get_one(Post, int(task.subject)).item.link
