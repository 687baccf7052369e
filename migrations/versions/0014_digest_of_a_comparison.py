"""By what a comparison that was made before is known"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "compared",
        sa.Column("digest", sa.String(length=64), server_default="", nullable=False),
    )


def downgrade() -> None:
    op.drop_column("compared", "digest")
