"""What of a news item's files hangs on the post, what its text names instead, what is said."""

from collections.abc import Sequence

import pytest

from gospablik.media.arrange import Arranged, Offered, arrange
from gospablik.media.rules import MOST_BYTES
from gospablik.publishing.compose import compose_with
from gospablik.site import NewsFileKind

PICTURE, VIDEO = NewsFileKind.PICTURE, NewsFileKind.VIDEO
FILE, STAYS = NewsFileKind.FILE, NewsFileKind.STAYS
PHOTO = Offered(PICTURE, "https://town.test/1.jpg", "Мост")
FILM = Offered(VIDEO, "https://town.test/film.mp4", "Мост открыт")
ORDER = Offered(FILE, "https://town.test/5.pdf", "Приказ № 5")
PLAN = Offered(FILE, "https://town.test/plan.xlsx")
PLAYER = Offered(STAYS, "https://rutube.ru/play/embed/1")
ORDER_LINE, PLAN_LINE = "Приказ № 5: https://town.test/5.pdf", "Файл: https://town.test/plan.xlsx"
FILM_LINE = "Видео: https://town.test/film.mp4"


@pytest.mark.parametrize(
    ("network", "offered", "attached", "lines"),
    [
        ("vk", [PHOTO, ORDER, FILM], (0, 1, 2), ()),
        ("ok", [PHOTO, ORDER, FILM, PLAN], (0, 2), (ORDER_LINE, PLAN_LINE)),
        ("telegram", [ORDER, PLAN], (0, 1), ()),
        ("telegram", [PHOTO, ORDER], (0,), (ORDER_LINE,)),
        ("max", [ORDER, PLAN], (0,), (PLAN_LINE,)),
        ("max", [ORDER, PHOTO, FILM], (1, 2), (ORDER_LINE,)),
        ("vk", [PLAYER, PHOTO], (1,), ()),
    ],
)
def test_what_a_network_does_not_take_stands_in_the_text(
    network: str, offered: Sequence[Offered], attached: tuple[int, ...], lines: tuple[str, ...]
) -> None:
    found = arrange(network, offered, "Мост открыт")
    assert (found.attached, found.lines) == (attached, lines)
    pictures = sum(offered[place].kind is PICTURE for place in attached)
    assert (found.pictures, found.others) == (pictures, len(attached) - pictures)
    assert bool(found.left_out) is (len(attached) < len(offered)), "ничего не пропадает молча"


def test_nothing_of_nothing() -> None:
    assert arrange("vk", [], "") == Arranged()


def test_a_video_too_big_is_a_link_and_one_of_odd_size_is_too() -> None:
    big = Offered(VIDEO, FILM.address, too_big="в файле больше 50 МБ")
    for one in (big, Offered(VIDEO, FILM.address, size=MOST_BYTES + 1_000_000)):
        found = arrange("vk", [PHOTO, one], "")
        assert (found.attached, found.lines) == ((0,), (FILM_LINE,))
        assert "50" in found.left_out
    tiny = Offered(VIDEO, FILM.address, size=1_000)
    assert arrange("ok", [tiny], "").lines == (FILM_LINE,)
    assert arrange("vk", [tiny], "").attached == (0,)


def test_players_are_named_where_they_stay() -> None:
    assert "https://rutube.ru/play/embed/1" in arrange("vk", [PLAYER], "").left_out


def test_under_a_text_too_long_for_a_caption_pictures_have_a_card_and_the_rest_links() -> None:
    found = arrange("telegram", [PHOTO, FILM, ORDER], "т" * 1_025)
    assert (found.attached, found.pictures, found.others) == ((0,), 0, 0)
    assert found.lines == (FILM_LINE, ORDER_LINE)
    assert "карточку страницы новости" in found.left_out
    alone = arrange("telegram", [ORDER], "т" * 1_025)
    assert (alone.attached, alone.lines) == ((), (ORDER_LINE,))
    assert "карточку" not in alone.left_out


def made(
    network: str, offered: Sequence[Offered], text: str, *, card: bool = False
) -> tuple[str, Arranged]:
    composed, arranged = compose_with(
        network, offered, title="Мост", text=text, link="https://town.test/news/1", card=card
    )
    return composed.text, arranged


def test_links_stand_between_the_words_and_the_way_to_the_site() -> None:
    text, _ = made("ok", [ORDER, PLAN], "Мост открыт.")
    assert text == (
        f"Мост\n\nМост открыт.\n\n{ORDER_LINE}\n{PLAN_LINE}\n\n"
        "Подробнее на официальном сайте: https://town.test/news/1"
    )


def test_a_text_that_its_own_links_make_too_long_names_all_that_does_not_hang() -> None:
    """Short enough for a caption by itself, not with the link to the document in it."""
    text, arranged = made("telegram", [PHOTO, FILM, ORDER], "т" * 950, card=True)
    assert len(text) > 1_024
    assert FILM_LINE in text
    assert ORDER_LINE in text
    assert arrange("telegram", [PHOTO, FILM, ORDER], text) == arranged


def test_where_a_card_would_show_nothing_the_text_is_cut_for_the_picture_to_hang() -> None:
    words = "Мост через Лену открыт для всех. " * 100
    text, arranged = made("telegram", [PHOTO, FILM, ORDER], words)
    assert (arranged.pictures, arranged.others, arranged.card) == (1, 1, False)
    assert 900 < len(text) <= 1_024
    assert "для всех. …\n" in text, "at a sentence"
    assert ORDER_LINE in text
    assert text.endswith("https://town.test/news/1")
    assert arrange("telegram", [PHOTO, FILM, ORDER], text) == arranged
    whole, carded = made("telegram", [PHOTO], words, card=True)
    assert (carded.card, carded.pictures) == (True, 0)
    assert len(whole) > 3_000
    assert made("telegram", [], words)[0] == whole, "nothing to be shown, nothing to be cut for"
    assert made("max", [PHOTO], words)[1].pictures == 1


def test_many_documents_leave_room_for_the_words() -> None:
    text, arranged = made("ok", [ORDER] * 30, "Слова новости. " * 700)
    assert len(arranged.lines) == 5
    assert "файлов 30" in arranged.left_out
    assert "в тексте поста: 5" in arranged.left_out
    assert len(text) <= 8_000
    assert text.count("Слова новости.") > 400


def test_a_title_and_links_that_fill_a_caption_leave_the_text_whole_and_no_picture() -> None:
    name = "Постановление администрации о бюджете на будущий год и плановый период"
    order = Offered(FILE, f"https://town.test/{'x' * 90}.pdf", name)
    text = "Мост открыт. " * 100
    composed, arranged = compose_with(
        "telegram", (PHOTO, *(order,) * 5), title="Т" * 250, text=text, link="https://town.test/1"
    )
    assert composed.kept == composed.body
    assert arranged == arrange("telegram", (PHOTO, *(order,) * 5), composed.text)
    assert (arranged.card, len(arranged.lines)) == (True, 5)
