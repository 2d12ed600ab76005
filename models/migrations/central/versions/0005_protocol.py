"""Forget old deletions, and hold both pasts of a till that was set back (0005_protocol.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column; let numbers repeat that such a till gave twice."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
