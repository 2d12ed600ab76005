"""Where movements wait that their level does not contain yet (0022_uncounted.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Make the table."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
