"""Moscow's time, in which VK and OK show people when a comment was written. Pure."""

from datetime import timedelta, timezone

from gospablik.networks.base import LiveComment

MOSCOW = timezone(timedelta(hours=3))
"""Moscow's zone, which has not changed since 2014."""


def which(comment: LiveComment, *, clock: str = "%H:%M") -> str:
    """Whose a comment is and of what time, for an errand: it has no address, and its words are
    erased in time, an errand is not. `clock`: the hour as the network's own page shows it.
    """
    written = comment.written_at.astimezone(MOSCOW)
    author = " ".join(comment.author_name.split())
    return f": автор «{author}», {written:%d.%m.%Y} {written:{clock}} по Москве"
