"""What the office made public is no personal data; what residents put on its wall is not so."""

from datetime import timedelta

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from gospablik.moderation.detection.examine import shipped_judge
from gospablik.moderation.detection.hit import Kind
from gospablik.moderation.harvest import store_comments
from gospablik.moderation.published import LOOK_BACK, published_contacts
from gospablik.moderation.seen_posts import keep_posts
from gospablik.networks.base import LivePost
from gospablik.store.comments import Finding
from gospablik.store.publishing import SiteItem, SiteRevision
from gospablik.store.session import Store
from tests.gospablik.moderation.town import MORNING, PAGE, Town, office, written

SERVICE = "Телефон диспетчера: 8 (4112) 00-00-01, приёмная: a.ivanova@mail.ru"
REPEATED = "Звоните диспетчеру 8-4112-00-00-01 или пишите a.ivanova@mail.ru"
SOMEBODY_S = "Её телефон 8-914-000-00-15"


def post(number: int, text: str, age: timedelta = timedelta(days=1)) -> LivePost:
    return LivePost(
        network_id=str(number), address="", text=text, links=(), attachments=(),
        published_at=MORNING - age, thread=None, comments=0,
    )  # fmt: skip


def rules(store: Store, *comments: str, posts: tuple[LivePost, ...] = ()) -> list[str]:
    """Of these comments under a post that says nothing, beside the page's other posts."""
    town = Town(store)
    with store.write() as session:
        keep_posts(session, town.office, PAGE, posts, MORNING)
    for number, text in enumerate(comments, 1):
        town.write(number, text)
    town.harvest()
    with store.read() as session:
        return sorted(session.scalars(select(Finding.rule)))


def test_a_contact_of_another_post_of_ours_is_no_personal_data(store: Store) -> None:
    said = rules(store, REPEATED, SOMEBODY_S, posts=(post(9, SERVICE),))
    assert said == ["personal-phone"], "somebody's own number is still one"


def test_without_that_post_it_is(sqlite_store: Store) -> None:
    assert rules(sqlite_store, SOMEBODY_S, "пишите a.ivanova@mail.ru") == [
        "personal-email",
        "personal-phone",
    ]


def test_an_old_post_tells_no_more(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        keep_posts(session, office(), PAGE, [post(9, SERVICE, LOOK_BACK)], MORNING)
        assert "84112000001" not in published_contacts(session, office(), MORNING)
        assert "84112000001" in published_contacts(
            session, office(), MORNING - timedelta(seconds=1)
        )


def test_what_a_resident_put_on_the_wall_publishes_nothing(sqlite_store: Store) -> None:
    entry = written(0, SOMEBODY_S, network_id="entry:9", post_network_id="entry:9")
    with sqlite_store.write() as session:
        keep_posts(session, office(), PAGE, [post(9, SOMEBODY_S), post(8, SERVICE)], MORNING)
        store_comments(session, office(), PAGE, "entry:9", [entry], MORNING, whole=False)
        contacts = published_contacts(session, office(), MORNING).splitlines()
    assert contacts == ["84112000001", "a.ivanova@mail.ru", "smm@town.test"]


def test_news_of_the_site_publish_too(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        item = SiteItem(
            organisation="town", address="a", link="a", published_at=None, first_seen_at=MORNING
        )
        session.add(item)
        session.flush()
        session.add(
            SiteRevision(
                item_id=item.id, number=1, title="Вода", text="Нет воды", article=SERVICE,
                article_unread=None, digest="d", seen_at=MORNING,
            )
        )  # fmt: skip
        session.flush()
        assert "84112000001" in published_contacts(session, office(), MORNING)
        assert "84112000001" not in published_contacts(session, office(), MORNING + LOOK_BACK)


def test_the_file_names_more(sqlite_store: Store) -> None:
    named = {"contacts": ["40-12-12", "Диспетчер@mail.ru", "+7 914 000-00-16"]}
    house = office().organisation.model_dump() | named
    named_office = office(organisation=house)
    with sqlite_store.read() as session:
        contacts = published_contacts(session, named_office, MORNING)
    for words in ("звоните 8 (4112) 40-12-12", "звоните 40-12-12", "его номер 89140000016"):
        kinds = [
            {hit.kind for hit in shipped_judge().examine(words, "", told).hits}
            for told in ("", contacts)
        ]
        assert [Kind.PERSONAL in found for found in kinds] == [True, False], words


@pytest.mark.parametrize("nonsense", ["дежурная часть", "112", "", "12.10"])
def test_what_is_no_contact_is_refused_in_words(nonsense: str) -> None:
    house = office().organisation.model_dump() | {"contacts": [nonsense]}
    with pytest.raises(ValidationError, match="телефон"):
        office(organisation=house)
