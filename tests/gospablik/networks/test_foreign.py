"""What an address of a network names, however it is spelt, and that nobody borrows a name."""

import pytest

from gospablik.networks.foreign import foreign
from tests.gospablik.moderation.town import office

VK, OK, TG, MAX = "https://vk.com", "https://ok.ru", "https://t.me", "https://max.ru"


@pytest.mark.parametrize(
    ("address", "network", "page", "post"),
    [
        (f"{VK}/wall-1_2", "vk", f"{VK}/club1", f"{VK}/wall-1_2"),
        ("https://m.vk.ru/wall-1_2?reply=5#a", "vk", f"{VK}/club1", f"{VK}/wall-1_2"),
        (f"{VK}/minec?w=wall-1_2", "vk", f"{VK}/club1", f"{VK}/wall-1_2"),
        # The name in front may be anybody's: whose wall it is counts.
        (f"{VK}/club1?w=wall-666_2", "vk", f"{VK}/club666", f"{VK}/wall-666_2"),
        (f"{VK}/wall-1_2?w=wall-666_2", "vk", f"{VK}/club666", f"{VK}/wall-666_2"),
        (f"{VK}/wall5_2", "vk", f"{VK}/id5", f"{VK}/wall5_2"),
        (f"{VK}/wall-1_2_3", "vk", f"{VK}/wall-1_2_3", None),
        (f"{VK}/public1", "vk", f"{VK}/club1", None),
        (f"{VK}/Minec", "vk", f"{VK}/minec", None),
        (f"{TG}/s/MinEc/12", "telegram", f"{TG}/minec", f"{TG}/minec/12"),
        ("https://telegram.me/minec/12?single", "telegram", f"{TG}/minec", f"{TG}/minec/12"),
        (f"{TG}/c/1234/5", "telegram", f"{TG}/c/1234", f"{TG}/c/1234/5"),
        (f"{TG}/minec", "telegram", f"{TG}/minec", None),
        (f"{TG}/minec/12/13", "telegram", f"{TG}/minec", None),
        ("https://m.ok.ru/group/7/topic/8", "ok", f"{OK}/group/7", f"{OK}/group/7/topic/8"),
        (f"{OK}/minec/topic/8", "ok", f"{OK}/minec", f"{OK}/minec/topic/8"),
        (f"{OK}/group/7/members", "ok", f"{OK}/group/7", None),
        ("https://web.max.ru/minec/AZx9", "max", f"{MAX}/minec", f"{MAX}/minec/AZx9"),
        (f"{MAX}/minec/", "max", f"{MAX}/minec", None),
    ],
)
def test_whose_page_and_which_post(address: str, network: str, page: str, post: str | None) -> None:
    found = foreign(address)
    assert found is not None
    assert (found.network, found.page, found.post) == (network, page, post)


@pytest.mark.parametrize(
    "address",
    ["https://sakha.gov.ru/news/1", "https://vk.com.evil.test/wall-1_2", "https://notvk.com/club1"],
)
def test_what_lies_in_no_network(address: str) -> None:
    assert foreign(address) is None


def test_a_network_may_lie_elsewhere() -> None:
    page = office(
        page=[{**office().page[0].model_dump(), "address": "http://127.0.0.1:9/vk"}]
    ).page[0]
    found = foreign("http://127.0.0.1:9/vk/wall-1_2", [page])
    assert found is not None
    assert found.page == "http://127.0.0.1:9/vk/club1"
    assert found.post == "http://127.0.0.1:9/vk/wall-1_2"
    assert foreign("http://127.0.0.1:9/site/news", [page]) is None
