"""The published posts as they stand on a page now, each read by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from data_checks.live import LiveRow
from gospablik.errors import CouldNotRead, NeverShown
from gospablik.networks.base import LivePost
from gospablik.organisation import Page
from gospablik.page import NETWORK_NAMES
from gospablik.publishing.outgoing import others_on, pictures_on
from gospablik.reconciliation.planned import Planned
from tasks.desk import desk


@dataclass
class LivePosts:
    """What was read of each post, by the network's id: as it stands (None: gone), or why not."""

    shown: dict[str, LivePost | None] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    never: dict[str, str] = field(default_factory=dict)
    removal_untold: str = ""

    def why(self, number: str) -> str:
        """Why this post was not read; empty if it was."""
        return self.unread.get(number) or self.never.get(number, "")

    def untold(self) -> tuple[int, tuple[str, ...]]:
        """Of how many posts the network will not tell all, and why."""
        standing = [number for number, live in self.shown.items() if live]
        partly = len(standing) if self.removal_untold else 0
        why = [*([self.removal_untold] if partly else []), *self.never.values()]
        return partly + len(self.never), tuple(dict.fromkeys(why))


def read_live(page_key: str, planned: Sequence[Planned]) -> LivePosts:
    """One post that cannot be read hides nothing of the others."""
    read = LivePosts()
    try:
        network = desk().network(page_key)
    except CouldNotRead as problem:
        read.unread = {post.network_id: str(problem) for post in planned}
        return read
    if not network.shows_removals:
        name = NETWORK_NAMES[desk().office.page_by_key(page_key).network]
        read.removal_untold = f"{name} не показывает программе, что пост удалён"
    for number in (post.network_id for post in planned):
        try:
            read.shown[number] = network.post(number)
        except NeverShown as problem:
            read.never[number] = str(problem)
        except CouldNotRead as problem:
            read.unread[number] = str(problem)
    return read


def live_row(page: Page, post: Planned, read: LivePosts) -> LiveRow:
    """A planned post beside what was read of it, as the checks take it."""
    live = read.shown.get(post.network_id)
    return LiveRow(
        subject=str(post.post_id),
        page=page.key,
        planned_text=post.text,
        live_text=live.text if live else None,
        read=not read.why(post.network_id),
        link=post.link,
        pictures=post.pictures,
        live_pictures=pictures_on(live) if live else 0,
        others=post.others,
        live_others=others_on(live) if live else 0,
        why=read.why(post.network_id),
        removal_untold=read.removal_untold,
    )
