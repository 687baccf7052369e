"""Pictures of planned posts: recorded, read once for all pages, and what holds a post for them."""

import pytest
from sqlalchemy import select

from gospablik.media.picture import look
from gospablik.networks.base import LivePost
from gospablik.publishing.media import (
    keep_file,
    keep_picture,
    media_to_read,
    note_too_big,
    note_unread,
)
from gospablik.publishing.outgoing import (
    PlannedMedia,
    others_on,
    outgoing,
    pictures_on,
    planned_media,
    unfit,
)
from gospablik.publishing.plan import reword
from gospablik.site import NewsFile, NewsFileKind
from gospablik.store.session import Store
from gospablik.store.tables import MediumContent, Post, PostMedium, SiteMedium
from tests.gospablik.media.pictures import drawn
from tests.gospablik.moderation.town import PAGE
from tests.gospablik.publishing.desk import NOON, Desk, news, two_pages

BRIDGE, ROAD = "https://town.test/bridge.jpg", "https://town.test/road.jpg"
RED = drawn()


@pytest.fixture
def desk(sqlite_store: Store) -> Desk:
    desk = Desk(sqlite_store)
    desk.read(news(1, picture=BRIDGE))
    desk.plan()
    return desk


def wanted(desk: Desk, page: str = PAGE) -> list[str]:
    posts = desk.waiting(page)
    with desk.store.read() as session:
        wanted = media_to_read(session, desk.office, [post.post_id for post in posts])
        return [file.address for file in wanted]


def fetch(desk: Desk, content: bytes = RED, address: str = BRIDGE, page: str = PAGE) -> None:
    [post] = desk.waiting(page)
    with desk.store.write() as session:
        keep_picture(
            session, desk.office, post.revision_id, address, content, look(content), desk.clock()
        )


def media(desk: Desk, page: str = PAGE) -> PlannedMedia:
    [post] = desk.waiting(page)
    return post.media


def rows(desk: Desk) -> list[PostMedium]:
    with desk.store.read() as session:
        return list(session.scalars(select(PostMedium).order_by(PostMedium.post_id)))


def test_news_without_a_picture_needs_none(desk: Desk) -> None:
    desk.read(news(2))
    desk.plan()
    assert desk.waiting()[1].media == PlannedMedia()
    assert len(rows(desk)) == 1


def test_a_picture_is_recorded_with_the_post_and_holds_it_until_it_is_read(desk: Desk) -> None:
    [row] = rows(desk)
    assert (row.position, row.address, row.alt, row.medium_id) == (0, BRIDGE, "Новость 1", None)
    assert media(desk) == PlannedMedia(1, (f"Картинка новости ещё не прочитана: {BRIDGE}.",))
    assert wanted(desk) == [BRIDGE]
    fetch(desk)
    assert (media(desk), wanted(desk)) == (PlannedMedia(1), [])


def test_what_was_read_is_kept_as_it_came(store: Store) -> None:
    desk = Desk(store)
    desk.read(news(1, picture=BRIDGE))
    desk.plan()
    fetch(desk)
    with desk.store.read() as session:
        medium = session.scalars(select(SiteMedium)).one()
        assert (medium.organisation, medium.address, medium.mime) == ("town", BRIDGE, "image/jpeg")
        assert (medium.width, medium.height, medium.size) == (40, 30, len(RED))
        assert medium.fetched_at == desk.clock()
        assert session.get_one(MediumContent, medium.id).content == RED


def test_an_unread_picture_says_why_and_is_asked_for_again(desk: Desk) -> None:
    [post] = desk.waiting()
    with desk.store.write() as session:
        note_unread(session, post.revision_id, BRIDGE, "Сайт ответил ошибкой 503.")
    assert media(desk).problems == ("Сайт ответил ошибкой 503.",)
    assert wanted(desk) == [BRIDGE]
    fetch(desk)
    assert media(desk).problems == ()
    assert rows(desk)[0].unread is None


def test_one_reading_serves_every_page_planned_before_it_or_after(store: Store) -> None:
    desk = Desk(store, two_pages())
    desk.read(news(1, picture=BRIDGE))
    desk.plan()
    fetch(desk)
    desk.plan("second-vk")
    assert (media(desk, "second-vk"), wanted(desk, "second-vk")) == (PlannedMedia(1), [])
    desk.read(news(1, picture=ROAD))
    desk.refresh()
    desk.refresh("second-vk")
    fetch(desk, address=ROAD)
    assert (media(desk, "second-vk"), wanted(desk, "second-vk")) == (PlannedMedia(1), [])


def test_the_same_bytes_are_kept_once_whatever_their_names(desk: Desk) -> None:
    fetch(desk)
    desk.read(news(1, picture=ROAD))
    desk.refresh()
    fetch(desk, address=ROAD)
    with desk.store.read() as session:
        assert [m.address for m in session.scalars(select(SiteMedium))] == [BRIDGE]
    assert media(desk) == PlannedMedia(1)


def test_another_wording_forgets_the_picture_of_the_one_before(desk: Desk) -> None:
    fetch(desk)
    desk.read(news(1, picture=ROAD, title="Дорога"))
    assert desk.refresh() == 1
    [row] = rows(desk)
    assert (row.address, row.alt, row.medium_id) == (ROAD, "Дорога", None)
    desk.read(news(1))
    desk.refresh()
    assert (rows(desk), media(desk)) == ([], PlannedMedia())


def test_the_same_picture_of_another_wording_is_read_anew(desk: Desk) -> None:
    """The site may have replaced the file together with the text."""
    fetch(desk)
    desk.read(news(1, picture=BRIDGE, announce="Исправлено."))
    desk.refresh()
    assert wanted(desk) == [BRIDGE]


def test_what_was_handed_over_keeps_its_picture(desk: Desk) -> None:
    fetch(desk)
    [post] = desk.waiting()
    assert desk.release(post)
    desk.read(news(1, picture=ROAD))
    desk.refresh()
    with desk.store.write() as session:
        content = drawn(size=(50, 50))
        keep_picture(session, desk.office, post.revision_id, BRIDGE, content, look(content), NOON)
        kept = session.scalars(select(Post)).one()
        assert [row.address for row in kept.media] == [BRIDGE]
        assert kept.media[0].medium is not None
        assert kept.media[0].medium.width == 40, "что проверено, то и выходит"


def test_a_picture_that_no_scaling_saves_holds_the_post(desk: Desk) -> None:
    fetch(desk, drawn("PNG", (2_100, 100)))
    [problem] = media(desk).problems
    narrow = "картинка 2100×100 слишком узкая: ВКонтакте берёт стороны не больше чем 1:20"
    assert problem == unfit(NewsFileKind.PICTURE, narrow, BRIDGE)
    assert wanted(desk) == [], "новая появится с новой редакцией"


def test_a_headline_too_long_for_a_caption_is_cut_as_alternative_text(desk: Desk) -> None:
    desk.read(news(1, picture=BRIDGE, title="Мост открыт. " * 100))
    desk.refresh()
    [row] = rows(desk)
    assert len(row.alt) <= 500
    assert row.alt.startswith("Мост открыт. Мост")


def test_of_eleven_pictures_ten_are_read_and_go_out_and_that_is_said(sqlite_store: Store) -> None:
    desk = Desk(sqlite_store)
    addresses = [f"https://town.test/{n:02}.jpg" for n in range(11)]
    desk.read(news(1, files=tuple(NewsFile(NewsFileKind.PICTURE, one) for one in addresses)))
    desk.plan()
    assert wanted(desk) == addresses[:10]
    for number, address in enumerate(addresses[:10]):
        fetch(desk, drawn(size=(40, 30 + number)), address)
    assert (media(desk).pictures, media(desk).problems) == (10, ())
    assert "последних вложений 1: в пост ВКонтакте входит 10" in media(desk).left_out
    with sqlite_store.read() as session:
        post = session.scalars(select(Post)).one()
        assert [row.address for row in outgoing("vk", post)] == addresses[:10]
        assert [row.alt for row in post.media] == ["Новость 1"] * 11


@pytest.mark.parametrize(
    ("network", "length", "pictures"),
    [("telegram", 1_024, 1), ("telegram", 1_025, 0), ("vk", 14_000, 1)],
)
def test_a_text_too_long_for_a_caption_has_a_card_in_place_of_the_picture(
    network: str, length: int, pictures: int
) -> None:
    """So that nobody looks for a picture that was never sent; that it was not is said."""
    post = Post(text="т" * length, media=[PostMedium(position=0, address=BRIDGE, alt="")])
    planned = planned_media(network, post)
    assert planned.pictures == pictures
    assert ("карточку страницы новости" in planned.left_out) is (pictures == 0)


def test_only_pictures_are_counted_on_a_post() -> None:
    live = LivePost("1", "", NOON, 0, "", attachments=("photo", "link", "photo", "file", "poll"))
    assert (pictures_on(live), others_on(live)) == (2, 1)


FILM = NewsFile(NewsFileKind.VIDEO, "https://town.test/film.mp4")
ORDER = NewsFile(NewsFileKind.FILE, "https://town.test/5.pdf", "Приказ № 5")


@pytest.fixture
def filed(sqlite_store: Store) -> Desk:
    """News with a document and a film, planned."""
    desk = Desk(sqlite_store)
    desk.read(news(1, files=(ORDER, FILM)))
    desk.plan()
    return desk


def test_documents_and_videos_are_waited_for_and_kept_as_what_they_are(filed: Desk) -> None:
    [post] = filed.waiting()
    assert post.media.problems == (
        f"Файл новости ещё не прочитан: {ORDER.address}.",
        f"Видео новости ещё не прочитано: {FILM.address}.",
    )
    with filed.store.write() as session:
        for file, mime in ((ORDER, "application/pdf"), (FILM, "video/mp4")):
            content = mime.encode()
            keep_file(session, filed.office, post.revision_id, file.address, content, mime, NOON)
    assert media(filed) == PlannedMedia(others=2)
    with filed.store.read() as session:
        kept = session.scalars(select(SiteMedium).order_by(SiteMedium.id)).all()
        assert [(one.mime, one.width, one.size) for one in kept] == [
            ("application/pdf", 0, 15), ("video/mp4", 0, 9),
        ]  # fmt: skip
    assert [row.alt for row in rows(filed)] == ["Приказ № 5", "Новость 1"]


def test_a_video_too_big_becomes_a_link_on_every_page_and_holds_none(sqlite_store: Store) -> None:
    desk = Desk(sqlite_store, two_pages())
    desk.read(news(1, files=(FILM,)))
    desk.plan()
    [post] = desk.waiting()
    assert FILM.address not in post.text
    with desk.store.write() as session:
        note_too_big(session, post.revision_id, FILM.address, "в файле больше 50 МБ")
        reword(session, desk.page(), [post])
    [post] = desk.waiting()
    assert f"\n\nВидео: {FILM.address}\n\n" in post.text
    assert post.media.problems == ()
    assert post.media.lines == (f"Видео: {FILM.address}",)
    assert "в файле больше 50 МБ" in post.media.left_out
    assert wanted(desk) == []
    desk.plan("second-vk")
    assert media(desk, "second-vk") == post.media
    assert wanted(desk, "second-vk") == []
    assert desk.release(post)
    with desk.store.write() as session:
        reword(session, desk.page(), [post])
    assert desk.posts()[1].text == post.text, "переданное не меняется"
