"""What a parent agreed to, and until when it is kept (0018_children_consent.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add the columns."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
