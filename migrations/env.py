"""How Alembic reaches our database: the URL it was given, or the environment's."""

import os
from typing import Any, Literal

from alembic import context

from gospablik.store.base import UtcDateTime, Word
from gospablik.store.partial_indexes import METADATA
from gospablik.store.session import Store


def _plain_type(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Migrations outlive the code: they name SQLAlchemy's own types, not ours."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Word):
        return "sa.String(40)"
    return False


def run() -> None:
    """Run the migrations in one transaction."""
    url = context.config.attributes.get("url") or os.environ["GOSPABLIK_DATABASE_URL"]
    store = Store(url)
    with store.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=METADATA,
            render_as_batch=True,
            compare_type=False,
            render_item=_plain_type,
        )
        with context.begin_transaction():
            context.run_migrations()
    store.close()


run()
