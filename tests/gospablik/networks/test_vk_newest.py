"""What is new under a post of VK is found wherever it hangs, and nothing that stands is missed."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospablik.networks.base import NewComments
from gospablik.networks.vk.newest import OutOfOrderError, read_new
from gospablik.networks.vk.paging import Sheet
from gospablik.networks.vk.wall import read_threads
from gospablik.networks.vk.wall_objects import Branch
from tests.gospablik.networks.fake_vk import FakeVk, comment_item, sheet
from tests.gospablik.networks.model_wall import ModelPost


class Harvests:
    """What we hold of a post, reading after reading."""

    def __init__(self, post: ModelPost) -> None:
        self.post = post
        self.held: dict[int, int | None] = {}
        self.told = 0
        self.requests = 0

    def read(self) -> NewComments:
        post, told = self.post, len(self.post.standing())
        post.asked.clear()
        lacking = max(told - self.told, told - len(self.held))
        read = read_new(post.newest, self.held, lacking)
        self.requests = len(post.asked)
        self.keep(read)
        return read

    def sweep(self) -> None:
        found = tuple(read_threads(self.post.oldest))
        self.keep(NewComments(found, whole=True))

    def keep(self, read: NewComments) -> None:
        shown = {int(comment.network_id) for comment in read.comments}
        if read.whole:
            self.held = {}
        for gone in read.gone:
            self.held.pop(int(gone), None)
        self.held |= {number: self.post.roots[number] for number in shown}
        self.told = len(self.post.standing())


def posts(tops: int, replies: int = 0, sheet: int = 4) -> Harvests:
    """A post with so many top comments and as many replies under the oldest; all of it held."""
    post = ModelPost(sheet)
    for _ in range(tops):
        post.write()
    for _ in range(replies):
        post.write(1)
    harvests = Harvests(post)
    harvests.sweep()
    return harvests


@pytest.mark.parametrize(("new", "requests"), [(1, 1), (4, 1), (5, 2), (7, 2), (10, 3)])
def test_new_comments_take_as_many_sheets_as_they_fill(new: int, requests: int) -> None:
    town = posts(50)
    written = [town.post.write() for _ in range(new)]
    read = town.read()
    assert {int(c.network_id) for c in read.comments} >= set(written)
    assert not read.whole
    assert town.requests == requests
    assert town.held.keys() == town.post.standing()


def test_a_reply_in_an_old_thread_is_found() -> None:
    town = posts(30, 9)
    reply = town.post.write(1)
    town.read()
    assert reply in town.held
    assert (0, 1) in town.post.asked, "the thread was asked for"
    assert town.post.asked.count((0, 1)) == 1


def test_a_new_comment_does_not_pass_for_a_reply_that_was_counted_too() -> None:
    town = posts(30)
    town.post.write(2)
    town.post.write()
    town.read()
    assert town.held.keys() == town.post.standing()


def test_a_removal_that_is_seen_is_counted_against_the_new() -> None:
    town = posts(30)
    town.post.removed.add(29)
    new = {town.post.write(), town.post.write(5)}
    read = town.read()
    assert read.gone == {"29"}
    assert new <= town.held.keys()


def test_a_small_post_is_read_whole_by_one_request() -> None:
    town = posts(2, 2)
    town.post.write()
    assert town.read().whole
    assert town.requests == 1


def test_a_removed_top_takes_a_known_thread_along() -> None:
    town = posts(6, 1, sheet=20)
    town.post.removed |= {1, 7}
    new = town.post.write()
    read = town.read()
    assert read.gone == {"1", "7"}
    assert new in town.held


def test_a_thread_that_is_gone_is_counted_against_the_new() -> None:
    town = posts(12)
    top = town.post.write()
    town.post.write(top)
    town.sweep()
    town.post.removed |= {top, top + 1}
    new = {town.post.write(), town.post.write(8), town.post.write(1)}
    read = town.read()
    assert read.gone == {str(top), str(top + 1)}
    assert new <= town.held.keys()


def test_many_replies_in_one_thread_are_all_found() -> None:
    town = posts(3, 9)
    new = {town.post.write(1) for _ in range(9)}
    town.read()
    assert new <= town.held.keys()


def test_a_long_thread_that_seems_as_it_was_is_not_read_whole() -> None:
    town = posts(2, 9)
    town.post.removed.add(11)
    new = {town.post.write(1), town.post.write()}
    read = town.read()
    assert not read.whole
    town.sweep()
    assert new <= town.held.keys()


def test_a_thread_of_the_same_length_with_another_beginning_is_read() -> None:
    town = posts(6, 3)
    town.post.removed |= {7, 8}
    new = {town.post.write(1), town.post.write(1), town.post.write(2)}
    assert town.read().gone == {"7", "8"}
    assert new <= town.held.keys()


def test_a_list_that_slips_is_read_anew() -> None:
    town = posts(20)
    new = {town.post.write() for _ in range(7)}

    def slipping(offset: int, root: int | None) -> Sheet[Branch]:
        if len(town.post.asked) == 1:
            town.post.removed.add(max(new))
        return town.post.newest(offset, root)

    town.post.asked.clear()
    read = read_new(slipping, town.held, 7)
    assert {int(c.network_id) for c in read.comments} >= new - {max(new)}
    assert str(max(new)) not in {c.network_id for c in read.comments}


def test_a_list_in_another_order_proves_nothing() -> None:
    town = posts(10)
    town.post.write()
    with pytest.raises(OutOfOrderError):
        read_new(town.post.oldest, town.held, 1)


STEPS = st.one_of(
    st.just("top"), st.just("top"), st.just("reply"), st.just("reply"), st.just("remove"),
    st.just("read"), st.just("sweep"),
)  # fmt: skip


def act(post: ModelPost, step: str, choice: Callable[[int], int]) -> None:
    tops, standing = post.tops(), sorted(post.standing())
    if step == "top":
        post.write()
    elif step == "reply" and tops:
        post.write(tops[choice(len(tops))])
    elif step == "remove" and standing:
        post.removed.add(standing[choice(len(standing))])


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_happens_between_readings(data: st.DataObject) -> None:
    def choice(length: int) -> int:
        return data.draw(st.integers(0, length - 1))

    town, hidden = Harvests(ModelPost(sheet=3)), False
    for step in data.draw(st.lists(STEPS, max_size=40)):
        if step == "sweep":
            town.sweep()
            assert town.held.keys() == town.post.standing()
            hidden = False
        elif step != "read":
            act(town.post, step, choice)
            hidden = hidden or step == "remove"
        elif len(town.post.standing()) > town.told:
            read = town.read()
            assert {int(c.network_id) for c in read.comments} <= town.post.standing()
            assert town.post.standing().isdisjoint(map(int, read.gone))
            if read.whole or not hidden:
                assert town.held.keys() == town.post.standing()
    town.sweep()
    assert town.held.keys() == town.post.standing()


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_whatever_happens_while_it_is_read(data: st.DataObject) -> None:
    """Only comments are added meanwhile: what stood at the beginning is found all the same."""
    town = posts(data.draw(st.integers(1, 12)), data.draw(st.integers(0, 5)), sheet=3)
    town.post.write(data.draw(st.sampled_from([None, *town.post.tops()])))
    town.post.write()
    before = town.post.standing()

    def moving(offset: int, root: int | None) -> Sheet[Branch]:
        shown = town.post.newest(offset, root)
        if data.draw(st.booleans()):
            town.post.write(data.draw(st.sampled_from([None, *town.post.tops()])))
        return shown

    read = read_new(moving, town.held, 2)
    found = town.held.keys() | {int(c.network_id) for c in read.comments}
    assert not read.gone
    if town.post.standing() == before:
        assert found == before
    told = len(town.post.standing()) - len(found)
    after = read_new(town.post.newest, {n: town.post.roots[n] for n in found}, told)
    assert found | {int(c.network_id) for c in after.comments} == town.post.standing()


def test_the_page_asks_vk_for_the_newest_first(vk: FakeVk) -> None:
    items = [comment_item(9), comment_item(5), comment_item(4)]
    vk.put(sheet(items, 103))
    read = vk.page().new_comments("17", {"4": None, "5": None}, 1)
    assert [c.network_id for c in read.comments] == ["4", "5", "9"]
    assert (read.whole, read.gone) == (False, frozenset())
    asked = vk.forms()[0]
    assert (asked["sort"], asked["offset"], asked["count"]) == ("desc", "0", "100")
    assert asked["thread_items_count"] == "10"


def test_a_vk_that_does_not_sort_is_read_whole(vk: FakeVk) -> None:
    vk.put(sheet([comment_item(4), comment_item(5)]), sheet([comment_item(4), comment_item(5)]))
    read = vk.page().new_comments("17", {"4": None}, 1)
    assert (len(read.comments), read.whole) == (2, True)
    assert [form["sort"] for form in vk.forms()] == ["desc", "asc"]
