"""What a message is made of: its text with markup, and what hangs on it (facts 2.2, 2.3, 2.5)."""

from collections.abc import Iterable
from typing import Any

from sandbox.fields import Fields
from sandbox.max.call import MID, Call
from sandbox.max.errors import not_ready, payload
from sandbox.max.limits import KINDS
from sandbox.max.markup import Element, read_html, units
from sandbox.max.records import Attachment, Upload

ALONE = {"file", "audio"}
KEPT_AS_SENT = {"share", "inline_keyboard"}


def text_of(call: Call) -> tuple[str | None, list[Element]]:
    """The text and its markup; None where none was sent. The raw text is what is measured."""
    text = call.body.optional_text("text")
    form = call.body.optional_text("format")
    if form not in (None, "html"):
        raise payload(f"format: {form} does not stand in the sandbox, only html")
    if text is None:
        return None, []
    if units(text) > call.store.limits.text:
        raise payload(f"text: size must be between 0 and {call.store.limits.text}")
    return read_html(text) if form == "html" else (text, [])


def link_of(call: Call, kinds: tuple[str, ...]) -> tuple[str, str] | None:
    """The message that this one answers or forwards: (kind, mid)."""
    sent = call.body.data.get("link")
    if sent is None:
        return None
    link = Fields(sent)
    kind, mid = link.choice("type", kinds), link.text("mid")
    linked = call.store.messages.get(mid)
    if not MID.fullmatch(mid) or linked is None or linked.deleted_at is not None:
        raise payload("link: message not found")
    return kind, mid


def attachments_of(call: Call) -> tuple[Attachment, ...] | None:
    """The attachments, all of them ready for use; None where the field is null or absent."""
    sent = call.body.data.get("attachments")
    if sent is None:
        return None
    if not isinstance(sent, list):
        raise payload("attachments: must be a list")
    made = [one for each in sent for one in _attachment(call, Fields(each))]
    if len(made) > 1 and any(one.kind in ALONE for one in made):
        raise payload("attachments: file must be the only attachment")
    _await(call, [one.upload for one in made if one.upload is not None])
    return tuple(made)


def _attachment(call: Call, sent: Fields) -> Iterable[Attachment]:
    """What one attachment request stands for; an image's map of photos may name several."""
    kind = sent.text("type")
    body = Fields(sent.data.get("payload") or {})
    if kind in KEPT_AS_SENT:
        needed = "url" if kind == "share" else "buttons"
        if not body.data.get(needed):
            raise payload(f"attachments: {kind} needs payload.{needed}")
        return [Attachment(kind, payload={needed: body.data[needed]})]
    if kind not in KINDS:
        raise payload(f"attachments: {kind} does not stand in the sandbox")
    tokens = _tokens(kind, body.data)
    return [Attachment(kind, upload_of(call, kind, token)) for token in tokens]


def _tokens(kind: str, body: Any) -> list[str]:
    """The tokens named; for images `token`, `photos` and `url` exclude each other."""
    given = [name for name in ("token", "photos", "url") if body.get(name)]
    if len(given) != 1:
        raise payload("attachments: exactly one of token, photos and url is needed")
    if given == ["url"]:
        # Documented as allowed, forbidden in a field report of 2026 (facts 2.5); and the sandbox
        # fetches nothing from elsewhere.
        raise payload("attachments: an external url is forbidden, upload the picture")
    if given == ["photos"]:
        if kind != "image":
            raise payload("attachments: photos are for images only")
        return [Fields(one).text("token") for one in Fields(body["photos"]).data.values()]
    return [Fields(body).text("token")]


def upload_of(call: Call, kind: str, token: str) -> Upload:
    """The upload behind a token of this kind (proto.payload)."""
    found = call.store.upload(token)
    if found is None or found.kind != kind:
        raise payload(f"attachments: unknown token of {kind}")
    return found


def _await(call: Call, uploads: list[Upload]) -> None:
    """Refuse what is still being worked on: never uploaded, or used too early too few times."""
    waiting = None
    for upload in uploads:
        if upload.refused < call.store.settings.not_ready[upload.kind]:
            upload.refused += 1
            waiting = waiting or upload
        elif upload.content is None:
            waiting = waiting or upload
    if waiting is not None:
        raise not_ready(waiting.kind)
