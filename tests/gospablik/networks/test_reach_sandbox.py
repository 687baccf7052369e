"""Reach of one page in each network, against the stand-ins: independent readings of the facts."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from gospablik.networks import pace
from gospablik.networks.base import Draft
from gospablik.networks.max import MaxPage, MaxToken
from gospablik.networks.ok import OkPage
from gospablik.networks.telegram import TelegramPage, TelegramToken
from gospablik.networks.vk import VkPage
from gospablik.outcomes import Done
from sandbox.server import Running, running
from tests.gospablik.networks import fake_max, fake_ok, fake_telegram, fake_vk
from tests.gospablik.networks import test_max_sandbox as of_max
from tests.gospablik.networks import test_ok_sandbox as of_ok
from tests.gospablik.networks import test_telegram_sandbox as of_telegram
from tests.gospablik.networks import test_vk_sandbox as of_vk

STATE: dict[str, Any] = {
    **of_vk.STATE, **of_ok.STATE, **of_telegram.STATE, **of_max.STATE,
    "limits": {"enabled": False},
}  # fmt: skip


@pytest.fixture(scope="module")
def started() -> Iterator[Running]:
    with running(STATE) as one:
        yield one


@pytest.fixture
def sandbox(started: Running, monkeypatch: pytest.MonkeyPatch) -> Running:
    monkeypatch.setattr(pace, "WINDOW", 0.0)
    lever(started, "/reset")
    return started


def lever(sandbox: Running, path: str, verb: str = "POST", **body: Any) -> None:
    answer = httpx.request(verb, f"{sandbox.http}/control{path}", json=body)
    assert answer.status_code < 300, answer.text


def done(outcome: object) -> str:
    assert isinstance(outcome, Done), outcome
    return outcome.external_id


def an_hour_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)


def test_vk(sandbox: Running) -> None:
    with VkPage(fake_vk.the_page(f"{sandbox.http}/vk/method/"), fake_vk.ALL) as page:
        lever(sandbox, f"/vk/groups/{fake_vk.GROUP}", "PATCH", members_count=5120)
        post = done(page.publish(Draft("Новость"), key="one"))
        lever(sandbox, f"/vk/posts/{fake_vk.GROUP}/{post}", "PATCH", views=312, likes=7)
        of_vk.resident_says(sandbox, post, "Спасибо")
        assert page.members() == 5120
        (told,) = page.reach(an_hour_ago()) or ()
        assert (told.network_id, told.views, told.reactions) == (post, 312, 7)
        assert (told.reposts, told.comments) == (0, 1)


def test_ok(sandbox: Running) -> None:
    entry = fake_ok.the_page(f"{sandbox.http}/ok/fb.do", address=f"{sandbox.http}/ok")
    with OkPage(entry, fake_ok.TOKEN) as page:
        post = done(page.publish(Draft("Новость"), key="one"))
        lever(sandbox, f"/ok/topics/{post}", "PATCH", views=90, likes=4, reshares=1)
        assert page.members() == 1211
        (told,) = page.reach(an_hour_ago()) or ()
        assert (told.network_id, told.views, told.reactions) == (post, 90, 4)
        assert (told.reposts, told.comments) == (1, 0)


def test_telegram(sandbox: Running) -> None:
    entry = fake_telegram.the_page(f"{sandbox.http}/telegram", chat_id=of_telegram.CHANNEL)
    token = TelegramToken(of_telegram.KEY)
    with TelegramPage(entry, token, fake_telegram.FakeSeen()) as page:
        done(page.publish(Draft("Новость"), key="one"))
        assert page.members() == 512
        assert page.reach(an_hour_ago()) is None


def test_max(sandbox: Running) -> None:
    entry = fake_max.the_page(chat_id=of_max.CHAT, api=f"{sandbox.http}/max")
    with MaxPage(entry, MaxToken(of_max.TOKEN)) as page:
        post = done(page.publish(Draft("Новость"), key="one"))
        lever(sandbox, f"/max/posts/{post}", "PATCH", views=41)
        lever(sandbox, f"/max/channels/{of_max.CHAT}", "PATCH", participants_count=33)
        assert page.members() == 33
        (told,) = page.reach(an_hour_ago()) or ()
        assert (told.network_id, told.views) == (post, 41)
        assert told.reactions is told.reposts is told.comments is None
