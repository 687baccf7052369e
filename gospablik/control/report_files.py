"""The files of a control report: two charts that it shows, and the rows as XLSX."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module

from sqlalchemy.orm import Session

from gospablik.control.charts import HEIGHT, WIDTH, Chart, charts
from gospablik.control.model import WeekFigures
from gospablik.control.report_rows import sheets
from gospablik.control.sheet import Picture, Sheet
from gospablik.control.workbook import XLSX, workbook
from gospablik.drafts import Attachment
from gospablik.organisation import Organisation
from gospablik.store.control import ReportFile

_HEAVY = (
    *("matplotlib.figure", "matplotlib.backends.backend_agg", "matplotlib.style"),
    *("openpyxl", "jinja2"),
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart under the id by which the letter's HTML shows it."""

    chart: Chart
    content_id: str

    @property
    def picture(self) -> Picture:
        """As the letter's model has it."""
        return Picture(f"cid:{self.content_id}", self.chart.alt, WIDTH, HEIGHT)

    @property
    def file(self) -> Attachment:
        """As the mail carries it."""
        return Attachment(f"{self.chart.name}.png", "image/png", self.chart.png, self.content_id)


def get_ready() -> None:
    """Import what draws and writes the files: seconds that no open transaction should last."""
    for module in _HEAVY:
        import_module(module)


def drawn(office: Organisation, figures: WeekFigures, digest: str) -> tuple[Drawn, ...]:
    """The charts. Their ids are of these figures alone: mail programs keep pictures by them."""
    names = [(page.key, page.name) for page in figures.pages]
    norm = office.norm.posts_a_week if office.norm else None
    of_report = f"{figures.week.monday}.{digest[:16]}@{office.key}.gospablik"
    return tuple(
        Drawn(chart, f"{chart.name}.{of_report}") for chart in charts(figures.history, names, norm)
    )


def files(
    session: Session,
    office: Organisation,
    figures: WeekFigures,
    sheet: Sheet,
    pictures: Sequence[Drawn],
) -> tuple[Attachment, ...]:
    """Charts first, the rows last."""
    rows = workbook(
        sheets(session, office, figures, sheet), title=sheet.heading, made=figures.cut_off
    )
    iso = figures.week.monday.isocalendar()
    name = f"kontrol-{iso.year}-{iso.week:02}.xlsx"
    return (*(one.file for one in pictures), Attachment(name, XLSX, rows))


def with_pictures(page: str, files: Iterable[Attachment | ReportFile]) -> str:
    """HTML or Markdown that holds its pictures itself: pages of the Prefect UI may load nothing
    from elsewhere, and what is frozen names them by their ids only.
    """
    for one in files:
        if one.content_id:
            content = b64encode(one.content).decode()
            page = page.replace(f"cid:{one.content_id}", f"data:{one.media_type};base64,{content}")
    return page
