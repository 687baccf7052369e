"""The clock. Inside everything is UTC; the organisation's zone appears only at the edges."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def require_aware(moment: datetime) -> datetime:
    """The same moment in UTC.

    Raises ValueError for a datetime without a zone: nobody can know which hour it means.
    """
    if moment.tzinfo is None:
        raise ValueError(f"Время без часового пояса: {moment!r}. Укажите пояс.")
    return moment.astimezone(UTC)
