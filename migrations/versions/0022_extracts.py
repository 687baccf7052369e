"""Which extracts were made, for whom and why"""

import sqlalchemy as sa
from alembic import op

from gospablik.errors import OfficeError

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "extract",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=31), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("whole_author", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("official", sa.String(length=31), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_extract_comment_id_comment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extract")),
    )
    op.create_index(op.f("ix_extract_comment_id"), "extract", ["comment_id"])


def downgrade() -> None:
    """Raises OfficeError where the record of who was given whose words would be lost."""
    if made := op.get_bind().execute(sa.text("SELECT count(*) FROM extract")).scalar_one():
        raise OfficeError(
            f"В базе записано, кому и почему выдавались выписки ({made}), а в прежних таблицах для"
            " этого нет места.",
            not_done="версия 0022 не откачена, журнал выписок на месте.",
            next_step="верните прежнюю программу вместе с копией базы, снятой до обновления.",
        )
    op.drop_index(op.f("ix_extract_comment_id"), table_name="extract")
    op.drop_table("extract")
