"""The page's word to an author whose comment was removed (clause 4.2)."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.ledger.effects.shared import NOT_CONNECTED, OfPages, watching, with_text, with_words
from gospablik.ledger.task import Task
from gospablik.moderation.links import page_of, post_link
from gospablik.moderation.proof import may_act
from gospablik.moderation.telling import TOLD, telling_text
from gospablik.networks import addresses
from gospablik.networks.base import Replying
from gospablik.networks.outside import said
from gospablik.organisation import Organisation
from gospablik.outcomes import CannotTell, DoOutcome, LookOutcome, NeedsPerson, NotNow, Refused
from gospablik.store.review import Ruling
from gospablik.store.session import Store

_UNDER = "Откройте пост и, если ответа ещё нет, напишите комментарий от имени страницы."
_IN_GROUP = (
    "Откройте группу обсуждения и, если ответа ещё нет, напишите там сообщение от имени страницы."
)
_TO_AUTHOR = (
    "Откройте страницу автора и напишите ему личное сообщение от имени страницы с текстом"
    " поручения. Если сеть не даёт написать этому человеку, ответьте в «Поручениях» «делать не"
    " нужно» и почему."
)


class ReplyToAuthor(OfPages):
    """The ledger's effect REPLY. A task's subject is `told:<ruling id>`."""

    def __init__(
        self, store: Store, office: Organisation, networks: Mapping[str, Replying]
    ) -> None:
        self._store, self._office, self._networks = store, office, networks
        super().__init__(networks)

    def look(self, task: Task) -> LookOutcome:
        """Present once the page's comment with this very text stands under the post."""
        network = self._networks.get(task.page)
        if network is None:
            return NotNow(NOT_CONNECTED)
        post_id, text, _ = self._words(task)
        if said(post_id):
            return CannotTell("личных сообщений программа не видит")
        return network.find_reply(text, post_id=post_id, since=task.since)

    def do(self, task: Task) -> DoOutcome:
        """Write it, unless the ruling was annulled meanwhile."""
        post_id, text, stands = self._words(task)
        if not stands:
            return Refused("решение об удалении отменено. Ответ автору не написан.")
        if not may_act(self._office, task.page):
            return watching(self._office, task.page)
        network = self._networks.get(task.page)
        if network is None:
            outcome: DoOutcome = self._by_hand(task, post_id, NOT_CONNECTED)
        elif said(post_id):
            outcome = self._by_hand(task, post_id, "Под снятой записью ответить нельзя.")
        else:
            outcome = network.reply(text, post_id=post_id, key=task.key)
        return with_text(outcome, text)

    def may_repeat(self, task: Task) -> bool:
        """A second answer is a second answer."""
        return False

    def by_hand(self, task: Task) -> NeedsPerson:
        """See whether the page's comment is there; if it is not, write it."""
        post_id, text, _ = self._words(task)
        return with_words(self._by_hand(task, post_id, ""), text)

    def _by_hand(self, task: Task, post_id: str, why: str) -> NeedsPerson:
        page = page_of(self._office, task.page)
        if said(post_id):  # a resident's entry is gone with all that stood under it
            with self._store.read() as session:
                author = session.get_one(Ruling, _ruling(task)).comment.author.network_id
            return NeedsPerson(why, addresses.author(page, author) if page else "", _TO_AUTHOR)
        return NeedsPerson(why, post_link(page, post_id), _UNDER if post_id else _IN_GROUP)

    def confirmed(self, session: Session, task: Task, external_id: str, now: datetime) -> None:
        """Nothing follows: when the author was told is read from the action itself."""

    def _words(self, task: Task) -> tuple[str, str, bool]:
        with self._store.read() as session:
            ruling = session.get_one(Ruling, _ruling(task))
            text = telling_text(session, self._office, ruling)
            return ruling.comment.post_network_id, text, ruling.annulled_at is None


def _ruling(task: Task) -> int:
    return int(task.subject.removeprefix(TOLD))
