"""The errand to mend a post for which the site gives no new text (clause 3.2)."""

from gospablik.networks import addresses
from gospablik.organisation import Page
from gospablik.outcomes import NeedsPerson
from gospablik.store.tables import PostEdit
from gospablik.text import difference, shorten

WHY = (
    "На странице новости изменился факт, который есть в посте, а заголовок и анонс на сайте"
    " прежние: составить новый текст не из чего"
)
_PRESS = (
    "Исправьте на сайте анонс новости, и программа исправит пост; если анонс верен или новости в"
    " ленте уже нет, исправьте пост на странице вручную."
)
_MOST = 3_000
"""Characters of the page that an errand shows."""


def mend(page: Page | None, number: str, edit: PostEdit, why: str, shown: str) -> NeedsPerson:
    """What stands in the post (`shown`), what has changed on the page of the news, and the page.

    `why`: what else keeps the program from it, if anything does. `edit`: with its wordings at hand.
    """
    before, now = edit.post.revision.article or "", edit.revision.article or ""
    press = (
        f"{_PRESS}\nСейчас в посте:\n{shown}\n"
        f"Что изменилось на странице новости {edit.post.item.link}:\n{difference(before, now)}\n"
        f"На странице новости:\n{shorten(now, _MOST)}"
    )
    link = addresses.post(page, number) if page else ""
    return NeedsPerson(f"{WHY}; {why}" if why else WHY, link, press)
