"""What was removed and stands again is shown first, and nothing but a person's word removes it."""

from datetime import date

from sqlalchemy import select, update

from gospablik.moderation.again import AGAIN, RESTORED, note_again, note_back
from gospablik.moderation.detection.examine import shipped_judge
from gospablik.moderation.detector import detect_new
from gospablik.moderation.fate import What, fates
from gospablik.moderation.harvest import store_comments
from gospablik.moderation.keeping import ERASED
from gospablik.moderation.queue import Waiting, count_standing, waiting
from gospablik.moderation.review_case import review_case
from gospablik.moderation.violations import standing
from gospablik.store.comments import Author, CommentVersion, Examination, Finding
from gospablik.store.ledger import Kind, State
from gospablik.store.pictures import CommentPicture
from gospablik.store.session import Store
from tests.gospablik.moderation.pictures.kit import BLUE, RED, attach, fetch, rows
from tests.gospablik.moderation.town import INSULT, Town, office, written

HARMLESS = "Приходите завтра к администрации, там всё скажут про ваши дороги и крыши"


def queue(town: Town) -> list[Waiting]:
    with town.store.read() as session:
        return waiting(session, town.office)


def of_rule(town: Town, rule: str) -> list[str]:
    with town.store.read() as session:
        return list(session.scalars(select(Finding.reason).filter_by(rule=rule)))


def ruled_out(town: Town, text: str = HARMLESS, *pictures: str) -> None:
    """Words that the detector finds nothing in, removed by a person who read them at random."""
    attach(town, 1, *pictures, text=text)
    town.harvest()
    if pictures:
        fetch(town)
    with town.store.write() as session:
        version = session.scalars(select(CommentVersion)).one()
        ground = shipped_judge().examine("ты дурак").hits[0].ground
        session.add(
            Finding(
                version_id=version.id, rule="sample-2026-W47", ground=ground, reason="наугад",
                found_at=town.now,
            )
        )  # fmt: skip
    for question in town.ask():
        town.answer(question)
    town.seal()
    town.carry(Kind.REMOVE)
    town.tell()
    town.carry(Kind.REPLY)


def test_the_same_words_put_up_again_are_shown_first_and_stay_until_a_person_says(
    store: Store,
) -> None:
    town = Town(store)
    ruled_out(town)
    town.write(2, "ты дурак", author=200)
    town.write(3, HARMLESS.upper() + "!")
    town.write(4, HARMLESS, author=300)
    town.harvest()
    assert [one.author_name for one in queue(town)] == ["Житель 100", "Житель 200"]
    first = queue(town)[0]
    assert [one.rule for one in first.found] == [AGAIN]
    (reason,) = first.reasons
    assert reason == (
        "тот же текст, что удалён 25.11.2026 (решение № 1, доказательство № 1);"
        " этот написан после удаления"
    )
    question = town.ask()[0]
    with town.store.read() as session:
        (why,) = review_case(session, town.office, question.id).items[0].why
    assert why.startswith(f"{reason} (может быть ошибкой: автор мог привести удалённое")
    town.seal()
    town.carry()
    assert town.wall.removed == ["1"], "само ничего не удаляется"
    assert len(town.actions(Kind.REMOVE)) == 1
    town.answer(question, "оставить")
    town.harvest()
    assert [one for one in queue(town) if one.again] == []


def test_a_copy_of_before_says_so_and_of_another_page_says_where(sqlite_store: Store) -> None:
    pages = [
        {
            "key": key, "network": network, "name": key, "mode": "самостоятельно",
            "since": date(2026, 11, 1), "official_wording": "Официальная", "group_id": number,
        }
        for key, network, number in (("town-vk", "vk", 7), ("other-vk", "vk", 8), ("ok", "ok", 9))
    ]  # fmt: skip
    town = Town(sqlite_store, office(page=pages))
    early = written(9, HARMLESS, 100, town.now)
    ruled_out(town)
    town.later(minutes=1)
    with town.store.write() as session:
        for page in ("other-vk", "ok"):
            store_comments(session, town.office, page, "1", [early], town.now)
        detect_new(session, town.office, shipped_judge(), town.now)
        assert note_again(session, town.office, town.now) == 1
        assert note_again(session, town.office, town.now) == 0
    assert [one.page for one in queue(town)] == ["other-vk"]
    (reason,) = of_rule(town, AGAIN)
    assert "удалён на странице «" in reason
    assert reason.endswith("этот написан раньше удаления")


def test_a_ruling_taken_back_takes_the_finding_back(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    ruled_out(town)
    town.write(2, HARMLESS)
    town.harvest()
    assert len(queue(town)) == 1
    town.annul(1)
    town.harvest()
    assert queue(town) == []
    assert of_rule(town, AGAIN) == []


def test_a_corrected_list_keeps_the_finding(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    ruled_out(town)
    town.write(2, HARMLESS)
    town.harvest()
    with town.store.write() as session:
        session.execute(update(Examination).values(by="another"))
        detect_new(session, town.office, shipped_judge(), town.now)
    assert len(of_rule(town, AGAIN)) == 1


def test_an_unsure_removal_and_erased_words_are_compared_with_nothing(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    ruled_out(town)
    town.set_state(town.actions(Kind.REMOVE)[0].id, State.ERRAND)
    town.write(2, HARMLESS)
    town.harvest()
    assert queue(town) == []
    town.set_state(town.actions(Kind.REMOVE)[0].id, State.CONFIRMED)
    with town.store.write() as session:
        old = session.get_one(CommentVersion, 1)
        old.text = ERASED
    town.write(3, ERASED)
    town.harvest()
    assert queue(town) == []


def back(town: Town, **later: float) -> None:
    """The removed comment stands again, as its author restored it."""
    town.later(**later or {"minutes": 20})
    town.wall.standing["1"] = town.wall.taken_off["1"]
    assert town.harvest().back == 1


def test_a_removed_comment_that_is_back_is_asked_about_and_removed_anew(store: Store) -> None:
    town = Town(store)
    town.misbehave(1)
    back(town)
    (item,) = queue(town)
    assert [one.rule for one in item.found] == [RESTORED, "insult"]
    assert item.reasons[0] == (
        "комментарий, удалённый 25.11.2026 (решение № 1, доказательство № 1), снова на странице"
    )
    for _ in range(2):
        town.harvest()
    with town.store.read() as session:
        assert session.scalars(select(CommentVersion.number)).all() == [1, 2]
        (told,) = fates(session, town.office, "дурак").found
        assert told.what is What.STANDS
        assert any("удалённый комментарий снова на странице" in one for one in told.story)
    town.answer(town.ask()[0], INSULT)
    town.seal()
    town.carry(Kind.REMOVE)
    assert town.wall.removed == ["1", "1"]
    with town.store.read() as session:
        assert count_standing(session, 1) == 1, "тот же комментарий — то же нарушение"
        assert [one.ruling_id for one in standing(session, 1)] == [1]
        (told,) = fates(session, town.office, "дурак").found
        assert told.what is What.OURS
    assert town.propose() == []
    back(town)
    assert len(queue(town)) == 1, "и снова"


def test_a_picture_without_words_that_is_back_is_asked_about_with_its_picture(
    store: Store,
) -> None:
    town = Town(store)
    ruled_out(town, "", RED)
    back(town)
    (item,) = queue(town)
    assert [one.rule for one in item.found] == [RESTORED]
    question = town.ask()[0]
    with town.store.read() as session:
        (shown,) = review_case(session, town.office, question.id).items
    assert [one.sha256 for one in shown.pictures] == [rows(town)[0].sha256]
    assert shown.pictures[0].sha256
    town.harvest()
    assert len(rows(town)) == 2
    town.answer(question)
    town.seal()
    town.carry(Kind.REMOVE)
    assert town.wall.removed == ["1", "1"]


def test_a_picture_that_was_never_read_is_asked_for_anew_when_it_is_back(
    sqlite_store: Store,
) -> None:
    town = Town(sqlite_store)
    ruled_out(town, "", RED)
    with town.store.write() as session:
        session.execute(update(CommentPicture).values(sha256=None, gone_because="Её нет."))
    back(town)
    assert [one.gone_because for one in rows(town)] == ["Её нет.", None]
    assert fetch(town) == 1


def test_another_picture_without_words_is_not_the_removed_one(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    ruled_out(town, "", RED)
    town.later(minutes=20)
    attach(town, 1, BLUE, text="")
    town.harvest()
    assert queue(town) == []


def test_whoever_leaves_what_is_back_is_not_asked_again(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.misbehave(1)
    back(town)
    town.answer(town.ask()[0], "оставить")
    town.later(days=1)
    town.harvest()
    assert queue(town) == []
    with town.store.read() as session:
        assert count_standing(session, 1) == 1


def test_what_a_network_shows_for_a_moment_after_the_removal_asks_nobody(
    sqlite_store: Store,
) -> None:
    town = Town(sqlite_store)
    town.misbehave(1)
    back(town, seconds=30)
    assert queue(town) == []
    town.wall.standing.pop("1")
    town.later(minutes=10)
    town.harvest()
    assert queue(town) == []


def test_what_we_put_back_ourselves_asks_nobody(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.misbehave(1)
    town.annul(1)
    back(town)
    assert [one.found for one in queue(town) if one.again] == []


def test_reworded_and_back_is_judged_by_what_it_says(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.misbehave(1)
    town.later(minutes=20)
    town.wall.standing["1"] = written(1, "прошу прощения", 100, town.now)
    town.harvest()
    assert queue(town) == []
    town.wall.standing["1"] = written(1, "Ты — дурак!", 100, town.now)
    town.harvest()
    assert RESTORED in [one.rule for one in queue(town)[0].found]


def test_killed_between_the_two_steps_the_next_pass_makes_it_good(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    ruled_out(town)
    town.later(minutes=20)
    town.wall.standing["1"] = town.wall.taken_off["1"]
    with town.store.write() as session:
        store_comments(session, town.office, "town-vk", "1", town.wall.comments("1"), town.now)
        assert note_back(session, town.office, town.now) == 1
    assert queue(town) == []
    with town.store.write() as session:
        assert note_back(session, town.office, town.now) == 0
        assert note_again(session, town.office, town.now) == 1
    assert [one.again for one in queue(town)] == [True]


def test_authors_whom_the_network_does_not_show_are_never_the_same(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    ruled_out(town)
    with town.store.write() as session:
        session.execute(update(Author).values(network_id="?1"))
    town.later(minutes=1)
    town.wall.standing["2"] = written(2, HARMLESS, 100, town.now, author_id=None, author_name="")
    town.harvest()
    assert queue(town) == []
