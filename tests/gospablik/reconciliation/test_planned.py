"""What is to be reconciled, and which news of the site lacks its post, on both databases."""

from datetime import date

from sqlalchemy import select

from gospablik.control.figures_actions import open_errands
from gospablik.organisation import Organisation
from gospablik.reconciliation.planned import Lacking, lacking, to_reconcile
from gospablik.store.session import Store
from gospablik.store.tables import Kind, PostMedium, SiteItem, State
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at

HOUSE = make.office()
NOW = at(25, 18)


def _lacking(store: Store, house: Organisation = HOUSE) -> list[Lacking]:
    with store.read() as session:
        return lacking(session, house, house.page[0], NOW)


def test_confirmed_posts_since_then_with_what_was_planned(store: Store) -> None:
    with store.write() as session:
        make.post(session, when=at(20), title="старый")
        new = make.post(session, when=at(25, 9), title="новый")
        make.post(session, when=at(25, 10), title="не вышел", live=False)
        make.post(session, when=at(25, 11), title="другая страница", page="ok")
    with store.read() as session:
        planned = to_reconcile(session, HOUSE, "vk", at(25, 0))
        assert [(p.post_id, p.title, p.network_id) for p in planned] == [
            (new.id, "новый", new.network_id)
        ]
        assert planned[0].link.startswith("https://site.test/news/")


def test_the_pictures_of_a_post_are_counted_and_its_errand_bears_the_title(
    sqlite_store: Store,
) -> None:
    with sqlite_store.write() as session:
        post = make.post(session, when=at(25, 9), title="Мост открыт")
        post.media.append(PostMedium(position=0, address="https://site.test/1.jpg", alt="Мост"))
        make.action(session, kind=Kind.ATTACH, subject=post.id, when=at(25, 9),
                    state=State.ERRAND)  # fmt: skip
    with sqlite_store.read() as session:
        assert [p.pictures for p in to_reconcile(session, HOUSE, "vk", at(25, 0))] == [1]
        [errand] = open_errands(session, HOUSE, NOW)
    assert errand.what == "вложение к посту «Мост открыт»; страница «Администрация Жатая»"


def test_a_post_that_was_withdrawn_neither_stands_nor_lacks(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        post = make.post(session, when=at(25, 9), title="снят")
        post.withdrawn_at = post.item.gone_since = post.item.gone_again_at = at(25, 12)
        make.action(session, kind=Kind.WITHDRAW, subject=post.id, when=at(25, 9),
                    state=State.ERRAND)  # fmt: skip
    with sqlite_store.read() as session:
        assert to_reconcile(session, HOUSE, "vk", at(25, 0)) == []
        [errand] = open_errands(session, HOUSE, NOW)
    assert _lacking(sqlite_store) == []
    with sqlite_store.write() as session:
        item = session.scalars(select(SiteItem)).one()
        item.gone_since = item.gone_again_at = None
    [back] = _lacking(sqlite_store)
    assert back.why == "пост снят 25.11.2026, новость снова на сайте"
    assert back.todo == "разместите вручную"
    assert errand.what == "снятие поста «снят»; страница «Администрация Жатая»"


def test_each_reason_is_told(store: Store) -> None:
    states = {
        State.ERRAND: "поручено",
        State.REJECTED: "отклонила пост: стена закрыта",
        State.UNKNOWN: "неизвестно",
        State.MISSED: "срок публикации прошёл",
        State.DUE: "ждёт очереди",
    }
    with store.write() as session:
        make.post(session, when=at(25, 8), title="вышел")
        make.item(session, when=at(25, 9), title="не разобрана")
        make.post(session, when=at(25, 10), title="задержан", live=False, held="не та дата")
        for n, state in enumerate(states):
            post = make.post(session, when=at(25, 11, n), title=state, live=False)
            make.action(session, kind=Kind.PUBLISH, subject=post.id, when=at(25, 11), state=state,
                        why="стена закрыта" if state is State.REJECTED else None)  # fmt: skip
    found = {item.title: item.why for item in _lacking(store)}
    assert list(found) == ["не разобрана", "задержан", *states]
    assert "не запланирован" in found["не разобрана"]
    assert found["задержан"] == "пост задержан: не та дата"
    for state, words in states.items():
        assert words in found[state]


def test_grace_first_day_and_lateness(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        make.item(session, when=at(25, 14, 1), title="моложе четырёх часов")
        make.item(session, when=at(25, 14), title="ровно четыре часа")
        make.item(session, when=None, seen=at(25, 9), title="без даты")
        make.item(session, when=at(22, 17), title="старше трёх суток")
        make.item(session, when=at(30, 12, month=9), title="до нас")
    found = _lacking(sqlite_store)
    assert {item.title: item.late for item in found} == {
        "старше трёх суток": True,
        "без даты": False,
        "ровно четыре часа": False,
    }


def test_what_was_given_up_is_late_at_once(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        post = make.post(session, when=at(25, 11), live=False)
        make.action(session, kind=Kind.PUBLISH, subject=post.id, when=at(25, 11),
                    state=State.CANCELLED)  # fmt: skip
    assert [item.late for item in _lacking(sqlite_store)] == [True]


def test_a_watched_page_says_so(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        make.item(session, when=at(25, 9))
    house = make.office(mode="наблюдение", since=date(2026, 11, 1))
    assert ["наблюдения" in item.why for item in _lacking(sqlite_store, house)] == [True]
