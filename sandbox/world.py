"""Everything that stands in the sandbox, in one place."""

from collections.abc import Callable

from sandbox.clock import Clock
from sandbox.faults import Faults
from sandbox.journal import Journal
from sandbox.mail.imap import Mailbox
from sandbox.mail.inbox import Inbox
from sandbox.max.store import Store as MaxStore
from sandbox.ok.store import Store as OkStore
from sandbox.site.items import Site
from sandbox.telegram.store import Store as Telegram
from sandbox.vk.grants import ACCESS
from sandbox.vk.store import Store


class World:
    """The outside world. `reset` brings it back to how it was at the start."""

    def __init__(self, settle: Callable[["World"], None] | None = None) -> None:
        self.faults = Faults()
        self._settle = settle
        self.mailbox: Mailbox | None = None
        """The one that can be read over IMAP; it outlives a reset."""
        self.reset()

    def reset(self) -> None:
        """Forget everything, hang up on whoever is held, put the initial state back."""
        self.faults.stop()
        self.clock = Clock()
        self.journal = Journal()
        self.vk = Store()
        self.vk_access = dict(ACCESS)
        self.max = MaxStore()
        self.ok = OkStore()
        self.telegram = Telegram()
        self.site = Site()
        self.inbox = Inbox()
        if self._settle is not None:
            self._settle(self)
