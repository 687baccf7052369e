"""Around a block: reminders of cases"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0021"
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
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
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


def downgrade() -> None:
    op.drop_table("case_reminder")
