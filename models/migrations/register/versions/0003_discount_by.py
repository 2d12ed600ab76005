"""Who answers for the discounts of a cart (0003_discount_by.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
