"""users.*, url.getInfo, share.fetchLinkV2, shortlink.create (facts B2, B5)."""

from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from sandbox.ok.access import PERMISSIONS, Call
from sandbox.ok.attachment import check_link
from sandbox.ok.errors import invalid
from sandbox.ok.limits import DAY
from sandbox.ok.objects import chosen, person_object


def get_logged_in_user(call: Call) -> str:
    """users.getLoggedInUser: the id as a bare string."""
    return call.person


def get_current_user(call: Call) -> dict[str, Any]:
    """users.getCurrentUser."""
    person = person_object(call.store.people[call.person])
    return chosen(person, call.params.listed("fields"), "user")


def has_app_permission(call: Call) -> bool:
    """users.hasAppPermission: a bare boolean; the name with a space or an underscore."""
    name = call.params.needed("ext_perm").replace(" ", "_").upper()
    if name not in PERMISSIONS:
        raise invalid("ext_perm", name)
    token = call.token
    return token is not None and name in token.permissions


def get_calls_left(call: Call) -> list[dict[str, Any]]:
    """users.getCallsLeft: what is left of each named method for this token today."""
    call.params.needed("methods")
    caller = call.token.access_token if call.token else ""
    shown = []
    for method in call.params.listed("methods", maximum=100):
        used = call.store.windows.count(caller, method, DAY)
        left = max(call.store.limits.daily(method) - used, 0)
        shown.append({"name": method, "callsLeft": left, "available": left > 0})
    return shown


def get_url_info(call: Call) -> dict[str, Any]:
    """url.getInfo: what an address on ok.ru leads to."""
    path = urlsplit(call.params.needed("url")).path.strip("/").split("/")
    store = call.store
    for group in store.groups.values():
        if path == [group.shortname] or path[:2] == ["group", group.group_id]:
            return _found(group.group_id, "GROUP")
    if len(path) > 1 and path[0] == "profile" and path[1] in store.people:
        return _found(path[1], "PROFILE")
    return {"type": "UNKNOWN"}


def _found(object_id: str, kind: str) -> dict[str, Any]:
    return {"objectId": int(object_id), "objectIdStr": object_id, "type": kind}


def fetch_link(call: Call) -> dict[str, Any]:
    """share.fetchLinkV2; nothing is really fetched (the shape is that of a public client)."""
    url = check_link(call.params.needed("url"))
    link = {
        "type": "link",
        "url": url,
        "title": url,
        "domain": urlsplit(url).hostname,
        "signature": sha256(url.encode()).hexdigest()[:16],
        "mediaIdx": 0,
    }
    return {"attachment_media": [link], "link": None}


def create_short_link(call: Call) -> str:
    """shortlink.create; no source shows its answer, a bare string is a guess."""
    url = check_link(call.params.needed("url"))
    return f"https://ok.me/{sha256(url.encode()).hexdigest()[:6]}"
