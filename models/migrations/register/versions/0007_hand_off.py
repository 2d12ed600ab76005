"""Which parked cart a cart goes on from (0007_hand_off.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
