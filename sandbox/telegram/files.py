"""Files: what is taken, what is made of a photo, how they are found again (facts 1.3)."""

import io
import itertools
import mimetypes

from PIL import Image, ImageOps

from sandbox.telegram.errors import BotError, bad
from sandbox.telegram.limits import Limits
from sandbox.telegram.params import Upload
from sandbox.telegram.records import File, Media

SIDES = (90, 320, 800, 1280)
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
MOST_SIDES, MOST_RATIO = 10000, 20
FOLDERS = {
    "photo": "photos",
    "video": "videos",
    "document": "documents",
    "sticker": "stickers",
    "voice": "voice",
}


class Files:
    """Everything ever uploaded, in memory."""

    def __init__(self) -> None:
        self._files: dict[str, File] = {}
        self._media: dict[str, Media] = {}
        self._numbers = itertools.count(1)

    def by_id(self, file_id: str) -> File | None:
        """The file that a file_id names."""
        return self._files.get(file_id)

    def by_path(self, path: str) -> File | None:
        """The file at a file_path."""
        return next((one for one in self._files.values() if one.path == path), None)

    def by_unique_id(self, unique_id: str) -> File | None:
        """The file for the pages."""
        return next((one for one in self._files.values() if one.unique_id == unique_id), None)

    def vanish(self, files: tuple[File, ...]) -> None:
        """Take these files off the servers; whoever names them is told so."""
        for one in files:
            self._files.pop(one.file_id, None)

    def again(self, file_id: str, kind: str) -> Media:
        """The media that a file_id was part of, to be sent once more."""
        media = self._media.get(file_id)
        if media is None:
            raise bad("wrong file identifier/HTTP URL specified")
        if media.kind != kind:
            had, wanted = media.kind.capitalize(), kind.capitalize()
            raise bad(f"can't use file of type {had} as {wanted}")
        return media

    def take(self, kind: str, upload: Upload, limits: Limits) -> Media:
        """Keep an upload as a photo, a document or a video, or refuse it."""
        size = len(upload.data)
        if size == 0:
            raise bad("file must be non-empty")
        if size > limits.upload_bytes:
            raise BotError(413, "Request Entity Too Large")
        if kind == "photo":
            if size > limits.photo_bytes:
                raise bad(
                    f"file of size {size} bytes is too big for a photo; "
                    f"the maximum size is {limits.photo_bytes} bytes"
                )
            return self._photo(upload.data)
        return self._kept(Media(kind, (self._file(kind, upload),)))

    def _photo(self, data: bytes) -> Media:
        try:
            with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
                wide, high = opened.size
                if wide + high > MOST_SIDES or max(wide, high) > MOST_RATIO * min(wide, high):
                    raise bad("PHOTO_INVALID_DIMENSIONS")
                picture = ImageOps.exif_transpose(opened).convert("RGB")
        except Image.DecompressionBombError:
            raise bad("PHOTO_INVALID_DIMENSIONS") from None
        except (OSError, SyntaxError, ValueError):
            raise bad("IMAGE_PROCESS_FAILED") from None
        longest = max(picture.size)
        sides = [*(side for side in SIDES if side < longest), min(longest, SIDES[-1])]
        sizes = []
        for side in dict.fromkeys(sides):
            scaled, out = picture.copy(), io.BytesIO()
            scaled.thumbnail((side, side))
            scaled.save(out, "JPEG", quality=87)
            made = Upload("photo.jpg", "image/jpeg", out.getvalue())
            sizes.append(self._file("photo", made, scaled.size))
        return self._kept(Media("photo", tuple(sizes)))

    def _file(self, kind: str, upload: Upload, size: tuple[int, int] = (0, 0)) -> File:
        number = next(self._numbers)
        guessed = mimetypes.guess_type(upload.name)[0]
        ending = upload.name.rsplit(".", 1)[-1] if "." in upload.name else "bin"
        return File(
            file_id=f"BQACAgI{number:09d}{kind.capitalize()}",
            unique_id=f"AQAD{number:09d}",
            path=f"{FOLDERS[kind]}/file_{number}.{ending}",
            name=upload.name,
            mime=guessed or upload.mime,
            data=upload.data,
            width=size[0],
            height=size[1],
        )

    def _kept(self, media: Media) -> Media:
        for one in media.files:
            self._files[one.file_id] = one
            self._media[one.file_id] = media
        return media

    def example(self, kind: str, limits: Limits) -> Media:
        """Something of this kind, for what residents and people by hand send."""
        names = {
            "document": "zayavlenie.pdf",
            "video": "video.mp4",
            "sticker": "sticker.webp",
            "voice": "voice.ogg",
        }
        if kind != "photo":
            return self.take(kind, Upload(names[kind], "", b"sandbox"), limits)
        shade = Image.linear_gradient("L").resize((640, 400))
        drawn, out = ImageOps.colorize(shade, (150, 190, 226), (240, 244, 248)), io.BytesIO()
        drawn.save(out, "PNG")
        return self.take("photo", Upload("photo.png", "image/png", out.getvalue()), limits)
