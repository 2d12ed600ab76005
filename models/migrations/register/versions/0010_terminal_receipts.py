"""The receipts of card terminals: what was known before, what came of it (payment_attempts.py)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the columns."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
