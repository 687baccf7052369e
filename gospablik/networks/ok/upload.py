"""Files given to OK beforehand; nothing appears on the page (shared facts, part B5).

A photograph gets a token, which goes into the topic and is not committed: so the documents want it
for a group's topic. Raises NetworkError.
"""

from gospablik.networks.base import Medium
from gospablik.networks.json_values import Reader, is_int
from gospablik.networks.ok import requests
from gospablik.networks.ok.answers import NAME, judge, judge_upload, nonsense
from gospablik.networks.ok.client import OkClient
from gospablik.networks.transport import Deadline, Upload

SMALLEST_VIDEO, LARGEST_VIDEO = 16 * 1024, 1024**3
"""Bytes. Of the documents of 2017."""
LONGEST_TITLE = 1000

_READ = Reader(NAME)


def photo(client: OkClient, group_id: int, medium: Medium, deadline: Deadline) -> str:
    """Send a photograph; its token comes back."""
    where = client.ask(requests.photo_url(group_id), deadline)
    file = Upload("pic1", medium.name, medium.content, medium.mime)
    answer = judge(client.upload(_READ.words(where, "upload_url"), file, deadline))
    photos = list(_READ.table(_READ.table(answer).get("photos")).values())
    token = _READ.words(photos[0], "token") if len(photos) == 1 else ""
    if not token:
        raise nonsense("фотография отправлена, а её номера нет")
    return token


def video(client: OkClient, group_id: int, medium: Medium, deadline: Deadline) -> str:
    """Send a video and name it; its id comes back."""
    size = len(medium.content)
    where = client.ask(requests.video_url(group_id, name=medium.name, size=size), deadline)
    number = _READ.table(where).get("video_id")
    number = str(number) if is_int(number) else number
    if not isinstance(number, str) or not number:
        raise nonsense("нет номера видео")
    file = Upload("file", medium.name, medium.content, medium.mime)
    judge_upload(client.upload(_READ.words(where, "upload_url"), file, deadline))
    title = (medium.alt or medium.name)[:LONGEST_TITLE]
    client.ask(requests.finish_video(number, title=title), deadline)
    return number
