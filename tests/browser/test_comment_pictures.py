"""A resident's picture in a real browser: in the queue, in the form, and behind the password."""

import base64
import io

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Locator, expect

from office.api import Api
from office.demo.story import GROUP, NEWS
from tests.browser.person import Person
from tests.end_to_end.town import Town

RUDE = 504


@pytest.mark.browser
@pytest.mark.timeout(1200)
def test_the_specialist_sees_what_was_attached(town: Town, person: Person) -> None:
    town.outside.control("site/items", **NEWS[0], published_at=town.now())
    town.people.run("Публикация", page="zhatay-vk")
    for text in ("Вы там все идиоты", "Вот"):
        name = town.outside.control("vk/media", kind="photo", owner_id=RUDE, data=drawn())["name"]
        town.outside.control(
            "vk/comments", group_id=GROUP, post_id=int(town.outside.posts()[0]["id"]),
            user_id=RUDE, text=text, attachments=[name],
        )  # fmt: skip
    collected = town.people.run("Сбор комментариев", page="zhatay-vk")
    assert "2 картинки" in collected["name"]
    with Api(town.stack.env) as api:
        shown = [one for one in api.post("/artifacts/filter", {}) if one["key"] == "ochered"]
    newest = max(shown, key=lambda one: str(one["created"]))
    person.go(f"artifacts/artifact/{newest['id']}")
    person.look("Вы там все идиоты", "Картинки без слов")
    pictures = person.page.locator("img[src^='/comment-pictures/']")
    seen(pictures.first)
    seen(pictures.nth(1))

    person.go(f"runs/flow-run/{town.people.question('Разбор нарушений')}")
    form = person.open_form()
    picture = form.locator("img")
    seen(picture)
    person.look("Вы там все идиоты", shot="19-form-picture", at=form, tall=True)


def seen(picture: Locator) -> None:
    """The browser has it, and soon shows it in a size that a person sees."""
    expect(picture).to_have_js_property("naturalWidth", 640)
    picture.page.wait_for_function(
        "one => one.getBoundingClientRect().width > 100", arg=picture.element_handle()
    )


def drawn() -> str:
    """Somebody's drawing, in base64."""
    image, out = Image.new("RGB", (640, 400), (240, 220, 180)), io.BytesIO()
    pen = ImageDraw.Draw(image)
    pen.ellipse((220, 100, 420, 300), outline=(120, 30, 30), width=12)
    pen.line((270, 240, 370, 240), fill=(120, 30, 30), width=12)
    image.save(out, "JPEG")
    return base64.b64encode(out.getvalue()).decode()
