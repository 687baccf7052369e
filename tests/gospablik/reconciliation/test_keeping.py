"""What a reconciliation gathers from the database and keeps there, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from gospablik.errors import OfficeError
from gospablik.networks.base import LivePost
from gospablik.outcomes import ConfirmedBy
from gospablik.reconciliation.gather import expected, gather
from gospablik.reconciliation.keeping import begin_audit, end_audit
from gospablik.reconciliation.lines import Line
from gospablik.reconciliation.origins import Word, name_post
from gospablik.reconciliation.period import period
from gospablik.reconciliation.reading import Reading
from gospablik.reconciliation.scope import Scope
from gospablik.reconciliation.target import narrow, post_at
from gospablik.reconciliation.whole_page import Figures, PageCompared, compare_page
from gospablik.store.session import Store
from gospablik.store.tables import (
    Action,
    Audit,
    Compared,
    Kind,
    Origin,
    OriginKind,
    Post,
    PostEdit,
    Result,
    SeenPost,
    SiteRevision,
    Standing,
)
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at

HOUSE = make.office()
PAGE = HOUSE.page[0]
NOW = at(25, 18)
SCOPE = Scope(at(20), NOW)
SPECIALIST = "Специалист С. С. (специалист отдела ИТ)"


def run(store: Store, *posts: LivePost, scope: Scope = SCOPE, keep: bool = True) -> PageCompared:
    """A whole reconciliation of the page with these posts on it."""
    reading = Reading(posts)
    with store.read() as session:
        sides = gather(session, HOUSE, PAGE, reading, scope)
        page = compare_page("vk", reading, sides, expected(session, HOUSE, PAGE, scope, NOW), scope)
    with store.write() as session:
        audit = begin_audit(session, HOUSE, "", scope, NOW)
    if keep:
        with store.write() as session:
            end_audit(session, HOUSE, audit.id, [page], NOW)
    return page


def live(number: str, text: str, *, hour: int = 12) -> LivePost:
    return LivePost(number, text, at(25, hour), 0, f"https://vk.com/wall-101_{number}")


def kept(store: Store) -> list[Compared]:
    with store.read() as session:
        return list(session.scalars(select(Compared).order_by(Compared.id)))


def a_post(store: Store, text: str = "Мост открыт с 9:00\n\nТекст") -> Post:
    with store.write() as session:
        post = make.post(session, when=at(25, 9), title="Мост открыт с 9:00")
        post.text = f"{text}\n\n{post.item.link}"
    return post


def test_the_same_said_again_moves_and_a_change_is_a_new_row(store: Store) -> None:
    post = a_post(store)
    stands = live(post.network_id or "", post.text)
    for _ in range(2):
        assert run(store, stands).figures == Figures(1, 1, 1, 1)
    (row,) = kept(store)
    assert (row.standing, row.audit_id, row.post_id) == (Standing.IDENTICAL, 2, post.id)
    run(store, replace(stands, text=stands.text.replace("9:00", "10:00")))
    first, second = kept(store)
    assert (first.audit_id, second.audit_id) == (2, 3)
    assert second.standing is Standing.POST_CHANGED
    (one,) = second.differences
    assert second.live_text[slice(*one["post"])] == "10:00"
    assert (one["change"], one["kind"]) == ("изменено", "время")


@pytest.mark.postgres
def test_two_that_end_at_once_add_a_new_row_once(postgres_url: str) -> None:
    store = Store(postgres_url)
    line = Line("vk", "post:1", Standing.NO_SOURCE, Result.BAD, "", "Аренда")
    pages = [PageCompared("vk", (line,))]
    with store.write() as session:
        one, two = (begin_audit(session, HOUSE, "", SCOPE, NOW).id for _ in range(2))

    def end_the_second() -> None:
        with store.write() as session:
            session.execute(text("SET LOCAL lock_timeout = '50ms'"))
            end_audit(session, HOUSE, two, pages, NOW)

    with store.write() as session:
        end_audit(session, HOUSE, one, pages, NOW)
        with pytest.raises(OperationalError):
            end_the_second()
    end_the_second()
    (row,) = kept(store)
    assert row.audit_id == two
    store.close()


def test_only_a_reconciliation_that_ended_counts(sqlite_store: Store) -> None:
    post = a_post(sqlite_store)
    run(sqlite_store, live(post.network_id or "", post.text), keep=False)
    assert kept(sqlite_store) == []
    run(sqlite_store, live(post.network_id or "", post.text))
    with sqlite_store.read() as session:
        killed, ended = session.scalars(select(Audit).order_by(Audit.id)).all()
    assert (killed.ended_at, killed.items) == (None, 0)
    assert (ended.ended_at, ended.items, ended.covered) == (NOW, 1, 1)
    assert (ended.posts, ended.faithful, ended.unread) == (1, 1, 0)


def test_a_newer_wording_and_an_edit_by_the_ledger(store: Store) -> None:
    post = a_post(store)
    with store.write() as session:
        newer = SiteRevision(
            item_id=post.item_id, number=2, title="Мост открыт с 10:00", text="Текст",
            digest="новая", seen_at=at(25, 11),
        )  # fmt: skip
        session.add(newer)
        session.flush()
        text = post.text.replace("9:00", "10:00")
        edit = PostEdit(
            post_id=post.id, revision_id=newer.id, before=post.text, text=text,
            planned_at=at(25, 11), held_because="нет статьи",
        )  # fmt: skip
        session.add(edit)
    number = post.network_id or ""
    line = run(store, live(number, post.text)).lines[0]
    assert line.standing is Standing.SITE_CHANGED
    assert "Исправление поста задержано: нет статьи" in line.why
    with store.write() as session:
        make.action(session, kind=Kind.EDIT, subject=edit.id, when=at(25, 12))
    line = run(store, live(number, text)).lines[0]
    assert (line.standing, line.why) == (Standing.IDENTICAL, "")


def test_a_post_by_hand_covers_its_item_by_the_link(store: Store) -> None:
    with store.write() as session:
        item = make.item(session, when=at(25, 9), title="Мост открыт с 9:00")
        make.item(session, when=at(25, 10), title="Без поста")
        make.item(session, when=at(25, 17), title="Ждёт")
    page = run(store, live("77", f"Мост открыт с 9:00\n\nТекст {item.link}"))
    assert [(one.title, one.standing) for one in page.lines] == [
        ("Мост открыт с 9:00", Standing.IDENTICAL),
        ("Без поста", Standing.NO_POST),
        ("Ждёт", Standing.WAITS),
    ]
    assert page.figures == Figures(items=2, covered=1, posts=1, faithful=1)


def test_who_made_a_post(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        make.post(session, when=at(25, 9), live=True, how=ConfirmedBy.PERSON)
        post = session.get_one(Post, 1)
        post.own_words, post.worded_by = "Новость", "specialist"
        action = session.scalars(select(Action)).one()
        action.confirmed_person = "specialist"
    page = run(sqlite_store, live(post.network_id or "", post.text))
    assert page.lines[0].made_by == (
        f"поставил вручную по поручению: {SPECIALIST}; слова: {SPECIALIST}"
    )


def test_days_as_they_are_typed() -> None:
    scope = period(HOUSE, 14, " 20.11.2026", "24.11.2026", NOW)
    assert (scope.since, scope.until) == (at(20, 0), at(25, 0))
    assert period(HOUSE, 2, "", "", NOW) == Scope(NOW - timedelta(days=2), NOW)
    for since, until in (("31.02.2026", ""), ("вчера", ""), ("25.11.2026", "20.11.2026"),
                         ("", "31.12.9999"), ("01.01.0001", ""), ("", "01.01.0001")):  # fmt: skip
        with pytest.raises(OfficeError, match=r"ничего не сверено.*25\.11\.2026"):
            period(HOUSE, 14, since, until, NOW)


def test_an_address_names_a_post_or_an_item_or_is_refused_in_words(sqlite_store: Store) -> None:
    post = a_post(sqlite_store)
    with sqlite_store.read() as session:
        item = session.get_one(Post, post.id).item

        def scope(address: str) -> Scope:
            return narrow(session, HOUSE, HOUSE.page, SCOPE, address)

        of_post = scope(f"https://vk.com/wall-101_{post.network_id}")
        assert (of_post.page, of_post.network_id) == ("vk", post.network_id)
        assert scope(f"{item.link}?utm_source=vk").item_id == item.id
        session.add(seen_post("mid.7", "https://max.test/c/zz"))
        session.flush()
        assert scope("https://max.test/c/zz").network_id == "mid.7", "как назвала сама сеть"
        with pytest.raises(OfficeError, match=r"нет ни поста.*https://vk\.com/club101"):
            scope("https://example.test/")


def test_a_blank_address_is_no_posts_and_a_line_of_news_is_no_post(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        make.item(session, when=at(25, 9), title="Без поста")
    assert [one.subject for one in run(sqlite_store).lines] == ["item:1"]
    with sqlite_store.write() as session:
        assert post_at(session, HOUSE, HOUSE.page, "  ") is None
        session.scalars(select(Compared)).one().address = "https://max.test/c/zz"
        session.flush()
        assert post_at(session, HOUSE, HOUSE.page, "https://max.test/c/zz") is None


def seen_post(number: str, address: str) -> SeenPost:
    return SeenPost(
        organisation="zhatay", page="vk", network_id=number, address=address, text="Опрос",
        links=[], attachments=[], published_at=at(25), comments=0, seen_at=NOW,
    )  # fmt: skip


def say(store: Store, number: str, **changes: str) -> Origin:
    word = {"rubric": "опрос", "source": "", "reason": "опрос о парке", "who": SPECIALIST}
    with store.write() as session:
        return name_post(
            session, HOUSE, HOUSE.page, f"https://vk.com/wall-101_{number}",
            word=Word(OriginKind(changes.pop("kind", OriginKind.OWN)), **word | changes), now=NOW,
        )  # fmt: skip


def test_a_persons_word_on_a_post(sqlite_store: Store) -> None:
    a_post(sqlite_store)
    with sqlite_store.write() as session:
        session.add(seen_post("77", ""))
    assert say(sqlite_store, "77").official == "specialist"
    line = run(sqlite_store, live("77", "Опрос: какой парк вам нужен?")).lines[0]
    assert (line.standing, line.made_by) == (Standing.OWN, f"со слов: {SPECIALIST}")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"who": "не выбран"}, "Не выбрано, кто говорит"),
        ({"reason": " "}, "Не сказано, почему"),
        ({"kind": "репост", "source": "нет такого"}, "Источника «нет такого» нет"),
        ({"number": "78"}, "ещё не видела"),
        ({"number": "нет"}, "не ведёт на пост"),
        ({"number": ""}, "сделан программой"),
    ],
)
def test_a_word_is_refused_and_not_kept(
    sqlite_store: Store, changes: dict[str, str], words: str
) -> None:
    post = a_post(sqlite_store)
    number = changes.pop("number", "77") or str(post.network_id)
    with pytest.raises(OfficeError, match=words):
        say(sqlite_store, number, **changes)
    with sqlite_store.read() as session:
        assert session.scalars(select(Origin)).all() == []
