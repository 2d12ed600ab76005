"""The first schema: all tables, as they were then (0001_start.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
