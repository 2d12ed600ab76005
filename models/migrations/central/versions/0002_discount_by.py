"""Who answers for the discounts of a cart (0002_discount_by.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
