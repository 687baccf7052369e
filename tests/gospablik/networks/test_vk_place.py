import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospablik.networks import addresses
from gospablik.networks.outside import BOARD, ENTRY, Spot
from gospablik.networks.vk.place import Place
from tests.gospablik.networks.fake_vk import GROUP, the_page

PLACE = Place(the_page())
NUMBER = st.integers(1, 10**12)


def test_it_agrees_with_the_addresses_that_others_show() -> None:
    page = the_page()
    assert PLACE.home == addresses.home(page) == f"https://vk.com/club{GROUP}"
    assert PLACE.post("5") == addresses.post(page, "5") == f"https://vk.com/wall-{GROUP}_5"
    assert PLACE.comment("9", "5") == addresses.comment(page, "9", post_id="5")
    assert PLACE.comment("9", "5") == f"https://vk.com/wall-{GROUP}_5?reply=9"
    assert PLACE.outside(Spot(ENTRY, "9")) == PLACE.post("9")
    assert PLACE.outside(Spot(BOARD, "12", "5")) == f"https://vk.com/topic-{GROUP}_12"


@given(owner=st.integers(-(10**12), 10**12), number=NUMBER)
@settings(max_examples=50)
def test_a_posts_own_address_names_it(owner: int, number: int) -> None:
    assert PLACE.named_post(PLACE.foreign_post(owner, number)) == f"{owner}_{number}"


@given(address=st.text("walhtps:-_0129/?=&%[]@.я😀"))
@settings(max_examples=100)
def test_no_address_is_too_odd(address: str) -> None:
    assert PLACE.named_post(address) is None
    PLACE.named_post(f"https://vk.com/{address}")


def test_a_comments_address_names_its_post() -> None:
    assert PLACE.named_post("https://vk.com/town?w=wall-1_2_r3") == "-1_2"
    assert PLACE.named_post("https://vk.com/wall-1_2_3") is None


def test_the_pages_own_site_counts_too() -> None:
    local = Place(the_page().model_copy(update={"address": "http://localhost:9/vk"}))
    assert local.named_post("http://localhost:9/vk/wall-1_2") == "-1_2"
    assert PLACE.named_post("http://localhost:9/vk/wall-1_2") is None


@pytest.mark.parametrize(("author", "address"), [(5, "id5"), (-5, "club5"), (0, "id0")])
def test_profiles(author: int, address: str) -> None:
    assert PLACE.profile(author) == f"https://vk.com/{address}"
