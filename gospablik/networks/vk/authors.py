"""Who may write on a VK page: its black list."""

from datetime import datetime

from gospablik.clock import now
from gospablik.networks import verdicts
from gospablik.networks.base import BlockedAuthor
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.transport import Deadline
from gospablik.networks.vk import by_hand, page_objects, requests
from gospablik.networks.vk.answers import number_of, require_one
from gospablik.networks.vk.opened import Opened, done
from gospablik.networks.vk.paging import Sheet, read_whole
from gospablik.outcomes import Absent, CannotTell, DoOutcome, LookOutcome, Present


class Authors(Opened):
    """The part of VkPage that has to do with authors."""

    def block(self, author_id: str, *, until: datetime | None, reason: str) -> DoOutcome:
        """Put an author on the black list until then; the author is shown the reason.

        None: for ever. An errand for a person tells the term in the zone that `until` comes in.
        """
        lasts = verdicts.term(until)

        def do() -> str:
            author = number_of(author_id)
            request = requests.ban(self._group, author, until=until, comment=reason)
            require_one(self._client.ask(request, Deadline(self.limit)))
            return author_id

        profile = self._profile(author_id)
        return done(do, by_hand.block(self._place.black_list, profile, lasts, reason))

    def find_block(
        self, author_id: str, *, until: datetime | None = None, for_ever: bool = False
    ) -> LookOutcome:
        """Present while the author is blocked, for that term if one is asked about."""
        try:
            request = requests.banned(self._group, number_of(author_id))
            entries = page_objects.bans(self._client.ask(request, Deadline(self.limit)))
        except NetworkError as error:
            return Absent() if error.kind is Kind.ALREADY else verdicts.not_seen(error)
        ban = next((entry for entry in entries if entry.author_id == author_id), None)
        if ban is None:
            # VK was asked for one author: entries of others mean that it did not understand.
            return (
                CannotTell("ВКонтакте показал чёрный список без автора.") if entries else Absent()
            )
        if not _lasts(ban):
            return Absent("срок блокировки истёк")
        other = verdicts.other_term(ban.until, until, for_ever=for_ever)
        return other or Present(author_id)

    def ends_block(self, author_id: str) -> bool:
        """VK takes the term with the block."""
        return True

    def unblock(self, author_id: str) -> DoOutcome:
        """Take an author off the black list. Done too if VK finds no such author there."""

        def do() -> str:
            request = requests.unban(self._group, number_of(author_id))
            try:
                require_one(self._client.ask(request, Deadline(self.limit)))
            except NetworkError as error:
                if error.kind is not Kind.ALREADY:
                    raise
            return author_id

        return done(do, by_hand.unblock(self._place.black_list, self._profile(author_id)))

    def blocked(self) -> list[BlockedAuthor]:
        """Everybody who is blocked now. Raises CouldNotRead."""
        deadline = Deadline(self.harvest_limit)

        def fetch(offset: int) -> Sheet[BlockedAuthor]:
            request = requests.black_list(self._group, offset=offset)
            return page_objects.sheet_of_bans(self._client.ask(request, deadline))

        with self._reading("Чёрный список"):
            return [ban for ban in read_whole(fetch) if _lasts(ban)]

    def _profile(self, author_id: str) -> str:
        try:
            return self._place.profile(number_of(author_id))
        except NetworkError:
            return author_id


def _lasts(ban: BlockedAuthor) -> bool:
    return ban.until is None or ban.until > now()
