"""What is decided in Setup stands in the journal (0013_setup_in_journal.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the table anew with one more word."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
