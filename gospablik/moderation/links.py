"""Where a thing lies for a person to open, and how another's words are shown on one line."""

from gospablik.networks import addresses
from gospablik.networks.outside import WHERE, spot
from gospablik.organisation import Organisation, Page
from gospablik.store.comments import Comment
from gospablik.text import clean

_MARKS = frozenset("[]|@*#<>&\"'/\\")


def page_of(office: Organisation, page_key: str) -> Page | None:
    """The page of that key, None if organisation.toml does not name it any more."""
    return next((page for page in office.page if page.key == page_key), None)


def page_name(office: Organisation, page_key: str) -> str:
    """Its name as people read it; its key if organisation.toml does not name it any more."""
    page = page_of(office, page_key)
    return office.named(page) if page else page_key


def post_link(page: Page | None, post_id: str) -> str:
    """The address of a post; empty for an unknown page."""
    return addresses.post(page, post_id) if page else ""


def comment_link(page: Page | None, comment: Comment) -> str:
    """The address of a comment under its post; empty for an unknown page."""
    if page is None:
        return ""
    return comment.address or addresses.comment(
        page,
        comment.network_id,
        post_id=comment.post_network_id,
        thread_root=comment.thread_root,
    )


def where(comment: Comment) -> str:
    """Where a comment stands that is under none of the posts that the program made, in words."""
    outside = spot(comment.post_network_id)
    if outside:
        return f"Вне постов, {WHERE[outside.kind]}"
    if not comment.post_network_id:
        return "Вне постов, в группе обсуждения"
    return "Под постом, которого программа не публиковала"


def one_line(words: str, limit: int = 80) -> str:
    """Another's words (a name, a title) on one line, cut, without invisible characters."""
    line = " ".join(clean(words).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def unmarked(words: str, limit: int = 80) -> str:
    """The same for a comment of the page: nothing in them is a mention, a link or a tag there."""
    return one_line("".join(one for one in words if one not in _MARKS), limit)


def quoted(words: str) -> str:
    """A resident's words in a plain letter: each line marked, so that none passes for ours."""
    lines = clean(words).splitlines() or ["(без текста)"]
    return "\n".join(f"    | {line}" for line in lines)
