"""At least one call of everything that builds a request to VK."""

from datetime import UTC, datetime
from functools import partial as example

from gospablik.networks.vk import outside_requests, page_requests, requests, upload_requests
from gospablik.networks.vk.requests import Request

UNTIL = datetime(2027, 1, 2, 12, tzinfo=UTC)

EXAMPLES: list[example[Request]] = [
    example(requests.posts, 77, offset=0),
    example(requests.posts, 77, offset=0, count=10, own=False),
    example(requests.post, 77, 5),
    example(requests.publish, 77, "текст", key="k"),
    example(requests.publish, 77, "текст", ["photo-77_1", "https://adm.example.ru/1"], key="k"),
    example(requests.edit_post, 77, 5, "текст", []),
    example(requests.edit_post, 77, 5, "текст", ["doc-77_1_abc"]),
    example(requests.delete_post, 77, 5),
    example(requests.pin_post, 77, 5),
    example(requests.repost, 77, "wall-1_2", "текст"),
    example(requests.comments, 77, 5, offset=0),
    example(requests.comments, 77, 5, offset=99, thread=9),
    example(requests.comments, 77, 5, offset=0, newest=True, count=20),
    example(requests.reply, 77, 5, "ответ", key="k"),
    example(requests.reply, 77, 5, "ответ", key="k", answered=9),
    example(requests.delete_comment, 77, 9),
    example(requests.restore_comment, 77, 9),
    example(requests.ban, 77, 500, until=UNTIL, comment="п. 4.3"),
    example(requests.ban, 77, 500, until=None, comment="п. 4.3"),
    example(requests.unban, 77, 500),
    example(requests.unban, 77, -8),
    example(requests.banned, 77, -8),
    example(requests.black_list, 77, offset=199),
    example(requests.black_list, 77, offset=0, count=1),
    example(page_requests.page_info, 77),
    example(page_requests.managers, 77),
    example(page_requests.describe, 77, "О нас"),
    example(page_requests.long_poll_server, 77),
    example(page_requests.own_community),
    example(page_requests.community_rights),
    example(page_requests.user_rights),
    example(page_requests.key_owner),
    example(page_requests.users, [1, 2]),
    example(upload_requests.photo_server, 77),
    example(upload_requests.save_photo, 77, server=1, photo="[{}]", sha="h", caption="Двор"),
    example(upload_requests.save_photo, 77, server=1, photo="[{}]", sha="h", caption=""),
    example(upload_requests.document_server, 77),
    example(upload_requests.save_document, "f", "приказ.pdf"),
    example(upload_requests.video_server, 77, "двор.mp4", "Двор"),
    example(outside_requests.topics, 77, offset=0),
    example(outside_requests.topic_comments, 77, 12, offset=0),
    example(outside_requests.photo_comments, 77, offset=0),
    example(outside_requests.videos, 77, offset=0),
    example(outside_requests.video_comments, 77, 9, offset=0),
    example(outside_requests.video_comments, 77, 9, offset=0, thread=3),
    example(outside_requests.comments_of_photo, 77, 55, offset=0),
    example(outside_requests.delete_from_topic, 77, 12, 5),
    example(outside_requests.delete_under_photo, 77, 7),
    example(outside_requests.delete_under_video, 77, 2),
]
EVERY = [build() for build in EXAMPLES]
