"""The page's word to a resident: removed, taken back, warned (4.2), trouble, an answer (4.1)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gospablik.clock import now as real_now
from gospablik.ledger.effects.shared import NOT_CONNECTED, OfPages, watching, with_text, with_words
from gospablik.ledger.task import Task
from gospablik.moderation.asking.standing import newer_answer, silenced_because
from gospablik.moderation.keeping import NAMELESS
from gospablik.moderation.links import comment_link, one_line, page_of, post_link
from gospablik.moderation.proof import may_act
from gospablik.moderation.reply_subjects import (
    UNDONE,
    number_in,
    of_question,
    of_trouble,
    of_warning,
)
from gospablik.moderation.taken_back import since
from gospablik.moderation.telling import telling_text, undone_text, warned_text
from gospablik.networks import addresses
from gospablik.networks.base import Replying
from gospablik.networks.outside import said
from gospablik.organisation import Organisation
from gospablik.outcomes import CannotTell, DoOutcome, LookOutcome, NeedsPerson, NotNow, Refused
from gospablik.store.answers import Answer
from gospablik.store.comments import Comment
from gospablik.store.review import Ruling
from gospablik.store.session import Store
from gospablik.store.troubles import ToldTrouble
from gospablik.store.undoing import Undoing
from gospablik.templates import minute

_UNDER = "Откройте пост и, если ответа ещё нет, напишите комментарий от имени страницы."
_IN_GROUP = (
    "Откройте группу обсуждения и, если ответа ещё нет, напишите там сообщение от имени страницы."
)
_BELOW = (
    "Откройте комментарий по ссылке или найдите его под записью; если ответа под ним ещё нет,"
    " нажмите «Ответить» и напишите ответ от имени страницы."
)
_TO_AUTHOR = (
    "Откройте страницу автора и напишите ему личное сообщение от имени страницы с текстом"
    " поручения. Если сеть не даёт написать этому человеку, ответьте в «Поручениях» «делать не"
    " нужно» и почему."
)
_ANNULLED = "решение об удалении отменено. Ответ автору не написан."
_ANEW = "комментарий снова решено удалить. Об отмене прежнего решения автору не написано."
_WARNING, _ANSWER = "Предупреждение автору не написано.", "Ответ жителю не написан."
_AT_ONCE = timedelta(hours=1)
"""The term of an errand to answer about trouble: it waits for no working day."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What is written under which post. `fallen`: why it must not be written any more.

    `to`: the comment it answers, `link` its own address, if it has one, and `whose` tells of its
    author and time;
    `to_author`: who is written to instead, since what the words belong under was taken off.
    """

    text: str
    post_id: str
    fallen: str | None = None
    to_author: str | None = None
    to: str | None = None
    link: str = ""
    whose: str = ""


class ReplyToAuthor(OfPages):
    """The ledger's effect REPLY.

    A task's subject is `told:`, `undone:`, `warned:`, `trouble:` or `answer:` and a row.
    """

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
        words = self._words(task)
        if words.to_author:
            return CannotTell("личных сообщений программа не видит")
        return network.find_reply(words.text, post_id=words.post_id, since=task.since)

    def do(self, task: Task) -> DoOutcome:
        """Write it, unless what it rests on fell meanwhile."""
        words = self._words(task)
        if words.fallen:
            return Refused(words.fallen)
        if not may_act(self._office, task.page):
            return watching(self._office, task.page)
        network = self._networks.get(task.page)
        if network is None:
            outcome: DoOutcome = self._by_hand(task, words, NOT_CONNECTED)
        elif words.to_author:
            outcome = self._by_hand(task, words, "Под снятой записью ответить нельзя.")
        else:
            outcome = network.reply(words.text, post_id=words.post_id, key=task.key, to=words.to)
            outcome = _to_whom(outcome, words)
        return _soon(task, with_text(outcome, words.text))

    def may_repeat(self, task: Task) -> bool:
        """A second answer is a second answer."""
        return False

    def by_hand(self, task: Task) -> NeedsPerson:
        """See whether the page's comment is there; if it is not, write it."""
        words = self._words(task)
        return with_words(self._by_hand(task, words, ""), words.text)

    def _by_hand(self, task: Task, words: _Words, why: str) -> NeedsPerson:
        page = page_of(self._office, task.page)
        if words.to_author:  # a resident's entry is gone with all that stood under it
            link = addresses.author(page, words.to_author) if page else ""
            return NeedsPerson(why, link, _TO_AUTHOR)
        if words.to:
            return _named(NeedsPerson(why, post_link(page, words.post_id), _BELOW), words)
        press = _UNDER if words.post_id else _IN_GROUP
        return NeedsPerson(why, post_link(page, words.post_id), press)

    def confirmed(self, session: Session, task: Task, external_id: str, now: datetime) -> None:
        """Nothing follows: when the author was told is read from the action itself."""

    def _words(self, task: Task) -> _Words:
        row = number_in(task.subject)
        with self._store.read() as session:
            if of_trouble(task):
                trouble = session.get_one(ToldTrouble, row)
                return self._below(session, trouble.comment, trouble.reply, _ANSWER)
            if of_question(task):
                answer = session.get_one(Answer, row)
                other = newer_answer(session, answer)
                why = "на этот вопрос потом выбран другой ответ" if other else None
                return self._below(session, answer.asked.comment, answer.text, _ANSWER, why)
            if task.subject.startswith(UNDONE):
                undone = session.get_one(Undoing, row)
                text = undone_text(session, self._office, undone)
                return _of_ruling(undone.ruling, text, _ANEW if since(session, undone) else None)
            ruling = session.get_one(Ruling, row)
            if of_warning(task):
                text = warned_text(self._office, ruling)
                annulled = "предупреждение отменено" if ruling.annulled_at else None
                return self._below(session, ruling.comment, text, _WARNING, annulled)
            text = telling_text(session, self._office, ruling)
            return _of_ruling(ruling, text, _ANNULLED if ruling.annulled_at else None)

    def _below(
        self,
        session: Session,
        comment: Comment,
        text: str,
        not_written: str,
        why: str | None = None,
    ) -> _Words:
        """Below a comment that stands. An entry on the wall is answered as all under a post is."""
        why = why or silenced_because(session, comment)
        name, at = one_line(comment.author.name), self._office.local(comment.written_at)
        author = f" автора «{name}»" if name and name != NAMELESS else ""
        page = page_of(self._office, comment.page)
        link = comment_link(page, comment)
        return _Words(
            text,
            comment.post_network_id,
            fallen=f"{why}. {not_written}" if why else None,
            to=None if said(comment.network_id) else comment.network_id,
            link=link if link != post_link(page, comment.post_network_id) else "",
            whose=f"комментарий{author} от {minute(at)}",
        )


def _of_ruling(ruling: Ruling, text: str, fallen: str | None = None) -> _Words:
    post_id = ruling.comment.post_network_id
    author = ruling.comment.author.network_id if said(post_id) else None
    return _Words(text, post_id, fallen, author)


def _to_whom(outcome: DoOutcome, words: _Words) -> DoOutcome:
    """An errand to answer a comment says which: else it would be written to nobody."""
    return _named(outcome, words) if isinstance(outcome, NeedsPerson) and words.to else outcome


def _named(errand: NeedsPerson, words: _Words) -> NeedsPerson:
    link = words.link or errand.link
    return replace(errand, link=link, press=f"Ответ на {words.whose}. {errand.press}")


def _soon(task: Task, outcome: DoOutcome) -> DoOutcome:
    if isinstance(outcome, NeedsPerson) and of_trouble(task):
        return replace(outcome, do_by=real_now() + _AT_ONCE)
    return outcome
