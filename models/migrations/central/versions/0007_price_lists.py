"""Groups of customers, price lists, and which offers a line had (0007_price_lists.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the tables and columns."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
