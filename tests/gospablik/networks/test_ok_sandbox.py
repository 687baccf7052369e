"""The page against the sandbox: an independent reading of the same facts."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from PIL import Image

from gospablik.errors import CouldNotRead
from gospablik.networks import pace
from gospablik.networks.base import Draft, Medium, MediumKind, Uploaded
from gospablik.networks.capabilities import Answer, Operation
from gospablik.networks.ok import OkPage, OkToken
from gospablik.networks.verdicts import gone
from gospablik.outcomes import (
    Absent,
    CannotTell,
    Done,
    NeedsPerson,
    NothingHappened,
    Present,
    Refused,
    Unknown,
)
from sandbox.server import Running, running
from tests.gospablik.networks.fake_ok import (
    ACCESS,
    APP_KEY,
    APP_SECRET,
    GROUP,
    NEWS,
    TOKEN,
    the_page,
)

pytest.importorskip("sandbox.ok")

GID, ADMIN, AYTA = str(GROUP), "570000000100", "570000000777"
STATE: dict[str, Any] = {
    "ok_applications": [{"application_key": APP_KEY, "secret": APP_SECRET}],
    "ok_users": [
        {"user_id": ADMIN, "first_name": "Мария", "last_name": "Слепцова"},
        {"user_id": AYTA, "first_name": "Айта", "last_name": "Иванова"},
    ],
    "ok_groups": [
        {
            "group_id": GID,
            "name": "Администрация",
            "description": "Официальная страница",
            "members_count": 1211,
            "gos_org": True,
            "roles": {ADMIN: "ADMIN", AYTA: "ACTIVE"},
        }
    ],
    "ok_tokens": [{"access_token": ACCESS, "application_key": APP_KEY, "user_id": ADMIN}],
}


class Town:
    """The sandbox, its levers and the page in it."""

    def __init__(self, sandbox: Running) -> None:
        self.base = sandbox.http
        self.entry = the_page(f"{self.base}/ok/fb.do", address=f"{self.base}/ok")
        self.page = OkPage(self.entry, TOKEN)
        self.control = httpx.Client(base_url=f"{self.base}/control")

    def close(self) -> None:
        self.page.close()
        self.control.close()

    def state(self) -> Any:
        """Everything OK keeps, but for the hour."""
        return self.control.get("/ok/state").json() | {"now_ms": 0}

    def lever(self, path: str, method: str = "POST", **body: Any) -> Any:
        answer = self.control.request(method, f"/ok/{path}", json=body)
        assert answer.status_code < 300, answer.text
        return answer.json()

    def fault(self, method: str, **fault: Any) -> None:
        answer = self.control.post("/faults", json={"where": f"ok:{method}", **fault})
        assert answer.status_code < 300, answer.text

    def says(self, post: str, text: str, **more: Any) -> str:
        told = self.lever("comments", topic_id=post, user_id=AYTA, text=text, **more)
        return str(told["comment_id"])

    def publish(self, text: str = f"Новость\n{NEWS}", **more: Any) -> str:
        came_to = self.page.publish(Draft(text, **more), key="k")
        assert isinstance(came_to, Done)
        return came_to.external_id


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Running]:
    with running(STATE) as started:
        yield started


@pytest.fixture
def town(sandbox: Running, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    monkeypatch.setattr(pace, "WINDOW", 0.0)
    httpx.post(f"{sandbox.http}/control/reset")
    here = Town(sandbox)
    yield here
    here.close()


def an_hour_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)


def picture() -> Medium:
    made = io.BytesIO()
    Image.effect_noise((90, 60), 50).save(made, "JPEG")
    return Medium(MediumKind.PHOTO, "снимок.jpg", made.getvalue(), "image/jpeg")


def test_a_post_with_pictures_from_upload_to_withdrawal(town: Town) -> None:
    photo, video = picture(), Medium(MediumKind.VIDEO, "ролик.mp4", b"\0" * 20_000, "video/mp4")
    media = [town.page.upload(one) for one in (photo, video)]
    assert all(isinstance(one, Uploaded) for one in media)
    text = f"Новость 👍\n{NEWS}"
    number = town.publish(text, link=NEWS, media=tuple(media))
    assert town.page.find_post(NEWS, since=an_hour_ago()) == Present(number)
    [post] = town.page.posts(an_hour_ago())
    assert (post.network_id, post.text, post.comments) == (number, text, 0)
    assert post.attachments == ("photo", "video")
    assert town.page.edit_post(number, Draft("Другие слова")) == Done(number)
    edited = town.page.post(number)
    assert edited
    assert (edited.text, edited.attachments) == ("Другие слова", ("photo", "video"))
    assert town.page.delete_post(number) == Done(number)
    assert town.page.delete_post(number) == Done(number)
    assert town.page.post(number) is None
    assert town.page.find_post(NEWS, since=an_hour_ago()) == Absent()


def test_a_text_alone_gets_a_card_of_its_link(town: Town) -> None:
    number = town.publish("Новость", link=NEWS)
    post = town.page.post(number)
    assert post
    assert (post.attachments, post.links) == (("link",), (NEWS,))
    assert town.page.find_post(NEWS, since=an_hour_ago()) == Present(number)


def test_a_picture_that_is_none_and_one_cut_short(town: Town) -> None:
    broken = Medium(MediumKind.PHOTO, "a.jpg", b"<html>", "image/jpeg")
    assert isinstance(town.page.upload(broken), Refused)
    whole = picture().content
    short = Medium(MediumKind.PHOTO, "a.jpg", whole[: len(whole) // 2], "image/jpeg")
    came_to = town.page.upload(short)
    assert isinstance(came_to, Refused)
    assert "повреждена" in came_to.why


def test_comments_sheet_by_sheet_and_by_the_older_method(town: Town) -> None:
    number = town.publish()
    said = [town.says(number, f"слово {n}") for n in range(105)]
    reply = town.says(number, "ответ", reply_to=said[0])
    town.lever("comments", topic_id=number, as_group=True, text="Добрый день!")
    found = town.page.comments(number)
    assert [c.network_id for c in found[:-1]] == [*said, reply]
    assert (found[0].author_id, found[0].author_name) == (AYTA, "Айта Иванова")
    assert found[-2].thread_root == said[0]
    assert [c.by_page for c in found[-2:]] == [False, True]
    assert abs(found[0].written_at - datetime.now(UTC)) < timedelta(minutes=2)
    since = an_hour_ago()
    assert isinstance(town.page.find_reply("Добрый  день!", post_id=number, since=since), Present)
    assert town.page.find_reply("слово 1", post_id=number, since=since) == Absent()
    town.lever("behaviour", date_ms=False, missing_methods=["discussions.getComments"])
    older = town.page.comments(number)
    assert [c.network_id for c in older] == [c.network_id for c in found]
    assert found[0].written_at - older[0].written_at < timedelta(seconds=1)


def test_a_comment_that_a_person_removed(town: Town) -> None:
    number = town.publish()
    said = town.says(number, "слово")
    assert town.page.find_comment(said, post_id=number) == Present(said)
    came_to = town.page.remove_comment(said, post_id=number)
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == f"{town.base}/ok/group/{GID}/topic/{number}"
    assert httpx.get(came_to.link).status_code == 200
    assert "Айта Иванова" in came_to.press
    town.lever(f"comments/{said}", "DELETE", moderator=ADMIN)
    assert town.page.find_comment(said, post_id=number) == Absent()
    assert town.page.remove_comment(said, post_id=number) == gone(said)


def test_a_block_that_a_person_made(town: Town) -> None:
    assert town.page.find_block(AYTA) == Absent()
    came_to = town.page.block(AYTA, until=datetime.now(UTC), reason="п. 4.3")
    assert isinstance(came_to, NeedsPerson)
    assert httpx.get(came_to.link).status_code == 200
    town.lever("blocks", group_id=GID, user_id=AYTA, reason="п. 4.3")
    assert town.page.find_block(AYTA) == Present(AYTA)
    town.lever(f"blocks/{GID}/{AYTA}", "DELETE")
    assert town.page.find_block(AYTA) == Absent()


def test_without_the_list_statistics_help(town: Town) -> None:
    number = town.publish()
    town.lever("behaviour", missing_methods=["mediatopic.getTopics"])
    assert isinstance(town.page.find_post(NEWS, since=an_hour_ago()), CannotTell)
    town.lever(f"topics/{number}", "PATCH", views=3)
    assert town.page.find_post(NEWS, since=an_hour_ago()) == Present(number)
    with pytest.raises(CouldNotRead):
        town.page.posts(an_hour_ago())


def test_what_the_page_says_of_itself(town: Town) -> None:
    info = town.page.page_info()
    assert (info.name, info.description) == ("Администрация", "Официальная страница")
    assert (info.verified, info.members, info.administrators) == (True, 1211, (ADMIN,))
    town.lever(f"groups/{GID}", "PATCH", description="")
    assert town.page.page_info().description == ""


def test_probing_changes_nothing(town: Town) -> None:
    town.publish()
    before = town.state()
    told = {one.operation: one for one in town.page.probe()}
    assert town.state() == before
    assert told[Operation.PUBLISH_VIDEO].answer is Answer.YES
    assert told[Operation.READ_COMMENTS].answer is Answer.YES
    assert "Мария Слепцова" in told[Operation.PAGE_INFO].why
    assert told[Operation.REMOVE_COMMENT].answer is Answer.NOT_ASKED


def test_refusals_and_a_key_that_ended(town: Town) -> None:
    town.lever("behaviour", censor=["дурак"])
    came_to = town.page.publish(Draft("Дурак"), key="k")
    assert isinstance(came_to, Refused)
    assert "454" in came_to.why
    wrong = OkPage(town.entry, OkToken(APP_KEY, "WRONG", ACCESS))
    assert isinstance(wrong.publish(Draft("текст"), key="k"), NothingHappened)
    wrong.close()
    town.lever(f"tokens/{ACCESS}", "PATCH", revoked=True)
    assert isinstance(town.page.publish(Draft("текст"), key="k"), NothingHappened)
    assert {one.answer for one in town.page.probe()} == {Answer.NO}


def test_an_answer_that_never_came(town: Town) -> None:
    town.fault("mediatopic.post", what="drop", when="after")
    assert isinstance(town.page.publish(Draft(NEWS), key="k"), Unknown)
    assert isinstance(town.page.find_post(NEWS, since=an_hour_ago()), Present)


def test_what_is_new_is_found_without_reading_all(town: Town) -> None:
    post = town.publish()
    for n in range(105):
        town.says(post, f"слово {n}")
    known = {one.network_id: one.thread_root for one in town.page.comments(post)}
    new = {town.says(post, "новое"), town.says(post, "ответ", reply_to=next(iter(known)))}
    before = len(town.control.get("/journal").json())
    read = town.page.new_comments(post, known, 2)
    assert {one.network_id for one in read.comments} - known.keys() == new
    assert len(town.control.get("/journal").json()) == before + 1


def test_a_topic_of_a_member_is_read_with_what_stands_under_it(town: Town) -> None:
    topic = town.lever("topics", group_id=GID, text="Когда дорога?", as_group=False)["topic_id"]
    town.lever("comments", topic_id=topic, user_id=AYTA, text="И мне скажите")
    since = datetime.now(UTC) - timedelta(hours=1)
    (said,), (entry,) = (found := town.page.outside_posts(since)).found, found.entries
    assert (said.text, said.network_id) == ("Когда дорога?", f"entry:{topic}")
    assert town.page.posts(since) == []
    assert [one.text for one in town.page.comments(entry.network_id)] == ["И мне скажите"]
    assert town.page.find_comment(said.network_id, post_id=said.post_network_id) == Present(
        said.network_id
    )
    town.lever(f"topics/{topic}", "DELETE")
    assert town.page.outside_posts(since).found == ()
    assert town.page.remove_comment(said.network_id, post_id=said.post_network_id) == gone(
        said.network_id
    )
