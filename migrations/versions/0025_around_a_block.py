"""Around a block: reminders of cases, faults of the lists, requests to unblock"""

import sqlalchemy as sa
from alembic import op

from gospablik.errors import OfficeError

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=31), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("official", sa.String(length=31), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_case_reminder_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_reminder")),
        sa.UniqueConstraint(
            "proposal_id",
            "official",
            "after",
            name=op.f("uq_case_reminder_proposal_id_official_after"),
        ),
    )
    op.create_table(
        "block_fault",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=31), nullable=False),
        sa.Column("page", sa.String(length=31), nullable=False),
        sa.Column("author", sa.String(length=64), nullable=False),
        sa.Column("fault", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_in", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_block_fault_decision_id_decision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_block_fault")),
        sa.UniqueConstraint(
            "organisation",
            "page",
            "author",
            "fault",
            "number",
            name=op.f("uq_block_fault_organisation_page_author_fault_number"),
        ),
    )
    op.create_index("ix_block_fault_open", "block_fault", ["organisation", "gone_at"])
    op.create_table(
        "unblock_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=31), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("asker", sa.Text(), nullable=False),
        sa.Column("came", sa.String(length=40), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.String(length=31), nullable=False),
        sa.Column("run", sa.String(length=64), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.String(length=31), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_unblock_request_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_unblock_request_question_id_question")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unblock_request")),
        sa.UniqueConstraint("question_id", name=op.f("uq_unblock_request_question_id")),
        sa.UniqueConstraint("run", name=op.f("uq_unblock_request_run")),
    )
    op.create_index("ix_unblock_request_decision", "unblock_request", ["decision_id"])


def downgrade() -> None:
    """Raises OfficeError where what residents asked and the head answered would be lost."""
    lost = op.get_bind().execute(sa.text("SELECT count(*) FROM unblock_request")).scalar_one()
    if lost:
        raise OfficeError(
            f"В базе есть просьбы о разблокировке и ответы на них ({lost}), которых прежняя"
            " программа не знает: откат стёр бы их.",
            not_done="версия «Вокруг блокировки» не откачена, просьбы на месте.",
            next_step="верните прежнюю программу вместе с копией базы, снятой до обновления.",
        )
    op.drop_table("unblock_request")
    op.drop_table("block_fault")
    op.drop_table("case_reminder")
