"""All files that a wording of the news carries, in place of one picture"""

import sqlalchemy as sa
from alembic import op

from gospablik.errors import OfficeError

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "revision_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["site_revision.id"], name=op.f("fk_revision_file_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_file")),
        sa.UniqueConstraint(
            "revision_id", "position", name=op.f("uq_revision_file_revision_id_position")
        ),
    )
    op.execute(
        "INSERT INTO revision_file (revision_id, position, kind, address, words)"
        " SELECT id, 0, 'photo', picture, '' FROM site_revision WHERE picture IS NOT NULL"
    )
    op.drop_column("site_revision", "picture")
    op.add_column(
        "post_medium",
        sa.Column("kind", sa.String(length=8), nullable=False, server_default="photo"),
    )
    op.add_column("post_medium", sa.Column("too_big", sa.Text(), nullable=True))


_LOST = (
    "SELECT (SELECT count(*) FROM post_medium WHERE kind <> 'photo') + (SELECT count(*) FROM"
    " revision_file AS one WHERE kind <> 'photo' OR EXISTS (SELECT 1 FROM revision_file AS other"
    " WHERE other.revision_id = one.revision_id AND other.kind = 'photo'"
    " AND other.position < one.position))"
)
"""What has no place in the tables of before: one picture of a wording stood in them, and every
file of a post was taken for a picture.
"""


def downgrade() -> None:
    """Raises OfficeError where videos, documents or further pictures would be lost."""
    lost = op.get_bind().execute(sa.text(_LOST)).scalar_one()
    if lost:
        raise OfficeError(
            f"В базе записаны видео, документы и картинки ({lost}), которым в прежних таблицах нет"
            " места: откат стёр бы их или отправил документы как картинки.",
            not_done="версия 0010 не откачена, новости и их файлы на месте.",
            next_step="верните прежнюю программу вместе с копией базы, снятой до обновления.",
        )
    op.drop_column("post_medium", "too_big")
    op.drop_column("post_medium", "kind")
    op.add_column("site_revision", sa.Column("picture", sa.Text(), nullable=True))
    op.execute(
        "UPDATE site_revision SET picture = (SELECT address FROM revision_file"
        " WHERE revision_id = site_revision.id AND kind = 'photo' ORDER BY position LIMIT 1)"
    )
    op.drop_table("revision_file")
