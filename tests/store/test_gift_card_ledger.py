"""Whatever a till does with a gift card: its balance is the sum of its entries, never negative."""

import shutil
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.stored_value import StoredValueAccountRow, StoredValueEntryRow
from pos.domain.errors import RefusedError
from pos.runtime.ids import TimeOrderedIds
from pos.services.checkout import complete_sale
from pos.uow import Store
from tests.fakes.set_clock import SetClock
from tests.gift_cards import by_gift_card, offer_gift_cards, sell_card
from tests.shop import SHIRT, Shop, card, find_shop
from tests.store.test_gift_cards import bring_back

CARDS = ("AAAA1111", "BBBB2222")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("load", "pay", "refund")),
        st.sampled_from(CARDS),
        st.integers(1, 1_990),
    ),
    min_size=1,
    max_size=8,
)


def act(shop: Shop, step: tuple[str, str, int], receipts: list[str]) -> None:
    what, number, cents = step
    if what == "load":
        receipts.append(sell_card(shop, number, cents))
    elif what == "refund" and receipts:
        bring_back(shop, receipts.pop(cents % len(receipts)))
    elif what == "pay":
        rest = (card(),) if cents < 1_990 else ()
        wish = shop.sale_of(shop.cart_of(SHIRT), by_gift_card(shop, number, cents), *rest)
        with shop.store.write() as tx:
            receipts.append(complete_sale(tx, wish).number)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_a_card_is_never_below_zero_and_always_its_entries(
    shop_template: Path, tmp_path: Path, steps
) -> None:
    path = Path(shutil.copy(shop_template, tmp_path / "till.db"))
    clock = SetClock()
    store = Store(path, clock=clock, ids=TimeOrderedIds(clock))
    shop = find_shop(store)
    offer_gift_cards(shop)
    shop.open_shift()
    receipts = [sell_card(shop, number, 1_000) for number in CARDS]

    for step in steps:
        with suppress(RefusedError):
            act(shop, step, receipts)
        with store.read() as tx:
            assert balances(tx) == sums(tx)
            assert all(cents >= 0 for cents in balances(tx).values())

    store.close()
    path.unlink()


def balances(tx) -> dict:
    rows = sa.select(StoredValueAccountRow.id, StoredValueAccountRow.balance_cents)
    return dict(tx.connection.execute(rows).all())


def sums(tx) -> dict:
    total = sa.func.sum(StoredValueEntryRow.amount_cents)
    rows = sa.select(StoredValueEntryRow.account_id, total).group_by(StoredValueEntryRow.account_id)
    return dict(tx.connection.execute(rows).all())
