"""Sending a letter (clause 5.1). SMTP has no read-back: an unknown letter is sent once more.

The repeat carries the same Message-ID and is marked «повтор», so that the reader knows.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from gospablik.clock import now as real_now
from gospablik.drafts import NothingToSay
from gospablik.ledger.task import Task
from gospablik.letters import NO_POINT, Composer, LetterKey, message_id
from gospablik.mail import LIMIT, Letter, MailServer, send
from gospablik.organisation import Organisation
from gospablik.outcomes import Absent, CannotTell, DoOutcome, LookOutcome, NeedsPerson, Refused
from gospablik.store.session import Store
from gospablik.store.tables import Action, Attempt, State


class Mail:
    """The effect behind `Kind.MAIL`; the subject is a `LetterKey`."""

    limit = LIMIT
    settle = timedelta(0)

    def __init__(
        self,
        store: Store,
        office: Organisation,
        server: MailServer,
        composers: Mapping[str, Composer],
    ) -> None:
        self._store, self._office, self._server = store, office, server
        self._composers = composers

    def look(self, task: Task) -> LookOutcome:
        """Nobody can look into a mailbox. One of unknown outcome may be sent once more; of all else
        a person must ask the reader, and their word stands.
        """
        if not self._is_unknown(task):
            return CannotTell("в почтовый ящик программа не смотрит; спросите получателя")
        if not self._repeated(task):
            return Absent("письмо будет отправлено ещё раз с пометкой «повтор»")
        return CannotTell("почтовый сервер дважды не ответил; спросите получателя")

    def do(self, task: Task) -> DoOutcome:
        """Compose the letter from today's rows and send it."""
        key = LetterKey.parse(task.subject)
        now = real_now()
        try:
            draft = self._composers[key.topic](self._store, self._office, key, task.revision, now)
        except NothingToSay as why:
            return Refused(f"{NO_POINT}: {why}")
        letter = Letter(
            message_id=self.message_id(task),
            sender=self._office.mail.sender,
            to=draft.to,
            cc=draft.cc,
            subject=f"[повтор] {draft.subject}"
            if draft.repeat or self._repeated(task)
            else draft.subject,
            text=draft.text,
            html=draft.html,
            attachments=draft.attachments,
        )
        return send(letter, self._server, date=now)

    def message_id(self, task: Task) -> str:
        """The same for each sending of the same letter."""
        return message_id(self._office, task.key)

    def may_repeat(self, task: Task) -> bool:
        """Its own look lets it be sent once more."""
        return False

    def by_hand(self, task: Task) -> NeedsPerson:
        """Ask the reader; a letter leaves no trace that we could read."""
        return NeedsPerson("", "", "Спросите получателя, пришло ли письмо; если нет, скажите сами.")

    def confirmed(self, session: Session, task: Task, external_id: str, now: datetime) -> None:
        """Nothing follows."""

    def _is_unknown(self, task: Task) -> bool:
        with self._store.read() as session:
            return session.get_one(Action, task.id).state is State.UNKNOWN

    def _repeated(self, task: Task) -> bool:
        """Whether an unknown sending was already let through to a second one."""
        given_up = exists().where(Attempt.action_id == task.id, Attempt.outcome == Absent.__name__)
        with self._store.read() as session:
            return bool(session.scalar(select(given_up)))
