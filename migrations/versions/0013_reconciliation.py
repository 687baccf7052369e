"""The reconciliation with the site, edits of posts, news that vanished, held posts in a form"""

import sqlalchemy as sa
from alembic import op

from gospablik.errors import OfficeError

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=31), nullable=False),
        sa.Column("page", sa.String(length=31), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("covered", sa.Integer(), nullable=False),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.Column("faithful", sa.Integer(), nullable=False),
        sa.Column("unread", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index("ix_audit_ended", "audit", ["organisation", "ended_at"])

    op.create_table(
        "origin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=31), nullable=False),
        sa.Column("page", sa.String(length=31), nullable=False),
        sa.Column("network_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("rubric", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=31), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("official", sa.String(length=31), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_origin")),
    )
    op.create_index("ix_origin_post", "origin", ["organisation", "page", "network_id"])

    op.create_table(
        "validation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=31), nullable=False),
        sa.Column("suite", sa.String(length=20), nullable=False),
        sa.Column("scope", sa.String(length=200), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("run", sa.String(length=64), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name=op.f("fk_validation_audit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_validation")),
        sa.UniqueConstraint(
            "organisation",
            "suite",
            "scope",
            "made_at",
            name=op.f("uq_validation_organisation_suite_scope_made_at"),
        ),
    )
    op.create_index("ix_validation_suite", "validation", ["organisation", "suite", "made_at"])

    op.create_table(
        "raw_page",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["site_revision.id"], name=op.f("fk_raw_page_revision_id")
        ),
        sa.PrimaryKeyConstraint("revision_id", name=op.f("pk_raw_page")),
    )
    op.create_table(
        "compared",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=31), nullable=False),
        sa.Column("page", sa.String(length=31), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("standing", sa.String(40), nullable=False),
        sa.Column("result", sa.String(40), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("site_text", sa.Text(), nullable=False),
        sa.Column("live_text", sa.Text(), nullable=False),
        sa.Column("differences", sa.JSON(), nullable=False),
        sa.Column("site_media", sa.JSON(), nullable=False),
        sa.Column("live_media", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("covers", sa.Boolean(), nullable=True),
        sa.Column("faithful", sa.Boolean(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name=op.f("fk_compared_audit_id")),
        sa.ForeignKeyConstraint(["item_id"], ["site_item.id"], name=op.f("fk_compared_item_id")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_compared_post_id")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["site_revision.id"], name=op.f("fk_compared_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_compared")),
    )
    op.create_index("ix_compared_audit", "compared", ["audit_id"])
    op.create_index("ix_compared_subject", "compared", ["organisation", "page", "subject"])

    op.create_table(
        "gone_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["site_item.id"], name=op.f("fk_gone_item_item_id")),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_gone_item_question_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gone_item")),
        sa.UniqueConstraint(
            "question_id", "position", name=op.f("uq_gone_item_question_id_position")
        ),
    )
    op.create_table(
        "gone_ruling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=31), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("official", sa.String(length=31), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["site_item.id"], name=op.f("fk_gone_ruling_item_id")),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_gone_ruling_question_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gone_ruling")),
    )
    op.create_table(
        "held_post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("hold", sa.String(40), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("draft", sa.Text(), nullable=True),
        sa.Column("refused", sa.Text(), nullable=True),
        sa.Column("verdict", sa.String(40), nullable=True),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_held_post_post_id")),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_held_post_question_id")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["site_revision.id"], name=op.f("fk_held_post_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_post")),
        sa.UniqueConstraint(
            "question_id", "position", name=op.f("uq_held_post_question_id_position")
        ),
    )
    op.create_table(
        "post_edit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_because", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_post_edit_post_id")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["site_revision.id"], name=op.f("fk_post_edit_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_edit")),
        sa.UniqueConstraint(
            "post_id", "revision_id", name=op.f("uq_post_edit_post_id_revision_id")
        ),
    )
    op.add_column(
        "post", sa.Column("mendable", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("post", sa.Column("own_words", sa.Text(), nullable=True))
    op.add_column("post", sa.Column("worded_by", sa.String(length=31), nullable=True))
    op.add_column("post", sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("post", sa.Column("dropped_by", sa.String(length=31), nullable=True))
    op.add_column("post", sa.Column("dropped_because", sa.Text(), nullable=True))
    op.add_column("post", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("post", sa.Column("weighed", sa.Integer(), nullable=True))
    # Posts that are out keep to the news as they are now; what changes from here on is weighed.
    op.execute(
        "UPDATE post SET weighed = (SELECT max(number) FROM site_revision"
        " WHERE site_revision.item_id = post.item_id) WHERE network_id IS NOT NULL"
    )

    op.add_column("site_item", sa.Column("gone_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "site_item", sa.Column("gone_again_at", sa.DateTime(timezone=True), nullable=True)
    )

    op.add_column("site_revision", sa.Column("facts", sa.JSON(none_as_null=True), nullable=True))


_LOST = (
    "SELECT (SELECT count(*) FROM post_edit) + (SELECT count(*) FROM gone_ruling)"
    " + (SELECT count(*) FROM gone_item) + (SELECT count(*) FROM origin)"
    " + (SELECT count(*) FROM held_post)"
    " + (SELECT count(*) FROM post WHERE dropped_at IS NOT NULL OR withdrawn_at IS NOT NULL"
    " OR own_words IS NOT NULL) + (SELECT count(*) FROM action"
    " WHERE kind IN ('edit', 'withdraw'))"
    " + (SELECT count(*) FROM question WHERE topic IN ('held', 'gone'))"
)
"""What people decided and what the ledger did in ways that the program of before does not know."""


def downgrade() -> None:
    """Raises OfficeError where decisions of people or deeds of the ledger would be lost."""
    lost = op.get_bind().execute(sa.text(_LOST)).scalar_one()
    if lost:
        raise OfficeError(
            f"В базе есть решения о постах и правки постов ({lost}), которым в"
            " прежних таблицах нет места: откат стёр бы их, а отменённое вышло бы снова.",
            not_done="версия 0013 не откачена, решения и правки на месте.",
            next_step="верните прежнюю программу вместе с копией базы, снятой до обновления.",
        )
    op.drop_column("site_revision", "facts")

    op.drop_column("site_item", "gone_again_at")
    op.drop_column("site_item", "gone_since")

    op.drop_column("post", "weighed")
    op.drop_column("post", "withdrawn_at")
    op.drop_column("post", "dropped_because")
    op.drop_column("post", "dropped_by")
    op.drop_column("post", "dropped_at")
    op.drop_column("post", "worded_by")
    op.drop_column("post", "own_words")
    op.drop_column("post", "mendable")

    op.drop_table("post_edit")
    op.drop_table("held_post")
    op.drop_table("gone_ruling")
    op.drop_table("gone_item")
    op.drop_index("ix_compared_subject", "compared")
    op.drop_index("ix_compared_audit", "compared")

    op.drop_table("compared")
    op.drop_table("raw_page")
    op.drop_index("ix_validation_suite", "validation")

    op.drop_table("validation")
    op.drop_index("ix_origin_post", "origin")

    op.drop_table("origin")
    op.drop_index("ix_audit_ended", "audit")

    op.drop_table("audit")
