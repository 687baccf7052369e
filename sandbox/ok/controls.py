"""The levers of OK's world: applications, people, tokens, groups, limits; and its state."""

from dataclasses import asdict
from typing import Any

from sandbox.fields import BadRequestError, Fields, UnknownObjectError
from sandbox.ok.access import PERMISSIONS
from sandbox.ok.api import METHODS, PRIVATE, now_ms
from sandbox.ok.records import ROLES, Application, Group, Person, Token
from sandbox.ok.signature import session_secret
from sandbox.world import World

DEFAULT_PERMISSIONS = ("VALUABLE_ACCESS", "GROUP_CONTENT", "PHOTO_CONTENT", "VIDEO_CONTENT")
GROUP_TEXTS = ("name", "shortname", "description", "status", "homepage_url", "phone", "address")
Json = dict[str, Any]


def identity(body: Fields, name: str) -> str:
    """An id, as a string or as a whole number."""
    value = body.data.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    text = body.text(name)
    if not text.isdigit():
        raise BadRequestError(f"{name} must be a number, not {text!r}")
    return text


def put_application(world: World, body: Fields) -> Json:
    """Make an application."""
    application = Application(body.text("application_key"), body.text("secret"))
    world.ok.applications[application.application_key] = application
    return patch_application(world, body, application.application_key)


def patch_application(world: World, body: Fields, key: str) -> Json:
    """Rename or disable an application; `private_methods` open what the public has not."""
    application = world.ok.applications.get(key)
    if application is None:
        raise UnknownObjectError(f"no application {key}")
    private = body.texts("private_methods", tuple(application.private_methods))
    if not set(private) <= set(PRIVATE):
        raise BadRequestError(f"private_methods: only {', '.join(PRIVATE)}")
    application.private_methods = frozenset(private)
    application.name = body.text("name", application.name)
    application.disabled = body.flag("disabled", application.disabled)
    return _application(application)


def put_user(world: World, body: Fields) -> Json:
    """Make a person."""
    person = Person(identity(body, "user_id"), body.text("first_name"), body.text("last_name", ""))
    world.ok.people[person.user_id] = person
    return asdict(person)


def put_token(world: World, body: Fields) -> Json:
    """Make a person's token. The session secret is the derived one unless named."""
    user_id, key = identity(body, "user_id"), body.text("application_key")
    if user_id not in world.ok.people:
        raise UnknownObjectError(f"no person {user_id}")
    if key not in world.ok.applications:
        raise UnknownObjectError(f"no application {key}")
    secret = body.text("access_token")
    derived = session_secret(secret, world.ok.applications[key].secret)
    chosen = body.text("session_secret", derived)
    world.ok.tokens[secret] = Token(secret, key, user_id, frozenset(DEFAULT_PERMISSIONS), chosen)
    return patch_token(world, body, secret)


def patch_token(world: World, body: Fields, name: str) -> Json:
    """Revoke a token, let it run out (`expires_at`) or change its permissions."""
    token = world.ok.tokens.get(name)
    if token is None:
        raise UnknownObjectError("no such token")
    permissions = body.texts("permissions", tuple(token.permissions))
    if not set(permissions) <= set(PERMISSIONS):
        raise BadRequestError(f"permissions: only {', '.join(PERMISSIONS)}")
    token.permissions = frozenset(permissions)
    token.revoked = body.flag("revoked", token.revoked)
    if "expires_at" in body:
        moment = body.moment("expires_at")
        token.expires_ms = None if moment is None else int(moment.timestamp() * 1000)
    return _token(token)


def put_group(world: World, body: Fields) -> Json:
    """Make a group, or make it anew; its topics stay."""
    group = Group(identity(body, "group_id"), body.text("name"))
    world.ok.groups[group.group_id] = group
    return patch_group(world, body, group.group_id)


def patch_group(world: World, body: Fields, group_id: str) -> Json:
    """Change a group by hand; `roles` {person: role} adds to those that are there."""
    group = world.ok.group(group_id)
    for name in GROUP_TEXTS:
        setattr(group, name, body.text(name, getattr(group, name)))
    for name in ("gos_org", "rkn_mark", "premium"):
        setattr(group, name, body.flag(name, getattr(group, name)))
    group.members_count = body.integer("members_count", group.members_count)
    group.who_can_comment = body.text("who_can_comment", group.who_can_comment)
    roles = Fields(body.data.get("roles") or {})
    for user_id in roles.data:
        if user_id not in world.ok.people:
            raise UnknownObjectError(f"no person {user_id}")
        group.roles[user_id] = roles.choice(user_id, ROLES)
    return asdict(group)


def put_limits(world: World, body: Fields) -> Json:
    """Change rates, quotas and lengths; answers all of them."""
    world.ok.limits.update(body)
    return asdict(world.ok.limits)


def put_behaviour(world: World, body: Fields) -> Json:
    """Change what the sources leave open; answers all of it."""
    unknown = set(body.texts("missing_methods")) - set(METHODS)
    if unknown:
        raise BadRequestError(f"missing_methods: there are no {', '.join(sorted(unknown))}")
    world.ok.behaviour.update(body)
    return asdict(world.ok.behaviour)


def _application(one: Application) -> Json:
    shown = asdict(one) | {"private_methods": sorted(one.private_methods)}
    return shown | {"secret": one.secret[:4] + "…"}


def _token(one: Token) -> Json:
    shown = asdict(one) | {"permissions": sorted(one.permissions)}
    short = {"access_token": one.access_token[:4] + "…", "session_secret": "…"}
    return shown | short


def state(world: World) -> Json:
    """Everything, removed things too; times are milliseconds, pictures only their sides."""
    ok, now = world.ok, now_ms(world)
    ok.publish_due(now)
    return {
        "now_ms": now,
        "applications": [_application(one) for one in ok.applications.values()],
        "people": [asdict(one) for one in ok.people.values()],
        "tokens": [_token(one) for one in ok.tokens.values()],
        "groups": [asdict(one) for one in ok.groups.values()],
        "topics": [
            asdict(one) | {"text": one.text, "deleted": one.deleted_ms is not None}
            for one in ok.topics.values()
        ],
        "comments": [
            asdict(one) | {"deleted": one.deleted_ms is not None} for one in ok.comments.values()
        ],
        "photos": [_photo(asdict(one)) for one in ok.photos.values()],
        "videos": [asdict(one) for one in ok.videos.values()],
    }


def _photo(photo: Json) -> Json:
    return photo | {"image": len(photo["image"]), "token": photo["token"] and "…"}
