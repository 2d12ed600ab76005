"""Cards get their money back one after the other, however fast the next return begins."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
import sqlalchemy as sa

from models.payment_attempts import PaymentAttemptRow
from pos.domain.attempt import TerminalReceipt
from pos.services.settings import choose_setting
from tests.card_sales import PAID, bring_back, sell_by_card
from tests.fakes.kept_notices import KeptNotices
from tests.fakes.set_clock import SetClock
from tests.fakes.store_runner import StoreRunner
from tests.fakes.zvt_simulator import TERMINAL_ID, ZvtSimulator
from tests.shop import SHIRT, Shop
from ui.shell.card_back import CardBack
from ui.text.formats import Formats


class SlowTerminalRunner(StoreRunner):
    """Keeps what the terminal is asked until `let_go`."""

    def __init__(self, store) -> None:
        super().__init__(store)
        self.held = []

    def terminal(self, job, *, then=None, refused=None) -> None:
        self.held.append(lambda: then(job()))

    def let_go(self) -> None:
        self.held.pop(0)()


@pytest.fixture
def device(shop: Shop, clock: SetClock) -> Iterator[ZvtSimulator]:
    """A terminal that was charged twice; the till asks it."""
    shop.open_shift()
    with ZvtSimulator(now=clock.now()) as simulator:
        simulator.charge(3_980)
        simulator.charge(3_980)
        with shop.store.write() as tx:
            choose_setting(tx, "card_terminal", "zvt")
            choose_setting(tx, "card_terminal_address", simulator.address)
        yield simulator


@pytest.fixture
def runner(shop: Shop) -> SlowTerminalRunner:
    return SlowTerminalRunner(shop.store)


@pytest.fixture
def cards(shop: Shop, runner: SlowTerminalRunner) -> CardBack:
    with shop.store.read() as tx:
        formats = Formats(locale="en_GB", currency="EUR", timezone=tx.register.timezone)
    return CardBack(
        runner=runner,
        notices=KeptNotices(),
        formats=formats,
        changed=lambda: None,
    )


def given_back(shop: Shop) -> list[tuple[str, UUID]]:
    with shop.store.read() as tx:
        said = sa.select(PaymentAttemptRow.state, PaymentAttemptRow.resolved_by)
        return [tuple(row) for row in tx.connection.execute(said)]


def come_back(shop: Shop, number: int):
    paid = replace(PAID, receipt=TerminalReceipt(terminal_id=TERMINAL_ID, number=number))
    return bring_back(shop, sell_by_card(shop, answer=paid), quantity=2)


def test_what_the_terminal_does_is_said_meanwhile(shop, device, runner, cards) -> None:
    cards.begin(come_back(shop, 471))
    meanwhile = cards.words
    runner.let_go()

    assert meanwhile == ("The card terminal is giving \u20ac39.80 back\u2026",)
    assert cards.words == ("\u20ac39.80 went back to Mastercard \u2022\u2022\u2022\u2022 4771.",)
    assert [each.is_reversed for each in device.charges] == [True, False]
    assert given_back(shop) == [("reversed", shop.ada)]


def test_the_next_return_waits_for_the_card_of_the_last(shop, device, runner, cards) -> None:
    cards.begin(come_back(shop, 471))
    cards.begin(come_back(shop, 472))
    asked_at_once = len(runner.held)
    runner.let_go()
    runner.let_go()

    assert asked_at_once == 1
    assert [each.is_reversed for each in device.charges] == [True, True]
    assert len(cards.words) == 2


def test_a_return_without_a_card_says_nothing_of_cards(shop, device, runner, cards) -> None:
    number = shop.sell(SHIRT).number
    cards.begin(bring_back(shop, number, quantity=1))

    assert (cards.words, runner.held) == ((), [])
