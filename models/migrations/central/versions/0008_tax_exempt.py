"""Why an order carries no tax (0008_tax_exempt.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the column."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
