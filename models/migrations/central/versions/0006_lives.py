"""Let a register that was copied go on in both copies, each under its own life (0006_lives.sql)."""

from pathlib import Path

from alembic import op

from models.migrations.statements import run_file

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Note when a life ended; let each copy have its open shift."""
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
