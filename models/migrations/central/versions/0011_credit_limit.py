"""What a customer may owe (0011_credit_limit.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the column."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
