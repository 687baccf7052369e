"""«Публикация» in bad weather: what went out, what is held, and the words people read."""

from flows.publish import publish
from gospablik.reconciliation.validations import latest
from office.demo.story import NEWS
from tasks.desk import desk
from tests.flows.town import Town


def test_good_day(town: Town) -> None:
    town.news(0)
    town.news(1)
    run = town.run(publish)
    assert not run.red, run
    assert run.name.startswith("Публикация: 2 поста, ")
    assert town.wall() == [NEWS[0]["title"], NEWS[1]["title"]]
    with town.store.read() as session:
        gate = latest(session, desk().office, "gate")
    assert gate, "что проверено перед публикацией, хранится с запуском"
    assert (gate.scope, gate.rows, gate.run) == (desk().office.page[0].key, 2, str(run.id))
    assert gate.result["suite_name"] == "gate"
    assert {one["success"] for one in gate.result["results"]} == {True}
