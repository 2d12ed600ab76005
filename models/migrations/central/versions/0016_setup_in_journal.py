"""What is decided in Setup stands in the journal (0016_setup_in_journal.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Allow one more word."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
