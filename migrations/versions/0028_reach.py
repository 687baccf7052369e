"""Reach: how many members a page has and how its posts are counted, with the time of capture"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "page_capture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=31), nullable=False),
        sa.Column("page", sa.String(length=31), nullable=False),
        sa.Column("captured_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("members", sa.Integer(), nullable=True),
        sa.Column("posts", sa.Integer(), nullable=True),
        sa.Column("members_unread", sa.Text(), nullable=False),
        sa.Column("posts_unread", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_capture")),
    )
    op.create_index(
        "ix_page_capture_lookup", "page_capture", ["organisation", "page", "captured_at"]
    )
    op.create_table(
        "post_capture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("capture_id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.String(length=64), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("views", sa.Integer(), nullable=True),
        sa.Column("reactions", sa.Integer(), nullable=True),
        sa.Column("reposts", sa.Integer(), nullable=True),
        sa.Column("comments", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["capture_id"],
            ["page_capture.id"],
            name=op.f("fk_post_capture_capture_id_page_capture"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_capture")),
        sa.UniqueConstraint(
            "capture_id", "network_id", name=op.f("uq_post_capture_capture_id_network_id")
        ),
    )


def downgrade() -> None:
    op.drop_table("post_capture")
    op.drop_table("page_capture")
