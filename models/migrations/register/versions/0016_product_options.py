"""What is chosen of goods that are made to order (0016_product_options.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the column."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
