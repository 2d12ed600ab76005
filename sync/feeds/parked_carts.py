"""Parked carts of the store, so that each of its tills can take up what another one put aside.

One that is open here is nobody else's and is not on the board. What this till has just done with a
parked one is left alone until central has booked that.
"""

from models.carts import CartLineRow, CartPromotionRow, CartRow
from pos.runtime.changes import Topic
from sync.feed import Feed
from sync.uncounted import leave_what_is_ahead

FEED = Feed(
    rows=(CartRow, CartLineRow, CartPromotionRow),
    order=97,
    topics=frozenset({Topic.CARTS}),
    adapt=leave_what_is_ahead,
)
