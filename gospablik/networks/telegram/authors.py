"""Authors: whoever may not write in the discussion group cannot comment on the channel's posts.

A term mutes (restrictChatMember), without one it is a ban (banChatMember). Both take people who
never joined the group: the server keeps whether they are members and changes what they may do.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from gospablik.clock import now, require_aware
from gospablik.errors import CouldNotRead
from gospablik.networks import verdicts
from gospablik.networks.base import BlockedAuthor
from gospablik.networks.errors import BY_HAND, Kind, NetworkError
from gospablik.networks.telegram import by_hand, objects, requests
from gospablik.networks.telegram.answers import require_true
from gospablik.networks.telegram.codes import STRANGER
from gospablik.networks.telegram.core import Core, done, number
from gospablik.networks.telegram.drafts import unfit
from gospablik.networks.telegram.terms import check_ban
from gospablik.networks.transport import Deadline
from gospablik.networks.verdicts import term
from gospablik.outcomes import Absent, CannotTell, DoOutcome, LookOutcome, Present

_AS_A_CHANNEL = (
    "Автор пишет от имени канала: Telegram закрыл бы доступ всем каналам его владельца и без срока."
)


class Authors(Core):
    """Everything about blocks. Ids are Telegram's numbers as text; a channel's is negative."""

    def block(self, author_id: str, *, until: datetime | None, reason: str) -> DoOutcome:
        """Mute an author in the group until then; None: ban him. Telegram has no place for reasons.

        Somebody who writes in a channel's name would be banned with all channels of its owner, and
        without an end: that is more than anybody decided, so a person has to see to it, as to an
        author whom the bot does not know. An errand tells the term in the zone of `until`.
        """
        deadline = Deadline(self.limit)
        end = require_aware(until) if until else None

        def do() -> str:
            author, group = number(author_id, "автора"), self._group(deadline)
            if author in {self._chat, group, self._bot}:
                raise unfit("Это сама страница, её группа или её бот.", "проверьте, кто автор.")
            if author < 0:
                raise NetworkError(Kind.PERSON, None, _AS_A_CHANNEL)
            if end is None:
                request = requests.ban(group, author)
            else:
                check_ban(end)
                request = requests.mute(group, author, until=end)
            with _left_to_a_person():
                require_true(self._ask(request, deadline))
            return author_id

        return done(do, by_hand.block(self._home, author_id, term(until)))

    def find_block(
        self, author_id: str, *, until: datetime | None = None, for_ever: bool = False
    ) -> LookOutcome:
        """Present while the author is muted or banned, for that term if one is asked about."""
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
        other = verdicts.other_term(ban.until, until, for_ever=for_ever)
        return other or Present(author_id)

    def ends_block(self, author_id: str) -> bool:
        """Telegram takes a term for people, none for those who write in a channel's name."""
        return number(author_id, "автора") > 0

    def unblock(self, author_id: str) -> DoOutcome:
        """Lift an author's mute or ban. Done too if there is none; a member is not thrown out."""
        deadline = Deadline(self.limit)

        def do() -> str:
            author, group = number(author_id, "автора"), self._group(deadline)
            request = requests.unban(group, author)
            with _left_to_a_person():
                if author > 0:
                    found = objects.ban(self._ask(requests.member(group, author), deadline), author)
                    if found is None:
                        return author_id
                    if found.mute:
                        request = requests.unmute(group, author)
                require_true(self._ask(request, deadline))
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


@contextmanager
def _left_to_a_person() -> Iterator[None]:
    """An author whom the bot does not know is known to people: no refusal, an errand."""
    try:
        yield
    except NetworkError as error:
        if error.code not in STRANGER:
            raise
        raise NetworkError(Kind.PERSON, error.code, error.why, todo=BY_HAND) from None
