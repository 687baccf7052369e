"""«Стирание»: residents' words and names, once their term is over (152-ФЗ)."""

from prefect import flow

from gospablik.templates import plural
from tasks.erasing import erase_by_term, erase_in_prefect, remove_extracts
from tasks.runs import finish, started

TITLE = "Стирание"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def erase() -> str:
    """Слова и имена жителей, срок хранения которых вышел; печати и счёт остаются. 152-ФЗ."""
    erased = erase_by_term()
    runs = erase_in_prefect()
    extracts = remove_extracts()
    also = [f"из Prefect {plural(runs, 'запуск', 'запуска', 'запусков')}"] if runs else []
    if extracts:
        also.append(f"выписок убрано с сервера: {extracts}")
    return finish(TITLE, erased, also=also)
