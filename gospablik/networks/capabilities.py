"""What can be done on a page, and how: by the API, by a person's hand, or not at all.

Each network declares its matrix beside its adapter, with a source for every line; «Проверка прав»
asks the network whether it is so for the keys we hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Operation(StrEnum):
    """Everything that an adapter does on a page."""

    PAGE_INFO = "page_info"
    COUNTERS = "counters"
    LIST_POSTS = "list_posts"
    READ_COMMENTS = "read_comments"
    PUBLISH_TEXT = "publish_text"
    PUBLISH_PHOTO = "publish_photo"
    PUBLISH_ALBUM = "publish_album"
    PUBLISH_VIDEO = "publish_video"
    PUBLISH_FILE = "publish_file"
    LINK_CARD = "link_card"
    EDIT_POST = "edit_post"
    DELETE_POST = "delete_post"
    PIN_POST = "pin_post"
    REPOST = "repost"
    DESCRIBE_PAGE = "describe_page"
    REPLY = "reply"
    REMOVE_COMMENT = "remove_comment"
    RESTORE_COMMENT = "restore_comment"
    BLOCK = "block"
    UNBLOCK = "unblock"
    LIST_BLOCKED = "list_blocked"

    @property
    def words(self) -> str:
        """As an operator reads it."""
        return _WORDS[self]

    @property
    def quoted(self) -> str:
        """The same inside a sentence."""
        return f"«{_WORDS[self]}»"


_WORDS = {
    Operation.PAGE_INFO: "сведения о странице",
    Operation.COUNTERS: "число подписчиков",
    Operation.LIST_POSTS: "список своих постов",
    Operation.READ_COMMENTS: "чтение комментариев",
    Operation.PUBLISH_TEXT: "пост: текст",
    Operation.PUBLISH_PHOTO: "пост: фотография",
    Operation.PUBLISH_ALBUM: "пост: альбом",
    Operation.PUBLISH_VIDEO: "пост: видео",
    Operation.PUBLISH_FILE: "пост: файл",
    Operation.LINK_CARD: "пост: карточка ссылки",
    Operation.EDIT_POST: "правка поста",
    Operation.DELETE_POST: "удаление поста",
    Operation.PIN_POST: "закрепление поста",
    Operation.REPOST: "репост",
    Operation.DESCRIBE_PAGE: "описание страницы",
    Operation.REPLY: "ответ на комментарий",
    Operation.REMOVE_COMMENT: "удаление комментария",
    Operation.RESTORE_COMMENT: "возврат комментария",
    Operation.BLOCK: "блокировка автора",
    Operation.UNBLOCK: "снятие блокировки",
    Operation.LIST_BLOCKED: "список заблокированных",
}


READING = frozenset(
    {
        Operation.PAGE_INFO,
        Operation.COUNTERS,
        Operation.LIST_POSTS,
        Operation.READ_COMMENTS,
        Operation.LIST_BLOCKED,
    }
)
"""What changes nothing, and what no person does in the program's place: nobody copies lists."""


UNUSED = frozenset({Operation.PIN_POST})
"""What adapters can and no flow, effect or form asks of them. A test reads the calls in the code
and holds this set to them.
"""


def in_use(operation: Operation) -> bool:
    """Whether anything would be done worse without the right to this."""
    return operation not in UNUSED


class Way(StrEnum):
    """How an operation is done with a kind of token."""

    API = "по API"
    ERRAND = "поручением"
    IMPOSSIBLE = "невозможно"

    def of(self, operation: Operation) -> str:
        """How this operation is done, as an operator reads it: what nobody orders is not done."""
        if operation not in UNUSED or self is Way.IMPOSSIBLE:
            return self.value
        return "не делает (по API можно)" if self is Way.API else "не делает (по API нельзя)"


@dataclass(frozen=True, slots=True)
class Capability:
    """One cell: the way, the document or report behind it, and a condition if there is one."""

    way: Way
    source: str
    note: str = ""


Matrix = Mapping[str, Mapping[Operation, Capability]]
"""Kind of token in words for people → every operation → its cell."""


class Answer(StrEnum):
    """What the network said when it was asked whether we may."""

    YES = "можно"
    NO = "нельзя"
    NOT_ASKED = "не проверялось"
    SILENT = "сеть не ответила"


@dataclass(frozen=True, slots=True)
class Probed:
    """One operation asked about. `why`: the network's words, or why nobody could ask.

    `NOT_ASKED` is the honest answer where only doing it would tell, `SILENT` where the network was
    asked and did not answer: it may the next time, and what it said before still stands.
    """

    operation: Operation
    answer: Answer
    why: str = ""
