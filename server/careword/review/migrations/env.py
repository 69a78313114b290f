"""An open connection in, its tables brought up to date out."""

from __future__ import annotations

from alembic import context

from careword.review.tables import Table

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Table.metadata, render_as_batch=True
)
context.run_migrations()
