"""The machine dies while all four networks hold their answers: never two posts on any page.

Two offices publish the same news at once, so each network has a post that it accepted and one
that it did not, and answers about neither.
"""

from collections import Counter

from gospablik.store.tables import Kind, State
from office.demo.story import NEWS
from tests.end_to_end.town import Town, wait_for

WRITES = {
    "vk": "vk:wall.post",
    "ok": "ok:mediatopic.post",
    "telegram": "telegram:sendMessage",
    "max": "max:POST /messages",
}
TITLE = NEWS[0]["title"]


def network_of(page: str) -> str:
    return page.rpartition("-")[2]


def claimed(town: Town) -> set[str]:
    return {page for page, state in town.states(Kind.PUBLISH).items() if state is State.CLAIMED}


def test_killed_while_the_answers_are_held(town: Town) -> None:
    town.all_networks()
    town.outside.control("site/items", **NEWS[0], published_at=town.now())
    for write in WRITES.values():
        town.fault(write, "hold", when="after", times=1)
        town.fault(write, "hold", when="before", times=1)
    town.people.start("Публикация")
    wait_for(lambda: town.holding() == 8, seconds=150, what="все восемь страниц ждут ответа")

    town.kill_everything()
    accepted = {page for page, posts in town.standing().items() if posts}
    assert Counter(map(network_of, accepted)) == dict.fromkeys(WRITES, 1)
    assert claimed(town) == set(town.standing())
    town.later(minutes=3)  # the claims run out
    town.start_again()
    again = town.people.start("Публикация")
    wait_for(lambda: not claimed(town), seconds=150, what="новый проход нашёл брошенное старым")
    town.later(minutes=3)  # every network has settled
    town.people.run("Сбор комментариев")  # brings the copies of Telegram's posts
    town.people.wait(again)

    # Whether a post of Telegram without a copy went out, nobody but people can see.
    standing = town.standing()
    (untold,) = {page for page in standing if network_of(page) == "telegram"} - accepted
    assert standing == {page: [TITLE] for page in standing} | {untold: []}
    assert town.states(Kind.PUBLISH) == dict.fromkeys(standing, State.CONFIRMED) | {
        untold: State.ERRAND
    }
