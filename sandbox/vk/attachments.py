"""The `attachments` parameter: what may be named there, and what of it is kept (facts A3, A6)."""

from sandbox.vk.access import Call
from sandbox.vk.errors import VkError, invalid
from sandbox.vk.media import Photo

MOST = 10


def is_link(name: str) -> bool:
    """A bare address instead of a medium's name."""
    return name.startswith(("http://", "https://"))


def attached(call: Call) -> tuple[str, ...]:
    """The names that will show, in their order.

    A medium that does not exist or was uploaded for messages is dropped without a word. More
    than one link is 222, more than ten attachments are 100.
    """
    sent = call.params.listed("attachments")
    if len(sent) > MOST:
        raise invalid(f"attachments: not more than {MOST}")
    if sum(map(is_link, sent)) > 1:
        raise VkError(222, "more than one link is attached")
    named = (name if is_link(name) else _standing(call, name) for name in sent)
    return tuple(name for name in named if name is not None)


def _standing(call: Call, name: str) -> str | None:
    medium = call.store.media.get(name)
    hidden = medium is None or (isinstance(medium, Photo) and medium.for_messages)
    return None if hidden or medium is None else medium.name
