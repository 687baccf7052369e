"""Media as VK's JSON objects (objects.json photos_photo, docs_doc, video_video, polls_poll)."""

from typing import Any

from sandbox.vk.media import Doc, Medium, Photo, Poll, Video

WALL_ALBUM, MESSAGES_ALBUM = -14, -3
DOC_KINDS = {
    1: {"pdf", "doc", "docx", "odt", "rtf", "txt", "xls", "xlsx", "ods", "ppt", "pptx"},
    2: {"zip", "rar", "7z", "gz"},
}


def file_path(medium: Photo | Doc | Video) -> str:
    """Where the file itself is, under the sandbox's own address."""
    if isinstance(medium, Photo):
        ext = medium.sides.ext
    else:
        ext = medium.ext if isinstance(medium, Doc) else "mp4"
    return f"/vk/media/{medium.name}.{ext or 'bin'}"


def photo_object(photo: Photo, origin: str) -> dict[str, Any]:
    """photos_photo, in one size: the one that was uploaded."""
    width, height = photo.sides.width, photo.sides.height
    url = f"{origin}{file_path(photo)}"
    shown: dict[str, Any] = {
        "album_id": MESSAGES_ALBUM if photo.for_messages else WALL_ALBUM,
        "id": photo.id,
        "owner_id": photo.owner_id,
        "date": photo.date,
        "text": photo.text,
        "has_tags": False,
        "sizes": [{"type": "w", "width": width, "height": height, "url": url}],
    }
    return shown | ({"user_id": photo.user_id} if photo.user_id > 0 else {})


def doc_object(doc: Doc, origin: str) -> dict[str, Any]:
    """docs_doc."""
    kind = next((number for number, ends in DOC_KINDS.items() if doc.ext in ends), 8)
    return {
        "id": doc.id,
        "owner_id": doc.owner_id,
        "title": doc.title,
        "size": len(doc.data),
        "ext": doc.ext,
        "date": doc.date,
        "type": kind,
        "url": f"{origin}{file_path(doc)}",
    }


def video_object(video: Video, origin: str) -> dict[str, Any]:
    """video_video; «processing» until the file is there (facts A6, 3)."""
    shown: dict[str, Any] = {
        "id": video.id,
        "owner_id": video.owner_id,
        "title": video.title,
        "description": video.description,
        "date": video.date,
        "duration": 0,
        "type": "video",
        "player": video.link or f"{origin}{file_path(video)}",
    }
    return shown | ({} if video.link or video.data else {"processing": 1})


def poll_object(poll: Poll) -> dict[str, Any]:
    """polls_poll."""
    answers = [
        {"id": poll.id + number, "text": text, "votes": 0, "rate": 0}
        for number, text in enumerate(poll.answers, 1)
    ]
    return {
        "id": poll.id,
        "owner_id": poll.owner_id,
        "author_id": poll.author_id,
        "created": poll.date,
        "question": poll.question,
        "answers": answers,
        "votes": 0,
        "anonymous": poll.anonymous,
        "multiple": poll.multiple,
        "end_date": poll.end_date,
        "disable_unvote": poll.disable_unvote,
        "closed": False,
        "is_board": False,
        "can_edit": False,
        "can_vote": False,
        "can_report": False,
        "can_share": True,
    }


def medium_object(medium: Medium, origin: str) -> dict[str, Any]:
    """wall_wallpost_attachment."""
    if isinstance(medium, Photo):
        return {"type": "photo", "photo": photo_object(medium, origin)}
    if isinstance(medium, Doc):
        return {"type": "doc", "doc": doc_object(medium, origin)}
    if isinstance(medium, Video):
        return {"type": "video", "video": video_object(medium, origin)}
    return {"type": "poll", "poll": poll_object(medium)}
