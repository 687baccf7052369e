"""Answers to our letters, read from the mailbox (clause 4.3)."""

from dataclasses import dataclass

from prefect import task
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.errors import OfficeError
from tasks.credentials import mailbox
from tasks.desk import desk


@dataclass(frozen=True, slots=True)
class RepliesRead:
    """What came of the letters, in words, and what kept them from being read."""

    words: str
    problems: tuple[str, ...] = ()


@task(name="Прочитать ответы", task_run_name="Прочитать ответы", cache_policy=NO_CACHE)
def read_replies() -> RepliesRead:
    """Take what officials wrote. A mailbox that cannot be read is a problem, in a whole sentence.

    Without a mailbox in organisation.toml there is nothing to read, and nothing amiss.
    """
    from gospablik.inbox.mailbox import open_mailbox
    from gospablik.moderation.replies.read import read_box

    at = desk()
    inbox = at.office.mail.inbox
    if inbox is None:
        return RepliesRead("ящик не указан, решают формой")
    try:
        with open_mailbox(mailbox(inbox)) as box:
            found = read_box(at.store, at.office, box, now())
    except OfficeError as problem:
        return RepliesRead("ответы не прочитаны", (str(problem),))
    words = [f"решений {found.decided}" if found.decided else "решений нет"]
    words += [f"остановлено {found.stopped}"] if found.stopped else []
    words += [f"не принято {found.answered}"] if found.answered else []
    return RepliesRead(", ".join(words))
