"""Where files land between an upload address and the call that saves them (facts A6)."""

import json
import secrets
from dataclasses import dataclass, field

from sandbox.vk.media import Video, ending
from sandbox.vk.pictures import Sides, is_picture, measured

SERVER = 857_412
MOST_DOC_BYTES = 200 * 1024 * 1024
REFUSED_DOCS = {"exe", "com", "bat", "cmd", "msi", "apk", "mp3", "wav", "ogg", "flac", "m4a"}


@dataclass(frozen=True)
class Ticket:
    """Whom an upload address was given to, and what for; `video` is the promised video."""

    kind: str
    owner_id: int
    user_id: int
    for_messages: bool = False
    video: Video | None = None


@dataclass(frozen=True)
class File:
    """An uploaded file."""

    name: str
    data: bytes = field(repr=False)

    @property
    def ext(self) -> str:
        """The end of the name."""
        return ending(self.name)


@dataclass(frozen=True)
class LandedPhoto:
    """A picture that waits for photos.save…; `photo` is the middle of the triple."""

    ticket: Ticket
    photo: str
    sides: Sides
    file: File


@dataclass(frozen=True)
class LandedDoc:
    """A document that waits for docs.save."""

    ticket: Ticket
    file: File

    def refused(self) -> bool:
        """Whether VK does not take it: empty, too big, a program, music or a picture."""
        size = len(self.file.data)
        banned = self.file.ext in REFUSED_DOCS
        return banned or not 0 < size <= MOST_DOC_BYTES or is_picture(self.file.data)


class Desk:
    """Upload addresses given out (by their secret part), and what came to them."""

    def __init__(self) -> None:
        self.tickets: dict[str, Ticket] = {}
        self.photos: dict[str, LandedPhoto] = {}
        self.docs: dict[str, LandedDoc] = {}

    def address(self, origin: str, ticket: Ticket) -> str:
        """A new upload address."""
        key = secrets.token_urlsafe(24)
        self.tickets[key] = ticket
        return f"{origin}/vk/upload/{ticket.kind}/{key}"

    def land_photo(self, ticket: Ticket, files: list[File]) -> dict[str, object]:
        """The triple for photos.save…: server, photo, hash.

        No file, or several: `photo` is empty (python273/vk_api#544). A file that is no picture VK
        takes, or whose name has no ending (VKCOM/vk-java-sdk#42): `photo` is «[]».
        """
        secret = secrets.token_hex(16)
        answer = {"server": SERVER, "photo": "", "hash": secret}
        if len(files) != 1:
            return answer
        sides = measured(files[0].data) if files[0].ext else None
        if sides is None:
            return answer | {"photo": "[]"}
        token = f"{secrets.token_hex(5)}:w"
        photo = json.dumps([{"markers_restarted": True, "photo": token, "sizes": []}])
        self.photos[secret] = LandedPhoto(ticket, photo, sides, files[0])
        return answer | {"photo": photo}

    def land_doc(self, ticket: Ticket, files: list[File]) -> dict[str, object]:
        """The `file` for docs.save."""
        if len(files) != 1:
            return {"error": "no file"}
        name = f"{ticket.owner_id}|0|{secrets.token_hex(16)}"
        self.docs[name] = LandedDoc(ticket, files[0])
        return {"file": name}

    def land_video(self, ticket: Ticket, files: list[File]) -> dict[str, object]:
        """The promised video gets its file; one that stays elsewhere needs none."""
        video = ticket.video
        if video is not None and video.link:
            return {"response": 1}
        if video is None or len(files) != 1 or not files[0].data:
            return {"error": "no file"}
        video.data = files[0].data
        return {"size": len(video.data), "video_id": video.id}
