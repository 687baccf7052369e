"""POST /uploads, the hosts it sends one to, and the addresses of what was uploaded (facts 2.5)."""

import mimetypes
import secrets
from io import BytesIO
from pathlib import PurePath
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.gate import through
from sandbox.max.call import Call
from sandbox.max.errors import MaxError, payload
from sandbox.max.limits import KINDS, Limits
from sandbox.max.records import Upload
from sandbox.max.spoil import spoiled
from sandbox.render import safe
from sandbox.world import World

EXTENSIONS = {
    "image": {"jpg", "jpeg", "png", "gif", "tif", "tiff", "bmp", "heic"},
    "video": {"mp4", "mov", "mkv", "webm"},
    "audio": {"mp3", "wav", "m4a", "ogg", "aac", "flac"},
}
FORMATS = {"JPEG", "MPO", "PNG", "GIF", "TIFF", "BMP", "HEIF"}
PROGRAMS = {"exe", "msi", "bat", "cmd", "com", "scr", "ps1", "vbs", "js", "jar", "apk", "sh"}


def open_upload(call: Call) -> dict[str, Any]:
    """POST /uploads: an address for one file; of video and audio the token comes at once."""
    kind = call.query.get("type", "")
    if kind not in KINDS:
        raise payload(f"type: must be one of {', '.join(KINDS)}")
    upload = Upload(
        len(call.store.uploads) + 1, kind, secrets.token_urlsafe(12), secrets.token_urlsafe(24)
    )
    call.store.uploads[upload.key] = upload
    answer = {"url": f"{call.base}/max-upload/{kind}/{upload.key}"}
    return answer | ({"token": upload.token} if kind in {"video", "audio"} else {})


async def receive(request: Request) -> Response:
    """The upload host: multipart with the field `data`, no Authorization needed."""
    world: World = request.app.state.world
    kind = request.path_params["kind"]
    async with request.form() as form:
        sent = form.get("data")
        name, content = "", None
        if isinstance(sent, UploadFile):
            name, content = sent.filename or "", await sent.read()
    place = f"max:upload:{kind}"
    entry = world.journal.open(
        world.clock.now(), place, {"name": name, "size": str(len(content or b""))}
    )

    def act() -> Response:
        try:
            upload = _waiting(world, kind, request.path_params["key"])
            _check(kind, name, content, world.max.limits)
        except MaxError as error:
            entry.outcome = f"error {error.code}"
            return JSONResponse(error.body(), error.status)
        upload.name, upload.content = PurePath(name).name, content
        upload.media = mimetypes.guess_type(name)[0] or upload.media
        entry.outcome = "ok"
        return _answer(upload)

    return await through(world.faults, place, request, entry, act, spoil=spoiled)


def _waiting(world: World, kind: str, key: str) -> Upload:
    """The upload that this address was made for; one address takes one file."""
    upload = world.max.uploads.get(key)
    if upload is None or upload.kind != kind:
        raise MaxError(404, "not.found", "Upload not found")
    if upload.content is not None:
        raise MaxError(400, "upload.error", "One url is for one file")
    return upload


def _answer(upload: Upload) -> Response:
    if upload.kind == "image":
        return JSONResponse({"photos": {upload.key: {"token": upload.token}}})
    if upload.kind == "file":
        return JSONResponse({"token": upload.token})
    return Response("<retval>1</retval>", media_type="application/xml")


def _check(kind: str, name: str, content: bytes | None, limits: Limits) -> None:
    """Refuse what is no file, empty files, forbidden extensions and pictures over the caps."""
    if content is None:
        raise MaxError(400, "upload.error", "multipart field data with a file is needed")
    if not content:
        raise MaxError(400, "upload.error", "File is empty")
    extension = PurePath(name).suffix.lower().removeprefix(".")
    allowed = EXTENSIONS.get(kind)
    if extension in PROGRAMS or (allowed is not None and extension not in allowed):
        raise MaxError(400, "upload.error", "File extension is forbidden")
    if kind == "image":
        _check_image(content, limits)


def _check_image(content: bytes, limits: Limits) -> None:
    # Pillow comes late: whoever looks at other things in the sandbox need not wait for it.
    from PIL import Image, UnidentifiedImageError
    from pillow_heif import register_heif_opener

    register_heif_opener()
    if len(content) > limits.image_bytes:
        raise MaxError(400, "upload.error", f"Image is over {limits.image_bytes} bytes")
    try:
        with Image.open(BytesIO(content)) as picture:
            form, sides = picture.format, picture.size
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError) as error:
        raise MaxError(400, "upload.error", "Image can not be read") from error
    if form not in FORMATS:
        raise MaxError(400, "upload.error", "File extension is forbidden")
    if max(sides) > limits.image_side:
        raise MaxError(400, "upload.error", f"Image is over {limits.image_side} pixels")


async def content(request: Request) -> Response:
    """The bytes of what was uploaded."""
    world: World = request.app.state.world
    number = request.path_params["number"]
    found = next((one for one in world.max.uploads.values() if one.number == number), None)
    if found is None or found.content is None:
        return Response("", 404)
    return safe(Response(found.content, media_type=found.media))
