"""«Публикация» in bad weather: what went out, what is held, and the words people read."""

from flows.publish import publish
from office.demo.story import NEWS
from tests.flows.town import Town


def test_good_day(town: Town) -> None:
    town.news(0)
    town.news(1)
    run = town.run(publish)
    assert not run.red, run
    assert run.name.startswith("Публикация: 2 поста, ")
    assert town.wall() == [NEWS[0]["title"], NEWS[1]["title"]]
