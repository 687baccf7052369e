"""A picture that only a person can put on a post (clause 3.3).

The residents have the news in time, as text; the picture stands on somebody's list and is looked
for, so that it is neither forgotten nor called published.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.ledger.effects.shared import NOT_CONNECTED, OfPages, watching
from gospablik.ledger.effects.uploads import left_to_people, with_pictures
from gospablik.ledger.task import Task
from gospablik.moderation.links import page_of, post_link
from gospablik.moderation.proof import may_act
from gospablik.networks.base import Showing
from gospablik.organisation import Organisation
from gospablik.outcomes import (
    Absent,
    CannotTell,
    DoOutcome,
    LookOutcome,
    NeedsPerson,
    NotNow,
    Present,
)
from gospablik.publishing.outgoing import others_on, pictures_on, planned_media
from gospablik.store.session import Store
from gospablik.store.tables import Post


class AttachPictures(OfPages):
    """The effect behind `Kind.ATTACH`; the subject is the post's row id."""

    def __init__(self, store: Store, office: Organisation, networks: Mapping[str, Showing]) -> None:
        self._store, self._office, self._networks = store, office, networks
        super().__init__(networks)

    def look(self, task: Task) -> LookOutcome:
        """Present once as many pictures, videos and files hang on the post as go out with it."""
        network, page = self._networks.get(task.page), page_of(self._office, task.page)
        if network is None or page is None:
            return NotNow(NOT_CONNECTED)
        with self._store.read() as session:
            post = session.get_one(Post, int(task.subject))
            wanted = planned_media(page.network, post)
        number = post.network_id or ""
        live = network.post(number)
        if live is None:
            return CannotTell("поста на странице больше нет")
        pictures, others = pictures_on(live), others_on(live)
        if pictures >= wanted.pictures and others >= wanted.others:
            return Present(number)
        if others >= wanted.others:
            return Absent(f"картинок на сайте {wanted.pictures}, в посте {pictures}")
        return Absent(
            f"картинок на сайте {wanted.pictures}, в посте {pictures};"
            f" видео и файлов на сайте {wanted.others}, в посте {others}"
        )

    def do(self, task: Task) -> DoOutcome:
        """Always a person's: that the network takes it from nobody else is why it is here."""
        if not may_act(self._office, task.page):
            return watching(self._office, task.page)
        return self.by_hand(task)

    def may_repeat(self, task: Task) -> bool:
        """A second picture is a second picture."""
        return False

    def by_hand(self, task: Task) -> NeedsPerson:
        """Open the post and put on what the site shows."""
        page = page_of(self._office, task.page)
        with self._store.read() as session:
            number = session.get_one(Post, int(task.subject)).network_id or ""
            rows = left_to_people(session, page, int(task.subject)) if page else []
        why = " ".join(dict.fromkeys(row.by_hand_why or "" for row in rows))
        press = " ".join(dict.fromkeys(row.by_hand_press or "" for row in rows))
        return with_pictures(NeedsPerson(why, post_link(page, number), press), rows)

    def confirmed(self, session: Session, task: Task, external_id: str, now: datetime) -> None:
        """Nothing follows."""
