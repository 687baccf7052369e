"""The machine dies while VK holds the answer to wall.post: one post on each wall all the same."""

import time

from gospablik.store.tables import Kind, State
from office.demo.story import GROUP, NEWS
from tests.end_to_end.town import SECOND_GROUP, Town, wait_for


def test_killed_while_the_answer_is_held(town: Town) -> None:
    """Two runs, one for each page: VK has accepted the post of the one, not of the other."""
    town.outside.control("site/items", **NEWS[0], published_at=town.now())
    town.fault("vk:wall.post", "hold", when="after", times=1)
    town.fault("vk:wall.post", "hold", when="before", times=1)
    town.people.start("Публикация", page="zhatay-vk")
    town.people.start("Публикация", page="library-vk")
    wait_for(lambda: town.holding() == 2, what="оба запуска дошли до wall.post")

    town.kill_everything()
    killed_at = time.monotonic()
    assert len(town.wall(GROUP) + town.wall(SECOND_GROUP)) == 1
    assert [a.state for a in town.actions(Kind.PUBLISH)] == [State.CLAIMED, State.CLAIMED]
    town.start_again()
    town.people.run("Публикация")

    assert time.monotonic() - killed_at < 180
    for group in (GROUP, SECOND_GROUP):
        (text,) = town.wall(group)
        assert text.startswith(NEWS[0]["title"])
    assert [a.state for a in town.actions(Kind.PUBLISH)] == [State.CONFIRMED, State.CONFIRMED]
