"""Where the network names no author nobody counts a repetition: the week's letter says how many."""

from gospablik.control.report_tables import tables
from gospablik.control.week import Week, figures
from gospablik.store.review import Topic
from gospablik.store.session import Store
from tests.gospablik.moderation.town import Town, written


def test_removals_of_whom_no_network_names_are_counted_and_make_no_case(
    sqlite_store: Store,
) -> None:
    town = Town(sqlite_store)
    for number in (1, 2, 3):
        town.later(minutes=5)
        nameless = written(number, "ты дурак", at=town.now, author_id=None, author_name="")
        town.wall.standing[str(number)] = nameless
        town.harvest()
        for question in town.ask():
            town.answer(question)
        town.seal()
        town.carry()
        town.tell()
        town.carry()
    town.misbehave(4)
    assert town.propose() == []
    assert town.questions(Topic.BLOCK) == []
    with sqlite_store.read() as session:
        counted = figures(session, town.office, Week.current(town.office, town.now), town.now)
    assert counted.comments.nameless == 3
    shown = {
        str(row[0]): row[1] for table in tables(town.office, counted, 50) for row in table.rows
    }
    assert any("автор не назван сетью" in name for name in shown), list(shown)
