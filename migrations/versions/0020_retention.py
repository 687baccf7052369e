"""What people said of keeping or erasing a comment's words"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "retention_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=31), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("official", sa.String(length=31), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_retention_word_comment_id_comment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_word")),
    )
    op.create_index(op.f("ix_retention_word_comment_id"), "retention_word", ["comment_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_retention_word_comment_id"), table_name="retention_word")
    op.drop_table("retention_word")
