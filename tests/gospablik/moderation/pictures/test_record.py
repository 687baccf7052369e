"""What a reading shows is noted once, with the wording; another picture is another wording."""

from dataclasses import replace

from sqlalchemy import select

from gospablik.moderation.keeping import ERASED
from gospablik.moderation.pictures.record import NAMELESS
from gospablik.networks.base import Picture
from gospablik.store.comments import CommentVersion
from gospablik.store.session import Store
from tests.gospablik.moderation.pictures.kit import BLUE, RED, attach, fetch, rows, wanted
from tests.gospablik.moderation.town import Town


def versions(town: Town) -> int:
    with town.store.read() as session:
        return len(session.scalars(select(CommentVersion)).all())


def show(town: Town, number: int, *pictures: Picture) -> None:
    said = town.wall.standing[str(number)]
    town.wall.standing[str(number)] = replace(said, pictures=pictures)


def test_read_twice_noted_once(store: Store) -> None:
    town = Town(store)
    attach(town, 1, RED, BLUE)
    attach(town, 2, RED, text="спасибо")
    town.write(3, "без картинки")
    town.harvest()
    town.harvest()
    noted = [(one.position, one.identity, one.sha256) for one in rows(town)]
    assert noted == [(0, RED, None), (1, BLUE, None), (0, RED, None)]
    assert versions(town) == 3


def test_an_address_signed_anew_is_taken_until_the_picture_is_read(store: Store) -> None:
    town = Town(store)
    attach(town, 1, RED)
    town.harvest()
    show(town, 1, Picture(f"https://vk.test/2/{RED}", RED))
    town.harvest()
    assert rows(town)[0].reference == f"https://vk.test/2/{RED}"
    assert fetch(town) == 1
    show(town, 1, Picture(f"https://vk.test/3/{RED}", RED))
    town.harvest()
    assert rows(town)[0].reference == f"https://vk.test/2/{RED}"
    assert versions(town) == 1


def test_another_picture_with_the_same_words_is_another_wording(store: Store) -> None:
    town = Town(store)
    attach(town, 1, RED)
    town.harvest()
    show(town, 1, Picture(f"https://vk.test/{BLUE}", BLUE))
    town.harvest()
    town.harvest()
    assert versions(town) == 2
    assert [one.identity for one in rows(town)] == [RED, BLUE]


def test_what_was_kept_before_pictures_were_noted_gets_them_without_another_wording(
    store: Store,
) -> None:
    town = Town(store)
    attach(town, 1, RED)
    whole = town.wall.standing["1"]
    show(town, 1)
    town.harvest()
    assert rows(town) == []
    town.wall.standing["1"] = whole
    town.harvest()
    assert [one.identity for one in rows(town)] == [RED]
    assert versions(town) == 1


def test_a_picture_that_the_network_does_not_name_is_not_asked_for(store: Store) -> None:
    town = Town(store)
    attach(town, 1, RED)
    show(town, 1, Picture("", "photo"))
    town.harvest()
    assert rows(town)[0].gone_because == NAMELESS
    assert wanted(town) == []


def test_of_erased_words_nothing_is_noted_again(store: Store) -> None:
    town = Town(store)
    attach(town, 1, RED)
    whole = town.wall.standing["1"]
    show(town, 1)
    town.harvest()
    with store.write() as session:
        session.scalars(select(CommentVersion)).one().text = ERASED
    town.wall.standing["1"] = whole
    town.harvest()
    assert rows(town) == []
