"""Decisions by mail"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "decision",
        sa.Column("way", sa.String(length=40), nullable=False, server_default="форма"),
    )
    op.create_table(
        "inbox_cursor",
        sa.Column("organisation", sa.String(length=31), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", name=op.f("pk_inbox_cursor")),
    )
    op.create_table(
        "received_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=31), nullable=False),
        sa.Column("known_as", sa.String(length=64), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("sender", sa.String(length=320), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("came", sa.String(length=40), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("official", sa.String(length=31), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_received_letter_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_received_letter_decision_id_decision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_letter")),
        sa.UniqueConstraint(
            "organisation", "known_as", name=op.f("uq_received_letter_organisation_known_as")
        ),
    )


def downgrade() -> None:
    op.drop_table("received_letter")
    op.drop_table("inbox_cursor")
    with op.batch_alter_table("decision") as batch:
        batch.drop_column("way")
