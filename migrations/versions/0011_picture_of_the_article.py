"""The picture that the page of a news item names for cards of it"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "site_revision",
        sa.Column("article_picture", sa.Text(), server_default="", nullable=False),
    )


def downgrade() -> None:
    op.drop_column("site_revision", "article_picture")
