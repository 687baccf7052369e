"""When and why a proposal to block was closed without a decision"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("proposal", sa.Column("lapsed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("proposal", sa.Column("lapsed_because", sa.String(length=40), nullable=True))
    # Why is not known of the old ones; their weeks have counted them on the day of the term.
    op.execute("UPDATE proposal SET lapsed_at = until WHERE stage = 'lapsed'")


def downgrade() -> None:
    op.drop_column("proposal", "lapsed_because")
    op.drop_column("proposal", "lapsed_at")
