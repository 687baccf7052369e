"""Who may call what: application, token, signature, permission, role (facts B1-B3, B5)."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from sandbox.ok.errors import OkError, invalid
from sandbox.ok.limits import DAY
from sandbox.ok.params import Params
from sandbox.ok.records import Application, Group, Token, Topic
from sandbox.ok.signature import session_secret, signature
from sandbox.ok.store import Store

PERMISSIONS = (
    "VALUABLE_ACCESS",
    "GROUP_CONTENT",
    "PHOTO_CONTENT",
    "VIDEO_CONTENT",
    "LONG_ACCESS_TOKEN",
    "SET_STATUS",
    "GET_EMAIL",
    "APP_INVITE",
    "PUBLISH_TO_STREAM",
)
SESSIONLESS = {"url.getInfo"}
FREE = {"url.getInfo", "users.getCallsLeft", "users.getLoggedInUser", "users.hasAppPermission"}
CONTENT = {"photosV2": "PHOTO_CONTENT", "video": "VIDEO_CONTENT"}
OF_GROUPS = {"group", "mediatopic"}


def needed_permissions(method: str) -> tuple[str, ...]:
    """The permissions a method needs: VALUABLE_ACCESS for most, and that of its content."""
    section = method.partition(".")[0]
    if method in FREE or section == "users":
        return ()
    if section in CONTENT:
        return ("VALUABLE_ACCESS", CONTENT[section])
    return ("VALUABLE_ACCESS", "GROUP_CONTENT") if section in OF_GROUPS else ("VALUABLE_ACCESS",)


@dataclass(frozen=True)
class Call:
    """One admitted call. `now` in milliseconds; `host` is where the caller found us."""

    store: Store
    params: Params
    application: Application
    token: Token | None
    now: int
    host: str

    @property
    def person(self) -> str:
        """The id of the person whose session this is (453 without one)."""
        if self.token is None:
            raise OkError(453, "No session key specified")
        return self.token.user_id

    def group(self, name: str) -> Group:
        """The group named by this parameter."""
        group_id = self.params.needed(name)
        if group_id not in self.store.groups:
            raise OkError(160, "Invalid group id")
        return self.store.groups[group_id]

    def role(self, group: Group) -> str:
        """The caller's role in the group, or ''."""
        return group.roles.get(self.person, "")

    def require(self, group: Group, roles: Collection[str]) -> None:
        """Refuse a caller without one of these roles."""
        if self.role(group) not in roles:
            raise OkError(50, "User is not an administrator or moderator of the group")

    def standing(self, topic_id: str) -> Topic:
        """The topic, or 300."""
        topic = self.store.topic(topic_id)
        if topic is None:
            raise OkError(300, "Media topic not found")
        return topic


Handler = Callable[[Call], Any]


def find_application(store: Store, params: Params) -> Application:
    """The application behind application_key."""
    application = store.applications.get(params.text("application_key"))
    if application is None:
        raise OkError(101, "Application key not specified or invalid")
    if application.disabled:
        raise OkError(210, "Application is disabled")
    return application


def find_token(store: Store, application: Application, secret: str, now: int) -> Token | None:
    """The token behind the secret, None without one; 102 when it ran out, 103 when it is dead."""
    if not secret:
        return None
    token = store.tokens.get(secret)
    if token is None or token.revoked or token.application_key != application.application_key:
        raise OkError(103, "Invalid session key")
    if token.expires_ms is not None and token.expires_ms <= now:
        raise OkError(102, "Session expired")
    return token


def check_signature(params: Params, application: Application, token: Token | None) -> None:
    """Refuse a wrong `sig`: over exactly the strings that came, with the right secret."""
    allowed = {application.secret}
    if token is not None:
        derived = session_secret(token.access_token, application.secret)
        allowed = {token.session_secret, derived}
    sent = params.text("sig")
    if sent not in {signature(params.values, secret) for secret in allowed}:
        raise OkError(104, "Invalid signature")


def check_right(method: str, token: Token | None) -> None:
    """Refuse a call without the session or the permission that the method needs."""
    if token is None:
        if method not in SESSIONLESS:
            raise OkError(453, "No session key specified")
        return
    for one in needed_permissions(method):
        if one not in token.permissions:
            words = f"User must grant an access to permission '{one}'"
            raise OkError(10, words, data=one.lower())


def check_pace(store: Store, method: str, caller: str) -> None:
    """8 for too many calls a second, 11 for too many of one method a day."""
    limits, windows = store.limits, store.windows
    if not limits.enabled:
        return
    if windows.count(caller, "", 1.0) >= limits.per_second:
        raise OkError(8, "Call blocked due to flood protection")
    if windows.count(caller, method, DAY) >= limits.daily(method):
        raise OkError(11, "Method invocation limit reached")
    windows.note(caller, "")
    windows.note(caller, method)


def asked_topic(call: Call, name: str, kind: str) -> Topic:
    """The topic under discussion: 106 for an id that never was, 300 for one that is gone."""
    sort = call.params.needed(kind)
    if sort != "GROUP_TOPIC":
        raise invalid(kind, sort)
    topic_id = call.params.needed(name)
    if topic_id not in call.store.topics:
        raise OkError(106, "Invalid entity id")
    return call.standing(topic_id)
