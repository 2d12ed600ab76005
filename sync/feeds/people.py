"""Staff with their roles and PINs, customers with their addresses. Passwords stay in central."""

from models.identity import AddressRow, RoleRow, StaffRow, UserRoleRow, UserRow
from pos.runtime.changes import Topic
from sync.feed import Feed

FEED = Feed(
    rows=(
        RoleRow,
        UserRow,
        UserRoleRow,
        StaffRow,
        AddressRow,
    ),
    order=40,
    topics=frozenset({Topic.PEOPLE}),
)
