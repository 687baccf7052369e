"""Authors: whoever is kept out of the discussion group cannot comment on the channel's posts."""

from datetime import datetime, timedelta

from gospablik.clock import now, require_aware
from gospablik.errors import CouldNotRead
from gospablik.networks import verdicts
from gospablik.networks.base import BlockedAuthor
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.telegram import by_hand, objects, requests
from gospablik.networks.telegram.answers import require_true
from gospablik.networks.telegram.core import Core, done, number
from gospablik.networks.telegram.drafts import unfit
from gospablik.networks.telegram.terms import check_ban
from gospablik.networks.transport import Deadline
from gospablik.outcomes import Absent, CannotTell, DoOutcome, LookOutcome, Present

_TERM_SLACK = timedelta(hours=1)
_AS_A_CHANNEL = (
    "Автор пишет от имени канала: Telegram закрыл бы доступ всем каналам его владельца и без срока."
)


class Authors(Core):
    """Everything about blocks. Ids are Telegram's numbers as text; a channel's is negative."""

    def block(self, author_id: str, *, until: datetime, reason: str) -> DoOutcome:
        """Ban an author from the group until then. Telegram has no place for the reason.

        Somebody who writes in a channel's name would be banned with all channels of its owner, and
        without an end: that is more than anybody decided, so a person has to see to it. An errand
        tells the term in the zone that `until` comes in.
        """
        deadline = Deadline(self.limit)
        term = f"{until:%d.%m.%Y %H:%M} ({until.tzinfo})"
        until = require_aware(until)

        def do() -> str:
            author, group = number(author_id, "автора"), self._group(deadline)
            if author in {self._chat, group, self._bot}:
                raise unfit("Это сама страница, её группа или её бот.", "проверьте, кто автор.")
            if author < 0:
                raise NetworkError(Kind.PERSON, None, _AS_A_CHANNEL)
            check_ban(until)
            require_true(self._ask(requests.ban(group, author, until=until), deadline))
            return author_id

        return done(do, by_hand.block(self._home, author_id, term))

    def find_block(self, author_id: str, *, until: datetime | None = None) -> LookOutcome:
        """Present while the author is banned; with `until`, only if banned to that hour."""
        deadline = Deadline(self.limit)
        try:
            author = number(author_id, "автора")
            if author < 0:
                return CannotTell("Заблокирован ли канал-автор, Telegram боту не показывает.")
            request = requests.member(self._group(deadline), author)
            ban = objects.ban(self._ask(request, deadline), author)
        except NetworkError as error:
            return verdicts.not_seen(error)
        if ban is None:
            return Absent()
        if ban.until is not None and ban.until <= now():
            return Absent("срок блокировки истёк")
        if until is not None and not _same_term(ban.until, require_aware(until)):
            term = "навсегда" if ban.until is None else f"до {ban.until:%d.%m.%Y %H:%M} UTC"
            return Absent(f"автор заблокирован на другой срок: {term}")
        return Present(author_id)

    def ends_block(self, author_id: str) -> bool:
        """Telegram takes a term for people, none for those who write in a channel's name."""
        return number(author_id, "автора") > 0

    def unblock(self, author_id: str) -> DoOutcome:
        """Lift an author's ban. Done too if there is none; a member is not thrown out."""
        deadline = Deadline(self.limit)

        def do() -> str:
            author = number(author_id, "автора")
            require_true(self._ask(requests.unban(self._group(deadline), author), deadline))
            return author_id

        return done(do, by_hand.unblock(self._home, author_id))

    def blocked(self) -> list[BlockedAuthor]:
        """Always raises CouldNotRead: Telegram shows a bot no list of the banned."""
        raise CouldNotRead(
            f"Заблокированные канала «{self._page.name}» не прочитаны: Telegram не показывает боту"
            " их список.",
            not_done="проверка по этим данным; это не значит, что всё в порядке.",
            next_step="откройте в группе обсуждения «Управление группой» → «Разрешения» →"
            " «Чёрный список» и посмотрите сами.",
        )


def _same_term(found: datetime | None, wanted: datetime) -> bool:
    return found is not None and abs(found - wanted) <= _TERM_SLACK
