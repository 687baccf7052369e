"""What our keys may really do on a page, asked without changing anything.

Reading is tried. Of writing, VK tells which rights a key was given; a right does not yet mean that
the method is open (shared facts A2), so what the rights allow stays NOT_ASKED, and only what they
or the kind of key forbid is NO. Where a file would be sent is asked, since that sends none.
"""

from collections.abc import Callable

from gospablik.networks.capabilities import READING, Answer, Operation, Probed
from gospablik.networks.errors import NetworkError
from gospablik.networks.json_values import Json, Reader
from gospablik.networks.transport import Deadline
from gospablik.networks.verdicts import probed
from gospablik.networks.vk import page_requests, requests, upload_requests
from gospablik.networks.vk.answers import NAME
from gospablik.networks.vk.capabilities import NEEDS
from gospablik.networks.vk.client import VkClient, no_key
from gospablik.networks.vk.keys import community_key, user_key
from gospablik.networks.vk.requests import Request
from gospablik.networks.vk.routes import ROUTES
from gospablik.networks.vk.tokens import TokenKind

_READ = Reader(NAME)
_ONLY_DOING = "{held}; пустит ли ВКонтакте, покажет только само действие"


def probe(client: VkClient, group: int, deadline: Deadline) -> tuple[Probed, ...]:
    """An answer for every operation. Raises nothing for what VK answers."""
    return Probe(client, group, deadline).everything()


class Probe:
    """One round of questions about one page."""

    def __init__(self, client: VkClient, group: int, deadline: Deadline) -> None:
        self._client, self._group, self._deadline = client, group, deadline
        makers = {TokenKind.COMMUNITY: community_key, TokenKind.USER: user_key}
        self._keys = {
            kind: make(client, group, deadline)
            for kind, make in makers.items()
            if client.holds(kind)
        }

    def everything(self) -> tuple[Probed, ...]:
        """Reading first, then each kind of writing."""
        reads = self._reads()
        return tuple(
            reads[operation] if operation in READING else self._write(operation)
            for operation in Operation
        )

    def _reads(self) -> dict[Operation, Probed]:
        posts = requests.posts(self._group, offset=0, count=1)
        page, _ = self._try(Operation.PAGE_INFO, page_requests.page_info(self._group))
        listed, newest = self._try(Operation.LIST_POSTS, posts)
        bans = requests.black_list(self._group, offset=0, count=1)
        return {
            Operation.PAGE_INFO: self._with_owner(page),
            Operation.COUNTERS: Probed(Operation.COUNTERS, page.answer, page.why),
            Operation.LIST_POSTS: listed,
            Operation.READ_COMMENTS: self._comments(listed, newest),
            Operation.LIST_BLOCKED: self._try(Operation.LIST_BLOCKED, bans)[0],
        }

    def _with_owner(self, page: Probed) -> Probed:
        key = self._keys.get(TokenKind.USER)
        owner = f"Ключ пользователя принадлежит: {key.owner}." if key and key.owner else ""
        return Probed(page.operation, page.answer, " ".join(x for x in (page.why, owner) if x))

    def _comments(self, listed: Probed, response: Json) -> Probed:
        operation = Operation.READ_COMMENTS
        if listed.answer is not Answer.YES:
            return Probed(operation, listed.answer, listed.why)
        try:
            rows = _READ.rows(response, "items")
            number = _READ.number(rows[0], "id") if rows else None
        except NetworkError as error:
            return probed(operation, error)
        if number is None:
            return Probed(operation, Answer.NOT_ASKED, "на стене нет записей, спросить не о чем")
        return self._try(operation, requests.comments(self._group, number, offset=0, count=1))[0]

    def _try(self, operation: Operation, request: Request) -> tuple[Probed, Json]:
        """The answer about an operation, and VK's response if there was one."""
        try:
            response = self._client.ask(request, self._deadline)
        except NetworkError as error:
            return probed(operation, error), None
        return Probed(operation, Answer.YES), response

    def _write(self, operation: Operation) -> Probed:
        held: list[str] = []
        for route in NEEDS[operation]:
            answer, why = self._allowed(route)
            if answer is not None:
                return Probed(operation, answer, why)
            held.append(why)
        server = _SERVERS.get(operation)
        if server is not None:
            asked, _ = self._try(operation, server(self._group))
            if asked.answer is not Answer.YES:
                return asked
            held.append("место для файла ВКонтакте дал")
        why = _ONLY_DOING.format(held=", ".join(dict.fromkeys(held)))
        return Probed(operation, Answer.NOT_ASKED, why)

    def _allowed(self, route: str) -> tuple[Answer | None, str]:
        """NO or SILENT with the reason; or None with the right that one of our keys has."""
        reasons = []
        for kind in ROUTES[route].kinds:
            key = self._keys.get(kind)
            if key is None:
                continue
            if key.unclear:
                return Answer.SILENT, key.unclear
            if key.useless:
                return Answer.NO, key.useless
            lacking = key.lacks(route)
            if lacking is None:
                return None, f"право у ключа есть ({kind.words})"
            words = f"{kind.words.capitalize()} получен без права {lacking}."
            reasons.append(key.wrong_kind or words)
        return Answer.NO, " ".join(reasons) or no_key(route).why


_SERVERS: dict[Operation, Callable[[int], Request]] = {
    Operation.PUBLISH_PHOTO: upload_requests.photo_server,
    Operation.PUBLISH_ALBUM: upload_requests.photo_server,
    Operation.PUBLISH_FILE: upload_requests.document_server,
}
