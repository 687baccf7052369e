"""Alarms that do not need Prefect: through our own ledger and straight to the mail server."""

from gospablik.clock import now
from gospablik.control.alarm_causes import CONCERNS, Cause
from gospablik.control.alarms import TOPIC, all_clear, raise_alarm
from gospablik.errors import OfficeError
from gospablik.ledger.carry import Ledger
from gospablik.ledger.effects.mail import Mail
from gospablik.mail import MailServer
from gospablik.organisation import Organisation
from gospablik.store.session import Store
from gospablik.store.tables import Kind
from tasks.mailroom import composers

SUBJECT = "prefect-down"


class Alarms:
    """Tells those on duty by mail that Prefect is down, and that it is up again.

    Raises OfficeError when the letter did not leave: whoever called tries again later.
    """

    def __init__(self, store: Store, office: Organisation, server: MailServer) -> None:
        self._store, self._office = store, office
        self._mail = Mail(store, office, server, composers())

    def down(self, text: str) -> None:
        """One letter an outage."""
        concern = CONCERNS[Cause.PREFECT]
        with self._store.write() as session:
            raise_alarm(
                session, self._office, SUBJECT, concern.words, text, now(),
                also=concern.offices,
            )  # fmt: skip
        self._send()

    def up_again(self, text: str) -> None:
        """The all-clear."""
        with self._store.write() as session:
            all_clear(session, self._office, SUBJECT, text, now())
        self._send()

    def _send(self) -> None:
        # Whatever else is due leaves with it: the flows that would send it do not run just now.
        ledger = Ledger(
            self._store,
            self._office.key,
            {Kind.MAIL: self._mail},
            run="watch",
            stopped=self._office.organisation.stop_all,
        )
        carried = ledger.carry_out([Kind.MAIL])
        stuck = [c for c in carried if c.subject.startswith(f"{TOPIC}:") and not c.settled]
        if stuck:
            raise OfficeError(
                f"Письмо о сбое не отправлено: {stuck[0].why}",
                not_done="дежурный не знает о сбое.",
                next_step="проверьте почтовый сервер; попытка повторится сама.",
            )
