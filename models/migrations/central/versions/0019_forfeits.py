"""What of a deposit is kept when an order is cancelled (0019_forfeits.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add the column."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
