"""All files that a wording of the news carries, in place of one picture"""

import sqlalchemy as sa
from alembic import op

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


def downgrade() -> None:
    op.drop_column("post_medium", "too_big")
    op.drop_column("post_medium", "kind")
    op.add_column("site_revision", sa.Column("picture", sa.Text(), nullable=True))
    op.execute(
        "UPDATE site_revision SET picture = (SELECT address FROM revision_file"
        " WHERE revision_id = site_revision.id AND kind = 'photo' ORDER BY position LIMIT 1)"
    )
    op.drop_table("revision_file")
