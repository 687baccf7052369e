"""Rulings taken back"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "undoing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=31), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("ruling_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_undoing_question_id_question")
        ),
        sa.ForeignKeyConstraint(
            ["ruling_id"], ["ruling.id"], name=op.f("fk_undoing_ruling_id_ruling")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undoing")),
        sa.UniqueConstraint("question_id", name=op.f("uq_undoing_question_id")),
    )
    op.create_index(op.f("ix_undoing_ruling_id"), "undoing", ["ruling_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_undoing_ruling_id"), table_name="undoing")
    op.drop_table("undoing")
