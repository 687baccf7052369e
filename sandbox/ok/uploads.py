"""photosV2.getUploadUrl, video.* and the files themselves under /ok/upload/ (facts B4, B5)."""

import io
import secrets
from typing import Any

from PIL import Image

from sandbox.ok.access import Call
from sandbox.ok.errors import OkError
from sandbox.ok.limits import Limits
from sandbox.ok.records import WRITERS, Photo, Upload, Video
from sandbox.ok.store import Store

TTL_MS = 86_399_988
PHOTO_IDS, VIDEO_IDS = 962_000_000_000, 7_400_000_000_000
FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif"}


def _address(call: Call, kind: str, files: list[str]) -> tuple[str, int]:
    upload = Upload(secrets.token_urlsafe(18), kind, files, call.now + TTL_MS)
    call.store.uploads[upload.api_token] = upload
    ids = ",".join(files)
    url = f"{call.host}/ok/upload/{kind}?apiToken={upload.api_token}&ids={ids}"
    return url, upload.expires_ms


def get_photo_url(call: Call) -> dict[str, Any]:
    """photosV2.getUploadUrl for a topic of a group: without `aid`, and never committed."""
    group = call.group("gid")
    call.require(group, WRITERS)
    if "aid" in call.params:
        raise OkError(120, "Invalid album id")
    photos = []
    for _ in range(call.params.integer("count", 1, minimum=1, maximum=100)):
        number = str(PHOTO_IDS + call.store.number())
        call.store.photos[number] = Photo(number, group.group_id, call.person)
        photos.append(number)
    url, expires = _address(call, "photo", photos)
    return {"photo_ids": photos, "upload_url": url, "ttl_ms": TTL_MS, "expires_ms": expires}


def get_video_url(call: Call) -> dict[str, Any]:
    """video.getUploadUrl; a size of 0 means «not known yet»."""
    group = call.group("gid")
    call.require(group, WRITERS)
    title = call.params.needed("file_name")
    size = call.params.integer("file_size", 0)
    if size:
        _check_video_size(call.store.limits, size)
    number = str(VIDEO_IDS + call.store.number())
    call.store.videos[number] = Video(number, group.group_id, call.person, title)
    url, _ = _address(call, "video", [number])
    return {"video_id": number, "upload_url": url}


def update_video(call: Call) -> dict[str, Any]:
    """video.update (its answer is a guess after mediatopic.edit)."""
    video = call.store.videos.get(call.params.needed("vid"))
    if video is None:
        raise OkError(300, "Movie not found")
    call.require(call.store.groups[video.group_id], WRITERS)
    video.title = call.params.text("title", video.title)
    video.published = call.params.flag("publish", video.published)
    return {"success": True}


def _check_video_size(limits: Limits, size: int) -> None:
    if size < limits.video_min_bytes:
        raise OkError(100, "FileToSmall")
    if size > limits.video_max_bytes:
        raise OkError(100, "FileToLarge")


def receive(
    store: Store, kind: str, api_token: str, files: list[bytes] | None, now: int
) -> dict[str, Any] | None:
    """Take the files of one upload (None: the body was no multipart form).

    Photos answer a token for each; a video answers nothing. All files are taken or none.
    """
    upload = store.uploads.get(api_token)
    if upload is None or upload.kind != kind or upload.expires_ms <= now:
        raise OkError(100, "Upload url is invalid or expired")
    if files is None:
        raise OkError(324, "Error processing multi-part request")
    if not files:
        raise OkError(505, "No image is found in request")
    if len(files) > len(upload.files):
        raise OkError(100, "Too many files")
    if kind == "video":
        _check_video_size(store.limits, len(files[0]))
        store.videos[upload.files[0]].size = len(files[0])
        return None
    stored = [stored_photo(one, store.limits) for one in files]
    answer = {}
    for number, (image, media_type, sides) in zip(upload.files, stored, strict=False):
        photo = store.photos[number]
        photo.image, photo.media_type = image, media_type
        photo.width, photo.height = sides
        photo.token = secrets.token_urlsafe(24)
        answer[number] = {"token": photo.token}
    return {"photos": answer}


def stored_photo(data: bytes, limits: Limits) -> tuple[bytes, str, tuple[int, int]]:
    """The picture as OK keeps it, its media type and its sides; or what is wrong with it."""
    if not data:
        raise OkError(505, "No image is found in request")
    if len(data) > limits.photo_bytes:
        raise OkError(500, "The size in bytes of image binary content exceeds the limits")
    try:
        image = Image.open(io.BytesIO(data), formats=list(FORMATS))
    except Image.DecompressionBombError:
        raise OkError(502, "The image size in pixels is too big") from None
    except OSError:
        raise OkError(503, "The image format cannot be recognized") from None
    if min(image.size) < limits.photo_min_side:
        raise OkError(501, "The image size in pixels is too small")
    if max(image.size) > limits.photo_max_side:
        raise OkError(502, "The image size in pixels is too big")
    kind = image.format or "JPEG"
    try:
        image.load()
    except (OSError, SyntaxError, ValueError):
        raise OkError(504, "The image format is recognized, but the content is corrupted") from None
    side = limits.photo_stored_side
    if max(image.size) <= side:
        return data, FORMATS[kind], image.size
    small = image.convert("RGB")
    small.thumbnail((side, side))
    stored = io.BytesIO()
    small.save(stored, "JPEG", quality=90)
    return stored.getvalue(), "image/jpeg", small.size
