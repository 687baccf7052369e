"""Decisions that wait, are stopped and replaced, and those of registered documents"""

import sqlalchemy as sa
from alembic import op

from gospablik.errors import OfficeError

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_LOST = """
SELECT (SELECT count(*) FROM decision WHERE ended_at IS NOT NULL OR way = 'документ')
     + (SELECT count(*) FROM question WHERE topic IN ('stop', 'document'))
     + (SELECT count(*) FROM unblock_request)
"""
HOLDS = sa.text("ended_at IS NULL")


def upgrade() -> None:
    for column in (
        sa.Column("number", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("acts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended", sa.String(40), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(length=31), nullable=True),
        sa.Column("ended_because", sa.Text(), nullable=True),
    ):
        op.add_column("decision", column)
    op.execute("UPDATE decision SET acts_at = decided_at")
    told = _let_go()
    with op.batch_alter_table("decision") as batch:
        batch.alter_column("acts_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        batch.drop_constraint(op.f("uq_decision_proposal_id"), type_="unique")
        batch.create_unique_constraint(
            op.f("uq_decision_proposal_id_number"), ["proposal_id", "number"]
        )
    _take_back(told)
    op.create_index(
        "uq_decision_holds",
        "decision",
        ["proposal_id"],
        unique=True,
        sqlite_where=HOLDS,
        postgresql_where=HOLDS,
    )
    op.create_table(
        "document",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.String(length=31), nullable=False),
        sa.Column("scan_name", sa.String(length=120), nullable=True),
        sa.Column("scan_sha256", sa.String(length=64), nullable=True),
        sa.Column("scan_brought_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_document_decision_id_decision")
        ),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_document")),
    )
    op.create_table(
        "document_scan",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["document.decision_id"],
            name=op.f("fk_document_scan_decision_id_document"),
        ),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_document_scan")),
    )
    op.add_column("inbox_cursor", sa.Column("read_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Raises OfficeError where what people decided would be lost."""
    if many := op.get_bind().execute(sa.text(_LOST)).scalar_one():
        raise OfficeError(
            f"В базе есть решения и вопросы ({many}), которых прежняя программа не знает: решение"
            " остановлено, заменено или принято документом, или просят снять блокировку.",
            not_done="версия 0026 не откачена, решения на месте.",
            next_step="верните прежнюю программу вместе с копией базы, снятой до обновления.",
        )
    op.drop_column("inbox_cursor", "read_at")
    op.drop_table("document_scan")
    op.drop_table("document")
    op.drop_index("uq_decision_holds", table_name="decision")
    told = _let_go()
    with op.batch_alter_table("decision") as batch:
        batch.drop_constraint(op.f("uq_decision_proposal_id_number"), type_="unique")
        batch.create_unique_constraint(op.f("uq_decision_proposal_id"), ["proposal_id"])
        for column in ("number", "acts_at", "ended", "ended_at", "ended_by", "ended_because"):
            batch.drop_column(column)
    _take_back(told)


def _let_go() -> list[tuple[str, int, int]]:
    """SQLite makes the table anew, which it may not while others point at rows of the old one."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return []
    told = [
        (table, row, decision)
        for table in ("received_letter", "block_fault")
        for row, decision in connection.execute(
            sa.text(f"SELECT id, decision_id FROM {table} WHERE decision_id IS NOT NULL")  # noqa: S608
        )
    ]
    for table in ("received_letter", "block_fault"):
        connection.execute(sa.text(f"UPDATE {table} SET decision_id = NULL"))  # noqa: S608
    return told


def _take_back(told: list[tuple[str, int, int]]) -> None:
    for table, row, decision in told:
        op.get_bind().execute(
            sa.text(f"UPDATE {table} SET decision_id = :decision WHERE id = :row"),  # noqa: S608
            {"decision": decision, "row": row},
        )
