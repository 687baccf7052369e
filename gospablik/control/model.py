"""The figures of a week as frozen values: what a control report is made of and is frozen by.

Moments are aware UTC. «Now» figures tell how things stand when the report is composed; all others
count what happened from Monday's midnight to the cut-off.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from gospablik.control.history_model import History
from gospablik.control.model_duties import DutiesWeek
from gospablik.control.model_status import Status
from gospablik.control.reach_model import ReachWeek
from gospablik.publishing.held import Dropped
from gospablik.reconciliation.planned import Lacking
from gospablik.span import Week


@dataclass(frozen=True, slots=True)
class Counted:
    """A number under a name in words, in a fixed order."""

    words: str
    number: int


@dataclass(frozen=True, slots=True)
class Published:
    """A confirmed post of the week. `link` leads to the live post; `repost`: another's material."""

    title: str
    link: str
    at: datetime
    how: str
    repost: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """A post planned this week that its checks keep back."""

    title: str
    link: str
    why: str


@dataclass(frozen=True, slots=True)
class Silence:
    """The longest time without a post that touches the week."""

    since: datetime
    until: datetime

    @property
    def hours(self) -> int:
        """Whole hours."""
        return int((self.until - self.since).total_seconds() // 3600)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A post that does not stand as it was published.

    `minor`: only its link is missing, or a picture, video or file (`rules.LIVE_MINOR`).
    """

    title: str
    link: str
    words: str
    found: str
    minor: bool


@dataclass(frozen=True, slots=True)
class Live:
    """Reconciliation of the page's posts: the newest check of each within the week."""

    match: int
    mismatches: tuple[Mismatch, ...]
    not_checked: int
    why_not: tuple[str, ...]
    mended: int


@dataclass(frozen=True, slots=True)
class Lost:
    """A right of our keys that the network refuses. `of_status`: clause 3.5 depends on it."""

    words: str
    of_status: bool


@dataclass(frozen=True, slots=True)
class Access:
    """Who has access to the page (clause 2.2): by its passport, by its block, by the network.

    `asked`: whether the network told what our keys may do; `lost`: what it refuses.
    """

    administrators: Status
    holder: Status
    asked: Status
    lost: tuple[Lost, ...]

    @property
    def statuses(self) -> tuple[Status, ...]:
        """All three words."""
        return (self.administrators, self.holder, self.asked)


@dataclass(frozen=True, slots=True)
class Harvest:
    """Collecting comments: the newest reading of each post within the week."""

    read: int
    not_read: int
    last_read: datetime | None
    why_not: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageWeek:
    """One page's week. `days` holds posts a day, Monday first; `whole`: looked after all week.

    `posts`: reposts are among them; `maybe_posts`: of both, begun in the week, and nobody knows.
    `blocks_read`: whether its list of the blocked was compared with the decisions.
    """

    key: str
    name: str
    watched: bool
    whole: bool
    since: date
    days: tuple[int, ...]
    posts: tuple[Published, ...]
    maybe_posts: int
    silence: Silence | None
    lacking: tuple[Lacking, ...]
    held: tuple[Held, ...]
    live: Live
    status: Status
    access: Access
    harvest: Harvest
    dropped: tuple[Dropped, ...] = ()
    blocks_read: Status | None = None


@dataclass(frozen=True, slots=True)
class SiteWeek:
    """The official site: news of the week and whether it could be read."""

    items: int
    last_read: datetime | None
    unread: str


@dataclass(frozen=True, slots=True)
class AskedWeek:
    """Residents' questions. `answered`: by the program, confirmed; `by_hand`: by the page's people.

    `longest`, `median`: how long those answered this week had waited; the others of those that wait
    now, no part of the digest; in working hours, None if nobody did or a year lacks its holiday
    list.
    """

    came: int = 0
    answered: int = 0
    by_hand: int = 0
    not_asked: int = 0
    longest: timedelta | None = None
    median: timedelta | None = None
    waiting: int = 0
    waiting_longest: timedelta | None = None
    waiting_median: timedelta | None = None


@dataclass(frozen=True, slots=True)
class CommentsWeek:
    """Comments. `waiting_since` lists when each waiting comment was first pointed at.

    `unordered`: rulings to remove, a day old, for which no removal was even ordered. `nameless`:
    removals of the week whose author the network does not name: nobody counts a repetition.
    """

    came: int
    gone: int
    findings: tuple[Counted, ...]
    waiting_now: int
    waiting_since: tuple[datetime, ...]
    kept: int
    removed: tuple[Counted, ...]
    annulled: int
    unordered: int
    to_answer: int = 0
    warned: int = 0
    asked: AskedWeek = AskedWeek()
    nameless: int = 0


@dataclass(frozen=True, slots=True)
class Done:
    """What the ledger carried out within the week for one kind of action, by how it is known."""

    by: tuple[Counted, ...]

    @property
    def total(self) -> int:
        """All together."""
        return sum(counted.number for counted in self.by)


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """An action that is not confirmed, as it stands now.

    `press`: what a person has to do; in `open_errands` with the text to write below it.
    """

    kind: str
    page: str
    what: str
    state: str
    why: str
    link: str
    press: str
    since: datetime
    do_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Breach:
    """A removal or a block that lacks what the regulation asks for before it."""

    what: str
    lacks: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseOpen:
    """A proposal that waits for the head or a deputy now. No author's name: reports are kept."""

    number: int
    page: str
    opened_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class CaseDecided:
    """A decision of the week: who and when. `flaw` is empty if it was theirs to take. Nobody's
    reasons: they may quote a comment and name its author.

    `verdict`: with its term, in words. `ended`: that it holds no more, by whom, or empty.
    `document`: the paper it was taken by.
    """

    number: int
    page: str
    verdict: str
    official: str
    at: datetime
    flaw: str
    ended: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class ActionsWeek:
    """The ledger's week. `dropped`: errands that a person took back; `why` says who and why.

    `unseen_blocks`: decisions in force that the pages do not show, as they stand now.
    """

    published: Done
    reposted: Done
    edited: Done
    withdrawn: Done
    removals: Done
    tellings: Done
    blocks: Done
    described: Done
    letters: Done
    open_ends: tuple[OpenEnd, ...]
    missed: tuple[OpenEnd, ...]
    mail_rejected: tuple[OpenEnd, ...]
    dropped: tuple[OpenEnd, ...]
    breaches_42: tuple[Breach, ...]
    breaches_43: tuple[Breach, ...]
    unseen_blocks: tuple[Breach, ...] = ()

    def open_of(self, *kinds: str) -> Sequence[OpenEnd]:
        """Open ends and missed actions of these kinds."""
        return [end for end in (*self.open_ends, *self.missed) if end.kind in kinds]


@dataclass(frozen=True, slots=True)
class CasesWeek:
    """Proposals and decisions (clause 4.3). `no_scan`: papers whose scan is still to be brought.

    `lapsed`: closed because nobody decided; `withdrawn`: because they rested on nothing more.
    """

    opened: int
    lapsed: int
    withdrawn: int
    open_now: tuple[CaseOpen, ...]
    decided: tuple[CaseDecided, ...]
    no_scan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """The chain of proofs: its length and last seal, told outside so that no row can be cut off."""

    number: int
    seal: str
    problem: str


@dataclass(frozen=True, slots=True)
class Suspended:
    """A page that is not run now. `why`: «приостановлена с …: …».

    `errands`, `others`: how many errands and other actions wait for its return. `judged`: it was
    run to the end of the week that is told of, and only what is open now leaves it out.
    """

    name: str
    why: str
    errands: int
    others: int
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Removed:
    """A page that organisation.toml does not name, and that we have rows of. `name`: its key, with
    what the network called it last.

    `posts`, `comments`: how many of the week are left out; `of_week`: it was run in the week.
    `errands`, `others`: as of a suspended page.
    """

    name: str
    posts: int
    comments: int
    of_week: bool
    errands: int
    others: int


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """Everything a control report says. `as_of` is when «now» was; it is not part of the digest."""

    week: Week
    cut_off: datetime
    as_of: datetime
    complete: bool
    stopped: bool
    site: SiteWeek
    pages: tuple[PageWeek, ...]
    comments: CommentsWeek
    actions: ActionsWeek
    cases: CasesWeek
    chain: Chain
    duties: DutiesWeek
    history: History
    explanations: Mapping[tuple[str, str], str]
    suspended: tuple[Suspended, ...] = ()
    removed: tuple[Removed, ...] = ()
    reach: ReachWeek = field(default_factory=ReachWeek)
