"""What we ask VK of the places outside our posts where residents write, as values."""

from gospablik.networks.vk.requests import PAGE_SIZE, THREAD_SIZE, Request

VIDEOS_SIZE = 200


def topics(group_id: int, *, offset: int) -> Request:
    """A sheet of the discussions, those with the latest words first (after the fixed ones)."""
    return Request(
        "board.getTopics",
        {
            "group_id": str(group_id),
            "order": "1",
            "count": str(PAGE_SIZE),
            "offset": str(offset),
        },
    )


def topic_comments(group_id: int, topic: int, *, offset: int) -> Request:
    """A sheet of what was written in a discussion, newest first, with names."""
    return Request(
        "board.getComments",
        {
            "group_id": str(group_id),
            "topic_id": str(topic),
            "sort": "desc",
            "count": str(PAGE_SIZE),
            "offset": str(offset),
            "extended": "1",
        },
    )


def photo_comments(group_id: int, *, offset: int) -> Request:
    """A sheet of the comments under all photos, newest first, without names."""
    return Request(
        "photos.getAllComments",
        {"owner_id": str(-group_id), "count": str(PAGE_SIZE), "offset": str(offset)},
    )


def videos(group_id: int, *, offset: int) -> Request:
    """A sheet of the videos with the numbers of their comments."""
    return Request(
        "video.get",
        {"owner_id": str(-group_id), "count": str(VIDEOS_SIZE), "offset": str(offset)},
    )


def video_comments(group_id: int, video: int, *, offset: int, thread: int | None = None) -> Request:
    """A sheet of comments, oldest first: under a video, or in the thread of one comment."""
    params = {
        "owner_id": str(-group_id),
        "video_id": str(video),
        "sort": "asc",
        "count": str(PAGE_SIZE),
        "offset": str(offset),
        "extended": "1",
    }
    if thread is None:
        params["thread_items_count"] = str(THREAD_SIZE)
    else:
        params["comment_id"] = str(thread)
    return Request("video.getComments", params)


def comments_of_photo(group_id: int, photo: int, *, offset: int) -> Request:
    """A sheet of the comments under one photo, newest first, with names."""
    return Request(
        "photos.getComments",
        {
            "owner_id": str(-group_id),
            "photo_id": str(photo),
            "sort": "desc",
            "count": str(PAGE_SIZE),
            "offset": str(offset),
            "extended": "1",
        },
    )


def delete_from_topic(group_id: int, topic: int, comment: int) -> Request:
    """Take what was written off a discussion."""
    return Request(
        "board.deleteComment",
        {"group_id": str(group_id), "topic_id": str(topic), "comment_id": str(comment)},
    )


def delete_under_photo(group_id: int, comment: int) -> Request:
    """Take a comment off a photo. The answer is 0 if there is none."""
    return Request("photos.deleteComment", {"owner_id": str(-group_id), "comment_id": str(comment)})


def delete_under_video(group_id: int, comment: int) -> Request:
    """Take a comment off a video."""
    return Request("video.deleteComment", {"owner_id": str(-group_id), "comment_id": str(comment)})
