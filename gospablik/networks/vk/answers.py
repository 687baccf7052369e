"""The judge of VK's answers: a reply comes in, the response or NetworkError comes out.

Pure. A write is held to have failed only if the answer proves it; whatever proves nothing is
UNKNOWN.
"""

import json
import re

from gospablik.networks import errors
from gospablik.networks.errors import (
    REPEATS_ITSELF,
    SHOW_TO_KEEPER,
    Kind,
    NetworkError,
    too_many,
)
from gospablik.networks.json_values import Json, is_int
from gospablik.networks.transport import SHORT_WAIT, Reply
from gospablik.networks.vk.codes import meaning

NAME = "ВКонтакте"
_VK_WORDS = 200


def judge(reply: Reply) -> Json:
    """The value under `response`.

    Raises NetworkError. VK reports its errors with status 200, so other statuses come from whatever
    stands between us: a server error proves nothing, 429 proves that the request was turned away.
    """
    answer = _table(reply)
    if "error" in answer:
        raise _error(answer["error"])
    if reply.status != 200:
        raise nonsense(f"код HTTP {reply.status}")
    if "response" not in answer:
        raise nonsense("нет ни результата, ни ошибки")
    return answer["response"]


def judge_elsewhere(reply: Reply) -> Json:
    """The object that a server beside the API answers: of uploads or of events.

    Raises NetworkError. These have no common form; each caller looks for what it needs.
    """
    answer = _table(reply)
    if reply.status != 200:
        raise nonsense(f"код HTTP {reply.status}")
    return answer


def _table(reply: Reply) -> dict[str, Json]:
    status = reply.status
    if status >= 500:
        raise nonsense(f"ошибка сервера, код HTTP {status}")
    if status == 429:
        raise too_many(NAME, reply.retry_after())
    try:
        answer = json.loads(reply.body)
    except (ValueError, RecursionError):
        raise nonsense(f"это не JSON (код HTTP {status})") from None
    if not isinstance(answer, dict):
        raise nonsense("нет ни результата, ни ошибки")
    return answer


def _error(error: Json) -> NetworkError:
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
    return NetworkError(known.kind, code, why, todo=known.todo, wait=known.wait, hold=known.hold)


def nonsense(what: str) -> NetworkError:
    """An answer that nobody can rely on; `what` says what is wrong with it."""
    return errors.nonsense(NAME, what)


def number_of(network_id: str) -> int:
    """An id of ours as VK's number. Raises NetworkError(REFUSED) for what VK never gave out."""
    if not re.fullmatch(r"-?[0-9]{1,18}", network_id):
        raise NetworkError(
            Kind.REFUSED,
            None,
            f"«{network_id[:40]}» — не номер ВКонтакте; запрос не отправлялся.",
            todo=SHOW_TO_KEEPER,
        )
    return int(network_id)


def nothing_written(error: NetworkError) -> NetworkError:
    """The same error of a step after which nothing can have appeared on the page."""
    if error.kind is not Kind.UNKNOWN:
        return error
    return NetworkError(Kind.LATER, error.code, error.why, todo=REPEATS_ITSELF, wait=SHORT_WAIT)


def new_id(response: Json, key: str) -> str:
    """The id of what a write made. Raises NetworkError(UNKNOWN) if the answer does not name it."""
    made = response.get(key) if isinstance(response, dict) else None
    if not is_int(made) or made <= 0:
        raise nonsense(f"нет номера {key}")
    return str(made)


def require_one(response: Json) -> None:
    """Nothing, if a write answered 1, VK's yes. Raises NetworkError(UNKNOWN) otherwise."""
    if not is_int(response) or response != 1:
        raise nonsense("вместо подтверждения пришло другое")
