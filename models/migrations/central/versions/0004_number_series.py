"""Numbers that central gives out itself (0004_number_series.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the table."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
