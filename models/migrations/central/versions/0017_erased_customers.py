"""When a customer was erased (0017_erased_customers.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add the column."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
