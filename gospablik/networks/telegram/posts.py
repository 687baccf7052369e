"""The channel's posts: written by the bot, read from their copies in the discussion group."""

import re
from datetime import datetime, timedelta

from gospablik.clock import now, require_aware
from gospablik.errors import CouldNotRead, NeverShown
from gospablik.networks import verdicts
from gospablik.networks.base import Draft, LivePost, Medium, Uploaded
from gospablik.networks.errors import LOOKS_AGAIN, Kind, NetworkError
from gospablik.networks.matching import carries
from gospablik.networks.telegram import by_hand, drafts, messages, requests
from gospablik.networks.telegram.answers import message_id, require_true
from gospablik.networks.telegram.codes import CANNOT_DELETE, NO_CAPTION, NO_TEXT
from gospablik.networks.telegram.core import Core, done, fine_if, number
from gospablik.networks.telegram.requests import Request
from gospablik.networks.telegram.terms import why_not_deleted
from gospablik.networks.transport import Deadline
from gospablik.outcomes import CannotTell, DoOutcome, LookOutcome, NotNow, Present

_SLACK = timedelta(minutes=5)
"""How far Telegram's clock and ours may be apart."""
FRESH = timedelta(hours=1)
"""How old a reading of updates may be to say how a post stands now: updates are read every ten
minutes, so after an hour nobody is reading them.
"""
_POST = re.compile(
    r"(?:s/)?(?:c/(?P<inside>\d+)|(?P<name>[A-Za-z]\w{3,31}))/(?P<post>\d{1,15})/?", re.ASCII
)


class Posts(Core):
    """Everything about posts. Ids are message ids as text; of an album, of its first message."""

    shows_removals = False
    """There is no update of a removed post (facts 1.6)."""

    def posts(self, since: datetime) -> list[LivePost]:
        """All posts since then, newest first, as their copies in the group showed them.

        Raises CouldNotRead if there is no group or no update was ever read: then nothing is known.
        """
        since = require_aware(since)
        with self._reading("Посты"):
            self._group(Deadline(self.limit))
            if self._seen.read_until() is None:
                why = "Обновления этого канала ещё ни разу не прочитаны."
                raise NetworkError(Kind.LATER, None, why, todo=LOOKS_AGAIN)
        return sorted(self._seen.since(since), key=lambda post: post.published_at, reverse=True)

    def post(self, network_id: str) -> LivePost | None:
        """The post as its copy in the discussion group last showed it: edits come, removals not.

        Raises CouldNotRead if no updates were read within `FRESH`, NeverShown if its copy is in
        none of them: what stands in the channel is shown to nobody but people.
        """
        read = self._seen.read_until()
        if read is None or now() - read > FRESH:
            raise self._not_fresh(read)
        known = self._known(network_id)
        if known is not None:
            return known
        raise NeverShown(
            f"Пост {network_id} канала «{self._page.name}» не прочитан: Telegram показывает боту"
            " только копии постов в группе обсуждения, а копии этого поста программа не получила.",
            not_done="проверка по этим данным; это не значит, что всё в порядке.",
            next_step=f"откройте {self._post_at(network_id)} и посмотрите сами.",
        )

    def _not_fresh(self, read: datetime | None) -> CouldNotRead:
        ago = "ещё ни разу не прочитаны" if read is None else "не читались больше часа"
        return CouldNotRead(
            f"Посты: канал «{self._page.name}» в Telegram не прочитан. Обновления этого канала"
            f" {ago}, а о правках Telegram сообщает только в них.",
            not_done="проверка по этим данным; это не значит, что всё в порядке.",
            next_step="посмотрите, чем кончается «Сбор комментариев», и запустите его снова.",
        )

    def upload(self, medium: Medium) -> Uploaded | DoOutcome:
        """Nothing is sent beforehand: Telegram takes files with the post only."""
        return Uploaded(medium, "")

    def publish(self, draft: Draft, *, key: str) -> DoOutcome:
        """Publish a post as one message or one album; see `drafts`.

        Telegram has no idempotency key, so `key` does not travel: `find_post` tells a double.
        """

        def do() -> str:
            return message_id(self._ask(drafts.post(self._chat, draft), Deadline(self.limit)))

        return done(do, by_hand.publish(self._home))

    def find_post(self, marker: str, *, since: datetime) -> LookOutcome:
        """Present if a copy in the group carries the marker. Never Absent: none proves nothing."""
        since = require_aware(since)
        for post in self._seen.since(since - _SLACK):
            if carries(marker, post.text, post.links):
                return Present(post.network_id)
        try:
            self._group(Deadline(self.limit))
        except NetworkError as error:
            return verdicts.not_seen(error)
        read = self._seen.read_until()
        if read is None or read < since + self.settle:
            return NotNow("Обновления Telegram за это время ещё не прочитаны.")
        return CannotTell(
            "Копии поста в группе обсуждения нет; своих постов Telegram боту не показывает,"
            " поэтому неизвестно, вышел ли он."
        )

    def edit_post(self, network_id: str, draft: Draft) -> DoOutcome:
        """Give a post another text, and another medium if the draft names one.

        Several media, or one for an album, cannot be exchanged at once: that is for a person.
        """
        deadline = Deadline(self.limit)

        def do() -> str:
            with fine_if(Kind.SAME):
                self._edit(number(network_id, "поста"), draft, deadline)
            return network_id

        return done(do, by_hand.edit(self._post_at(network_id)))

    def _edit(self, message: int, draft: Draft, deadline: Deadline) -> None:
        known = self._known(str(message))
        if draft.media and not drafts.goes_without_media(draft):
            if len(draft.media) > 1 or known is None or messages.carried(known.attachments) > 1:
                why = "Бот меняет вложение только у поста, где оно одно."
                raise NetworkError(Kind.PERSON, None, why)
            message_id(self._ask(drafts.new_medium(self._chat, message, draft), deadline))
            return
        ways = [drafts.new_text, drafts.new_caption]
        if known is not None and messages.carried(known.attachments):
            ways.reverse()
        try:
            message_id(self._ask(ways[0](self._chat, message, draft), deadline))
        except NetworkError as error:
            # The answer proves that nothing changed and that the other way is the right one.
            if error.code not in {NO_TEXT, NO_CAPTION}:
                raise
            message_id(self._ask(ways[1](self._chat, message, draft), deadline))

    def delete_post(self, network_id: str) -> DoOutcome:
        """Take a post off the channel, an album whole. Telegram lets bots do so for 48 hours.

        How many messages an album has is known from its copy only; without one it is for a person,
        since the rest of the album would stay.
        """

        def do() -> str:
            known = self._known(network_id)
            request = self._deletion(number(network_id, "поста"), known)
            with fine_if(Kind.ALREADY):
                try:
                    require_true(self._ask(request, Deadline(self.limit)))
                except NetworkError as error:
                    if error.code != CANNOT_DELETE:
                        raise
                    published_at = known.published_at if known else None
                    raise why_not_deleted(error, published_at) from None
            return network_id

        return done(do, by_hand.delete(self._post_at(network_id)))

    def _deletion(self, message: int, known: LivePost | None) -> Request:
        if known is None:
            why = "Копии поста в группе обсуждения программа не видела и не знает, альбом ли это."
            raise NetworkError(Kind.PERSON, None, why)
        # The messages of an album are numbered in a row.
        album = range(message, message + max(messages.carried(known.attachments), 1))
        others = {str(one) for one in album[1:]}
        if any(post.network_id in others for post in self._seen.since(known.published_at - _SLACK)):
            raise NetworkError(Kind.PERSON, None, "Номера сообщений альбома идут не подряд.")
        return requests.delete(self._chat, tuple(album))

    def pin_post(self, network_id: str) -> DoOutcome:
        """Put a post on top of the channel, without a sound."""

        def do() -> str:
            request = requests.pin(self._chat, number(network_id, "поста"))
            with fine_if(Kind.SAME):
                require_true(self._ask(request, Deadline(self.limit)))
            return network_id

        return done(do, by_hand.pin(self._post_at(network_id)))

    def repost(self, source: str, text: str, *, key: str) -> DoOutcome:
        """Share another channel's post.

        Without a text it is forwarded, Telegram's own repost; of an album the one message named.
        Telegram adds no text to that, so with one it is a post of ours: the text, the address and
        its card. Comments under a forwarded post cannot be told from others (see `conversation`).
        """

        def do() -> str:
            request = self._sharing(source, text)
            return message_id(self._ask(request, Deadline(self.limit)))

        return done(do, by_hand.repost(self._home, source))

    def _sharing(self, source: str, text: str) -> Request:
        hosts = {"https://t.me/", "https://telegram.me/", f"{self._page.address.rstrip('/')}/"}
        path = next((source.removeprefix(host) for host in hosts if source.startswith(host)), "")
        found = _POST.fullmatch(path.partition("?")[0])
        if found is None:
            raise drafts.unfit(
                f"«{source}» — не адрес поста в Telegram.",
                "вставьте адрес, который даёт «Копировать ссылку», например"
                " https://t.me/canal/123.",
            )
        if text.strip():
            return drafts.post(self._chat, Draft(text=f"{text.rstrip()}\n\n{source}", link=source))
        inside = found["inside"]
        origin = int(f"-100{inside}") if inside else f"@{found['name']}"
        return requests.forward(self._chat, origin, int(found["post"]))
