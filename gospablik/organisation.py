"""`organisation.toml`: whose pages these are, who answers for them, and which norms hold.

The file is the truth at start. Keys are latin, short and for ever: natural keys, block names and
proof chains are made of them.
"""

import re
import tomllib
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, ValidationError, model_validator

from gospablik.organisation_errors import explain
from gospablik.page import NETWORK_NAMES, AnyPage, Mode, Page, network_number
from gospablik.regulation import Office
from gospablik.settings import Key, Mail, Section
from gospablik.site_settings import Site
from gospablik.source import Source

__all__ = ["Mode", "Organisation", "Page", "read_organisation"]

_SHORTEST_TELEPHONE = 5
_DATED_DOCUMENT = re.compile(r"от \d{1,2}\.\d{1,2}\.\d{4}\D*№ ?\S+")


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("имя пояса из базы IANA, например Asia/Yakutsk")
    return name


def _contact(words: str) -> str:
    if "@" not in words and sum(sign.isdecimal() for sign in words) < _SHORTEST_TELEPHONE:
        raise ValueError("телефон (от пяти цифр) или электронная почта")
    return words


def _document(words: str) -> str:
    if not _DATED_DOCUMENT.search(words):
        raise ValueError("документ с датой и номером, например «постановление от 01.02.2026 № 10»")
    return words


class Norm(Section):
    """A number somebody set down in a document. Without the document it is a figure, no norm."""

    posts_a_week: Annotated[int, Field(ge=1, le=500)]
    document: Annotated[str, Field(min_length=5)]

    def planned(self, gone: float) -> int:
        """How many posts are due when that part of a week, 0 to 1, is over, to the nearest one.

        Rounded down, a norm of one post would not be due before its week is over.
        """
        return int(self.posts_a_week * gone + 0.5)


class Checks(Section):
    """Pass marks of the data checks (clause 3.2): shares, 0 to 1, that no audit may fall below.

    `fidelity`: of posts whose facts are the site's; `coverage`: of the site's news with their post.
    """

    fidelity: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] = 1.0
    coverage: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] = 0.95


class Inbox(Section):
    """The mailbox that answers to our letters come to; without it people decide in forms only.

    `encryption`: "tls" from the start, "starttls", or "нет", which only this machine's own server
    may have. The password lies in a Prefect block.
    """

    host: Annotated[str, Field(min_length=1)]
    port: Annotated[int, Field(ge=1, le=65535)] = 993
    login: Annotated[str, Field(min_length=1)]
    encryption: Literal["tls", "starttls", "нет"] = "tls"
    folder: Annotated[str, Field(pattern=r"^[!-~]+$")] = "INBOX"


class Post(Section):
    """How mail leaves the house (clause 5.1), and where answers to it are read (clause 4.3)."""

    sender: Mail
    duty: Mail
    inbox: Inbox | None = None


class Holidays(Section):
    """Days off of one year on top of Saturdays and Sundays, and where the list comes from."""

    year: Annotated[int, Field(ge=2020, le=2100)]
    document: Annotated[str, Field(min_length=3)]
    days: list[date]
    working_weekends: list[date] = Field(default_factory=list)

    @model_validator(mode="after")
    def _same_year(self) -> Self:
        strangers = [d for d in [*self.days, *self.working_weekends] if d.year != self.year]
        if strangers:
            raise ValueError(f"дни {self.year} года, а найдены {', '.join(map(str, strangers))}")
        return self


class Official(Section):
    """A person who holds an office, with the dates between which the duty is in force.

    `accounts`: key of a page -> the person's own id in that network; nobody decides about what he
    wrote himself.
    """

    key: Key
    office: Office
    name: Annotated[str, Field(min_length=1)]
    mail: Mail
    since: date | None = None
    until: date | None = None
    accounts: dict[Key, Annotated[str, Field(min_length=1)]] = Field(default_factory=dict)

    def acting(self, day: date) -> bool:
        """Whether the duty is in force on that day of the organisation's calendar."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    @property
    def title(self) -> str:
        """Name and office, as forms and letters show them."""
        return f"{self.name} ({self.office.value})"


class House(Section):
    """The organisation itself.

    `contacts`: its public telephones and e-mails, on top of those in its posts; a resident who
    repeats them discloses nothing. `appointed`: the document, with date and number, that names
    those who answer for the pages (points 2 and 3 of the order). `block_after_hours`: working
    hours in which a decision about a block can still be stopped (clause 4.3); 0: it acts at once.
    `scans`: the folder that scans of
    registered documents are put in, absolute or beside the file; "" for none. `sample_a_week`:
    comments without any finding that a specialist reads each week, so that it is known what the
    detector misses; 0 for none.
    """

    key: Key
    name: Annotated[str, Field(min_length=1)]
    short_name: Annotated[str, Field(min_length=1)]
    time_zone: Annotated[str, AfterValidator(_known_zone)]
    day_starts: time = time(9)
    day_ends: time = time(18)
    grace_minutes: Annotated[int, Field(ge=1)] = 240
    late_hours: Annotated[int, Field(ge=1)] = 72
    appointed: Annotated[str, AfterValidator(_document)] | None = None
    contacts: list[Annotated[str, AfterValidator(_contact)]] = Field(default_factory=list)
    sample_a_week: Annotated[int, Field(ge=0, le=50)] = 5
    keep_comments_days: Annotated[int, Field(ge=1)] = 90
    keep_proof_days: Annotated[int, Field(ge=1)] = 1095
    keep_decision_days: Annotated[int, Field(ge=1)] = 1825
    block_after_hours: Annotated[int, Field(ge=0, le=200)] = 4
    scans: str = ""
    stop_all: bool = False


class Organisation(Section):
    """The whole file."""

    organisation: House
    site: Site
    mail: Post
    norm: Norm | None = None
    checks: Checks = Checks()
    holidays: list[Holidays]
    page: Annotated[list[AnyPage], Field(min_length=1)]
    official: list[Official] = Field(default_factory=list)
    source: list[Source] = Field(default_factory=list)

    @model_validator(mode="after")
    def _keys_are_unique(self) -> Self:
        for what, keys in (
            ("page", [p.key for p in self.page]),
            ("official", [o.key for o in self.official]),
            ("source", [s.key for s in self.source]),
            ("holidays", [str(h.year) for h in self.holidays]),
        ):
            doubled = sorted({key for key in keys if keys.count(key) > 1})
            if doubled:
                raise ValueError(f"разные ключи в [[{what}]], а повторяется {', '.join(doubled)}")
        return self

    @model_validator(mode="after")
    def _pages_are_different(self) -> Self:
        """Two entries of one page would publish everything twice."""
        by_number: dict[tuple[str, int], str] = {}
        for page in self.page:
            number = network_number(page)
            other = by_number.setdefault((page.network, number), page.key)
            if other != page.key:
                raise ValueError(
                    f"разные страницы в [[page]], а {other} и {page.key} — одна и та же страница"
                    f" сети {NETWORK_NAMES[page.network]}, номер {number}"
                )
        return self

    @model_validator(mode="after")
    def _accounts_are_on_pages(self) -> Self:
        pages = {page.key for page in self.page}
        for one in self.official:
            unknown = sorted(set(one.accounts) - pages)
            if unknown:
                raise ValueError(
                    f"ключи страниц из [[page]] в accounts у «{one.key}», а {', '.join(unknown)}"
                    " среди них нет"
                )
        return self

    @model_validator(mode="after")
    def _decisions_come_from_boxes_of_their_own(self) -> Self:
        """A letter from our own address is never taken for an answer: programs would converse."""
        if self.mail.inbox is None:
            return self
        ours = {self.mail.sender.casefold(), self.mail.duty.casefold()}
        for one in self.official:
            if one.office.decides_blocks and one.mail.casefold() in ours:
                raise ValueError(
                    f"у «{one.key}» свой почтовый ящик, а {one.mail} — это mail.sender или"
                    " mail.duty: ответы с него не читаются, и решение о блокировке пропало бы"
                )
        return self

    @property
    def key(self) -> str:
        """The organisation's key."""
        return self.organisation.key

    @property
    def zone(self) -> ZoneInfo:
        """The organisation's zone; used at the edges only."""
        return ZoneInfo(self.organisation.time_zone)

    def local(self, moment: datetime) -> datetime:
        """An aware moment in the organisation's zone."""
        return moment.astimezone(self.zone)

    def page_by_key(self, key: str) -> Page:
        """The page of that key; KeyError if there is none."""
        for page in self.page:
            if page.key == key:
                return page
        raise KeyError(key)

    def named(self, page: Page) -> str:
        """The page's name for people; with its network where another page bears the same name.

        A town's pages are mostly called the same in all networks.
        """
        alike = sum(other.name == page.name for other in self.page) > 1
        return f"{page.name} ({NETWORK_NAMES[page.network]})" if alike else page.name

    def suspension(self, page: Page, moment: datetime) -> str | None:
        """Why the page is not run at that moment: «приостановлена с …: …»; None if it is run."""
        since = page.suspended_from
        if since is None or self.local(moment).date() < since:
            return None
        return f"приостановлена с {since:%d.%m.%Y}: {page.suspended_because}"

    def active_pages(self, moment: datetime) -> list[Page]:
        """The pages that are run at that moment. Whoever walks over the pages asks here."""
        return [page for page in self.page if self.suspension(page, moment) is None]

    def suspended_pages(self, moment: datetime) -> list[tuple[Page, str]]:
        """The pages that are not, each with why: told wherever a page is left out."""
        return [(page, why) for page in self.page if (why := self.suspension(page, moment))]

    def suspended_keys(self, moment: datetime) -> list[str]:
        """Their keys, for whoever counts or asks without them."""
        return [page.key for page, _ in self.suspended_pages(moment)]

    def official_by_key(self, key: str) -> Official:
        """The official of that key; KeyError if there is none."""
        for official in self.official:
            if official.key == key:
                return official
        raise KeyError(key)

    def title_of(self, key: str | None) -> str:
        """Name and office of that official; the key if the file names him no more."""
        return next((one.title for one in self.official if one.key == key), key or "неизвестно кто")

    def source_name(self, key: str) -> str:
        """The name of that `[[source]]`; the key if the file names it no more."""
        return next((source.name for source in self.source if source.key == key), key)

    def acting(self, moment: datetime, *offices: Office) -> list[Official]:
        """Officials of these offices whose duty is in force at that moment, in file order."""
        day = self.local(moment).date()
        return [o for o in self.official if o.office in offices and o.acting(day)]

    def start_of(self, page: Page) -> datetime:
        """The first moment (UTC) from which the page is looked after."""
        return datetime.combine(page.since, time(), self.zone).astimezone(UTC)


def read_organisation(path: Path) -> Organisation:
    """The validated file.

    Raises OfficeError that names each wrong key, what was found there and what is expected.
    """
    from gospablik.errors import OfficeError

    try:
        raw = tomllib.loads(path.read_text("utf-8-sig"))
        return Organisation.model_validate(raw)
    except FileNotFoundError:
        happened = f"Нет файла {path}."
        todo = "запустите ./run setup: он спросит всё нужное и напишет этот файл."
    except OSError as problem:
        happened = f"Файл {path} не открывается: {problem.strerror}."
        todo = "проверьте, что это файл и что его можно читать."
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        happened = f"Файл {path.name} не читается: {problem}."
        todo = "исправьте указанную строку (формат TOML, кодировка UTF-8)."
    except ValidationError as problem:
        happened = f"В файле {path.name} ошибки:\n" + "\n".join(explain(problem))
        todo = "исправьте названные ключи и повторите запуск."
    raise OfficeError(happened, not_done="программа не запущена.", next_step=todo) from None
