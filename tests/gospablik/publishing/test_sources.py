"""Whose material may be repeated: an address is of a source of the file, or it is refused."""

import pytest

from gospablik.errors import OfficeError
from gospablik.organisation import Organisation
from gospablik.publishing.sources import material_at, source_at
from tests.gospablik.moderation.town import office

MINEC = {
    "key": "minec",
    "name": "Министерство экономики",
    "kind": "орган власти",
    "addresses": ["https://vk.com/public1", "https://t.me/Minec", "https://minec.test/news/"],
}
PAPER = {
    "key": "paper", "name": "Газета", "kind": "СМИ",
    "addresses": ["http://www.paper.test", "https://ok.ru/group/7"],
}  # fmt: skip
TOWN = office(source=[MINEC, PAPER])


def refused(address: str, town: Organisation = TOWN) -> str:
    with pytest.raises(OfficeError) as refusal:
        material_at(town, address)
    assert "Не сделано: репост не записан" in str(refusal.value)
    assert "Что делать: " in str(refusal.value)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("address", "source", "identity", "network"),
    [
        ("https://vk.com/wall-1_2", "minec", "https://vk.com/wall-1_2", "vk"),
        (" https://m.vk.com/minec?w=wall-1_2 ", "minec", "https://vk.com/wall-1_2", "vk"),
        ("https://t.me/s/minec/5", "minec", "https://t.me/minec/5", "telegram"),
        ("https://ok.ru/group/7/topic/8", "paper", "https://ok.ru/group/7/topic/8", "ok"),
        ("http://www.minec.test/news/1/?utm_source=a", "minec", "https://minec.test/news/1", None),
        ("https://paper.test", "paper", "https://paper.test", None),
        ("https://paper.test?id=5", "paper", "https://paper.test?id=5", None),
    ],
)
def test_an_address_of_a_source(
    address: str, source: str, identity: str, network: str | None
) -> None:
    found = material_at(TOWN, address)
    assert (found.source.key, found.address, found.network) == (source, identity, network)


def test_the_link_of_an_article_stays_as_its_site_spells_it() -> None:
    link = material_at(TOWN, "http://www.paper.test/a/?yclid=1").link
    assert link == "http://www.paper.test/a/"


@pytest.mark.parametrize(
    "address",
    [
        "https://vk.com/wall-12_2",
        "https://vk.com/public1?w=wall-666_2",
        "https://t.me/minec2/5",
        "https://t.me/min/5",
        "https://ok.ru/group/77/topic/8",
        "https://minec.test.evil.test/news/1",
        "https://minec.test/newspaper",
        "https://sub.paper.test/1",
        "https://evil.test/?https://paper.test/",
    ],
)
def test_another_ones_address_is_refused_and_what_to_write_is_named(address: str) -> None:
    words = refused(address)
    assert "не принадлежит ни одному источнику" in words
    assert "Названы: «Министерство экономики», «Газета»" in words
    assert "в addresses его раздела [[source]]" in words


def test_a_community_that_is_not_listed_is_named_as_the_file_wants_it() -> None:
    assert "впишите https://vk.com/club12 в addresses" in refused("https://vk.com/wall-12_2")
    assert "Названы: ни одного" in refused("https://vk.com/wall-12_2", office())


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "Адрес поста или статьи не указан"),
        ("minec", "не адрес"),
        ("file:///etc/passwd", "не адрес"),
        ("https://user:hush@paper.test/1", "имя или пароль"),
        ("https://minec.test/news/../secret", "шаги «..»"),
        ("https://minec.test/news/%2e%2e/secret", "шаги «..»"),
        ("https://vk.com/club1", "страница целиком, а не пост"),
        ("https://t.me/minec", "страница целиком, а не пост"),
        ("https://paper.test/" + "a" * 2000, "Адрес длиннее 2000 знаков"),
    ],
)
def test_what_is_no_address_of_a_material(address: str, said: str) -> None:
    assert said in refused(address)


def test_a_network_as_a_whole_is_nobodys() -> None:
    town = office(source=[{**PAPER, "addresses": ["https://t.me/", "https://ok.ru/group"]}])
    assert source_at(town, "https://t.me/anybody/1") is None
    assert source_at(town, "https://ok.ru/group/7/topic/8") is None
