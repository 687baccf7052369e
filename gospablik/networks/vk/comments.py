"""The comments of a VK page."""

from collections.abc import Mapping
from datetime import datetime

from gospablik.clock import require_aware
from gospablik.networks import verdicts
from gospablik.networks.base import LiveComment, NewComments
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.matching import same_text
from gospablik.networks.moscow import which
from gospablik.networks.outside import ENTRY, Spot, said, spot
from gospablik.networks.transport import Deadline
from gospablik.networks.vk import by_hand, drafts, requests
from gospablik.networks.vk.answers import new_id, number_of, require_one
from gospablik.networks.vk.opened import SLACK, Opened, done
from gospablik.outcomes import Absent, AlreadySo, DoOutcome, LookOutcome, NeedsPerson, Present


class Comments(Opened):
    """The part of VkPage that has to do with comments under posts."""

    def comments(self, post_network_id: str) -> list[LiveComment]:
        """All comments under a post with their threads, oldest first. Raises CouldNotRead.

        Of a place outside the posts («board:12»): all that was written there.
        """
        deadline, place = Deadline(self.harvest_limit), spot(post_network_id)
        with self._reading(f"Комментарии записи {post_network_id}"):
            if place:
                return self._spots.at(place, deadline)
            return self._wall.comments(post_network_id, deadline)

    def new_comments(
        self, post_network_id: str, known: Mapping[str, str | None], lacking: int
    ) -> NewComments:
        """What is new under a post, see `gospablik.networks.base.ReadsNew`."""
        deadline = Deadline(self.harvest_limit)
        with self._reading(f"Комментарии записи {post_network_id}"):
            return self._wall.new_comments(post_network_id, known, lacking, deadline)

    def fetch_picture(self, reference: str) -> bytes:
        """A resident's picture, see `gospablik.networks.base.ShowsPictures`."""
        return self._client.picture(reference)

    def reply(self, text: str, *, post_id: str, key: str, to: str | None = None) -> DoOutcome:
        """Write a comment in the page's name. VK drops a double with the same `key`.

        `to`: in the thread of that comment. Outside the posts a person does.
        """
        if refusal := drafts.too_long(text, reply=True):
            return refusal
        if place := spot(post_id):
            way = by_hand.reply_outside(self._place.outside(place), below=to is not None)
            return NeedsPerson("Вне постов программа не отвечает.", way.link, way.press)

        def do() -> str:
            answered = number_of(to) if to else None
            request = requests.reply(
                self._group, number_of(post_id), text, key=key, answered=answered
            )
            return new_id(self._client.ask(request, Deadline(self.limit)), "comment_id")

        return done(do, by_hand.reply(self._place.post(post_id), below=to is not None))

    def find_reply(self, text: str, *, post_id: str, since: datetime) -> LookOutcome:
        """Look for a comment of the page itself with this text, white space aside."""
        since, place = require_aware(since) - SLACK, spot(post_id)
        deadline = Deadline(self.limit)
        try:
            if place:
                found = self._spots.at(place, deadline)
            else:
                found = self._wall.comments(post_id, deadline)
        except NetworkError as error:
            return verdicts.not_seen(error)
        for comment in found:
            if comment.by_page and comment.written_at >= since and same_text(comment.text, text):
                return Present(comment.network_id)
        return Absent()

    def remove_comment(self, comment_id: str, *, post_id: str) -> DoOutcome:
        """Take a comment off the page. AlreadySo if VK has no such comment."""
        if outside := said(comment_id):
            return self._remove_outside(outside)
        deadline = Deadline(self.limit)

        def do() -> str | AlreadySo:
            request = requests.delete_comment(self._group, number_of(comment_id))
            try:
                require_one(self._client.ask(request, deadline))
            except NetworkError as error:
                if error.kind is not Kind.ALREADY and not (
                    # 15 and 211 are also said of what is gone (facts A3); reading tells.
                    error.kind is Kind.NO_RIGHT
                    and isinstance(self._wall.find_comment(comment_id, post_id, deadline), Absent)
                ):
                    raise
                return verdicts.gone(comment_id)
            return comment_id

        return done(do, by_hand.remove(self._place.comment(comment_id, post_id)))

    def find_comment(self, comment_id: str, *, post_id: str) -> LookOutcome:
        """Present while the comment stands on the page."""
        if outside := said(comment_id):
            return self._find_outside(outside)
        return self._wall.find_comment(comment_id, post_id, Deadline(self.limit))

    def restore_comment(self, comment_id: str, *, post_id: str) -> DoOutcome:
        """Put a removed comment back. Done too if VK says that it was not removed."""
        if outside := said(comment_id):
            way = by_hand.restore(self._place.outside(outside), comment_id)
            return NeedsPerson(
                "Вне постов программа удалённого не возвращает.", way.link, way.press
            )

        def do() -> str:
            request = requests.restore_comment(self._group, number_of(comment_id))
            try:
                require_one(self._client.ask(request, Deadline(self.limit)))
            except NetworkError as error:
                if error.kind is not Kind.SAME:
                    raise
            return comment_id

        return done(do, by_hand.restore(self._place.post(post_id), comment_id))

    def _remove_outside(self, spot: Spot) -> DoOutcome:
        deadline, where = Deadline(self.limit), self._place.outside(spot)

        def do() -> str | AlreadySo:
            name = str(spot)
            return name if self._spots.remove(spot, deadline) else verdicts.gone(name)

        outcome = done(do, by_hand.delete_post(where))
        if spot.kind == ENTRY or not isinstance(outcome, NeedsPerson):
            return outcome
        way = by_hand.remove_outside(where, self._which(spot, deadline))
        return NeedsPerson(outcome.why, way.link, way.press)

    def _find_outside(self, spot: Spot) -> LookOutcome:
        try:
            found = self._spots.one(spot, Deadline(self.limit))
        except NetworkError as error:
            return verdicts.not_seen(error)
        return Present(str(spot)) if found else Absent()

    def _which(self, spot: Spot, deadline: Deadline) -> str:
        """Whose it is and of what time, if VK lets us look."""
        try:
            found = self._spots.one(spot, deadline)
        except NetworkError:
            return ""
        return which(found) if found else ""
