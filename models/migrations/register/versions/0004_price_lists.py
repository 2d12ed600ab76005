"""Groups of customers, price lists, and which offers a line had (0004_price_lists.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the tables and columns."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
