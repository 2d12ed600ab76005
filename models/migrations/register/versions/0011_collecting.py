"""Orders that wait to be fetched, and promises that any till collects (0011_collecting.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the columns."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
