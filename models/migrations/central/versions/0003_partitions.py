"""Orders, events and recommendations are split by their keys' time (0003_partitions.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the split tables and bring all rows over."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
