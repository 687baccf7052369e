"""Residents' words erased when their term is over: in our database and in Prefect's (152-ФЗ)."""

from datetime import timedelta

from prefect import get_client, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.filters import (
    ArtifactFilter,
    FlowRunFilter,
    FlowRunFilterEndTime,
)
from prefect.exceptions import ObjectNotFound

from gospablik.clock import now
from gospablik.control.extract.make import remove_old
from gospablik.errors import OfficeError
from gospablik.moderation.retention import Erased, erase_due, say
from gospablik.store.retention import Keeping
from gospablik.templates import plural
from tasks.decisions import Written
from tasks.desk import desk
from tasks.officials import chosen

NO_CHOICE = "не выбрано"
_AT_ONCE = 200


def keeping_choices() -> list[str]:
    """What may be said of a comment's words; nothing is pre-set."""
    return [NO_CHOICE, *(one.value for one in Keeping)]


@task(name="Стереть по сроку", task_run_name="Стереть по сроку", cache_policy=NO_CACHE)
def erase_by_term() -> str:
    """Everything that is due, batch by batch; returns what was erased, in words."""
    at, total = desk(), Erased()
    while True:
        with at.store.write() as session:
            batch = erase_due(session, at.office, now())
        total += batch
        if batch == Erased():
            break
    parts = [
        plural(total.comments, "комментарий", "комментария", "комментариев"),
        plural(total.proofs, "доказательство", "доказательства", "доказательств"),
        plural(total.authors, "имя", "имени", "имён"),
    ]
    if total.pictures:
        parts.append(plural(total.pictures, "картинка", "картинки", "картинок"))
    if total.decisions:
        parts.append(plural(total.decisions, "решение", "решения", "решений"))
    return f"стёрто: {', '.join(parts)}" if total != Erased() else "срок ни у чего не вышел"


@task(name="Стереть в базе Prefect", task_run_name="Стереть в базе Prefect", cache_policy=NO_CACHE)
def erase_in_prefect() -> int:
    """Runs that ended before the term of comments, with their forms, answers, logs, artifacts.

    Returns how many runs. What a form showed and what a run's parameters held goes with them.
    """
    before = now() - timedelta(days=desk().office.organisation.keep_comments_days)
    ended = FlowRunFilter(end_time=FlowRunFilterEndTime(before_=before))
    erased = 0
    with get_client(sync_client=True) as client:
        while runs := client.read_flow_runs(flow_run_filter=ended, limit=_AT_ONCE):
            for run in runs:
                shown = ArtifactFilter(flow_run_id={"any_": [run.id]})
                for artifact in client.read_artifacts(artifact_filter=shown):
                    client.delete_artifact(artifact.id)
                try:
                    client.delete_flow_run(run.id)
                except ObjectNotFound:
                    continue  # another pass was faster
            erased += len(runs)
    return erased


@task(name="Убрать старые выписки", task_run_name="Убрать старые выписки", cache_policy=NO_CACHE)
def remove_extracts() -> int:
    """The files of extracts older than a month; returns how many extracts."""
    return remove_old(desk().state, now())


@task(name="Записать слово о хранении", task_run_name="Записать слово о хранении",
      cache_policy=NO_CACHE)  # fmt: skip
def write_keeping(address: str, what: str, reason: str, who: str) -> Written:
    """Keep or erase, or say why neither was done."""
    at = desk()
    asked = next((one for one in Keeping if one.value == what), None)
    key = chosen(who)
    if asked is None or not key:
        return Written(
            "", "не выбрано, что сделать или кто решает. Не сделано: ничего не стёрто и не"
            " удержано. Что делать: заполните форму запуска (Custom run).",
        )  # fmt: skip
    try:
        with at.store.write() as session:
            say(session, at.office, address, asked, official_key=key, reason=reason, now=now())
    except OfficeError as problem:
        return Written("", str(problem))
    return Written(what)
