"""The posts of one channel of MAX."""

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from gospablik.networks import verdicts
from gospablik.networks.base import Draft, LivePost, Medium, Uploaded
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.matching import carries
from gospablik.networks.max import by_hand, requests, uploads
from gospablik.networks.max.answers import made_id, require_success
from gospablik.networks.max.channel import SLACK
from gospablik.networks.max.part import Part
from gospablik.networks.transport import SHORT_WAIT, Deadline
from gospablik.outcomes import (
    Absent,
    DoOutcome,
    LookOutcome,
    NeedsPerson,
    NothingHappened,
    Present,
    Refused,
)


class Posts(Part):
    """Reading, publishing, changing and removing posts. Ids are MAX's `mid`."""

    shows_removals = True
    upload_limit = timedelta(minutes=2)
    adds_later = False

    def posts(self, since: datetime) -> list[LivePost]:
        """All posts since then, newest first, read whole. Raises CouldNotRead.

        `comments` is -1: MAX does not count them.
        """
        with self._reading("Посты"):
            return self._channel.posts(since, Deadline(self.harvest_limit))

    def post(self, network_id: str) -> LivePost | None:
        """One post, None if it is gone. Raises CouldNotRead."""
        with self._reading(f"Пост {network_id}"):
            return self._channel.post(network_id, Deadline(self.limit))

    def upload(self, medium: Medium) -> Uploaded | DoOutcome:
        """Give MAX a file; nothing appears on the page, so a broken try did nothing."""
        try:
            reference = uploads.give(self._client, medium, Deadline(self.upload_limit))
        except NetworkError as error:
            if error.kind is Kind.UNKNOWN:
                return NothingHappened(f"{error.why} «{medium.name}» не передан.", SHORT_WAIT)
            return verdicts.outcome(error, by_hand.publish(self._home))
        return Uploaded(medium, reference)

    def publish(self, draft: Draft, *, key: str) -> DoOutcome:
        """Publish a post. MAX knows no keys of actions: doubles are kept off by `find_post`."""

        def do(deadline: Deadline) -> str:
            return made_id(self._client.ask(requests.publish(self._chat, draft), deadline))

        return self._do(do, by_hand.publish(self._home))

    def find_post(self, marker: str, *, since: datetime) -> LookOutcome:
        """Look for a post whose text or links hold the marker (an address).

        Whoever of the channel's administrators wrote it: the news stands on the page.
        """
        try:
            found = self._channel.posts(since - SLACK, Deadline(self.limit))
        except NetworkError as error:
            return verdicts.not_seen(error)
        for post in found:
            if carries(marker, post.text, post.links):
                return Present(post.network_id)
        return Absent()

    def edit_post(self, network_id: str, draft: Draft) -> DoOutcome:
        """Give a post another text; what is attached stays unless `draft.media` names it anew."""

        def do(deadline: Deadline) -> str:
            require_success(self._client.ask(requests.edit(network_id, draft), deadline))
            return network_id

        return self._do(do, by_hand.edit(self._home), post_id=network_id)

    def delete_post(self, network_id: str) -> DoOutcome:
        """Take a post off the page. Done too if it is gone."""

        def do(deadline: Deadline) -> str:
            try:
                require_success(self._client.ask(requests.delete(network_id), deadline))
            except NetworkError as error:
                # Whatever MAX calls a post that is not there, reading tells.
                said_no = error.kind in {Kind.ALREADY, Kind.REFUSED}
                if not said_no or not self._channel.post_is_gone(network_id, deadline):
                    raise
            return network_id

        return self._do(do, by_hand.delete(self._home), post_id=network_id)

    def pin_post(self, network_id: str) -> DoOutcome:
        """Put a post on top of the page (clause 3.4)."""

        def do(deadline: Deadline) -> str:
            require_success(self._client.ask(requests.pin(self._chat, network_id), deadline))
            return network_id

        return self._do(do, by_hand.pin(self._home), post_id=network_id)

    def repost(self, source: str, text: str, *, key: str) -> DoOutcome:
        """Forward another channel's post, named by its `mid`, with a text of ours.

        MAX finds no post by its address: such a one is a person's errand.
        """
        if source.startswith("mid."):
            return self._do(self._forwarding(source, text), by_hand.repost(self._home))
        if _host(source) == _host(self._page.address):
            why = "По адресу поста бот MAX переслать его не может: ему нужен номер сообщения."
            way = by_hand.repost(source)
            return NeedsPerson(why, way.link, way.press)
        return Refused(
            "Переслать в MAX можно только пост самого MAX. Ничего не отправлено."
            " Что делать: опубликуйте текст со ссылкой на источник."
        )

    def _forwarding(self, mid: str, text: str) -> Callable[[Deadline], str]:
        def do(deadline: Deadline) -> str:
            return made_id(self._client.ask(requests.forward(self._chat, mid, text), deadline))

        return do


def _host(address: str) -> str | None:
    return urlsplit(address).hostname
