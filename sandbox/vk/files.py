"""docs.getWallUploadServer, docs.save, video.save, polls.create (facts A6)."""

import json
from typing import Any

from sandbox.vk.access import Call
from sandbox.vk.errors import VkError, invalid
from sandbox.vk.media import Doc, Poll, Video
from sandbox.vk.media_objects import doc_object, poll_object
from sandbox.vk.photos import owner
from sandbox.vk.records import EDITOR
from sandbox.vk.uploads import Ticket

MOST_ANSWERS = 10


def get_doc_upload_server(call: Call) -> dict[str, Any]:
    """docs.getWallUploadServer; works with a community token."""
    ticket = Ticket("doc", owner(call), call.actor)
    return {"upload_url": call.store.desk.address(call.origin, ticket)}


def save_doc(call: Call) -> dict[str, Any]:
    """docs.save. 105: an unknown upload, or a file VK does not keep as a document."""
    landed = call.store.desk.docs.get(call.params.needed_text("file"))
    if landed is None or landed.ticket.user_id != call.actor or landed.refused():
        raise VkError(105)
    owner_id = landed.ticket.owner_id
    doc = Doc(
        owner_id,
        call.store.media.next_id(owner_id),
        call.now,
        landed.file.data,
        call.params.text("title", landed.file.name),
        landed.file.ext,
        call.params.listed("tags"),
    )
    call.store.media.put(doc)
    shown = doc_object(doc, call.origin)
    if call.params.flag("return_tags"):
        shown["tags"] = list(doc.tags)
    return {"type": "doc", "doc": shown}


def save_video(call: Call) -> dict[str, Any]:
    """video.save: the video may be attached at once, its file follows to the upload address."""
    owner_id = owner(call)
    video = Video(
        owner_id,
        call.store.media.next_id(owner_id),
        call.now,
        call.params.text("name", "Без названия"),
        call.params.text("description"),
        call.params.text("link"),
    )
    call.store.media.put(video)
    ticket = Ticket("video", owner_id, call.actor, video=video)
    return {
        "upload_url": call.store.desk.address(call.origin, ticket),
        "owner_id": owner_id,
        "video_id": video.id,
        "title": video.title,
        "description": video.description,
    }


def _answers(call: Call) -> tuple[str, ...]:
    try:
        answers = json.loads(call.params.needed_text("add_answers"))
    except ValueError as error:
        raise invalid("add_answers is not a JSON list") from error
    if not isinstance(answers, list) or not 1 <= len(answers) <= MOST_ANSWERS:
        raise invalid(f"add_answers should hold from 1 to {MOST_ANSWERS} answers")
    return tuple(str(one) for one in answers)


def create_poll(call: Call) -> dict[str, Any]:
    """polls.create."""
    owner_id = call.params.integer("owner_id", call.actor)
    if owner_id < 0:
        call.require_level(-owner_id, EDITOR, VkError(15))
    poll = Poll(
        owner_id,
        call.store.media.next_id(owner_id),
        call.now,
        call.actor,
        call.params.needed_text("question"),
        _answers(call),
        anonymous=call.params.flag("is_anonymous"),
        multiple=call.params.flag("is_multiple"),
        end_date=call.params.integer("end_date", 0, minimum=0),
        disable_unvote=call.params.flag("disable_unvote"),
    )
    call.store.media.put(poll)
    return poll_object(poll)
