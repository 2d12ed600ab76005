"""What the printer still has to do."""

import sqlalchemy as sa

from models.print_jobs import PrintJobRow
from pos.uow import ReadTx

_JOBS = PrintJobRow.__table__
_UNFINISHED = ("queued", "sending", "waiting", "interrupted")
_COUNT = sa.select(sa.func.count()).where(_JOBS.c.state.in_(_UNFINISHED))


def count_unfinished(tx: ReadTx) -> int:
    """Return how many papers and drawer openings are still to come."""
    return tx.connection.execute(_COUNT).scalar_one()
