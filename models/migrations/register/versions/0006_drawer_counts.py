"""Both counts of a shift, its place in the drawer's chain, and who approved; see the .sql file."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
