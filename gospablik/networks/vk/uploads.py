"""Giving VK a file beforehand: ask where to, send it there, have it kept (shared facts A6).

Nothing of it appears on the page, so whatever goes wrong may be done again.
"""

from collections.abc import Callable

from gospablik.networks import verdicts
from gospablik.networks.base import Medium, MediumKind, Uploaded
from gospablik.networks.errors import REPEATS_ITSELF, Kind, NetworkError
from gospablik.networks.json_values import Json, Reader
from gospablik.networks.transport import SHORT_WAIT, Call, Deadline, Upload
from gospablik.networks.vk import attached, by_hand, upload_requests
from gospablik.networks.vk.answers import NAME, nothing_written
from gospablik.networks.vk.opened import Opened
from gospablik.outcomes import DoOutcome, Refused

_READ = Reader(NAME)
_LONGEST_CAPTION = 2048
_PATIENCE = 20.0
"""Seconds for which a server of uploads may chew on a file before it answers."""
_SPOILT = {None, 22, 105, 118, 121, 122, 129}
"""Errors of the steps of an upload that a fresh address may mend."""


class Uploads(Opened):
    """The part of VkPage that has to do with files."""

    def upload(self, medium: Medium) -> Uploaded | DoOutcome:
        """Give VK a file. `reference` is its name in attachments (photo-1_2, doc-1_2, video-1_2).

        What went wrong without a word about it is NothingHappened: a repeat harms nobody.
        """
        if refusal := _unfit(medium):
            return refusal
        deadline = Deadline(self.upload_limit)
        steps = {
            MediumKind.PHOTO: self._photo,
            MediumKind.FILE: self._document,
            MediumKind.VIDEO: self._video,
        }
        try:
            return Uploaded(medium, steps[medium.kind](medium, deadline))
        except NetworkError as error:
            way = by_hand.attach(self._place.home, medium)
            return verdicts.outcome(nothing_written(error), way)

    def _photo(self, medium: Medium, deadline: Deadline) -> str:
        def once() -> str:
            request = upload_requests.photo_server(self._group)
            sent = self._send("photo", medium, self._client.ask(request, deadline), deadline)
            photo = sent.get("photo")
            if not isinstance(photo, str) or photo in {"", "[]"}:
                raise _not_taken("пустой ответ вместо картинки")
            request = upload_requests.save_photo(
                self._group,
                server=_READ.number(sent, "server"),
                photo=photo,
                sha=_READ.words(sent, "hash"),
                caption=medium.alt,
            )
            saved = self._client.ask(request, deadline)
            if not isinstance(saved, list) or not saved:
                raise _not_taken("картинка не сохранена")
            return _named("photo", saved[0])

        return _twice(once, deadline)

    def _document(self, medium: Medium, deadline: Deadline) -> str:
        def once() -> str:
            request = upload_requests.document_server(self._group)
            sent = self._send("file", medium, self._client.ask(request, deadline), deadline)
            request = upload_requests.save_document(_READ.words(sent, "file"), medium.name)
            saved = _READ.table(self._client.ask(request, deadline))
            return _named("doc", saved.get("doc"))

        return _twice(once, deadline)

    def _video(self, medium: Medium, deadline: Deadline) -> str:
        # Once only: each video.save makes a further video in the community's list.
        request = upload_requests.video_server(self._group, medium.name, medium.alt)
        place = _READ.table(self._client.ask(request, deadline))
        self._send("video_file", medium, place, deadline)
        owner, number = _READ.number(place, "owner_id"), _READ.number(place, "video_id")
        return attached.with_key(f"video{owner}_{number}", place)

    def _send(self, field: str, medium: Medium, server: Json, deadline: Deadline) -> Json:
        call = Call(
            "POST",
            _READ.words(server, "upload_url"),
            files=(Upload(field, medium.name, medium.content, medium.mime),),
            hold=_PATIENCE,
        )
        sent = self._client.ask_elsewhere(call, deadline)
        if sent.get("error"):
            raise _not_taken(f"«{str(sent['error'])[:200]}»")
        return sent


def _unfit(medium: Medium) -> Refused | None:
    if medium.kind is MediumKind.FILE and medium.mime.startswith("image/"):
        return Refused(
            f"Файл «{medium.name}» не загружен: картинку документом ВКонтакте не показывает."
            " Что делать: приложите её как картинку."
        )
    if medium.kind is MediumKind.PHOTO and len(medium.alt) > _LONGEST_CAPTION:
        return Refused(
            f"Картинка «{medium.name}» не загружена: в подписи {len(medium.alt)} знаков, а"
            f" ВКонтакте берёт не больше {_LONGEST_CAPTION}. Что делать: сократите подпись."
        )
    return None


def _twice(once: Callable[[], str], deadline: Deadline) -> str:
    """What `once` comes to, tried anew from its first step if a step was spoilt."""
    try:
        return once()
    except NetworkError as error:
        spoilt = error.code in _SPOILT and error.kind is not Kind.WRONG_TOKEN
        if not spoilt or deadline.left() <= 0:
            raise
    return once()


def _named(kind: str, saved: Json) -> str:
    owner, number = _READ.number(saved, "owner_id"), _READ.number(saved, "id")
    return attached.with_key(f"{kind}{owner}_{number}", saved)


def _not_taken(what: str) -> NetworkError:
    why = f"Сервер загрузки ВКонтакте не принял файл: {what}."
    return NetworkError(Kind.LATER, None, why, todo=REPEATS_ITSELF, wait=SHORT_WAIT)
