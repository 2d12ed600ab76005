"""What card terminals were asked, and what customers may owe (0008_tenders.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the table and the column."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
