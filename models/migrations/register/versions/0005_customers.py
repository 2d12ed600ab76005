"""The search for customers, and why an order carries no tax (0005_customers.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the index and enter who is known already; `pos.customer_index` keeps it."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
