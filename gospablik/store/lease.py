"""One consumer at a time, on all machines: a row that says who and until when."""

from datetime import datetime, timedelta

from sqlalchemy import or_, update

from gospablik.store.once import changed, insert_once
from gospablik.store.session import Store
from gospablik.store.tables import Lease


def take(store: Store, name: str, holder: str, *, now: datetime, hold: timedelta) -> bool:
    """Become the one consumer for so long, or stay it. False while another holds it.

    A holder that was killed loses it by the clock; nobody has to give it back.
    """
    values = {"holder": holder, "until": now + hold}
    with store.write() as session:
        if insert_once(session, Lease, name=name, **values):
            return True
        return changed(
            session.execute(
                update(Lease)
                .where(Lease.name == name, or_(Lease.holder == holder, Lease.until < now))
                .values(**values)
            )
        )


def give_back(
    store: Store, name: str, holder: str, *, now: datetime, rest: timedelta = timedelta()
) -> None:
    """Let the next one have it, at once or after a `rest`; nothing happens if it was lost."""
    with store.write() as session:
        session.execute(
            update(Lease).where(Lease.name == name, Lease.holder == holder).values(until=now + rest)
        )
