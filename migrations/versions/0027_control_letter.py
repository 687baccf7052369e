"""Files of the weekly letter, frozen with it; explanations of what fell short

And the indexes by which a week is found among a million comments.
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("content_id", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_file_report_id_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_file")),
        sa.UniqueConstraint("report_id", "name", name=op.f("uq_report_file_report_id_name")),
    )
    op.create_table(
        "explanation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=31), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("clause", sa.String(length=31), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("official", sa.String(length=31), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_explanation_question_id_question")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_explanation")),
        sa.UniqueConstraint(
            "question_id", "position", name=op.f("uq_explanation_question_id_position")
        ),
        sa.UniqueConstraint(
            "organisation",
            "week",
            "clause",
            "title",
            name=op.f("uq_explanation_organisation_week_clause_title"),
        ),
    )
    op.create_index("ix_comment_seen", "comment", ["organisation", "first_seen_at"])
    gone = sa.text("gone_at IS NOT NULL")
    op.create_index(
        "ix_comment_gone",
        "comment",
        ["organisation", "gone_at"],
        sqlite_where=gone,
        postgresql_where=gone,
    )
    op.create_index(op.f("ix_finding_found_at"), "finding", ["found_at"])
    op.create_index("ix_action_kind", "action", ["organisation", "kind", "state_since"])


def downgrade() -> None:
    op.drop_index("ix_action_kind", table_name="action")
    op.drop_index(op.f("ix_finding_found_at"), table_name="finding")
    op.drop_index("ix_comment_gone", table_name="comment")
    op.drop_index("ix_comment_seen", table_name="comment")
    op.drop_table("explanation")
    op.drop_table("report_file")
