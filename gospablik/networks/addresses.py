"""Where a page, a post, a comment or an author lies for a person to open. Pure.

Sources: shared facts vk-ok.md A6, A7, B5; telegram-max-site.md 1.5. MAX tells a post's address
itself (`Message.url`), so without having seen the post only the channel's address is known.
"""

import re

from gospablik.networks.foreign import foreign
from gospablik.networks.outside import BOARD, ENTRY, spot
from gospablik.page import MaxEntry, OkEntry, Page, TelegramEntry, VkEntry

_VK_KINDS = {ENTRY: "wall", BOARD: "topic"}
"""How VK's addresses call a kind of place, if not by its own name."""


def home(page: Page) -> str:
    """The page itself."""
    base = page.address.rstrip("/")
    match page:
        case VkEntry():
            return f"{base}/club{page.group_id}"
        case OkEntry():
            return f"{base}/group/{page.group_id}"
        case TelegramEntry():
            return f"{base}/{page.username or f'c/{_internal(page)}'}"
        case MaxEntry():
            return f"{base}/{page.link}" if page.link else base


def post(page: Page, post_id: str) -> str:
    """A post of the page, or a place outside its posts («board:12»; of Telegram's group "")."""
    outside = spot(post_id)
    match page:
        case VkEntry() if outside:
            kind = _VK_KINDS.get(outside.kind, outside.kind)
            return f"{page.address.rstrip('/')}/{kind}-{page.group_id}_{outside.thing}"
        case OkEntry() if outside:
            return f"{home(page)}/topic/{outside.thing}"
        case VkEntry():
            return f"{page.address.rstrip('/')}/wall-{page.group_id}_{post_id}"
        case OkEntry():
            return f"{home(page)}/topic/{post_id}"
        case TelegramEntry():
            return f"{home(page)}/{post_id}".rstrip("/")
        case MaxEntry():
            return home(page)


def comment(page: Page, comment_id: str, *, post_id: str, thread_root: str | None = None) -> str:
    """A comment under a post. OK and MAX have no address of a comment: it is the post's.

    Nor has VK one of what was written outside the posts: it is the place's.
    """
    match page:
        case VkEntry() if not spot(post_id):
            thread = f"&thread={thread_root}" if thread_root else ""
            return f"{post(page, post_id)}?reply={comment_id}{thread}"
        case TelegramEntry():
            return f"{post(page, post_id)}?comment={comment_id}"
        case _:
            return post(page, post_id)


def author(page: Page, author_id: str) -> str:
    """The profile of who wrote, where its address is made of the id; else the page itself."""
    base = page.address.rstrip("/")
    match page:
        case VkEntry() if re.fullmatch("-?[0-9]+", author_id):
            bare = author_id.removeprefix("-")
            return f"{base}/{'club' if bare != author_id else 'id'}{bare}"
        case OkEntry() if author_id.isdecimal():
            return f"{base}/profile/{author_id}"
        case _:
            return home(page)


def post_id_in(page: Page, address: str) -> str | None:
    """The number of the page's post that an address leads to; None if it is no post of this page.

    The address lies at the network's own hosts or at the page's. OK by a short name is not known:
    only the group's number says whose it is. MAX's own form of addresses is not documented: there
    the last part is taken.
    """
    try:
        named = foreign(address.strip(), [page])
    except ValueError:  # "https://[": no address at all
        return None
    if named is None or named.network != page.network or named.post_path is None:
        return None
    ours = _names(page)
    if ours and named.page_path not in ours:
        return None
    if isinstance(page, VkEntry):
        return named.post_path.rpartition("_")[2]
    return named.post_path.rpartition("/")[2]


def _names(page: Page) -> tuple[str, ...]:
    """How an address may name the page, in the spelling of `foreign`; none: it is not known."""
    match page:
        case VkEntry():
            return (f"club{page.group_id}",)
        case OkEntry():
            return (f"group/{page.group_id}",)
        case TelegramEntry():
            closed = f"c/{_internal(page)}"
            return (page.username.lower(), closed) if page.username else (closed,)
        case MaxEntry():
            return (page.link,) if page.link else ()


def _internal(page: TelegramEntry) -> str:
    return str(page.chat_id).removeprefix("-100").removeprefix("-")
