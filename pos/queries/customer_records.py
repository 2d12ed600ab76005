"""All records about one customer: a record that was folded into another one stays."""

import sqlalchemy as sa

from models.identity import UserRow

_USERS = UserRow.__table__

RECORDS_OF = sa.select(_USERS.c.id).where(
    (_USERS.c.id == sa.bindparam("customer_id"))
    | (_USERS.c.merged_into_id == sa.bindparam("customer_id"))
)
"""The ids of a customer's records: their own, and those that were folded into it."""
