"""One ended reconciliation as people see it: two figures, what is amiss, what was not checked."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.errors import OfficeError
from gospablik.moderation.links import page_name
from gospablik.organisation import Organisation
from gospablik.reconciliation.course import CourseWeek, Figure, course, is_whole
from gospablik.reconciliation.keeping import taken_by
from gospablik.reconciliation.lines import FINE
from gospablik.reconciliation.validated import Validated, validated
from gospablik.store.control import Result
from gospablik.store.publishing import SiteRevision
from gospablik.store.reconciliation import Audit, Compared, Standing
from gospablik.templates import minute, plural

_WORST_FIRST = [
    *(Standing.FACTS_DIFFER, Standing.SITE_CHANGED, Standing.POST_CHANGED, Standing.NO_SOURCE),
    *(Standing.NO_POST, Standing.NOT_COMPARED, *FINE),
]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one standing on one page, the latest seen first; `page` is its name for people."""

    standing: Standing
    page: str
    rows: tuple[Compared, ...]

    @property
    def heading(self) -> str:
        """«Факты расходятся. Администрация Жатая: 2»."""
        words = self.standing.words
        fine = self.standing in FINE and self.rows[0].result is Result.BAD
        remark = ", но есть замечание" if fine else ""
        return f"{words[0].upper()}{words[1:]}{remark}. {self.page}: {len(self.rows)}"


@dataclass(frozen=True, slots=True)
class Shown:
    """One audit. `amiss`: rows that are not good, the worst standing first; `good`: how many of
    each standing are; `unchecked`: rows that nobody can tell of, each with its `why`; `unseen`:
    what could not be looked at and has no row either. `wordings`: by a revision's row id which
    wording of the site was compared, «редакция № 2 от 25.11.2026 12:00». `moved`: a later audit
    says some rows of this one again, and they are told there; `taken`: so many at the least had
    moved on, as far as the audit `taken_by`, before this was read. `unread` and `remarks`: what the
    run has to say, in sentences: why something was not read, and what it saw beside posts and news.
    """

    audit: Audit
    ended_at: datetime
    scope: str
    coverage: Figure
    fidelity: Figure
    amiss: tuple[Group, ...]
    good: tuple[tuple[Standing, int], ...]
    unchecked: tuple[Group, ...]
    unseen: int
    course: tuple[CourseWeek, ...]
    validated: tuple[Validated, ...]
    wordings: Mapping[int, str]
    moved: bool
    taken: int = 0
    taken_by: int = 0
    unread: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """There was nothing to compare: neither news nor posts, and that is no «в порядке»."""
        counted = self.audit.items or self.audit.posts or self.audit.unread or self.taken
        return not (counted or self.good or self.amiss or self.unchecked)

    @property
    def nothing(self) -> str:
        """What `empty` means, in sentences."""
        if not self.audit.address:
            return (
                "за этот период нет ни новостей сайта, ни постов. Это не значит, что всё в порядке."
                " Что делать: проверьте период и то, что новости сайта читаются."
            )
        why = " Почему, сказано в «Что ещё замечено»." if self.remarks else ""
        return f"по этому адресу нет ни поста, ни новости, у которой он должен быть.{why}"

    @property
    def wrong(self) -> int:
        """How many rows are amiss."""
        return sum(len(group.rows) for group in self.amiss)

    @property
    def not_checked(self) -> int:
        """How many posts and news nobody can tell of, those that are amiss besides among them."""
        return self.audit.unread

    @property
    def left_out(self) -> str:
        """In a sentence, that rows of this audit are not shown here; empty if all are."""
        if not self.taken:
            return ""
        rows = plural(self.taken, "строка", "строки", "строк")
        return f"Здесь показано не всё: {rows} этой сверки — уже в сверке № {self.taken_by}."


def shown(session: Session, office: Organisation, audit_id: int, lines: int | None = None) -> Shown:
    """What one audit found. `lines`: how many it ended with, if that is known.

    Raises OfficeError if there is none of that number, or it goes on.
    """
    audit = session.get(Audit, audit_id)
    if audit is None or audit.organisation != office.key or audit.ended_at is None:
        raise OfficeError(
            f"Сверки № {audit_id} нет, или она ещё не закончена.",
            not_done="страница и артефакт сверки не составлены.",
            next_step="запустите «Сверка с сайтом»: в конце она покажет себя сама.",
        )
    rows = list(
        session.scalars(
            select(Compared)
            .where(Compared.audit_id == audit_id)
            .order_by(Compared.seen_at.desc(), Compared.id)
        )
    )
    not_compared = sum(row.standing is Standing.NOT_COMPARED for row in rows)
    good = Counter(row.standing for row in rows if row.result is Result.GOOD)
    return Shown(
        audit=audit,
        ended_at=audit.ended_at,
        scope=_scope(office, audit),
        coverage=Figure(audit.covered, audit.items, office.checks.coverage),
        fidelity=Figure(audit.faithful, audit.posts, office.checks.fidelity),
        amiss=_groups(office, (row for row in rows if row.result is Result.BAD)),
        good=tuple(sorted(good.items(), key=lambda one: _WORST_FIRST.index(one[0]))),
        unchecked=_groups(office, (row for row in rows if row.result is Result.NOT_CHECKED)),
        unseen=max(audit.unread - not_compared, 0),
        course=course(session, office, audit.ended_at),
        validated=validated(session, office, audit_id),
        wordings=_wordings(session, office, rows),
        moved=_followed(session, audit, audit.ended_at),
        taken=max((lines or 0) - len(rows), 0),
        taken_by=taken_by(session, audit_id),
    )


def latest_whole(session: Session, office: Organisation) -> int | None:
    """The number of the last ended audit of everything, see `course.is_whole`."""
    found = session.scalars(
        select(Audit)
        .where(Audit.organisation == office.key, Audit.page == "", Audit.address == "")
        .where(Audit.ended_at.is_not(None))
        .order_by(Audit.ended_at.desc(), Audit.id.desc())
    )
    return next((audit.id for audit in found if is_whole(audit)), None)


def _wordings(session: Session, office: Organisation, rows: Iterable[Compared]) -> dict[int, str]:
    ids = {row.revision_id for row in rows if row.result is not Result.GOOD}
    found = session.execute(
        select(SiteRevision.id, SiteRevision.number, SiteRevision.seen_at).where(
            SiteRevision.id.in_(ids)
        )
    )
    return {
        one.id: f"редакция № {one.number} от {minute(office.local(one.seen_at))}" for one in found
    }


def _groups(office: Organisation, rows: Iterable[Compared]) -> tuple[Group, ...]:
    places = [page.key for page in office.page]

    def order(row: Compared) -> tuple[int, int, str]:
        place = places.index(row.page) if row.page in places else len(places)
        return _WORST_FIRST.index(row.standing), place, row.page

    return tuple(
        Group(_WORST_FIRST[standing], page_name(office, page), tuple(members))
        for (standing, _, page), members in groupby(sorted(rows, key=order), key=order)
    )


def _scope(office: Organisation, audit: Audit) -> str:
    page = page_name(office, audit.page) if audit.page else "все страницы"
    return f"{page}, только {audit.address}" if audit.address else page


def _followed(session: Session, audit: Audit, ended_at: datetime) -> bool:
    """Whether another ended after it; the greater number does of two that ended at once."""
    at_once = (Audit.ended_at == ended_at) & (Audit.id > audit.id)
    later = select(Audit.id).where(
        Audit.organisation == audit.organisation, (Audit.ended_at > ended_at) | at_once
    )
    return session.scalar(later.limit(1)) is not None
