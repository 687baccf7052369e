"""Comments under pictures and videos, and the list of videos (facts A7; methods.json)."""

from typing import Any

from sandbox.vk.access import Call
from sandbox.vk.errors import VkError, invalid
from sandbox.vk.media import Photo, Video
from sandbox.vk.media_objects import video_object
from sandbox.vk.objects import likes, people
from sandbox.vk.records import MODERATOR, Remark


def _page(remarks: list[Remark], call: Call, order: str) -> tuple[list[Remark], dict[str, Any]]:
    """The part of the list that was asked for, and the answer that holds it."""
    if order not in {"asc", "desc"}:
        raise invalid("sort is invalid")
    remarks = remarks[::-1] if order == "desc" else remarks
    offset = call.params.integer("offset", 0, minimum=0)
    count = call.params.integer("count", 20, minimum=0, maximum=100)
    page = remarks[offset : offset + count]
    more = {"likes": likes()} if call.params.flag("need_likes") else {}
    items = [
        {"id": one.id, "from_id": one.user_id, "date": one.date, "text": one.text, **more}
        for one in page
    ]
    answer: dict[str, Any] = {"count": len(remarks), "items": items}
    if call.params.flag("extended"):
        answer |= people([one.user_id for one in page], call)
    return page, answer


def _number(place: str) -> int:
    return int(place.rpartition("_")[2])


def of_photo(call: Call) -> dict[str, Any]:
    """photos.getComments: what stands under a picture. 200 if there is no such picture."""
    owner_id = call.params.integer("owner_id", call.actor)
    photo = call.store.media.get(f"photo{owner_id}_{call.params.needed('photo_id')}")
    if not isinstance(photo, Photo):
        raise VkError(200)
    remarks = call.store.remarks.standing(-owner_id, photo.name)
    return _page(remarks, call, call.params.text("sort", "asc"))[1]


def of_all_photos(call: Call) -> dict[str, Any]:
    """photos.getAllComments: under all pictures, newest first; `pid` names the picture."""
    owner_id = call.params.integer("owner_id", call.actor)
    remarks = call.store.remarks.under(-owner_id, "photo")
    page, answer = _page(remarks, call, "desc")
    for item, remark in zip(answer["items"], page, strict=True):
        item["pid"] = _number(remark.place)
    return answer


def videos(call: Call) -> dict[str, Any]:
    """video.get: the videos of an owner with the numbers of their comments, newest first."""
    owner_id = call.params.integer("owner_id", call.actor)
    shelf = [one for one in call.store.media.of(owner_id) if isinstance(one, Video)][::-1]
    offset = call.params.integer("offset", 0, minimum=0)
    count = call.params.integer("count", 100, minimum=0, maximum=200)
    items = [
        video_object(one, call.origin)
        | {"comments": len(call.store.remarks.standing(-owner_id, one.name))}
        for one in shelf[offset : offset + count]
    ]
    return {"count": len(shelf), "items": items}


def of_video(call: Call) -> dict[str, Any]:
    """video.getComments. Nobody answers anybody here: no comment has a thread."""
    owner_id = call.params.integer("owner_id", call.actor)
    video = call.store.media.get(f"video{owner_id}_{call.params.needed('video_id')}")
    if not isinstance(video, Video):
        raise VkError(104)
    remarks = call.store.remarks.standing(-owner_id, video.name)
    answer = _page(remarks, call, call.params.text("sort", "asc"))[1]
    return answer | {"current_level_count": answer["count"]}


def _standing(call: Call, kind: str) -> Remark | None:
    """The remark of the call under a medium of that kind; 15 for who does not keep order there."""
    group_id = -call.params.integer("owner_id", call.actor)
    call.require_level(group_id, MODERATOR, VkError(15))
    remark = call.store.remarks.all.get((group_id, call.params.needed("comment_id")))
    if remark is None or not remark.place.startswith(kind) or remark.deleted_at is not None:
        return None
    return remark


def delete_under_photo(call: Call) -> int:
    """photos.deleteComment: 0 if there is no such comment (methods.json)."""
    remark = _standing(call, "photo")
    if remark is None:
        return 0
    call.store.remarks.delete(remark, call.actor, call.now)
    return 1


def delete_under_video(call: Call) -> int:
    """video.deleteComment; one that is gone already is «not found»."""
    remark = _standing(call, "video")
    if remark is None:
        raise VkError(104)
    call.store.remarks.delete(remark, call.actor, call.now)
    return 1
