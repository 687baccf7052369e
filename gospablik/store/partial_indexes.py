"""Indexes of some rows of a table only: kept by the database, made by the migrations.

Apart from the tables, because an index that names a dialect brings in all its drivers, and a pass
on SQLite that only reads and writes rows has no use for those of PostgreSQL.
"""

from sqlalchemy import Index, text
from sqlalchemy.orm import InstrumentedAttribute

from gospablik.store.tables import Base, Comment, Decision, Proposal, Reservation, Ruling


def _unique_where(name: str, column: InstrumentedAttribute[int], condition: str) -> Index:
    where = text(condition)
    return Index(name, column, unique=True, sqlite_where=where, postgresql_where=where)


_GONE = text("gone_at IS NOT NULL")
INDEXES = (
    _unique_where("uq_decision_holds", Decision.proposal_id, "ended_at IS NULL"),
    _unique_where("uq_proposal_open", Proposal.author_id, "stage = 'open'"),
    _unique_where("uq_reservation_held", Reservation.comment_id, "released_at IS NULL"),
    _unique_where("uq_ruling_standing", Ruling.version_id, "annulled_at IS NULL"),
    Index(
        "ix_comment_gone", Comment.organisation, Comment.gone_at,
        sqlite_where=_GONE, postgresql_where=_GONE,
    ),
)  # fmt: skip
"""One decision in force a proposal, one open proposal an author, one open form a comment, one
standing ruling a wording; and the comments that are gone, few of all."""

METADATA = Base.metadata
"""All tables with all their indexes: what the migrations have to make."""
