"""The judge of VK's answers: (status, headers, body) come in, the response or VkError comes out.

Pure. A write is held to have failed only if the answer proves it; whatever proves nothing is
UNKNOWN.
"""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, TypeGuard

from gospablik.networks.vk.codes import REPEATS_ITSELF, Kind, meaning

Json = Any
"""What `json.loads` gives; looked into only through `objects`."""

_CHECK = "проверьте связь с ВКонтакте; программа посмотрит ещё раз сама."
_VK_WORDS = 200


class VkError(Exception):
    """VK did not do what was asked, or we cannot tell.

    `kind` is what the caller must do, `code` VK's own (None if there was none), `why` a Russian
    sentence without keys, `todo` the next step for a person, `wait` when a repeat makes sense.
    """

    def __init__(
        self,
        kind: Kind,
        code: int | None,
        why: str,
        *,
        todo: str = _CHECK,
        wait: timedelta | None = None,
    ) -> None:
        self.kind, self.code, self.why, self.todo, self.wait = kind, code, why, todo, wait
        super().__init__(why)


def nonsense(what: str) -> VkError:
    """An answer that nobody can rely on; `what` says what is wrong with it."""
    return VkError(Kind.UNKNOWN, None, f"Ответ ВКонтакте непонятен: {what}.")


def not_sent(what: str, wait: timedelta) -> VkError:
    """The request did not leave the house, so nothing happened."""
    return VkError(
        Kind.LATER, None, f"До ВКонтакте не дошло: {what}.", todo=REPEATS_ITSELF, wait=wait
    )


def judge(status: int, headers: Mapping[str, str], body: bytes) -> Json:
    """The value under `response`.

    Raises VkError. VK reports its errors with status 200, so other statuses come from whatever
    stands between us: a server error proves nothing, 429 proves that the request was turned away.
    """
    if status >= 500:
        raise nonsense(f"ошибка сервера, код HTTP {status}")
    if status == 429:
        wait = _retry_after(headers)
        why = "ВКонтакте ответил: слишком много запросов (HTTP 429)."
        raise VkError(Kind.LATER, 429, why, todo=REPEATS_ITSELF, wait=wait)
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        raise nonsense(f"это не JSON (код HTTP {status})") from None
    if not isinstance(answer, dict):
        raise nonsense("нет ни результата, ни ошибки")
    if "error" in answer:
        raise _error(answer["error"])
    if status != 200:
        raise nonsense(f"код HTTP {status}")
    if "response" not in answer:
        raise nonsense("нет ни результата, ни ошибки")
    return answer["response"]


def _retry_after(headers: Mapping[str, str]) -> timedelta:
    asked = next((v for k, v in headers.items() if k.lower() == "retry-after"), "")
    # The header may also be a date; then, and if it is absurd, a minute is a fair guess.
    seconds = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 60
    return timedelta(seconds=max(seconds, 1))


def _error(error: Json) -> VkError:
    if not isinstance(error, dict) or not is_int(error.get("error_code")):
        return nonsense("ошибка без номера")
    code: int = error["error_code"]
    subcode = error.get("error_subcode")
    message = error.get("error_msg")
    message = " ".join(message.split())[:_VK_WORDS] if isinstance(message, str) else ""
    known = meaning(code, subcode if is_int(subcode) else None, message)
    number = f"{code}/{subcode}" if is_int(subcode) else str(code)
    own = f": «{message}»" if message else ""
    why = f"ВКонтакте ответил: {known.words} (ошибка {number}{own})."
    # `request_params`, `redirect_uri` and `captcha_sid` are left behind: they carry secrets.
    return VkError(known.kind, code, why, todo=known.todo, wait=known.wait)


def is_int(value: object) -> TypeGuard[int]:
    """Whether a JSON value is a whole number; in Python True is one too."""
    return isinstance(value, int) and not isinstance(value, bool)


def new_id(response: Json, key: str) -> str:
    """The id of what a write made. Raises VkError(UNKNOWN) if the answer does not name it."""
    made = response.get(key) if isinstance(response, dict) else None
    if not is_int(made) or made <= 0:
        raise nonsense(f"нет номера {key}")
    return str(made)


def require_one(response: Json) -> None:
    """Nothing, if a write answered 1, VK's yes. Raises VkError(UNKNOWN) otherwise."""
    if not is_int(response) or response != 1:
        raise nonsense("вместо подтверждения пришло другое")
