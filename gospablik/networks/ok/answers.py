"""The judge of OK's answers: a reply comes in, the value or NetworkError comes out.

Pure. A write is held to have failed only if the answer proves it; whatever proves nothing is
UNKNOWN. A value may be an object, a list or a bare scalar (shared facts, part B1).
"""

import json

from gospablik.networks import errors
from gospablik.networks.errors import NetworkError, too_many
from gospablik.networks.json_values import Json, is_int
from gospablik.networks.ok.codes import meaning
from gospablik.networks.transport import Reply

NAME = "Одноклассники"
_OK_WORDS = 200


def judge(reply: Reply) -> Json:
    """The value that OK answered; None for an empty body, which video.update gives.

    Raises NetworkError. OK reports its errors with status 200 in a flat object, so other statuses
    come from whatever stands between us. The header `invocation-error` is only a hint.
    """
    status = reply.status
    if status >= 500:
        raise _odd(reply, f"ошибка сервера, код HTTP {status}")
    if status == 429:
        raise too_many(NAME, reply.retry_after())
    if status == 200 and not reply.body.strip():
        return None
    try:
        answer = json.loads(reply.body)
    except (ValueError, RecursionError):
        raise _odd(reply, f"это не JSON (код HTTP {status})") from None
    if isinstance(answer, dict) and "error_code" in answer:
        raise _error(answer)
    if status != 200:
        raise _odd(reply, f"код HTTP {status}")
    return answer


def judge_upload(reply: Reply) -> None:
    """Nothing, if an upload host took the file; what it says in that case is not documented.

    Raises NetworkError for an error object of OK's and for every status that is no success.
    """
    try:
        answer = json.loads(reply.body)
    except (ValueError, RecursionError):
        answer = None
    if isinstance(answer, dict) and "error_code" in answer:
        raise _error(answer)
    if not 200 <= reply.status < 300:
        raise _odd(reply, f"код HTTP {reply.status}")


def _error(error: Json) -> NetworkError:
    code, message = error["error_code"], error.get("error_msg")
    if not is_int(code):
        return nonsense("ошибка без номера")
    message = " ".join(message.split())[:_OK_WORDS] if isinstance(message, str) else ""
    known = meaning(code)
    own = f": «{message}»" if message else ""
    why = f"Одноклассники ответили: {known.words} (ошибка {code}{own})."
    return NetworkError(known.kind, code, why, todo=known.todo, wait=known.wait, hold=known.hold)


def _odd(reply: Reply, what: str) -> NetworkError:
    hint = reply.headers.get("invocation-error", "")
    known = f"; в заголовке ответа ошибка {hint}" if hint.isascii() and hint.isdigit() else ""
    return nonsense(what + known)


def nonsense(what: str) -> NetworkError:
    """An answer that nobody can rely on; `what` says what is wrong with it."""
    return errors.nonsense(NAME, what)


def new_id(answer: Json) -> str:
    """The id of what a write made, a bare scalar. Raises NetworkError(UNKNOWN) otherwise."""
    made = str(answer) if is_int(answer) else answer
    if not isinstance(made, str) or not made.isascii() or not made.isdigit() or not made.strip("0"):
        raise nonsense("нет номера записи")
    return made


def require_yes(answer: Json) -> None:
    """Nothing, if a write answered true or {"success": true}. Raises NetworkError(UNKNOWN)."""
    said = answer.get("success") if isinstance(answer, dict) else answer
    if said is not True:
        raise nonsense("вместо подтверждения пришло другое")
