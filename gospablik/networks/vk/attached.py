"""What hangs on a post or a comment, read out of VK's objects. Pure."""

from collections.abc import Mapping

from gospablik.networks.base import Picture
from gospablik.networks.json_values import Json, is_int

_KINDS = {"doc": "file", "clip": "video", "posted_photo": "photo"}
"""VK's words where ours differ; any other kind goes by VK's word."""

_NAMEABLE = {
    "photo",
    "video",
    "audio",
    "doc",
    "page",
    "note",
    "poll",
    "album",
    "market",
    "market_album",
    "audio_playlist",
}
"""What wall.post and wall.edit take as type, owner and number (shared facts A6)."""

_SECRETIVE = {"photo", "video", "doc"}


def items(item: Json) -> list[Mapping[str, Json]]:
    """The attachments of a post or comment."""
    found = item.get("attachments")
    return [x for x in found if isinstance(x, dict)] if isinstance(found, list) else []


def kind(attached: Mapping[str, Json]) -> str:
    """Photo, video, file, link, poll; what has no word of ours goes by VK's."""
    told = str(attached.get("type", "?"))
    return _KINDS.get(told, told)


def link(attached: Mapping[str, Json]) -> str | None:
    """The address of an attached page."""
    page = attached.get("link")
    url = page.get("url") if isinstance(page, dict) else None
    return url if isinstance(url, str) else None


def short(attached: Mapping[str, Json]) -> str:
    """An attachment as VK writes it (photo-1_2), a link as its address, else the kind alone."""
    told = str(attached.get("type", "?"))
    return link(attached) or _numbered(attached, told) or told


def name(attached: Mapping[str, Json]) -> str | None:
    """What wall.edit takes to keep an attachment where it is; None if nothing names it."""
    told = str(attached.get("type", "?"))
    if told == "link":
        url = link(attached)
        # The list is joined with commas, so an address with one cannot be told.
        return url if url and "," not in url else None
    numbered = _numbered(attached, told) if told in _NAMEABLE else None
    if numbered and told in _SECRETIVE:
        return with_key(numbered, attached[told])
    return numbered


def with_key(numbered: str, medium: Mapping[str, Json]) -> str:
    """The name with the key that hidden photos, videos and documents are shown by."""
    key = medium.get("access_key")
    return f"{numbered}_{key}" if isinstance(key, str) and key else numbered


def picture(attached: Mapping[str, Json]) -> Picture | None:
    """What can be looked at: a photo, or the preview of a document that is a picture.

    Its largest size; stickers are VK's own drawings and no pictures of a resident's.
    """
    told = str(attached.get("type", "?"))
    medium = attached.get(told)
    if not isinstance(medium, dict) or told not in {"photo", "posted_photo", "doc"}:
        return None
    shown: Json = medium
    if told == "doc":
        preview = medium.get("preview")
        shown = preview.get("photo") if isinstance(preview, dict) else None
        if not isinstance(shown, dict):
            return None
    return Picture(_largest(shown.get("sizes")), _numbered(attached, told) or told)


def _largest(sizes: Json) -> str:
    """The address of the largest size; empty if VK names none."""
    listed = [one for one in sizes if isinstance(one, dict)] if isinstance(sizes, list) else []
    best, found = -1, ""
    for one in listed:
        # `url` is what documents of today name, `src` what the schema still requires of previews.
        address = one.get("url") or one.get("src")
        width, height = one.get("width"), one.get("height")
        area = width * height if is_int(width) and is_int(height) else 0
        if isinstance(address, str) and area > best:
            best, found = area, address
    return found


def _numbered(attached: Mapping[str, Json], told: str) -> str | None:
    medium = attached.get(told)
    if isinstance(medium, dict) and is_int(medium.get("id")) and is_int(medium.get("owner_id")):
        return f"{told}{medium['owner_id']}_{medium['id']}"
    return None
