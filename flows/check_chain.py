"""«Проверка журнала»: every proof of a removal, one after another (clause 4.2)."""

from typing import Annotated

from prefect import flow

from gospablik.store.ledger import Kind
from tasks.chain import verify_proofs
from tasks.ledger import carry_out
from tasks.run_form import field
from tasks.runs import finish, started

TITLE = "Проверка журнала"


@flow(name=TITLE, flow_run_name=lambda: started(TITLE), retries=0)
def check_chain(
    number: Annotated[
        int,
        field(
            "Номер записи из письма",
            "Чтобы сверить с прежним письмом: не отрезан ли конец журнала. 0: не сверять.",
            position=0,
            ge=0,
        ),
    ] = 0,
    seal: Annotated[
        str, field("Печать из письма", "Начало или вся.", position=1, max_length=64)
    ] = "",
) -> str:
    """Печати доказательств и их цепочка; называется первая плохая запись. Пункт 4.2."""
    looked = verify_proofs(number, seal)
    carried = carry_out([Kind.MAIL], "письма")
    return finish(
        TITLE, looked.words, problems=looked.problems, alarmed=looked.alarmed, carried=carried
    )
