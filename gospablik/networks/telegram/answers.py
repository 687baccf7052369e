"""The judge of Telegram's answers: a reply comes in, the result or NetworkError comes out.

Pure. A write is held to have failed only if the answer proves it; whatever proves nothing is
UNKNOWN.
"""

import json
from collections.abc import Mapping
from datetime import timedelta

from gospablik.networks import errors
from gospablik.networks.errors import Hold, NetworkError, too_many
from gospablik.networks.json_values import Json, is_int
from gospablik.networks.telegram.codes import meaning
from gospablik.networks.transport import Reply

NAME = "Telegram"
_ITS_WORDS = 200
_TOO_MANY, _TOO_LARGE = 429, 413
_LONGEST_WAIT = 100_000


def judge(reply: Reply) -> Json:
    """The value under `result`.

    Raises NetworkError. Telegram's own errors come as JSON with the same number as the HTTP
    status; what stands between us answers in HTML, and of that only 413 and 429 prove anything.
    """
    status = reply.status
    if status >= 500:
        raise nonsense(f"ошибка сервера, код HTTP {status}")
    try:
        answer = json.loads(reply.body)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict) or not isinstance(answer.get("ok"), bool):
        raise _not_ours(reply)
    if not answer["ok"]:
        raise _error(answer, reply)
    if status != 200 or "result" not in answer:
        raise nonsense(f"код HTTP {status} и нет результата")
    return answer["result"]


def _not_ours(reply: Reply) -> NetworkError:
    if reply.status == _TOO_MANY:
        return too_many(NAME, reply.retry_after())
    if reply.status == _TOO_LARGE:
        return _told(_TOO_LARGE, "", None)
    return nonsense(f"это не ответ Bot API (код HTTP {reply.status})")


def _error(answer: Mapping[str, Json], reply: Reply) -> NetworkError:
    code = answer.get("error_code")
    if not is_int(code) or code >= 500:
        return nonsense("ошибка сервера" if is_int(code) else "ошибка без номера")
    words = answer.get("description")
    return _told(
        code,
        " ".join(words.split())[:_ITS_WORDS] if isinstance(words, str) else "",
        _wait(answer.get("parameters"), reply) if code == _TOO_MANY else None,
    )


def _told(number: int, words: str, wait: timedelta | None) -> NetworkError:
    code, known = meaning(number, words)
    own = f": «{words}»" if words else ""
    why = f"Telegram ответил: {known.words} (ошибка {number}{own})."
    # Telegram's limits are the bot's, whatever it was about to do.
    hold = Hold.KEY if number == _TOO_MANY else None
    return NetworkError(known.kind, code, why, todo=known.todo, wait=wait or known.wait, hold=hold)


def _wait(parameters: Json, reply: Reply) -> timedelta:
    """A second more than Telegram asks for: its second does not begin with ours."""
    asked = parameters.get("retry_after") if isinstance(parameters, dict) else None
    if is_int(asked) and 0 <= asked < _LONGEST_WAIT:
        return timedelta(seconds=asked + 1)
    return reply.retry_after() + timedelta(seconds=1)


def nonsense(what: str) -> NetworkError:
    """An answer that nobody can rely on; `what` says what is wrong with it."""
    return errors.nonsense(NAME, what)


def message_id(result: Json) -> str:
    """The id of the message that a write made or changed; of an album, of its first message.

    Raises NetworkError(UNKNOWN) if it is not told. 0 is a video that Telegram has accepted and
    not shown yet: the post will come, and its automatic forward will tell the id.
    """
    message = result[0] if isinstance(result, list) and result else result
    number = message.get("message_id") if isinstance(message, dict) else None
    if number == 0 and is_int(number):
        raise nonsense("сообщение принято, но ещё не показано")
    if not is_int(number) or number < 0:
        raise nonsense("нет номера сообщения")
    return str(number)


def require_true(result: Json) -> None:
    """Nothing, if a write answered true. Raises NetworkError(UNKNOWN) otherwise."""
    if result is not True:
        raise nonsense("вместо подтверждения пришло другое")
