"""Link what was set aside with the fact that corrects it (0011_corrections.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the link."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
