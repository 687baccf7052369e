"""What every network adapter offers. Adapters call out; they decide nothing.

Reading raises CouldNotRead; writing never raises for what the network answered or failed to
answer: it returns an outcome. What a network cannot do by its API comes back as NeedsPerson, with
where to go and what to press; what nobody can do there, as Refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, runtime_checkable

from gospablik.networks.capabilities import Probed
from gospablik.networks.reach import CountsReach
from gospablik.outcomes import DoOutcome, LookOutcome


@dataclass(frozen=True, slots=True)
class LivePost:
    """A post as the network shows it now. `published_at` is aware, UTC.

    `comments`: how many the network says there are. `attachments`: the kinds of what is attached
    (photo, video, file, link, poll, repost), one for each. `links`: addresses that the post
    carries beside its text. `thread`: where its comments hang, if that is another id (Telegram).
    `by_page`: it stands in the page's own name; False of a resident's entry on the wall.
    """

    network_id: str
    text: str
    published_at: datetime
    comments: int
    address: str
    attachments: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    thread: str | None = None
    by_page: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on a comment. `reference`: what `fetch_picture` takes, empty if the network names

    none. `identity`: the same as long as it is the same picture; addresses are signed anew.
    """

    reference: str
    identity: str


@dataclass(frozen=True, slots=True)
class LiveComment:
    """A comment as the network shows it now. `thread_root`: id of the comment it hangs under.

    `author_id` is None where the network does not say who wrote (MAX). `by_page`: written in the
    page's own name. `address`: its own address, where the network gives one. `pictures`: those
    among the attachments that can be looked at, in their order. `unnamed`: the network says that
    the author's account is deleted or banned, or tells no name: `author_name` only stands in, and
    a name that we know him by stays.
    """

    network_id: str
    post_network_id: str
    author_id: str | None
    author_name: str
    text: str
    written_at: datetime
    thread_root: str | None
    attachments: tuple[str, ...] = ()
    by_page: bool = False
    address: str = ""
    pictures: tuple[Picture, ...] = ()
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class PageInfo:
    """What the page says of itself (clause 3.5).

    `verified`: the network's own mark. `members`, `comments_open`, `administrators` (names or
    ids): None where the network does not tell.
    """

    name: str
    description: str
    status: str
    verified: bool
    site: str
    members: int | None = None
    administrators: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class BlockedAuthor:
    """An entry of the page's black list. `until`: aware, UTC; None is for ever."""

    author_id: str
    until: datetime | None


class MediumKind(StrEnum):
    """What may be attached to a post (clause 3.3)."""

    PHOTO = "photo"
    VIDEO = "video"
    FILE = "file"


@dataclass(frozen=True, slots=True, repr=False)
class Medium:
    """A file ready for sending: checked and, where needed, converted for this network."""

    kind: MediumKind
    name: str
    content: bytes
    mime: str
    alt: str = ""

    def __repr__(self) -> str:
        return f"Medium({self.kind}, {self.name}, {len(self.content)} bytes)"


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A medium that the network holds already, or that goes along with the post itself.

    `reference`: the network's own words for it; empty if the bytes travel with the post.
    """

    medium: Medium
    reference: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A post as it is to appear: plain text, its first line repeated as `headline` if it is one.

    Adapters turn it into the network's markup themselves. `link`: the address on the site, which
    also stands in the text.
    """

    text: str
    headline: str = ""
    link: str = ""
    media: tuple[Uploaded, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """Events of a network that delivers comments as a stream, each at least once.

    `cursor`: what to ask from next, to be stored only after the rest is. `more`: there is more
    to fetch at once. In words for a person: `odd`, updates that could not be read and may be
    comments; `told`, those that are none and that somebody should know of.
    """

    posts: tuple[LivePost, ...]
    comments: tuple[LiveComment, ...]
    cursor: str
    more: bool
    odd: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


class Timed(Protocol):
    """What the ledger must know of whatever it calls."""

    limit: timedelta
    """The longest that one verb may take, all its requests together."""
    settle: timedelta
    """How long the network may take to show what it accepted."""


class Showing(Timed, Protocol):
    """What the ledger needs to see what hangs on a post."""

    shows_removals: bool
    """`post` tells that a post is gone. False: it goes on as it was last seen."""

    def post(self, network_id: str) -> LivePost | None:
        """One post, None if it is gone.

        Raises CouldNotRead; NeverShown if the network will not show this post later either.
        """
        ...


class Publishing(Timed, Protocol):
    """What the ledger needs to publish a post and to find it again."""

    upload_limit: timedelta
    """The longest that giving the network one file beforehand may take."""
    adds_later: bool
    """A file that it takes from a person only is put on the post that is out. False: the person
    publishes the post with its files."""

    def upload(self, medium: Medium) -> Uploaded | DoOutcome:
        """Give the network a file beforehand; nothing appears on the page. May be repeated."""
        ...

    def publish(self, draft: Draft, *, key: str) -> DoOutcome:
        """Publish a post. `key` is the same at each repeat of the same action."""
        ...

    def find_post(self, marker: str, *, since: datetime) -> LookOutcome:
        """Look for a post that carries the marker (the link to the site) and is not older."""
        ...


class Sharing(Publishing, Protocol):
    """What the ledger needs to repeat another's material, and to find it again by its address."""

    def repost(self, source: str, text: str, *, key: str) -> DoOutcome:
        """Share another page's post, by its address, with a text of ours (clause 3.2)."""
        ...


class Removing(Timed, Protocol):
    """What the ledger needs to take a comment off a page."""

    removal_is_repeatable: bool
    """No reading shows whether a comment is gone, and removing it again does no harm."""
    removal_window: timedelta | None
    """How old a comment may be that the network removes for the program. None: any."""

    def comments(self, post_network_id: str) -> list[LiveComment]:
        """All comments under a post with their threads, oldest first. Raises CouldNotRead."""
        ...

    def remove_comment(self, comment_id: str, *, post_id: str) -> DoOutcome:
        """Take a comment off the page (clause 4.2)."""
        ...

    def find_comment(self, comment_id: str, *, post_id: str) -> LookOutcome:
        """Present while the comment stands on the page."""
        ...


class Restoring(Timed, Protocol):
    """What the ledger needs to put a removed comment back."""

    def restore_comment(self, comment_id: str, *, post_id: str) -> DoOutcome:
        """Put a removed comment back, where the network can."""
        ...

    def find_comment(self, comment_id: str, *, post_id: str) -> LookOutcome:
        """Present while the comment stands on the page."""
        ...


class Replying(Timed, Protocol):
    """What the ledger needs to answer under a post."""

    def reply(self, text: str, *, post_id: str, key: str, to: str | None = None) -> DoOutcome:
        """Write a comment in the page's name under the post; `to`: as an answer to that comment."""
        ...

    def find_reply(self, text: str, *, post_id: str, since: datetime) -> LookOutcome:
        """Look for a comment of the page itself with exactly this text."""
        ...


class Blocking(Timed, Protocol):
    """What the ledger needs to end an author's access."""

    def block(self, author_id: str, *, until: datetime | None, reason: str) -> DoOutcome:
        """End an author's access to the page until that moment, by the mildest means (clause 4.3).

        Where the network can silence without shutting out, a term silences. None: for ever.
        """
        ...

    def find_block(
        self, author_id: str, *, until: datetime | None = None, for_ever: bool = False
    ) -> LookOutcome:
        """Present while the author cannot write; with `until`, only if to that hour; with

        `for_ever`, only if without an end. With neither, whatever the term.
        """
        ...

    def unblock(self, author_id: str) -> DoOutcome:
        """Give an author access again. Done too if he is not blocked."""
        ...

    def ends_block(self, author_id: str) -> bool:
        """Whether the network lifts this author's block by itself when its term is over."""
        ...


@dataclass(frozen=True, slots=True)
class NewComments:
    """What was read under a post to find out what is new there.

    `comments`: new ones, and known ones that were seen on the way, oldest first. `whole`: they are
    all that stands under the post. `gone`: known ones that were not where they should have been.
    """

    comments: tuple[LiveComment, ...]
    whole: bool = False
    gone: frozenset[str] = frozenset()


@runtime_checkable
class ReadsNew(Protocol):
    """A network that can be asked for what is new under a post, not for all of it."""

    def new_comments(
        self, post_network_id: str, known: Mapping[str, str | None], lacking: int
    ) -> NewComments:
        """What is new under a post, as cheaply as the network lets it be known.

        `known`: the comments that we hold standing, with their `thread_root`. `lacking`: how many
        more there are than these, by the network's own number; 0 if it does not count. All is read
        where that number is not found otherwise. Raises CouldNotRead.
        """
        ...


class Describing(Timed, Protocol):
    """What the ledger needs to put the official wording back (clause 3.5)."""

    def page_info(self) -> PageInfo:
        """What the page says of itself. Raises CouldNotRead."""
        ...

    def describe_page(self, description: str) -> DoOutcome:
        """Put this text into the page's description."""
        ...


class ShowsPictures(Protocol):
    """What the office needs to see the pictures that residents attach."""

    def fetch_picture(self, reference: str) -> bytes:
        """The file of a picture, at most `networks.pictures.MOST_BYTES` of it.

        Raises CouldNotRead if it may be had later; NeverShown if not.
        """
        ...


class Network(
    Sharing,
    Showing,
    Removing,
    Restoring,
    Replying,
    Blocking,
    Describing,
    ShowsPictures,
    CountsReach,
    Protocol,
):
    """One page of one network, seen through the tokens we hold."""

    def posts(self, since: datetime) -> list[LivePost]:
        """All posts of the page since then, newest first, read whole. Raises CouldNotRead."""
        ...

    def edit_post(self, network_id: str, draft: Draft) -> DoOutcome:
        """Give a post another text; what is attached stays unless `draft.media` names it anew."""
        ...

    def delete_post(self, network_id: str) -> DoOutcome:
        """Take a post of ours off the page. Done too if it is gone."""
        ...

    def pin_post(self, network_id: str) -> DoOutcome:
        """Put a post on top of the page (clause 3.4)."""
        ...

    def blocked(self) -> list[BlockedAuthor]:
        """Everybody who is blocked now. Raises CouldNotRead."""
        ...

    def probe(self) -> Sequence[Probed]:
        """What our keys really may do, asked by reading and harmless calls only.

        Never raises for a network's answer: an operation that could not be asked says so.
        """
        ...

    def close(self) -> None:
        """Close the connections."""
        ...


@runtime_checkable
class Stream(Protocol):
    """A network that does not list comments but delivers them as events, once, in order."""

    def events(self, cursor: str | None) -> Batch:
        """What happened since the cursor; it is given up only by asking from a later one.

        Exactly one consumer at a time. Raises CouldNotRead.
        """
        ...
