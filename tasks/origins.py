"""What a person says of a post that has no source on the site (clause 3.2)."""

from prefect import task
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.errors import OfficeError
from gospablik.reconciliation.origins import Rubric, Word, name_post
from gospablik.store.tables import OriginKind
from tasks.decisions import Written
from tasks.desk import ALL_PAGES, desk

NO_SOURCE = "не репост"
NO_KIND = "не выбрано"


def kind_choices() -> list[str]:
    """What a post may be; nothing is pre-set."""
    return [NO_KIND, *(kind.value for kind in OriginKind)]


def rubric_choices() -> list[str]:
    """What an own material may be."""
    return [rubric.value for rubric in Rubric]


def source_choices() -> list[str]:
    """Keys of the permitted sources, for the form of a run by hand."""
    try:
        return [NO_SOURCE, *(source.key for source in desk().office.source)]
    except OfficeError:
        return [NO_SOURCE]


@task(name="Записать происхождение", task_run_name="Записать происхождение", cache_policy=NO_CACHE)
def write_origin(
    address: str, kind: str, *, rubric: str, source: str, reason: str, who: str
) -> Written:
    """Keep the word, or say why it was not."""
    at = desk()
    if kind not in list(OriginKind):
        return Written(
            "", "не выбрано, что это за пост. Не сделано: слово о посте не записано. Что делать:"
            " выберите в поле «Что это» одно из предложенного.",
        )  # fmt: skip
    word = Word(OriginKind(kind), rubric, source, reason, who)
    try:
        with at.store.write() as session:
            pages = at.pages(ALL_PAGES)
            origin = name_post(session, at.office, pages, address, word=word, now=now())
            page = at.office.page_by_key(origin.page)
    except OfficeError as problem:
        return Written("", str(problem))
    about = f", {origin.rubric or origin.source}" if origin.rubric or origin.source else ""
    return Written(f"{kind}{about}; страница «{page.name}»")
