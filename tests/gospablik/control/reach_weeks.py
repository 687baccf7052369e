"""Nine generated weeks of reach: readings that got all, a part or nothing, and what they told."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from sqlalchemy.orm import Session

from gospablik.control.reach_kept import keep_reach
from gospablik.networks.reach import PostReach
from gospablik.organisation import Organisation
from gospablik.store.session import Store
from gospablik.store.tables import PageCapture
from tests.gospablik.control.factories import at, office

NOW = at(30, 9)
FIRST = at(21, 0, month=9)
"""Monday, ten weeks before the week of NOW's letter begins its last one."""
UNREAD = "Просмотры записей: страница не прочитана. Не сделано: не сосчитано. Что делать: ждите."


def house(pages: int = 2) -> Organisation:
    """Pages that are run since the first of October, a Thursday of the second week."""
    return office(pages=pages)


def post(number: int, when: datetime, views: int | None = 10, likes: int | None = 1) -> PostReach:
    """A post as a network counts it."""
    return PostReach(str(number), when, views, likes, reposts=0, comments=None)


def capture(
    session: Session,
    town: Organisation,
    *,
    when: datetime,
    page: str = "vk",
    members: int | None = 100,
    posts: Sequence[PostReach] | None = (),
    unread: str = "",
) -> PageCapture:
    """One reading of the page; `unread` is why those figures are None."""
    return keep_reach(
        session,
        town,
        page,
        members=members,
        posts=posts,
        members_unread=unread if members is None else "",
        posts_unread=unread if posts is None else "",
        now=when,
    )


def weeks_of_reach(store: Store, town: Organisation, seed: int) -> None:
    """Every evening of ten weeks, and once more after the last of them; same seed, same rows."""
    chance = Random(seed)
    with store.write() as session:
        for page in town.page:
            members, posts = chance.randrange(50, 5000), dict[int, datetime]()
            for day in range(71):
                evening = FIRST + timedelta(days=day, hours=23, minutes=15)
                monday = FIRST + timedelta(days=day - day % 7)
                posts = {n: out for n, out in posts.items() if out >= monday - timedelta(days=3)}
                for _ in range(chance.randrange(3)):
                    posts[len(posts) + 100 * day] = evening - timedelta(hours=chance.randrange(20))
                members += chance.randrange(-9, 12)
                fate = chance.random()
                if fate < 0.2:
                    capture(session, town, when=evening, page=page.key, members=None, posts=None,
                            unread=UNREAD)  # fmt: skip
                    continue
                told = [
                    PostReach(
                        str(n), out,
                        None if chance.random() < 0.1 else chance.randrange(400),
                        None if page.key != "vk" else chance.randrange(30),
                        chance.randrange(5), None,
                    )
                    for n, out in posts.items()
                ]  # fmt: skip
                part = fate < 0.4
                capture(session, town, when=evening, page=page.key, members=members,
                        posts=None if part else told, unread=UNREAD if part else "")  # fmt: skip
