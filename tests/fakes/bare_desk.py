"""A desk without a window, for presenters that are tested without Qt."""

from uuid import UUID
from zoneinfo import ZoneInfo

from pos.runtime.identity import RegisterIdentity
from pos.runtime.ids import TimeOrderedIds
from ui.shell.desk import Desk
from ui.text.formats import Formats

IDENTITY = RegisterIdentity(
    register_id=UUID(int=1),
    store_id=UUID(int=2),
    location_id=UUID(int=3),
    code="R1",
    name="Register 1",
    store_code="S1",
    store_name="Corner Shop",
    number_prefix="S1R1-A",
    incarnation=1,
    currency="EUR",
    timezone=ZoneInfo("Europe/Vienna"),
)


def bare_desk(*, runner, notices, navigator, session, clock) -> Desk:
    """Make a desk; it has no panels, and nobody may look anything up or print on it."""
    formats = Formats(locale="en_GB", currency="EUR", timezone=IDENTITY.timezone)
    return Desk(
        runner=runner,
        notices=notices,
        panels=None,  # type: ignore[arg-type]
        navigator=navigator,
        session=session,
        formats=formats,
        clock=clock,
        ids=TimeOrderedIds(clock),
        lookup=None,  # type: ignore[arg-type]
        identity=IDENTITY,
        print_receipt=None,  # type: ignore[arg-type]
        open_drawer=None,  # type: ignore[arg-type]
    )
