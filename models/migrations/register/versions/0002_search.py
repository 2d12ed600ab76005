"""The search index of the sell screen (0002_search.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the index; `pos.search_index` fills it."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
