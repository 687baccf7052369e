"""A resident's picture in each network: fetched, shown, sealed, removed with its words, erased."""

import base64
import io

import pytest
from PIL import Image
from sqlalchemy import select

from flows.collect_comments import collect_comments
from flows.erase import erase
from flows.publish import publish
from flows.review import review
from gospablik.moderation.proof import verify_chain
from gospablik.moderation.review_case import review_case
from gospablik.store.tables import (
    CommentPicture,
    Kind,
    PictureBytes,
    ProofContent,
    Question,
    Stage,
    State,
    Topic,
)
from office.demo.other_networks import Telegram
from office.demo.story import GROUP
from tasks.desk import desk
from tasks.forms import review_form
from tests.flows.test_four_networks import INSULT, remove_what_waits
from tests.flows.town import Town, begin

RUDE = 504
GONE = "Картинка исчезла до того, как программа её прочла."


def picture(colour: str) -> str:
    """A PNG in base64."""
    out = io.BytesIO()
    Image.new("RGB", (300, 200), colour).save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


def insult_on_vk(town: Town) -> str:
    """An insult with a picture under the newest post; the picture's name."""
    outside = town.outside
    name = outside.control("vk/media", kind="photo", owner_id=RUDE, data=picture("green"))["name"]
    outside.control(
        "vk/comments", group_id=GROUP, post_id=int(outside.posts()[0]["id"]), user_id=RUDE,
        text=INSULT, attachments=[name],
    )  # fmt: skip
    return str(name)


def kept(town: Town) -> list[CommentPicture]:
    with town.store.read() as session:
        return list(session.scalars(select(CommentPicture).order_by(CommentPicture.id)))


def files(town: Town) -> int:
    with town.store.read() as session:
        return len(session.scalars(select(PictureBytes.sha256)).all())


def forms(town: Town) -> list[str]:
    """What stands above the fields of every open form."""
    with town.store.read() as session:
        asked = session.scalars(
            select(Question.id).filter_by(topic=Topic.REVIEW, stage=Stage.OPEN)
        ).all()
        return [str(review_form(review_case(session, desk().office, one))._description)
                for one in asked]  # fmt: skip


def sealed(town: Town) -> list[dict[str, object]]:
    """The pictures of all sealed contents; the chain holds."""
    with town.store.read() as session:
        assert verify_chain(session, desk().office.key) is None
        contents = session.scalars(select(ProofContent).order_by(ProofContent.proof_id)).all()
        return [p for one in contents for v in one.content["versions"] for p in v["pictures"]]


def test_a_picture_in_each_network_is_seen_sealed_and_erased(town: Town) -> None:
    ok, telegram, channel = town.all_networks()
    town.news(0)
    assert not town.run(publish).red
    ok.control("ok/comments", topic_id=ok.posts()[0].id, user_id=str(RUDE), text=INSULT,
               picture=picture("red"))  # fmt: skip
    telegram.control("telegram/comments", chat_id=Telegram.CHANNEL, user_id=RUDE, text=INSULT,
                     post_id=int(telegram.posts()[0].id), picture=picture("blue"))  # fmt: skip
    channel.control("max/comments", post=channel.posts()[0].id, user_id=RUDE, text=INSULT,
                    picture=picture("white"))  # fmt: skip
    insult_on_vk(town)

    collected = town.run(collect_comments)
    assert (collected.red, "4 картинки" in collected.name) == (False, True), collected.name
    digests = {one.sha256 for one in kept(town)}
    assert (len(digests), files(town), None in digests) == (4, 4, False)
    shown = forms(town)
    assert len(shown) == 4
    for digest in digests:
        address = f"](/comment-pictures/{digest})"
        assert any(address in one for one in shown)
        assert any(address in one for one in collected.artifacts)
    assert all(telegram.TOKEN not in one.reference for one in kept(town))

    remove_what_waits(town)
    (errand,) = [one for one in ok.comments() if one.text == INSULT]
    ok.remove_by_hand(errand)
    assert not town.run(collect_comments).red
    removed = town.actions(Kind.REMOVE)
    assert [one.state for one in removed] == [State.CONFIRMED] * 4
    assert {one["sha256"] for one in sealed(town)} == digests

    town.later(days=desk().office.organisation.keep_proof_days + 1)
    assert "4 картинки" in town.run(erase).name
    assert (kept(town), files(town), sealed(town)) == ([], 0, [])


def test_a_picture_that_vanished_is_said_and_hinders_nothing(town: Town) -> None:
    town.news(0)
    town.run(publish)
    name = insult_on_vk(town)
    town.sandbox.world.vk.media.vanished.add(name)
    collected = town.run(collect_comments)
    assert (collected.red, "не прочитать картинок: 1" in collected.name) == (False, True)
    assert GONE.split()[1] in forms(town)[0]
    remove_what_waits(town)
    assert [one.state for one in town.actions(Kind.REMOVE)] == [State.CONFIRMED]
    assert sealed(town) == [{"position": 1, "missing": GONE}]


@pytest.mark.parametrize("back", [True, False])
def test_a_server_of_pictures_that_is_down_puts_the_removal_off(town: Town, back: bool) -> None:
    """Until the picture is read, an hour at most."""
    _, telegram, _ = town.all_networks()
    town.news(0)
    town.run(publish)
    telegram.control("telegram/comments", chat_id=Telegram.CHANNEL, user_id=RUDE, text=INSULT,
                     post_id=int(telegram.posts()[0].id), picture=picture("blue"))  # fmt: skip
    town.fault("telegram:file", "status", status=502, times=1 if back else 9)
    collected = town.run(collect_comments)
    assert collected.red, "не проверено — не в порядке"
    assert "HTTP 502" in collected.words
    assert telegram.TOKEN not in collected.words
    (run,) = town.questions(review)
    begin(review, run)
    remove_what_waits(town)
    assert town.actions(Kind.REMOVE) == []
    if not back:
        town.later(minutes=61)
    town.run(collect_comments)
    assert [one.state for one in town.actions(Kind.REMOVE)] == [State.CONFIRMED]
    (one,) = sealed(town)
    assert ("sha256" in one) is back
    if not back:
        assert "HTTP 502" in str(one["missing"])
