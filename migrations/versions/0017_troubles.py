"""What residents' comments tell of trouble, the letters about it, the answers"""

import sqlalchemy as sa
from alembic import op

from gospablik.errors import OfficeError

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "trouble_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=31), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trouble_letter")),
    )
    op.create_index("ix_trouble_letter_kind", "trouble_letter", ["organisation", "kind"])
    op.create_table(
        "trouble",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=31), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.String(length=31), nullable=True),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_trouble_comment_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["comment_version.id"], name=op.f("fk_trouble_version_id")
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["trouble_letter.id"], name=op.f("fk_trouble_letter_id")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_trouble_question_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trouble")),
        sa.UniqueConstraint("comment_id", "kind", name=op.f("uq_trouble_comment_id_kind")),
    )
    op.create_index("ix_trouble_found", "trouble", ["organisation", "found_at"])
    op.create_index(op.f("ix_trouble_letter_id"), "trouble", ["letter_id"])
    op.create_index(op.f("ix_trouble_question_id"), "trouble", ["question_id"])


_LOST = (
    "SELECT (SELECT count(*) FROM trouble WHERE agreed IS NOT NULL)"
    " + (SELECT count(*) FROM question WHERE topic = 'trouble')"
    " + (SELECT count(*) FROM action WHERE subject LIKE 'trouble:%')"
)
"""What people said and the ledger did that the program of before does not know."""


def downgrade() -> None:
    """Raises OfficeError where answers of people or deeds of the ledger would be lost."""
    lost = op.get_bind().execute(sa.text(_LOST)).scalar_one()
    if lost:
        raise OfficeError(
            f"В базе есть письма, вопросы и ответы о беде ({lost}), которых прежняя программа не"
            " знает: откат стёр бы их.",
            not_done="версия «Беда» не откачена, письма и ответы на месте.",
            next_step="верните прежнюю программу вместе с копией базы, снятой до обновления.",
        )
    op.drop_index(op.f("ix_trouble_question_id"), table_name="trouble")
    op.drop_index(op.f("ix_trouble_letter_id"), table_name="trouble")
    op.drop_index("ix_trouble_found", table_name="trouble")
    op.drop_table("trouble")
    op.drop_index("ix_trouble_letter_kind", table_name="trouble_letter")
    op.drop_table("trouble_letter")
