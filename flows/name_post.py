"""«Происхождение поста»: what a post is that the official site does not have (clause 3.2)."""

from typing import Annotated

from prefect import flow

from tasks.officials import NOBODY
from tasks.origins import (
    NO_KIND,
    NO_SOURCE,
    kind_choices,
    rubric_choices,
    source_choices,
    write_origin,
)
from tasks.reposts import decider_choices
from tasks.run_form import field
from tasks.runs import finish, started

TITLE = "Происхождение поста"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def name_post(  # noqa: PLR0917 (as many as the form has fields)
    address: Annotated[
        str,
        field(
            "Адрес поста",
            "Поста нашей страницы, у которого «Сверка с сайтом» не нашла источника.",
            position=0,
            max_length=2000,
        ),
    ] = "",
    kind: Annotated[
        str,
        field("Что это", "Чем является этот пост.", position=1, choices=kind_choices()),
    ] = NO_KIND,
    rubric: Annotated[
        str,
        field("Рубрика", "Собственного материала.", position=2, choices=rubric_choices()),
    ] = "другое",
    source: Annotated[
        str,
        field(
            "Источник репоста",
            "Ключ раздела [[source]] файла organisation.toml.",
            position=3,
            choices=source_choices(),
        ),
    ] = NO_SOURCE,
    reason: Annotated[
        str,
        field(
            "Почему он на странице",
            "Одной фразой; останется в записи. Например: поздравление с Днём посёлка.",
            position=4,
            max_length=500,
        ),
    ] = "",
    who: Annotated[
        str,
        field("Кто говорит", "Ваше имя и должность.", position=5, choices=decider_choices()),
    ] = NOBODY,
) -> str:
    """Собственный материал, репост или размещено региональным центром; кто это говорит. П. 3.2."""
    said = write_origin(address, kind, rubric=rubric, source=source, reason=reason, who=who)
    return finish(TITLE, said.words, refused=said.refused)
