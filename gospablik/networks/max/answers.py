"""The judge of MAX's answers: a reply comes in, its JSON or NetworkError comes out.

Pure. A write is held to have failed only if the answer proves it; whatever proves nothing is
UNKNOWN. MAX says no with a status, and also with status 200 and «success: false».
"""

import json
import re
from collections.abc import Mapping

from gospablik.networks import errors
from gospablik.networks.errors import SHOW_TO_KEEPER, Kind, NetworkError, too_many
from gospablik.networks.json_values import Json, Reader
from gospablik.networks.max.codes import TOO_MANY_WAIT, meaning
from gospablik.networks.transport import Reply

NAME = "MAX"
_MAX_WORDS = 200
_READ = Reader(NAME)
_PROVEN_BY_STATUS = (401, 413)
"""Turned away whatever the body is; the others may come from whatever stands between us."""
_FILE_REFUSED = (400, 401, 403, 415)


def judge(reply: Reply) -> Mapping[str, Json]:
    """The JSON object of a success. Raises NetworkError."""
    if reply.status == 429:
        raise too_many(NAME, reply.retry_after(TOO_MANY_WAIT))
    try:
        answer = json.loads(reply.body)
    except (ValueError, RecursionError):
        answer = None
    if reply.status != 200:
        raise _error(reply.status, answer)
    if not isinstance(answer, dict):
        raise nonsense("это не объект JSON")
    if answer.get("success") is False:
        raise _told(200, "", _text(answer, "message"))
    return answer


def _error(status: int, answer: Json) -> NetworkError:
    if isinstance(answer, dict):
        code, message = _text(answer, "code"), _text(answer, "message")
        if code or message:
            return _told(status, code, message)
    if status in _PROVEN_BY_STATUS:
        return _told(status, "", "")
    # Plain text or a page of HTML: whose words these are nobody can tell.
    return nonsense(f"код HTTP {status} без объяснения")


def _told(status: int, code: str, message: str) -> NetworkError:
    known = meaning(status, code, message)
    sign = code or (f"HTTP {status}" if status != 200 else "success: false")
    own = f": «{message}»" if message else ""
    why = f"MAX ответил: {known.words} ({sign}{own})."
    return NetworkError(known.kind, code or status, why, todo=known.todo, wait=known.wait)


def _text(answer: Mapping[str, Json], key: str) -> str:
    found = answer.get(key)
    return " ".join(found.split())[:_MAX_WORDS] if isinstance(found, str) else ""


def nonsense(what: str) -> NetworkError:
    """An answer that nobody can rely on; `what` says what is wrong with it."""
    return errors.nonsense(NAME, what)


def refused(why: str, todo: str) -> NetworkError:
    """What we do not even send, since MAX would say no."""
    return NetworkError(Kind.REFUSED, None, why, todo=todo)


def made_id(answer: Json) -> str:
    """The id of the message that a write made. Raises NetworkError(UNKNOWN) if it is not named."""
    message = _READ.table(_READ.table(answer).get("message"))
    return _READ.words(message.get("body"), "mid")


def require_success(answer: Json) -> None:
    """Nothing, if a write answered «success: true». Raises NetworkError(UNKNOWN) otherwise."""
    if _READ.table(answer).get("success") is not True:
        raise nonsense("вместо подтверждения пришло другое")


def upload_place(answer: Json) -> tuple[str, str]:
    """POST /uploads: the address to send the file to, and the token if it is given here (video)."""
    token = _READ.table(answer).get("token")
    return _READ.words(answer, "url"), token if isinstance(token, str) else ""


def _not_taken(status: int) -> NetworkError:
    if status == 413:
        return refused("MAX не принял файл: он слишком большой.", "приложите файл поменьше.")
    if status in _FILE_REFUSED:
        return refused(f"MAX не принял файл (HTTP {status}).", SHOW_TO_KEEPER)
    return nonsense(f"файл не принят, код HTTP {status}")


def uploaded_token(reply: Reply, given: str) -> str:
    """The token of a file that the upload host took; `given` is the one of POST /uploads.

    Pictures answer `photos`, files `token`, videos XML with `retval` 1 (shared facts, 2.5).
    Raises NetworkError.
    """
    if reply.status == 429:
        raise too_many(NAME, reply.retry_after(TOO_MANY_WAIT))
    if reply.status != 200:
        raise _not_taken(reply.status)
    if re.search(rb"<retval>\s*1\s*</retval>", reply.body) and given:
        return given
    try:
        answer = _READ.table(json.loads(reply.body))
    except (ValueError, RecursionError):
        raise nonsense("файл не принят: нет ни JSON, ни retval") from None
    if "photos" in answer:
        photos = list(_READ.table(answer["photos"]).values())
        return _READ.words(photos[0] if photos else None, "token")
    return _READ.words(answer, "token")
