"""Posts of an OK page: read, published, changed."""

from datetime import datetime, timedelta

from gospablik.clock import require_aware
from gospablik.networks.base import Draft, LivePost, Medium, MediumKind, Uploaded
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.limits import TEXT
from gospablik.networks.matching import carries
from gospablik.networks.ok import attachment, by_hand, requests, upload
from gospablik.networks.ok.answers import new_id, require_yes
from gospablik.networks.ok.client import HOLD
from gospablik.networks.ok.part import SLACK, Part, before_writing, done, errand, too_long
from gospablik.networks.transport import Deadline
from gospablik.networks.verdicts import outcome
from gospablik.outcomes import Done, DoOutcome, LookOutcome, NeedsPerson, Refused

_GONE = "Записи больше нет в Одноклассниках. Ничего не сделано. Что делать: опубликуйте её заново."
_FILE = (
    "К записи в Одноклассниках нельзя прикрепить файл. Ничего не отправлено. Что делать: поставьте"
    " в текст ссылку на файл на сайте."
)
_EMPTY = "В записи нет ни текста, ни вложений. Ничего не отправлено. Что делать: допишите текст."
_NOT_KEPT = (
    "При правке через API Одноклассники заменяют все вложения, а среди вложений этой записи есть"
    " такое, которого заново не приложить (опрос, репост, чужая фотография)."
)
_NO_PIN = "Одноклассники не сообщили, чем закрепляют эту запись (нет pin_id)."


class Posts(Part):
    """Ids are OK's, as text; times are aware, UTC."""

    def posts(self, since: datetime) -> list[LivePost]:
        """The posts in the group's own name since then, newest first. Raises CouldNotRead.

        Topics that people wrote in the group are not the page's posts.
        """
        with self._reading("Записи"):
            found = self._topics.since(since, Deadline(self.harvest_limit))
            return [topic.post for topic in found if topic.by_group]

    def post(self, network_id: str) -> LivePost | None:
        """One post, None if it is gone or another group's. Raises CouldNotRead."""
        with self._reading(f"Запись {network_id}"):
            topic = self._topics.one(network_id, Deadline(self.limit))
            return topic.post if topic else None

    def find_post(self, marker: str, *, since: datetime) -> LookOutcome:
        """Look for a topic that carries the marker, in whoever's name it came out."""
        since = require_aware(since) - SLACK
        return self._topics.find(marker, since, Deadline(self.limit))

    def upload(self, medium: Medium) -> Uploaded | DoOutcome:
        """Give OK a picture or a video beforehand. A file cannot be attached at all."""
        if medium.kind is MediumKind.FILE:
            return Refused(_FILE)
        photo = medium.kind is MediumKind.PHOTO
        if not photo and (refusal := _unfit_video(medium)):
            return refusal
        send = upload.photo if photo else upload.video
        deadline = Deadline(self.upload_limit - timedelta(seconds=HOLD))
        try:
            with before_writing():
                return Uploaded(medium, send(self._client, self._group, medium, deadline))
        except NetworkError as error:
            return outcome(error, by_hand.publish(self._home))

    def publish(self, draft: Draft, *, key: str) -> DoOutcome:
        """Publish in the group's name. OK drops no double: `find_post` comes before a repeat."""
        if refusal := _unfit(draft):
            return refusal
        content = attachment.as_json(attachment.blocks(draft))
        request = requests.publish(self._group, content)

        def do() -> str:
            return new_id(self._client.ask(request, Deadline(self.limit)))

        return done(do, by_hand.publish(self._home))

    def edit_post(self, network_id: str, draft: Draft) -> DoOutcome:
        """Give a post another text. What it carries is read first and sent anew with the text."""
        if refusal := _unfit(draft):
            return refusal
        deadline, way = Deadline(self.limit), by_hand.edit(self._post_at(network_id))
        try:
            with before_writing():
                topic = self._topics.one(network_id, deadline)
        except NetworkError as error:
            return outcome(error, way)
        if topic is None:
            return Refused(_GONE)
        if topic.kept is None:
            return NeedsPerson(_NOT_KEPT, way.link, way.press)
        content = attachment.as_json(attachment.blocks(draft, topic.kept))

        def do() -> str:
            request = requests.edit(self._group, network_id, content)
            require_yes(self._client.ask(request, deadline))
            return network_id

        return done(do, way)

    def delete_post(self, network_id: str) -> DoOutcome:
        """Take a post off the page. Done too if OK has no such post."""

        def do() -> str:
            request = requests.delete(self._group, network_id)
            try:
                require_yes(self._client.ask(request, Deadline(self.limit)))
            except NetworkError as error:
                if error.kind is not Kind.ALREADY:
                    raise
            return network_id

        return done(do, by_hand.delete(self._post_at(network_id)))

    def pin_post(self, network_id: str) -> DoOutcome:
        """Put a post on top. One method pins and unpins, so a pinned post is left alone."""
        deadline, way = Deadline(self.limit), by_hand.pin(self._post_at(network_id))
        try:
            with before_writing():
                topic = self._topics.one(network_id, deadline)
        except NetworkError as error:
            return outcome(error, way)
        if topic is None:
            return Refused(_GONE)
        if topic.sticky:
            return Done(network_id)
        if topic.pin_id is None:
            return NeedsPerson(_NO_PIN, way.link, way.press)
        request = requests.pin(topic.pin_id)

        def do() -> str:
            require_yes(self._client.ask(request, deadline))
            return network_id

        return done(do, way)

    def repost(self, source: str, text: str, *, key: str) -> DoOutcome:
        """Always an errand."""
        return errand("поделиться чужой записью", by_hand.repost(source, self._page.name))


def _unfit(draft: Draft) -> Refused | None:
    """Why a draft cannot become a topic, if it cannot.

    A file may be among the media for the record's sake: `reference` is then its address, and the
    address must stand in the text.
    """
    if refusal := too_long(draft.text, TEXT["ok"].post, "Запись не отправлена"):
        return refusal
    files = [item for item in draft.media if item.medium.kind is MediumKind.FILE]
    if not all(item.reference and carries(item.reference, draft.text, ()) for item in files):
        return Refused(_FILE)
    return None if attachment.blocks(draft) else Refused(_EMPTY)


def _unfit_video(medium: Medium) -> Refused | None:
    if upload.SMALLEST_VIDEO <= len(medium.content) <= upload.LARGEST_VIDEO:
        return None
    return Refused(
        f"Видео «{medium.name}» не подходит Одноклассникам: нужно от 16 КБ до 1 ГБ. Ничего не"
        " отправлено. Что делать: замените видео."
    )
