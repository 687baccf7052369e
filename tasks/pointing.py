"""A comment that a person points at, put before the specialist (clause 4.2)."""

from prefect import task
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.errors import OfficeError
from gospablik.moderation.links import one_line
from gospablik.moderation.pointing import point_out
from tasks.decisions import Written
from tasks.desk import desk
from tasks.officials import chosen


@task(name="Передать на разбор", task_run_name="Передать на разбор", cache_policy=NO_CACHE)
def put_before(address: str, reason: str, who: str) -> Written:
    """What was put before the specialist, or why nothing was."""
    at = desk()
    try:
        with at.store.write() as session:
            comment = point_out(
                session, at.office, address, reason=reason, official_key=chosen(who), now=now()
            )
            return Written(f"автор {one_line(comment.author.name, 40)}")
    except OfficeError as problem:
        return Written("", str(problem))
