"""Lines that were made for somebody, found without reading all (0009_customized_lines.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the index."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
