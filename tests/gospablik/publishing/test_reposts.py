"""A repost is decided by an acting official for a reason, and entered once a page."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from gospablik.errors import OfficeError
from gospablik.networks.limits import TEXT
from gospablik.organisation import Organisation
from gospablik.publishing.reposts import (
    Became,
    Ordered,
    Wish,
    check_reason,
    decided_by,
    order,
)
from gospablik.publishing.retelling import LONGEST, Words, retell
from gospablik.publishing.sources import material_at
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind, Repost, State
from tests.gospablik.moderation.town import PAGE, office
from tests.gospablik.publishing.desk import NOON
from tests.gospablik.publishing.test_sources import MINEC

POST, ARTICLE = "https://vk.com/wall-1_2", "https://minec.test/news/1"
WORDS = Words("Меры поддержки предпринимателей. Подробности на сайте.", "Поддержка 2027 года")
TELEGRAM = {"key": "town-tg", "network": "telegram", "chat_id": -1001, "name": "Канал"}


def two_networks(mode: str = "самостоятельно") -> Organisation:
    first = office().page[0].model_dump()
    kept = {name: first[name] for name in ("since", "official_wording")}
    return office(source=[MINEC], page=[first, {**kept, **TELEGRAM, "mode": mode}])


TOWN = two_networks()


def wish(address: str, words: Words | None = WORDS) -> Wish:
    return Wish(material_at(TOWN, address), "О деньгах для дела", "spec", words)


def enter(store: Store, wanted: Wish, town: Organisation = TOWN) -> list[Ordered]:
    with store.write() as session:
        return order(session, town, town.page, wanted, NOON)


def rows(store: Store) -> list[Repost]:
    with store.read() as session:
        return list(session.scalars(select(Repost).order_by(Repost.id)))


def actions(store: Store) -> list[Action]:
    with store.read() as session:
        return list(session.scalars(select(Action).order_by(Action.id)))


def test_its_own_network_shares_the_post_another_one_retells_it(sqlite_store: Store) -> None:
    vk, telegram = enter(sqlite_store, wish(POST, Words("Прочтите, это важно.")))
    assert (vk.became, vk.shared, vk.text) == (Became.ORDERED, True, "Прочтите, это важно.")
    assert not telegram.shared
    assert telegram.text == (f"Прочтите, это важно.\n\nИсточник: Министерство экономики\n{POST}")
    assert [(a.kind, a.page, a.state) for a in actions(sqlite_store)] == [
        (Kind.REPOST, PAGE, State.DUE),
        (Kind.REPOST, "town-tg", State.DUE),
    ]
    row = rows(sqlite_store)[0]
    assert (row.source, row.reason, row.official) == ("minec", "О деньгах для дела", "spec")
    assert row.decided_at == NOON
    assert actions(sqlite_store)[0].not_after == NOON + timedelta(hours=72)


def test_an_article_is_retold_on_every_page(sqlite_store: Store) -> None:
    assert not any(one.shared for one in enter(sqlite_store, wish(ARTICLE)))
    assert {(row.title, row.text) for row in rows(sqlite_store)} == {
        (
            WORDS.title,
            f"{WORDS.title}\n\n{WORDS.text}\n\nИсточник: Министерство экономики\n{ARTICLE}",
        )
    }


def test_twice_the_same_address_is_one_row(sqlite_store: Store) -> None:
    enter(sqlite_store, wish(POST))
    again = enter(sqlite_store, wish("https://m.vk.ru/minec?w=wall-1_2"))
    assert [one.became for one in again] == [Became.KNOWN] * 2
    assert len(rows(sqlite_store)) == len(actions(sqlite_store)) == 2


@pytest.mark.parametrize("ended", [State.MISSED, State.REJECTED, State.CANCELLED, State.DUE])
def test_what_did_not_go_out_may_be_decided_anew(sqlite_store: Store, ended: State) -> None:
    enter(sqlite_store, wish(ARTICLE))
    later = NOON + timedelta(hours=72, seconds=1)
    with sqlite_store.write() as session:
        for action in session.scalars(select(Action)):
            action.state = ended
        new = replace(
            wish(ARTICLE, Words("Новые слова.", "Новое")), reason="Снова", official="head"
        )
        again = order(session, TOWN, TOWN.page, new, later)
    assert [(one.became, one.state) for one in again] == [(Became.ORDERED, None)] * 2
    assert [(a.revision, a.state) for a in actions(sqlite_store)[2:]] == [(2, State.DUE)] * 2
    assert actions(sqlite_store)[2].not_after == later + timedelta(hours=72)
    row = rows(sqlite_store)[0]
    assert (row.reason, row.official, row.decided_at) == ("Снова", "head", later)
    assert row.text.startswith("Новое\n\nНовые слова.")
    assert len(rows(sqlite_store)) == 2
    assert [one.became for one in enter(sqlite_store, wish(ARTICLE))] == [Became.KNOWN] * 2


@pytest.mark.parametrize(
    "stands", [State.DUE, State.CLAIMED, State.UNKNOWN, State.ERRAND, State.CONFIRMED]
)
def test_what_stands_or_may_still_go_out_is_not_ordered_twice(
    sqlite_store: Store, stands: State
) -> None:
    enter(sqlite_store, wish(POST))
    with sqlite_store.write() as session:
        for action in session.scalars(select(Action)):
            action.state = stands
    again = enter(sqlite_store, wish(POST, Words("Другое.")))
    assert [(one.became, one.state) for one in again] == [(Became.KNOWN, stands)] * 2
    assert "Другое" not in again[0].text
    assert len(actions(sqlite_store)) == 2


def test_a_watched_page_shows_what_it_would_get(sqlite_store: Store) -> None:
    _, watched = enter(sqlite_store, wish(ARTICLE), two_networks("наблюдение"))
    assert watched.became is Became.WATCHED
    assert WORDS.title in watched.text
    assert [row.page for row in rows(sqlite_store)] == [PAGE]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (None, "напишите его в поле «Свои слова»"),
        (Words("слово " * 700), "длиннее, чем берёт сеть"),
    ],
)
def test_what_fits_one_page_only_is_entered_for_none(
    sqlite_store: Store, words: Words | None, said: str
) -> None:
    with pytest.raises(OfficeError, match=said):
        enter(sqlite_store, wish(POST, words))
    assert not rows(sqlite_store)
    assert not actions(sqlite_store)


def test_only_an_acting_specialist_or_head_of_it_decides() -> None:
    assert decided_by(TOWN, "Имя spec (специалист отдела ИТ)", NOON) == "spec"
    for title in ("не выбран", "Имя head (глава)", ""):
        with pytest.raises(OfficeError, match="выберите одного из них: Имя it-head") as refusal:
            decided_by(TOWN, title, NOON)
        assert "репост не записан" in str(refusal.value)


def test_a_reason_is_needed() -> None:
    assert check_reason("  О  погоде\n") == "О погоде"
    for none in ("", "  ", " . "):
        with pytest.raises(OfficeError, match="почему это актуально"):
            check_reason(none)


@pytest.mark.parametrize("network", sorted(TEXT))
def test_a_retelling_is_short_and_names_its_source(network: str) -> None:
    long = Words("Первое предложение о деле. " * 200, "Первое предложение о деле")
    post = retell(network, long, source="Газета", link=ARTICLE)
    assert post.startswith("Первое предложение о деле\n\nПервое")
    assert "деле. …\n\nИсточник: Газета\n" in post
    assert post.endswith(ARTICLE)
    assert len(post) < LONGEST + 150


def test_a_retelling_begins_with_what_the_article_says() -> None:
    text = "25 ноября 2026 23:45\n\nНовости\n\nВода будет завтра.\n\nНе вся"
    post = retell("vk", Words(text, "Вода"), source="Газета", link=ARTICLE)
    assert post.startswith("Вода\n\nВода будет завтра.\n\nНе вся\n\nИсточник")
    post = retell("vk", Words("Ни точки\n\nни слова", "Вода"), source="Газета", link=ARTICLE)
    assert post.startswith("Вода\n\nНи точки\n\nни слова\n\nИсточник")


def test_the_heading_of_an_article_is_never_cut() -> None:
    post = retell("telegram", Words("Текст.", "З" * 4_050), source="Газета", link=ARTICLE)
    assert post == f"{'З' * 4_050}\n\nИсточник: Газета\n{ARTICLE}"
