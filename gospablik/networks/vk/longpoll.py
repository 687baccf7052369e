"""VK's events as a cheap hint which posts to read anew (Bots Long Poll, shared facts A8).

The key of long polling opens the community's events, private messages among them, so the cursor
holds it sealed: only who holds the community's key can use a stored cursor.
"""

import base64
import hashlib
import json
from dataclasses import dataclass, replace

from cryptography.fernet import Fernet, InvalidToken

from gospablik.networks.errors import SHOW_TO_KEEPER, Kind, NetworkError
from gospablik.networks.hints import Changes
from gospablik.networks.json_values import Json, Reader, is_int
from gospablik.networks.transport import Call, Deadline
from gospablik.networks.vk import page_requests
from gospablik.networks.vk.answers import NAME, nonsense
from gospablik.networks.vk.client import VkClient, no_key
from gospablik.networks.vk.events import touched
from gospablik.networks.vk.place import Place
from gospablik.networks.vk.tokens import VkTokens

_READ = Reader(NAME)
_WAIT = 1
"""Seconds that VK may hold the answer back for something to happen. A hint need not wait."""
_HISTORY_LOST, _KEY_RAN_OUT, _BOTH_LOST = 1, 2, 3


@dataclass(frozen=True, slots=True, repr=False)
class _Cursor:
    server: str
    ts: str
    key: str

    def sealed(self, lock: Fernet) -> str:
        key = lock.encrypt(self.key.encode()).decode()
        return json.dumps({"server": self.server, "ts": self.ts, "key": key})


def changed_posts(
    client: VkClient, tokens: VkTokens, place: Place, cursor: str | None, deadline: Deadline
) -> Changes:
    """What happened since the cursor. Without a usable one the polling begins, all being lost.

    Raises NetworkError. A server of events is asked for only then and when the key ran out: VK
    counts those calls (error 29).
    """
    if not tokens.community:
        raise no_key("groups.getLongPollServer")
    lock = _lock(tokens.community)
    at = _opened(cursor, lock)
    if at is None:
        return _all_lost(_begin(client, place, deadline).sealed(lock))
    answer = _check(client, at, deadline)
    if answer.get("failed") == _KEY_RAN_OUT:
        at = replace(_begin(client, place, deadline), ts=at.ts)
        answer = _check(client, at, deadline)
    failed = answer.get("failed")
    if failed is None:
        found = touched(_READ.rows(answer, "updates"), place)
        cursor = replace(at, ts=_ts(answer)).sealed(lock)
        return Changes(found.again, found.outside, cursor, lost=False)
    if failed == _HISTORY_LOST:
        at = replace(at, ts=_ts(answer))
    elif failed == _BOTH_LOST:
        at = _begin(client, place, deadline)
    else:
        raise NetworkError(
            Kind.REFUSED,
            None,
            f"События ВКонтакте не прочитаны: сервер событий ответил failed={failed!s:.20}.",
            todo=SHOW_TO_KEEPER,
        )
    return _all_lost(at.sealed(lock))


def _all_lost(cursor: str) -> Changes:
    return Changes(frozenset(), outside=False, cursor=cursor, lost=True)


def _begin(client: VkClient, place: Place, deadline: Deadline) -> _Cursor:
    found = client.ask(page_requests.long_poll_server(place.group), deadline)
    return _Cursor(_READ.words(found, "server"), _ts(found), _READ.words(found, "key"))


def _check(client: VkClient, at: _Cursor, deadline: Deadline) -> Json:
    query = {"act": "a_check", "key": at.key, "ts": at.ts, "wait": str(_WAIT)}
    call = Call("GET", at.server, query=query, secrets=(at.key,), hold=_WAIT)
    return client.ask_elsewhere(call, deadline)


def _ts(answer: Json) -> str:
    """VK tells it as text and, after a loss, as a number."""
    ts = _READ.table(answer).get("ts")
    if isinstance(ts, str) and ts:
        return ts
    if is_int(ts):
        return str(ts)
    raise nonsense("нет номера события ts")


def _lock(community_key: str) -> Fernet:
    digest = hashlib.sha256(b"gospablik long poll cursor\n" + community_key.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def _opened(cursor: str | None, lock: Fernet) -> _Cursor | None:
    """None for no cursor, for a spoilt one and for one sealed with a key since replaced."""
    try:
        found = json.loads(cursor or "")
        key = lock.decrypt(_READ.words(found, "key")).decode()
        return _Cursor(_READ.words(found, "server"), _READ.words(found, "ts"), key)
    except (ValueError, RecursionError, InvalidToken, NetworkError):
        return None
