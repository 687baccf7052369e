"""At least one call of everything that builds a request to OK."""

from datetime import UTC, datetime
from functools import partial as example

from gospablik.networks.base import Draft, MediumKind
from gospablik.networks.ok import attachment, requests
from gospablik.networks.ok.requests import Request
from tests.gospablik.networks.fake_ok import GROUP, NEWS, uploaded

SINCE = datetime(2026, 10, 1, tzinfo=UTC)
MEDIA = (uploaded("t1"), uploaded("t2"), uploaded("v1", MediumKind.VIDEO))
WHOLE = attachment.as_json(attachment.blocks(Draft("Новость", link=NEWS, media=MEDIA)))
KEPT = [{"type": "photo", "list": [{"existing_photo_id": "1", "group": True}]}]
EDITED = attachment.as_json(
    attachment.blocks(Draft("Новость", link=NEWS), [*KEPT, {"type": "link", "url": NEWS}])
)

EXAMPLES: list[example[Request]] = [
    example(requests.topics, GROUP),
    example(requests.topics, GROUP, anchor="a1"),
    example(requests.stat_topics, GROUP, since=SINCE),
    example(requests.stat_topics, GROUP, since=SINCE, anchor="a1"),
    example(requests.topics_by_id, ["17"]),
    example(requests.topics_by_id, ["17", "18"]),
    example(requests.publish, GROUP, WHOLE),
    example(requests.publish, GROUP, attachment.as_json(attachment.blocks(Draft("т", link=NEWS)))),
    example(requests.edit, GROUP, "17", EDITED),
    example(requests.delete, GROUP, "17"),
    example(requests.pin, "p1"),
    example(requests.photo_url, GROUP),
    example(requests.video_url, GROUP, name="ролик.mp4", size=20_000),
    example(requests.finish_video, "9", title="Ролик"),
    example(requests.comments, "17"),
    example(requests.comments, "17", anchor="a1"),
    example(requests.comments, "17", newest=True),
    example(requests.comments, "17", attachments=True),
    example(requests.comments_by_offset, "17", offset=0),
    example(requests.comment, "17", "MTI3"),
    example(requests.group_info, GROUP),
    example(requests.staff, GROUP),
    example(requests.staff, GROUP, anchor="a1"),
    example(requests.counters, GROUP),
    example(requests.membership, GROUP, "500"),
    example(requests.owner_id),
    example(requests.owner),
    example(requests.permission, "9", "GROUP_CONTENT"),
    example(requests.calls_left, "9", ["mediatopic.post"]),
]
EVERY = [build() for build in EXAMPLES]
