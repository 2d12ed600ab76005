"""What a customer may owe (0012_credit_limit.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the column."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
