"""Which media go out together, and what is said of the rest; files that are no pictures."""

import pytest

from gospablik.media.choose import choose
from gospablik.media.fitting import Unfit
from gospablik.media.prepare import name_of, prepared
from gospablik.media.rules import MOST_BYTES, RULES, kind_of
from gospablik.networks.base import MediumKind
from gospablik.networks.limits import TEXT
from tests.gospablik.media.pictures import drawn

PHOTO, VIDEO, FILE = MediumKind.PHOTO, MediumKind.VIDEO, MediumKind.FILE
ADDRESS = "https://town.test/upload/iblock/a1/%D0%9C%D0%BE%D1%81%D1%82%201.HEIC?v=2"


def test_each_network_has_rules() -> None:
    assert set(RULES) == set(TEXT)


@pytest.mark.parametrize("network", sorted(RULES))
def test_eleven_pictures_where_ten_fit(network: str) -> None:
    ten = choose(network, [PHOTO] * 10)
    assert (ten.chosen, ten.left_out) == (tuple(range(10)), "")
    eleven = choose(network, [PHOTO] * 11)
    assert eleven.chosen == ten.chosen
    assert "последних вложений 1: в пост" in eleven.left_out
    assert eleven.left_out.endswith("входит 10.")


@pytest.mark.parametrize("network", sorted(RULES))
def test_nothing_is_nothing(network: str) -> None:
    assert choose(network, []).chosen == ()
    assert choose(network, []).left_out == ""


@pytest.mark.parametrize(
    ("network", "kinds", "chosen", "said"),
    [
        ("vk", [FILE, PHOTO, VIDEO], (0, 1, 2), ""),
        ("telegram", [FILE, PHOTO, VIDEO], (1, 2), "файлов 1: Telegram не ставит их в один пост"),
        ("telegram", [FILE, FILE], (0, 1), ""),
        ("max", [PHOTO, FILE], (0,), "файлов 1: MAX не ставит их в один пост"),
        ("max", [FILE, FILE], (0,), "последних вложений 1: в пост MAX входит 1"),
        ("ok", [PHOTO, FILE, FILE], (0,), "файлов 2: Одноклассники к посту их не принимает"),
        ("ok", [FILE], (), "файлов 1"),
    ],
)
def test_files_beside_pictures(
    network: str, kinds: list[MediumKind], chosen: tuple[int, ...], said: str
) -> None:
    found = choose(network, kinds)
    assert found.chosen == chosen
    assert said in found.left_out
    assert bool(found.left_out) is bool(said)


def test_a_picture_is_ready_under_a_name_that_people_know() -> None:
    medium = prepared(
        "telegram", mime="image/heic", content=drawn("HEIF"), address=ADDRESS, alt="Мост открыт"
    )
    assert (medium.kind, medium.name, medium.mime, medium.alt) == (
        PHOTO, "Мост-1.jpg", "image/jpeg", "Мост открыт",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("address", "mime", "name"),
    [
        ("https://a.test/1.jpeg", "image/jpeg", "1.jpg"),
        ("https://a.test/photo.php?id=5", "image/png", "photo.png"),
        ("https://a.test/", "image/gif", "file.gif"),
        ("https://a.test/a/.htaccess", "image/gif", "file.gif"),
        ("https://a.test/приказ 5.PDF", "application/pdf", "приказ-5.pdf"),
        ("https://a.test/приказ", "application/pdf", "приказ.pdf"),
        ("https://a.test/" + "а" * 300 + ".png", "image/png", "а" * 60 + ".png"),
        ("https://a.test/..%2F..%2Fetc%2Fpasswd", "image/png", "passwd.png"),
    ],
)
def test_names(address: str, mime: str, name: str) -> None:
    assert name_of(address, mime) == name


def test_kinds() -> None:
    assert [kind_of(m) for m in ("image/png", "video/mp4", "application/pdf", "")] == [
        PHOTO, VIDEO, FILE, FILE,
    ]  # fmt: skip


def ready(network: str, mime: str, size: int) -> MediumKind:
    content = bytes(size)
    return prepared(network, mime=mime, content=content, address=ADDRESS, alt="").kind


def test_videos_and_files_are_weighed() -> None:
    assert ready("max", "application/pdf", 1000) is FILE
    assert ready("ok", "video/mp4", 16 * 1024) is VIDEO
    for network, mime, size, why in (
        ("ok", "application/pdf", 1000, "Одноклассники не принимает файлов"),
        ("ok", "video/mp4", 1000, "в файле 1000 байт, а Одноклассники берёт не меньше 16384"),
        ("vk", "video/mp4", 0, "в файле 0 байт"),
        ("max", "application/pdf", MOST_BYTES + 1_000_000, "51 МБ, а берётся не больше 50"),
    ):
        with pytest.raises(Unfit, match=why):
            ready(network, mime, size)
