"""What wants a person, between the register and central: wishes go up, the list comes down."""

from collections.abc import Mapping
from typing import Any

from pos.queries.attention import Wishes, read_wishes
from pos.runtime.changes import Topic
from pos.uow import WriteTx
from sync.connection import Central
from sync.desk import Desk
from sync.state import find_attention, keep_attention


def exchange_attention(desk: Desk, central: Central) -> None:
    """Tell central what people want done, and fetch what is still open.

    Raises:
        UnavailableError: Central or the disk is in trouble; wishes wait for the next round.
    """
    wishes: Wishes = desk.ask(lambda tx: read_wishes(tx.connection))
    if wishes.retry:
        central.retry(wishes.retry)
    if wishes.seen:
        central.note_seen(wishes.seen)
    told = central.attention()
    if wishes != Wishes(corrected=wishes.corrected) or told != desk.ask(
        lambda tx: find_attention(tx.connection)
    ):
        desk.write(lambda tx: _keep(tx, told, done=wishes))


def _keep(tx: WriteTx, told: Mapping[str, Any], *, done: Wishes) -> None:
    """Keep the list; what was wished since the round began waits for the next."""
    wishes = read_wishes(tx.connection)
    listed = {(fact["incarnation"], fact["seq"]) for fact in told["facts"]}
    left = Wishes(
        retry=tuple(fact for fact in wishes.retry if fact not in done.retry),
        seen=tuple(each for each in wishes.seen if each not in done.seen),
        corrected=tuple(fact for fact in wishes.corrected if fact in listed),
    )
    keep_attention(tx.connection, told, left, now=tx.now)
    tx.touched(Topic.ATTENTION)
