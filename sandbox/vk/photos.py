"""photos.getWallUploadServer, saveWallPhoto, their twins for messages, getComments (facts A6)."""

from typing import Any

from sandbox.vk.access import Call
from sandbox.vk.errors import VkError, invalid
from sandbox.vk.media import Photo
from sandbox.vk.media_objects import MESSAGES_ALBUM, WALL_ALBUM, photo_object
from sandbox.vk.records import EDITOR
from sandbox.vk.uploads import SERVER, LandedPhoto, Ticket

MOST_CAPTION = 2048


def owner(call: Call) -> int:
    """Whose the upload will be: the community's of group_id, else the caller's own."""
    group_id = call.params.integer("group_id", 0, minimum=0)
    if not group_id:
        return call.actor
    if group_id not in call.store.groups:
        raise VkError(125)
    call.require_level(group_id, EDITOR, VkError(15))
    return -group_id


def _server(call: Call, ticket: Ticket, album: int) -> dict[str, Any]:
    url = call.store.desk.address(call.origin, ticket)
    answer = {"album_id": album, "upload_url": url, "user_id": max(call.actor, 0)}
    return answer | ({"group_id": -ticket.owner_id} if ticket.owner_id < 0 else {})


def get_wall_upload_server(call: Call) -> dict[str, Any]:
    """photos.getWallUploadServer."""
    return _server(call, Ticket("photo", owner(call), call.actor), WALL_ALBUM)


def get_messages_upload_server(call: Call) -> dict[str, Any]:
    """photos.getMessagesUploadServer; what comes of it never shows on a wall."""
    return _server(call, Ticket("photo", call.actor, call.actor, True), MESSAGES_ALBUM)


def _landed(call: Call, *, for_messages: bool, owner_id: int) -> LandedPhoto:
    """The upload that the triple names: 118 wrong server, 121 wrong hash, 129 wrong photo."""
    photo = call.params.needed_text("photo")
    if photo == "[]":
        raise invalid("photos_list is invalid")
    if call.params.integer("server", 0) != SERVER:
        raise VkError(118)
    landed = call.store.desk.photos.get(call.params.text("hash"))
    if landed is None or landed.ticket != Ticket("photo", owner_id, call.actor, for_messages):
        raise VkError(121)
    if photo != landed.photo:
        raise VkError(129)
    return landed


def _save(call: Call, landed: LandedPhoto, text: str = "") -> list[dict[str, Any]]:
    ticket, shelf = landed.ticket, call.store.media
    photo = Photo(
        ticket.owner_id,
        shelf.next_id(ticket.owner_id),
        call.now,
        landed.file.data,
        landed.sides,
        max(ticket.user_id, 0),
        text,
        ticket.for_messages,
    )
    shelf.put(photo)
    return [photo_object(photo, call.origin)]


def save_wall_photo(call: Call) -> list[dict[str, Any]]:
    """photos.saveWallPhoto: the picture belongs to the community from now on."""
    caption = call.params.text("caption")
    if len(caption) > MOST_CAPTION:
        raise invalid(f"caption should be less or equal to {MOST_CAPTION} letters")
    landed = _landed(call, for_messages=False, owner_id=owner(call))
    return _save(call, landed, caption)


def save_messages_photo(call: Call) -> list[dict[str, Any]]:
    """photos.saveMessagesPhoto."""
    return _save(call, _landed(call, for_messages=True, owner_id=call.actor))
