"""What the network's API does not do for us: a list for people, with links and texts."""

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from tasks.artifacts import show_if_new
from tasks.desk import Desk, desk

_KEY = "porucheniya"
_ABOUT = "Что программа сделать не может: ссылки, тексты, порядок действий"


def show_errands(at: Desk) -> None:
    """An artifact with the errands that are open now, when one was given or is done."""
    create_markdown_artifact(markdown=_page(at), key=_KEY, description=_ABOUT)


@task(name="Обновить поручения", task_run_name="Обновить поручения", cache_policy=NO_CACHE)
def refresh_errands() -> None:
    """The same, unless the last one says so already: the program has taken an errand back, or a
    page was suspended, or has come back.
    """
    show_if_new(_KEY, _page(desk()), _ABOUT)


def _page(at: Desk) -> str:
    from tasks.errand_words import errands_page  # loads much, and most passes have no list to show

    return errands_page(at)
