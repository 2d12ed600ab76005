"""Which card payments the terminal is to give back (0018_giving_back.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add it to the requests to card terminals."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
