"""Pictures of residents' comments"""

import sqlalchemy as sa
from alembic import op

from gospablik.errors import OfficeError

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "comment_picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("media_type", sa.String(length=100), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unread", sa.Text(), nullable=True),
        sa.Column("gone_because", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["comment_version.id"],
            name=op.f("fk_comment_picture_version_id_comment_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_picture")),
        sa.UniqueConstraint(
            "version_id", "position", name=op.f("uq_comment_picture_version_id_position")
        ),
    )
    op.create_index(op.f("ix_comment_picture_sha256"), "comment_picture", ["sha256"])
    op.create_table(
        "picture_bytes",
        sa.Column("organisation", sa.String(length=31), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "sha256", name=op.f("pk_picture_bytes")),
    )
    op.create_table(
        "proof_picture",
        sa.Column("proof_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["proof_id"], ["proof.id"], name=op.f("fk_proof_picture_proof_id_proof")
        ),
        sa.PrimaryKeyConstraint("proof_id", "sha256", name=op.f("pk_proof_picture")),
    )
    op.create_index(op.f("ix_proof_picture_sha256"), "proof_picture", ["sha256"])


_SEALED = "SELECT count(DISTINCT proof_id) FROM proof_picture"


def downgrade() -> None:
    """Raises OfficeError where proofs name pictures: without the files they would never hold."""
    if sealed := op.get_bind().execute(sa.text(_SEALED)).scalar_one():
        raise OfficeError(
            f"Картинки запечатаны в доказательствах ({sealed}): откат стёр бы их, и доказательства"
            " больше не сошлись бы.",
            not_done="версия 0024 не откачена, картинки на месте.",
            next_step="верните прежнюю программу вместе с копией базы, снятой до обновления.",
        )
    op.drop_table("proof_picture")
    op.drop_table("picture_bytes")
    op.drop_table("comment_picture")
