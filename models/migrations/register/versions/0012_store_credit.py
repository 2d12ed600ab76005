"""Store credit in the journal, and who may give it (0012_store_credit.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the table anew with one more word, and let the roles do it."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
