"""What residents ask and what they were answered"""

import sqlalchemy as sa
from alembic import op

from gospablik.errors import OfficeError

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "resident_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=31), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=16), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ruled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_how", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_resident_question_comment_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["comment_version.id"], name=op.f("fk_resident_question_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resident_question")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_resident_question_comment_id")),
    )
    op.create_index("ix_resident_question_asked", "resident_question", ["organisation", "asked_at"])
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=31), nullable=False),
        sa.Column("asked_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("template", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("official", sa.String(length=31), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_id"], ["resident_question.id"], name=op.f("fk_answer_asked_id")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_answer_question_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
    )
    op.create_index(op.f("ix_answer_asked_id"), "answer", ["asked_id"])


_LOST = (
    "SELECT (SELECT count(*) FROM answer)"
    " + (SELECT count(*) FROM question WHERE topic = 'answer')"
    " + (SELECT count(*) FROM ruling WHERE verdict IN ('answer', 'warn'))"
    " + (SELECT count(*) FROM action WHERE subject LIKE 'answer:%' OR subject LIKE 'warned:%')"
)
"""What people said and the ledger did that the program of before does not know."""


def downgrade() -> None:
    """Raises OfficeError where answers of people or deeds of the ledger would be lost."""
    lost = op.get_bind().execute(sa.text(_LOST)).scalar_one()
    if lost:
        raise OfficeError(
            f"В базе есть ответы жителям и предупреждения ({lost}), которых прежняя программа не"
            " знает: откат стёр бы их.",
            not_done="версия «Ответы жителям» не откачена, ответы на месте.",
            next_step="верните прежнюю программу вместе с копией базы, снятой до обновления.",
        )
    op.drop_index(op.f("ix_answer_asked_id"), table_name="answer")
    op.drop_table("answer")
    op.drop_index("ix_resident_question_asked", table_name="resident_question")
    op.drop_table("resident_question")
