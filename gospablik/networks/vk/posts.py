"""The posts of a VK page: reading, publishing, changing, taking off."""

from collections.abc import Callable
from datetime import datetime

from gospablik.networks import verdicts
from gospablik.networks.base import Draft, LivePost
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.json_values import Json
from gospablik.networks.matching import carries
from gospablik.networks.transport import Deadline
from gospablik.networks.vk import by_hand, drafts, requests
from gospablik.networks.vk.answers import (
    new_id,
    nonsense,
    nothing_written,
    number_of,
    require_one,
)
from gospablik.networks.vk.opened import SLACK, Opened, done
from gospablik.networks.vk.requests import Request
from gospablik.outcomes import Absent, DoOutcome, LookOutcome, Present, Refused

_GONE_OR_FORBIDDEN = {15, 104, 210}


class Posts(Opened):
    """The part of VkPage that has to do with posts."""

    def posts(self, since: datetime) -> list[LivePost]:
        """All posts of the page since then, newest first, read whole. Raises CouldNotRead."""
        with self._reading("Записи"):
            found = self._wall.posts(since, Deadline(self.harvest_limit))
            return [item.post for item in found]

    def post(self, network_id: str) -> LivePost | None:
        """One post, None if it is gone. Raises CouldNotRead."""
        with self._reading(f"Запись {network_id}"):
            found = self._wall.post(network_id, Deadline(self.limit))
            return found.post if found else None

    def publish(self, draft: Draft, *, key: str) -> DoOutcome:
        """Publish a draft as it is. VK drops a double with the same `key`.

        If VK refuses the card of the link, and with it the post, the post goes without the card.
        """
        if refusal := drafts.unfit(draft):
            return refusal
        deadline = Deadline(self.limit)

        def make(attached: tuple[str, ...]) -> Request:
            return requests.publish(self._group, draft.text, attached, key=key)

        def do() -> str:
            answer = self._with_card(make, drafts.names(draft), drafts.card(draft), deadline)
            return new_id(answer, "post_id")

        return done(do, by_hand.publish(self._place.home))

    def find_post(self, marker: str, *, since: datetime) -> LookOutcome:
        """Look for a post whose text, source, attached link or reposted post is the marker."""
        try:
            found = self._wall.posts(since - SLACK, Deadline(self.limit))
        except NetworkError as error:
            return verdicts.not_seen(error)
        named = self._place.named_post(marker)
        wanted = [marker, *([f"{self._place.base}/wall{named}"] if named else [])]
        for item in found:
            if any(carries(mark, item.post.text, item.post.links) for mark in wanted):
                return Present(item.post.network_id)
        return Absent()

    def edit_post(self, network_id: str, draft: Draft) -> DoOutcome:
        """Give a post another text. Its attachments are read first: VK drops what is not told.

        A post with something that no name can be told of (a repost) is left to a person.
        """
        if refusal := drafts.unfit(draft):
            return refusal
        deadline = Deadline(self.limit)
        way = by_hand.edit_post(self._place.post(network_id))
        try:
            number = number_of(network_id)
            kept, card = self._kept(network_id, draft, deadline)
        except NetworkError as error:
            return verdicts.outcome(nothing_written(error), way)

        def make(attached: tuple[str, ...]) -> Request:
            return requests.edit_post(self._group, number, draft.text, attached)

        def do() -> str:
            new_id(self._with_card(make, kept, card, deadline), "post_id")
            return network_id

        return done(do, way)

    def delete_post(self, network_id: str) -> DoOutcome:
        """Take a post off the page. Done too if reading shows that it is gone."""
        deadline = Deadline(self.limit)

        def do() -> str:
            request = requests.delete_post(self._group, number_of(network_id))
            try:
                require_one(self._client.ask(request, deadline))
            except NetworkError as error:
                if error.code not in _GONE_OR_FORBIDDEN:
                    raise
                if not self._gone(network_id, error, deadline):
                    raise
            return network_id

        return done(do, by_hand.delete_post(self._place.post(network_id)))

    def pin_post(self, network_id: str) -> DoOutcome:
        """Put a post on top of the page."""

        def do() -> str:
            request = requests.pin_post(self._group, number_of(network_id))
            require_one(self._client.ask(request, Deadline(self.limit)))
            return network_id

        return done(do, by_hand.pin_post(self._place.post(network_id)))

    def repost(self, source: str, text: str, *, key: str) -> DoOutcome:
        """Share another page's post of VK, by its address.

        VK takes no `key` here: a repeat is told from a first time by `find_post(source)` alone.
        """
        named = self._place.named_post(source)
        if named is None:
            return Refused(
                f"Репост не сделан: «{source[:200]}» — не адрес записи ВКонтакте. Что делать:"
                " откройте запись и скопируйте её адрес, он выглядит как vk.com/wall-1_2."
            )
        if refusal := drafts.too_long(text):
            return refusal

        def do() -> str:
            request = requests.repost(self._group, f"wall{named}", text)
            answer = self._client.ask(request, Deadline(self.limit))
            if not isinstance(answer, dict) or answer.get("success") != 1:
                raise nonsense("нет подтверждения репоста")
            return new_id(answer, "post_id")

        return done(do, by_hand.repost(f"{self._place.base}/wall{named}", self._page.name))

    def _with_card(
        self,
        make: Callable[[tuple[str, ...]], Request],
        attached: tuple[str, ...],
        card: tuple[str, ...],
        deadline: Deadline,
    ) -> Json:
        try:
            return self._client.ask(make((*attached, *card)), deadline)
        except NetworkError as error:
            if not card or not drafts.refuses_card(error):
                raise
        return self._client.ask(make(attached), deadline)

    def _kept(
        self, network_id: str, draft: Draft, deadline: Deadline
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What an edit tells to be attached, and the card that it may go without."""
        if draft.media:
            return drafts.names(draft), drafts.card(draft)
        post = self._wall.post(network_id, deadline)
        if post is None:
            raise NetworkError(
                Kind.REFUSED,
                None,
                f"Записи {network_id} на странице нет, правка не отправлена.",
                todo="проверьте страницу ВКонтакте глазами.",
            )
        if post.unnamed:
            what = ", ".join(post.unnamed)
            raise NetworkError(
                Kind.PERSON,
                None,
                f"Правка не отправлена: ВКонтакте потерял бы при ней вложение ({what}).",
            )
        return post.standing, ()

    def _gone(self, network_id: str, refusal: NetworkError, deadline: Deadline) -> bool:
        try:
            return self._wall.post(network_id, deadline) is None
        except NetworkError as error:
            why = f"{refusal.why} Осталась ли запись, прочесть не удалось: {error.why}"
            raise NetworkError(Kind.UNKNOWN, refusal.code, why) from None
