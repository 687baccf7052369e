"""«Проверить текст»: what would be said of any text, and why; nothing is kept (clause 4.2)."""

from typing import Annotated

from prefect import flow

from tasks.check_text import BY, IN_FORCE, examine_text
from tasks.run_form import field
from tasks.runs import finish, started

TITLE = "Проверить текст"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def check_text(
    text: Annotated[
        str,
        field("Текст", "Комментарий, как его написал бы житель.", position=0, max_length=20_000),
    ] = "",
    post: Annotated[
        str,
        field(
            "Текст поста",
            "Можно не заполнять. С ним видно и то, что не совпадает с публикацией.",
            position=1,
            max_length=20_000,
        ),
    ] = "",
    by: Annotated[
        BY,
        field(
            "По каким спискам", "Файл words.toml можно попробовать, пока он не принят.", position=2
        ),
    ] = IN_FORCE,
) -> str:
    """Что программа сказала бы о тексте и почему. Ничего не записывается. Пункт 4.2."""
    return finish(TITLE, examine_text(text, post, by))
