"""`[site]`: a feed, or a list by selectors, or the address alone; mistakes are named."""

from pathlib import Path

import pytest

from gospablik.errors import OfficeError
from gospablik.organisation import Organisation, read_organisation
from gospablik.root import ROOT

EXAMPLE = (ROOT / "organisation.example.toml").read_text("utf-8")
FEED = 'feed = "https://example.sakha.gov.ru/news/rss"'


def with_site(tmp_path: Path, lines: str) -> Organisation:
    path = tmp_path / "organisation.toml"
    path.write_text(EXAMPLE.replace(FEED, lines, 1), "utf-8")
    return read_organisation(path)


def test_the_address_alone_is_enough(tmp_path: Path) -> None:
    site = with_site(tmp_path, 'address = "https://www.adm.example.ru"').site
    assert (site.where, site.home) == ("https://www.adm.example.ru", "https://www.adm.example.ru")
    assert site.hosts == ("www.adm.example.ru",)


def test_a_list_of_the_example_is_good_once_uncommented(tmp_path: Path) -> None:
    start = EXAMPLE.index("# [site.list]")
    block = EXAMPLE[start : EXAMPLE.index("\n\n", start)]
    lines = "\n".join(line.removeprefix("# ") for line in block.splitlines())
    path = tmp_path / "organisation.toml"
    path.write_text(EXAMPLE.replace(FEED, "").replace(block, lines), "utf-8")
    site = read_organisation(path).site
    assert site.list is not None
    assert site.where == site.list.page
    assert site.home == "https://example.sakha.gov.ru/"


LIST = 'page = "https://a.ru/news"'


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("", "site: найдена таблица; ожидается address"),
        ('address = "file:///tmp/a.html"', "ожидается адрес https://"),
        (f'{FEED}\nlist = {{{LIST}, item = "li"}}', "или feed, или [site.list]"),
        (f"list = {{{LIST}}}", "site.list.item: не найдено"),
        (f'list = {{{LIST}, item = "a:hover"}}', "item: найдено «a:hover»; ожидается селектор"),
        (f'list = {{{LIST}, item = "li", text = "p"}}', "site.list.text: найдено"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, lines: str, said: str) -> None:
    with pytest.raises(OfficeError) as refusal:
        with_site(tmp_path, lines)
    assert said in str(refusal.value)
