"""The page against the sandbox: an independent reading of VK's documentation."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from gospablik.networks import pace
from gospablik.networks.verdicts import gone
from gospablik.networks.vk import VkPage, VkTokens
from gospablik.outcomes import Absent, Done, NeedsPerson, NothingHappened, Present, Unknown
from sandbox.server import Running, running
from tests.gospablik.networks.fake_vk import (
    ALL,
    COMMUNITY,
    GROUP,
    SECRETS,
    SERVICE,
    USER,
    draft,
    the_page,
)

NEWS = "https://adm.example.ru/news/1"
NO_USER = VkTokens(COMMUNITY, SERVICE)
STATE: dict[str, Any] = {
    "groups": [{"group_id": GROUP, "name": "Администрация", "verified": True}],
    "users": [
        {"user_id": 1, "first_name": "Глава", "last_name": ""},
        {"user_id": 500, "first_name": "Айта", "last_name": "Иванова"},
    ],
    "tokens": [
        {"token": COMMUNITY, "kind": "community", "group_id": GROUP},
        {"token": SERVICE, "kind": "service"},
        {"token": USER, "kind": "user", "user_id": 1, "group_id": GROUP},
    ],
}


@pytest.fixture
def sandbox() -> Iterator[Running]:
    with running(STATE) as started:
        yield started


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    """A sandbox that counts no requests, asked without pauses."""
    monkeypatch.setattr(pace, "WINDOW", 0.0)
    with running({**STATE, "limits": {"enabled": False}}) as started:
        yield started


@pytest.fixture
def control(sandbox: Running) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{sandbox.http}/control") as client:
        yield client


def page(sandbox: Running, tokens: VkTokens = ALL) -> VkPage:
    return VkPage(the_page(f"{sandbox.http}/vk/method/"), tokens)


def an_hour_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)


def resident_says(sandbox: Running, post: str, text: str, **more: Any) -> str:
    body = {"group_id": GROUP, "post_id": int(post), "user_id": 500, "text": text, **more}
    answer = httpx.post(f"{sandbox.http}/control/vk/comments", json=body)
    assert answer.status_code < 300, answer.text
    said = answer.json()
    return str(said["comment_id"])


def test_publish_and_find(unlimited: Running) -> None:
    with page(unlimited) as vk:
        assert vk.find_post(NEWS, since=an_hour_ago()) == Absent()
        done = vk.publish(draft(f"Новость\n\n{NEWS}"), key="one")
        assert isinstance(done, Done)
        assert vk.publish(draft(f"Новость\n\n{NEWS}"), key="one") == done
        assert vk.find_post(NEWS, since=an_hour_ago()) == Present(done.external_id)
        post = vk.post(done.external_id)
        assert post
        assert vk.posts(an_hour_ago()) == [post]
        assert vk.post("999") is None
        assert vk.page_info().verified


def test_comments_replies_removal_and_block(unlimited: Running) -> None:
    with page(unlimited) as vk:
        post = vk.publish(draft("Новость"), key="one")
        assert isinstance(post, Done)
        number = post.external_id
        root = resident_says(unlimited, number, "Плохое слово")
        for n in range(13):
            resident_says(unlimited, number, f"Ответ {n}", reply_to=int(root))
        reply = vk.reply("Добрый день!", post_id=number, key="two")
        assert isinstance(reply, Done)
        found = vk.comments(number)
        assert len(found) == 15
        assert sum(comment.thread_root == root for comment in found) == 13
        assert {comment.author_name for comment in found} == {"Айта Иванова", "Администрация"}
        since = an_hour_ago()
        assert vk.find_reply("Добрый  день!", post_id=number, since=since) == Present(
            reply.external_id
        )
        assert vk.find_comment(root, post_id=number) == Present(root)
        assert vk.remove_comment(root, post_id=number) == Done(root)
        assert vk.find_comment(root, post_id=number) == Absent()
        assert vk.remove_comment(root, post_id=number) == gone(root)
        until = datetime.now(UTC) + timedelta(days=30)
        assert vk.find_block("500") == Absent()
        assert vk.block("500", until=until, reason="п. 4.3") == Done("500")
        assert vk.find_block("500", until=until) == Present("500")
        other = vk.find_block("500", until=until + timedelta(days=1))
        assert isinstance(other, Absent)
        assert other.detail


def test_moderation_without_a_user_key_is_an_errand(sandbox: Running) -> None:
    with page(sandbox, NO_USER) as vk:
        assert isinstance(vk.remove_comment("1", post_id="1"), NeedsPerson)
        until = datetime.now(UTC) + timedelta(days=30)
        assert isinstance(vk.block("500", until=until, reason="п. 4.3"), NeedsPerson)


def test_what_was_done_is_changed_and_undone(unlimited: Running) -> None:
    with page(unlimited) as vk:
        post = vk.publish(draft("Новость", NEWS), key="one")
        assert isinstance(post, Done)
        number = post.external_id
        assert vk.edit_post(number, draft("Исправлено")) == post
        edited = vk.post(number)
        assert edited
        assert (edited.text, edited.links) == ("Исправлено", (NEWS,))
        said = resident_says(unlimited, number, "Плохое слово")
        assert vk.remove_comment(said, post_id=number) == Done(said)
        assert vk.restore_comment(said, post_id=number) == Done(said)
        assert vk.restore_comment(said, post_id=number) == Done(said)
        assert vk.find_comment(said, post_id=number) == Present(said)
        until = datetime.now(UTC) + timedelta(days=30)
        assert vk.block("500", until=until, reason="п. 4.3") == Done("500")
        assert [ban.author_id for ban in vk.blocked()] == ["500"]
        assert vk.unblock("500") == Done("500")
        assert vk.unblock("500") == Done("500")
        assert vk.blocked() == []
        assert isinstance(vk.describe_page("Официальная страница"), Done)
        assert vk.page_info().description == "Официальная страница"
        assert vk.delete_post(number) == post
        assert vk.delete_post(number) == post
        assert vk.post(number) is None


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_dropped_answer_is_unknown_and_looking_tells(
    sandbox: Running, control: httpx.Client, when: str
) -> None:
    fault = {"where": "vk:wall.post", "what": "drop", "when": when, "times": 1}
    assert control.post("/faults", json=fault).status_code < 300
    with page(sandbox) as vk:
        assert isinstance(vk.publish(draft(f"Новость {NEWS}"), key="one"), Unknown)
        found = vk.find_post(NEWS, since=an_hour_ago())
        assert isinstance(found, Absent if when == "before" else Present)


def test_a_revoked_key_stays_due(sandbox: Running) -> None:
    with page(sandbox, VkTokens("another", SERVICE)) as vk:
        came_to = vk.publish(draft("Новость"), key="one")
    assert isinstance(came_to, NothingHappened)
    assert came_to.wait == timedelta(minutes=30)


def test_the_libraries_log_no_key(sandbox: Running, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with page(sandbox) as vk:
        vk.publish(draft("Новость"), key="one")
        vk.page_info()
    assert "wall.post" in caplog.text
    assert not any(secret in caplog.text for secret in SECRETS)


def test_what_is_new_is_found_without_reading_all(unlimited: Running) -> None:
    with page(unlimited) as vk:
        post = vk.publish(draft("Новость"), key="one")
        assert isinstance(post, Done)
        number = post.external_id
        with httpx.Client(base_url=f"{unlimited.http}/control") as control:
            said = {"group_id": GROUP, "post_id": int(number), "user_id": 500, "text": "слово"}
            many = [control.post("/vk/comments", json=said).json() for _ in range(110)]
        tops = [str(one["comment_id"]) for one in many]
        for n in range(11):
            resident_says(unlimited, number, f"ответ {n}", reply_to=int(tops[3]))
        known = {one.network_id: one.thread_root for one in vk.comments(number)}
        top = resident_says(unlimited, number, "новое")
        first = len(unlimited.world.journal.since(0))
        read = vk.new_comments(number, known, 1)
        assert {one.network_id for one in read.comments} - known.keys() == {top}
        assert len(unlimited.world.journal.since(first)) == 1
        answer = resident_says(unlimited, number, "ответ", reply_to=int(tops[3]))
        read = vk.new_comments(number, {**known, top: None}, 1)
        assert answer in {one.network_id for one in read.comments}
        assert len(unlimited.world.journal.since(first)) == 1 + 3


def test_what_residents_write_outside_our_posts_is_read_and_taken_off(unlimited: Running) -> None:
    with httpx.Client(base_url=f"{unlimited.http}/control") as control:

        def pull(lever: str, **body: Any) -> Any:
            answer = control.post(f"/vk/{lever}", json={"group_id": GROUP, "user_id": 500, **body})
            assert answer.status_code < 300, answer.text
            return answer.json()

        entry = pull("posts", text="Плохая запись")["post_id"]
        under = resident_says(unlimited, str(entry), "Под записью")
        topic = pull("topics", title="Дороги", text="Яма")["topic_id"]
        media = {kind: pull("media", kind=kind, owner_id=-GROUP) for kind in ("photo", "video")}
        for kind, medium in media.items():
            pull("remarks", text=f"Под {kind}", **{kind: medium["name"]})
    with page(unlimited) as vk:
        outside = vk.outside_posts(an_hour_ago())
        assert (outside.unread, len(outside.read)) == ((), 4)
        assert {one.text for one in outside.found} == {
            "Плохая запись", "Яма", "Под photo", "Под video",
        }  # fmt: skip
        assert {one.author_name for one in outside.found} == {"Айта Иванова"}
        (shown,) = outside.entries
        assert (shown.network_id, shown.comments) == (str(entry), 1)
        assert [one.network_id for one in vk.comments(shown.network_id)] == [under]
        assert f"board:{topic}" in {one.post_network_id for one in outside.found}
        for one in outside.found:
            place = one.post_network_id
            assert vk.find_comment(one.network_id, post_id=place) == Present(one.network_id)
            assert [c.text for c in vk.comments(place)] == [one.text]
            assert vk.remove_comment(one.network_id, post_id=place) == Done(one.network_id)
            assert vk.remove_comment(one.network_id, post_id=place) == gone(one.network_id)
            assert vk.find_comment(one.network_id, post_id=place) == Absent()
        assert vk.outside_posts(an_hour_ago()).found == ()
