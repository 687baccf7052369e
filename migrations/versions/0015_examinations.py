"""What the detector said of each wording as a whole"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "examination",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("tier", sa.String(length=1), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("sakha", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(length=16), nullable=False),
        sa.Column("examined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["comment_version.id"],
            name=op.f("fk_examination_version_id"),
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_examination")),
    )
    op.create_index(op.f("ix_examination_tier"), "examination", ["tier"])


def downgrade() -> None:
    op.drop_index(op.f("ix_examination_tier"), table_name="examination")
    op.drop_table("examination")
