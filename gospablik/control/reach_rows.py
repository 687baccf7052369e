"""The posts behind the letter's numbers of reach, for its XLSX, as the networks counted them."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.control.addresses import post_address
from gospablik.control.model import WeekFigures
from gospablik.control.reach import counted_in
from gospablik.control.reach_model import Lacks, PageReach
from gospablik.control.window import Window
from gospablik.control.workbook import Rows, Value
from gospablik.organisation import Organisation
from gospablik.store.tables import PageCapture


def reach_sheet(
    session: Session, office: Organisation, figures: WeekFigures, window: Window
) -> Rows:
    """A sheet with a row a post; times are local."""
    return Rows(
        "Охват",
        ("Вышел", "Страница", "Ссылка", "Сосчитано", "Просмотров", "Реакций", "Репостов",
         "Комментариев"),
        _posts(session, office, figures.reach.pages, window),
        (18, 32, 40, 18, 18, 18, 18, 18),
    )  # fmt: skip


def _posts(
    session: Session, office: Organisation, pages: Sequence[PageReach], window: Window
) -> Iterator[Sequence[Value]]:
    for told in pages:
        capture = session.scalars(
            select(PageCapture)
            .where(
                PageCapture.organisation == office.key,
                PageCapture.page == told.key,
                PageCapture.captured_at == told.posts_at,
            )
            .order_by(PageCapture.id.desc())
        ).first()
        if capture is None:
            continue
        page, at = office.page_by_key(told.key), office.local(capture.captured_at)
        for one in counted_in(session, capture, window):
            counts = (one.views, one.reactions, one.reposts, one.comments)
            yield (
                office.local(one.published_at),
                told.name,
                post_address(session, office, page, one.network_id),
                at,
                *(Lacks.NOT_TOLD.value if count is None else count for count in counts),
            )
