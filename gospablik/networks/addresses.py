"""Where a page, a post, a comment or an author lies for a person to open. Pure.

Sources: shared facts vk-ok.md A6, A7, B5; telegram-max-site.md 1.5. MAX tells a post's address
itself (`Message.url`), so without having seen the post only the channel's address is known.
"""

import re
from urllib.parse import parse_qs, urlsplit

from gospablik.networks.foreign import Foreign, foreign
from gospablik.networks.outside import BOARD, ENTRY, PHOTO, VIDEO, Spot, spot
from gospablik.page import MaxEntry, OkEntry, Page, TelegramEntry, VkEntry

_VK_KINDS = {ENTRY: "wall", BOARD: "topic"}
"""How VK's addresses call a kind of place, if not by its own name."""
_VK_PLACE = re.compile(r"(topic|photo|video)-([0-9]{1,18})_([0-9]{1,18})")
_VK_PLACES = {"topic": BOARD, "photo": PHOTO, "video": VIDEO}
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_AROUND = "<>«»()\"'.,; \t\n"
"""What clings to an address that is copied out of a sentence."""


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
    named = _here(page, address)
    if named is None or named.post_path is None:
        return None
    return named.post_path.rpartition("_" if isinstance(page, VkEntry) else "/")[2]


def comment_id_in(page: Page, address: str) -> tuple[str, str] | None:
    """Post and comment of the page that an address names, by the ids that our rows bear.

    VK and Telegram give comments addresses, OK and MAX do not. A record of the wall and a topic
    are named as the resident's entry that they may be («entry:9»): only the rows tell whether it
    is one. None: the address is no comment's, or another page's.
    """
    post_id, named = post_id_in(page, address), _here(page, address)
    if post_id and named and named.comment:
        return post_id, named.comment
    if outside := _vk_outside(page, address):
        return (outside.place, str(outside)) if outside.said else None
    if post_id and isinstance(page, VkEntry | OkEntry):
        entry = Spot(ENTRY, post_id).place
        return entry, entry
    return None


def places_in(page: Page, address: str) -> tuple[str, ...] | None:
    """Where on the page the comments lie that have but this address in common: ids of posts.

    Empty: anywhere on the page (MAX). None: comments there have addresses of their own, or the
    address leads elsewhere.
    """
    post_id, named = post_id_in(page, address), _here(page, address)
    match page:
        case OkEntry() if post_id:
            return post_id, Spot(ENTRY, post_id).place
        case MaxEntry() if page.link and named:
            return (post_id,) if post_id else ()
        case VkEntry() if (outside := _vk_outside(page, address)) and not outside.said:
            return (outside.place,)
        case _:
            return None


def spelt(page: Page, address: str) -> str | None:
    """A post or a message of a group as the page's network spells its address; None if it is none.

    Whose it is does not matter: a discussion group's number stands in no configuration.
    """
    named = _named(page, address)
    return named.post if named else None


def _vk_outside(page: Page, address: str) -> Spot | None:
    """The place outside the posts that an address names, with what was said there if it says so."""
    named = _named(page, address)
    if named is None or not isinstance(page, VkEntry):
        return None
    found = _VK_PLACE.fullmatch(named.page_path)
    if found is None or found[2] != str(page.group_id):
        return None
    asked = parse_qs(urlsplit(_whole(page, address)).query)
    said = [one for key in ("post", "reply") for one in asked.get(key, [])]
    return spot(":".join([_VK_PLACES[found[1]], found[3], *said[:1]]))


def _here(page: Page, address: str) -> Foreign | None:
    """What an address names, if that is the page or lies on it."""
    named, ours = _named(page, address), _names(page)
    return None if named is None or (ours and named.page_path not in ours) else named


def _named(page: Page, address: str) -> Foreign | None:
    """What an address names in the page's network."""
    try:
        named = foreign(_whole(page, address), [page])
    except ValueError:  # "https://[": no address at all
        return None
    return named if named and named.network == page.network else None


def _whole(page: Page, address: str) -> str:
    """The address with a scheme, which browsers leave out of what they show."""
    bare = address.strip(_AROUND)
    return bare if _SCHEME.match(bare) else f"{page.address.partition('://')[0]}://{bare}"


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
