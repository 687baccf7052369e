"""What hangs on a post or a comment, read out of VK's objects. Pure."""

from collections.abc import Mapping

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


def _numbered(attached: Mapping[str, Json], told: str) -> str | None:
    medium = attached.get(told)
    if isinstance(medium, dict) and is_int(medium.get("id")) and is_int(medium.get("owner_id")):
        return f"{told}{medium['owner_id']}_{medium['id']}"
    return None
