"""Alembic's way into the central database: the runner hands over the open transaction."""

from alembic import context

from models.metadata import central_metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=central_metadata(),
    version_table_schema="sync",
)
context.run_migrations()
