"""What is known of our own posts on a page: their files, and those that were taken off."""

from collections.abc import Mapping

import pytest

from gospablik.networks.base import LivePost
from gospablik.organisation import Organisation
from gospablik.reconciliation.gather import expected, gather
from gospablik.reconciliation.reading import Reading
from gospablik.reconciliation.scope import Scope
from gospablik.reconciliation.whole_page import PageCompared, compare_page
from gospablik.store.session import Store
from gospablik.store.tables import PostMedium, Result, Standing
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at

NOW = at(25, 18)
SCOPE = Scope(at(20), NOW)
NO_REMOVALS = "Телеграм не показывает программе, что пост удалён"


def telegram() -> Organisation:
    """The office with a channel in place of its page of VK."""
    raw = make.office().model_dump(mode="json", by_alias=True)
    page = {k: v for k, v in raw["page"][0].items() if k not in {"group_id", "api", "address"}}
    raw["page"] = [page | {"key": "tg", "network": "telegram", "chat_id": -1001}]
    return Organisation.model_validate(raw)


def run(
    store: Store, house: Organisation, live: LivePost, reading: Mapping[str, str]
) -> PageCompared:
    page = house.page[0]
    read = Reading((live,), removal_untold=reading.get("removal_untold", ""))
    with store.read() as session:
        sides = gather(session, house, page, read, SCOPE)
        due = expected(session, house, page, SCOPE, NOW)
    return compare_page(page.key, read, sides, due, SCOPE)


@pytest.mark.parametrize(("length", "lost"), [(900, True), (1_100, False)])
def test_a_long_post_has_the_card_of_the_news_in_place_of_its_picture(
    sqlite_store: Store, length: int, lost: bool
) -> None:
    with sqlite_store.write() as session:
        post = make.post(session, when=at(25, 9), title="Мост открыт", page="tg")
        words = "Мост открыт. " * (length // 13)
        post.revision.text, post.text = words, f"Мост открыт\n\n{words}\n\n{post.item.link}"
        post.media.append(PostMedium(position=0, address="https://site.test/1.jpg", alt="Мост"))
    live = LivePost(post.network_id or "", post.text, at(25, 9), 0, "a", ("link",))
    (line,) = run(sqlite_store, telegram(), live, {}).lines
    assert (line.result is Result.BAD, "картинок на посте 0 вместо 1" in line.why) == (lost, lost)


@pytest.mark.parametrize("why", ["", NO_REMOVALS])
def test_a_post_that_was_taken_off_and_still_seems_to_stand(sqlite_store: Store, why: str) -> None:
    with sqlite_store.write() as session:
        post = make.post(session, when=at(25, 9), title="Мост открыт")
        post.text = f"Мост открыт\n\nТекст\n\n{post.item.link}"
        post.withdrawn_at = post.item.gone_since = post.item.gone_again_at = at(25, 12)
    live = LivePost(post.network_id or "", post.text, at(25, 9), 0, "https://vk.com/wall-101_1")
    page = run(sqlite_store, make.office(), live, {"removal_untold": why})
    if why:
        assert (page.lines, page.taken_off) == ((), (live.address,))
        return
    (line,) = page.lines
    assert (line.standing, line.result) == (Standing.SITE_CHANGED, Result.BAD)
    assert line.made_by == "программа; снят по решению"
    assert "Пост снят по решению, а на странице стоит" in line.why
