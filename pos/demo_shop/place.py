"""Where the demo shop stands in a database: its store and the place of its stock."""

from dataclasses import dataclass
from uuid import UUID

from models.fixed_ids import FIRST_LOCATION_ID, FIRST_STORE_ID


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A store's row and the location it sells from; both must be there before."""

    store_id: UUID
    location_id: UUID


FIRST_PLACE = Place(store_id=FIRST_STORE_ID, location_id=FIRST_LOCATION_ID)
"""The store that every business starts with."""
