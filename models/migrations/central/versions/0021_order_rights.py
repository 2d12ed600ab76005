"""Who may move a promised day and cancel an order that waits (0021_order_rights.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Let the roles of a shop that is there already do what those of a new one may."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
