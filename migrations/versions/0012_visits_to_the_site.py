"""The way of reading the site that was found, its robots.txt, and news whose page is gone"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "found_way",
        sa.Column("organisation", sa.String(length=31), nullable=False),
        sa.Column("home", sa.Text(), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("selectors", sa.JSON(), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organisation", name=op.f("pk_found_way")),
    )
    op.create_table(
        "site_robots",
        sa.Column("origin", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("origin", name=op.f("pk_site_robots")),
    )
    op.add_column(
        "site_revision",
        sa.Column("article_gone", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    op.drop_column("site_revision", "article_gone")
    op.drop_table("site_robots")
    op.drop_table("found_way")
