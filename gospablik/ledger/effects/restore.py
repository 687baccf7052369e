"""Putting back a comment whose removal was taken back (clause 4.2), where the network can."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from gospablik.ledger.effects.shared import NOT_CONNECTED, OfPages, watching
from gospablik.ledger.task import Task
from gospablik.moderation.links import comment_link, page_of
from gospablik.moderation.proof import may_act
from gospablik.networks.base import Restoring
from gospablik.organisation import Organisation
from gospablik.outcomes import DoOutcome, LookOutcome, NeedsPerson, NotNow, Refused
from gospablik.store.comments import Comment
from gospablik.store.review import Ruling, Verdict
from gospablik.store.session import Store
from gospablik.store.undoing import Undoing


class RestoreComment(OfPages):
    """The ledger's effect RESTORE. A task's subject is the `Undoing`'s row id."""

    def __init__(
        self, store: Store, office: Organisation, networks: Mapping[str, Restoring]
    ) -> None:
        self._store, self._office, self._networks = store, office, networks
        super().__init__(networks)

    def look(self, task: Task) -> LookOutcome:
        """Present once the comment stands on the page."""
        network = self._networks.get(task.page)
        if network is None:
            return NotNow(NOT_CONNECTED)
        comment, _ = self._comment(task)
        return network.find_comment(comment.network_id, post_id=comment.post_network_id)

    def do(self, task: Task) -> DoOutcome:
        """Put it back, unless it was ruled to be removed anew meanwhile."""
        comment, removed_anew = self._comment(task)
        if removed_anew:
            return Refused("комментарий снова решено удалить. Он не возвращён.")
        if not may_act(self._office, task.page):
            return watching(self._office, task.page)
        network = self._networks.get(task.page)
        if network is None:
            return self.by_hand(task)
        return network.restore_comment(comment.network_id, post_id=comment.post_network_id)

    def may_repeat(self, task: Task) -> bool:
        """A comment that stands is not put back twice."""
        return True

    def by_hand(self, task: Task) -> NeedsPerson:
        """See whether the comment stands; if it does not, put it back."""
        comment, _ = self._comment(task)
        return NeedsPerson(
            NOT_CONNECTED,
            comment_link(page_of(self._office, task.page), comment),
            "Решение об удалении отменено. Если комментария на странице нет, верните его"
            " («Восстановить»); если сеть этого не даёт, ответьте «делать не нужно» и почему.",
        )

    def confirmed(self, session: Session, task: Task, external_id: str, now: datetime) -> None:
        """It stands on the page again."""
        session.get_one(Undoing, int(task.subject)).ruling.comment.gone_at = None

    def _comment(self, task: Task) -> tuple[Comment, bool]:
        with self._store.read() as session:
            comment = session.get_one(Undoing, int(task.subject)).ruling.comment
            anew = exists().where(
                Ruling.comment_id == comment.id,
                Ruling.verdict == Verdict.REMOVE,
                Ruling.annulled_at.is_(None),
            )
            return comment, bool(session.scalar(select(anew)))
