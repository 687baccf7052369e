"""When what residents write outside a page's posts was read"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outside_reading",
        sa.Column("organisation", sa.String(length=31), nullable=False),
        sa.Column("page", sa.String(length=31), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "page", name=op.f("pk_outside_reading")),
    )


def downgrade() -> None:
    op.drop_table("outside_reading")
