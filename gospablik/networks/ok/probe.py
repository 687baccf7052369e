"""What the key we hold may do, asked by reading alone: nothing is posted or changed.

Whether a method that OK took out of its list still answers could be told only by calling it, which
would do the thing; so it is not asked.
"""

from collections.abc import Callable, Mapping

from gospablik.networks.capabilities import Answer, Operation, Probed
from gospablik.networks.errors import NetworkError
from gospablik.networks.json_values import is_int
from gospablik.networks.ok import objects, requests
from gospablik.networks.ok import topic_objects as topics
from gospablik.networks.ok.answers import nonsense
from gospablik.networks.ok.client import OkClient
from gospablik.networks.ok.discussions import Discussions
from gospablik.networks.ok.standing import Standing
from gospablik.networks.transport import Deadline
from gospablik.networks.verdicts import probed

_CLOSED = (
    "метода нет в открытом списке; узнать, не открыт ли он нашему приложению, можно, только"
    " сделав это на странице."
)
_NO_FILES = "вложения-файла у записи в Одноклассниках нет."
_PIN = "закрепить можно, только если OK сообщает pin_id; узнать это, не закрепляя, нельзя."
_NO_POSTS = "в группе не видно ни одной записи, не на чем проверить."

NEEDED: Mapping[Operation, tuple[str, ...]] = {
    Operation.PUBLISH_TEXT: ("mediatopic.post",),
    Operation.LINK_CARD: ("mediatopic.post",),
    Operation.PUBLISH_PHOTO: ("mediatopic.post", "photosV2.getUploadUrl"),
    Operation.PUBLISH_ALBUM: ("mediatopic.post", "photosV2.getUploadUrl"),
    Operation.PUBLISH_VIDEO: ("mediatopic.post", "video.getUploadUrl", "video.update"),
    Operation.EDIT_POST: ("mediatopic.edit",),
    Operation.DELETE_POST: ("mediatopic.deleteTopic",),
    Operation.PIN_POST: ("group.pinGroupFeed",),
}
"""The writes of an operation: about these OK tells permissions and calls left."""


def probe(client: OkClient, group_id: int, deadline: Deadline) -> list[Probed]:
    """One answer for every operation. Never raises NetworkError."""
    try:
        user_id = _user_id(client, deadline)
    except NetworkError as error:
        return [probed(operation, error) for operation in Operation]
    methods = sorted({method for needed in NEEDED.values() for method in needed})
    standing = Standing.ask(client, group_id, user_id, methods, deadline)
    told = {operation: standing.may(operation, NEEDED[operation]) for operation in NEEDED}
    if told[Operation.PIN_POST].answer is Answer.YES:
        told[Operation.PIN_POST] = Probed(Operation.PIN_POST, Answer.NOT_ASKED, _PIN)
    told[Operation.PUBLISH_FILE] = Probed(Operation.PUBLISH_FILE, Answer.NO, _NO_FILES)
    told |= _reading(client, group_id, deadline, standing)
    return [told.get(o, Probed(o, Answer.NOT_ASKED, _CLOSED)) for o in Operation]


def _user_id(client: OkClient, deadline: Deadline) -> str:
    user_id = client.ask(requests.owner_id(), deadline)
    user_id = str(user_id) if is_int(user_id) else user_id
    if not isinstance(user_id, str) or not user_id:
        raise nonsense("не сказано, чей это ключ")
    return user_id


def _reading(
    client: OkClient, group_id: int, deadline: Deadline, standing: Standing
) -> dict[Operation, Probed]:
    newest: list[str] = []

    def info() -> None:
        answer = client.ask(requests.group_info(group_id), deadline)
        objects.page_info(answer, group_id=group_id)

    def counters() -> None:
        client.ask(requests.counters(group_id), deadline)

    def listed() -> None:
        answer = client.ask(requests.topics(group_id), deadline)
        newest.extend(topics.sheet_of_topics(answer, group_id=group_id, posts_at="").items)

    def comments() -> None:
        Discussions(client, group_id).comments(newest[0], deadline)

    told = {
        Operation.PAGE_INFO: _tried(Operation.PAGE_INFO, info),
        Operation.COUNTERS: _tried(Operation.COUNTERS, counters),
        Operation.LIST_POSTS: _tried(Operation.LIST_POSTS, listed),
    }
    page = told[Operation.PAGE_INFO]
    why = " ".join(part for part in (page.why, standing.owner) if part)
    told[Operation.PAGE_INFO] = Probed(Operation.PAGE_INFO, page.answer, why)
    told[Operation.READ_COMMENTS] = (
        _tried(Operation.READ_COMMENTS, comments)
        if newest
        else Probed(Operation.READ_COMMENTS, Answer.NOT_ASKED, _NO_POSTS)
    )
    return told


def _tried(operation: Operation, do: Callable[[], None]) -> Probed:
    try:
        do()
    except NetworkError as error:
        return probed(operation, error)
    return Probed(operation, Answer.YES)
