"""Members' own topics: read as what they are, never taken for comments, taken off by a person."""

from gospablik.networks.outside import ENTRY, Outside
from gospablik.networks.verdicts import gone
from gospablik.outcomes import Absent, NeedsPerson, Present
from tests.gospablik.networks.fake_ok import GROUP, FakeOk, topic_item, topics
from tests.gospablik.networks.test_ok_posts import M0, MINUTE, T0

TOPIC = f"https://ok.ru/group/{GROUP}/topic/5"


def members(ok: FakeOk, **more: object) -> Outside:
    item = {"author_ref": "user:500", "discussion_summary": {"comments_count": 2}, **more}
    ok.put(topics(topic_item(5, M0 + MINUTE, "Когда?", **item), topic_item(4, M0)))
    return ok.page().outside_posts(T0)


def test_topics_of_members_are_read_with_their_authors_ids(ok: FakeOk) -> None:
    found = members(ok)
    assert found.read == {ENTRY}
    assert not found.unread
    (said,), (entry,) = found.found, found.entries
    assert (said.network_id, said.post_network_id) == ("entry:5", "entry:5")
    assert (said.author_id, said.author_name, said.unnamed) == ("500", "profile/500", True)
    assert (said.text, said.address, said.by_page) == ("Когда?", TOPIC, False)
    assert (entry.network_id, entry.comments, entry.by_page) == ("5", 2, False)


def test_who_wrote_may_be_untold(ok: FakeOk) -> None:
    (said,) = members(ok, author_ref=None).found
    assert (said.author_id, said.author_name) == (None, "автор не назван")


def test_a_list_that_is_not_given_is_told(ok: FakeOk) -> None:
    ok.put_error(3)
    found = ok.page().outside_posts(T0)
    assert (found.found, found.read) == ((), frozenset())
    assert found.unread[0].why.startswith("Темы участников: страница «Администрация»")
    assert found.unread[0].shut
    ok.put_error(103)
    assert not ok.page().outside_posts(T0).unread[0].shut


def test_a_topic_is_looked_for_and_taken_off_by_a_person(ok: FakeOk) -> None:
    page, item = ok.page(), topics(topic_item(5, M0, "Когда?", author_ref="user:500"))
    ok.put(item)
    assert page.find_comment("entry:5", post_id="entry:5") == Present("entry:5")
    ok.put(item)
    assert [said.text for said in page.comments("entry:5")] == ["Когда?"]
    ok.put(item)
    errand = page.remove_comment("entry:5", post_id="entry:5")
    assert isinstance(errand, NeedsPerson)
    assert (errand.link, "«Удалить»" in errand.press) == (TOPIC, True)
    ok.put(topics())
    assert page.find_comment("entry:5", post_id="entry:5") == Absent()
    ok.put(topics())
    assert page.remove_comment("entry:5", post_id="entry:5") == gone("entry:5")
    answer = page.reply("Добрый день!", post_id="entry:5", key="k")
    assert isinstance(answer, NeedsPerson)
    assert answer.link == TOPIC
