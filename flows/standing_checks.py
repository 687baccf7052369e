"""«Дежурные проверки»: what cannot wait for Monday's letter is told at once (clauses 5.1, 5.2)."""

from prefect import flow

from gospablik.store.ledger import Kind
from gospablik.templates import plural
from tasks.ledger import carry_out
from tasks.passports import read_passport
from tasks.runs import finish, started
from tasks.standing import check_standing, clear_working_flows, pages_in_doubt

TITLE = "Дежурные проверки"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def standing_checks() -> str:
    """Публикация, сайт, официальный статус, сбор, сбои задач: письмо и отбой. П. 5.1, 5.2."""
    for key in pages_in_doubt():
        read_passport(key)
    clear_working_flows()
    checked = check_standing()
    carried = carry_out([Kind.MAIL], "письма")
    return finish(
        TITLE,
        plural(checked.standing, "тревога стоит", "тревоги стоят", "тревог стоит")
        if checked.standing
        else "тревог нет",
        also=[f"не проверено: {checked.unknown}"] if checked.unknown else [],
        carried=carried,
    )
