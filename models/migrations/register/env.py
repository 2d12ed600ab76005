"""Alembic's way into a register's database: the runner hands over the open transaction."""

from alembic import context

from models.metadata import register_metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=register_metadata(),
    render_as_batch=True,
)
context.run_migrations()
