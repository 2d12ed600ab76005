"""Store credit in the journal, and who may give it (0015_store_credit.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Allow one more word, and let the roles do it."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
