"""How the store counts money changes with the next shift, never inside of one."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from models.operations import StoreRow
from models.payments import PaymentMethodRow
from models.pricing import TaxRateRow
from pos.domain.money import Rounding
from pos.domain.permission import Action
from pos.domain.tax import TaxRounding
from pos.queries.payment_methods import list_payment_methods
from pos.queries.settings import read_settings
from pos.queries.store_rules import day_in_store, read_pricing_rules, read_store_rules
from pos.queries.taxes import find_taxes
from pos.services.money_rules import CashStepError, MoneyRulesWish, change_money_rules
from pos.services.permissions import Actor, PermissionDeniedError
from pos.services.shifts import CloseShiftWish, close_shift
from pos.services.store_settings import SettingWish, change_setting
from pos.services.tax_rates import (
    TaxDayTooEarlyError,
    TaxRateEndedError,
    TaxRateWish,
    follow_tax_rate,
)
from pos.services.ways_to_pay import CashNeededError, MethodWish, change_method
from tests.fakes.set_clock import SetClock
from tests.shop import SHIRT, Shop
from tests.store.test_managing_staff import give_role


@pytest.fixture
def owner(shop: Shop) -> Actor:
    give_role(shop, shop.grace, "admin")
    return Actor(staff_id=shop.grace)


def use_coins_of(shop: Shop, owner: Actor, cents: int) -> None:
    wish = MoneyRulesWish(
        actor=owner,
        prices_include_tax=True,
        tax_rounding=TaxRounding.LINE,
        rounding=Rounding.HALF_UP,
        cash_step_cents=cents,
    )
    with shop.store.write() as tx:
        change_money_rules(tx, wish)


def coin_in_force(shop: Shop) -> int:
    with shop.store.read() as tx:
        return read_pricing_rules(tx).cash_step_cents


def test_a_new_smallest_coin_counts_from_the_next_shift_on(shop: Shop, owner: Actor) -> None:
    shop.open_shift()

    use_coins_of(shop, owner, 10)

    assert coin_in_force(shop) == 5
    with shop.store.read() as tx:
        assert read_store_rules(tx).cash_step_cents == 10
    close(shop)
    shop.open_shift()
    assert coin_in_force(shop) == 10


def test_what_headquarters_changes_waits_for_the_next_shift_too(shop: Shop) -> None:
    shop.open_shift()

    with shop.store.write() as tx:
        tx.connection.execute(sa.update(StoreRow).values(prices_include_tax=False))

    with shop.store.read() as tx:
        assert read_pricing_rules(tx).prices_include_tax
    close(shop)
    with shop.store.read() as tx:
        assert not read_pricing_rules(tx).prices_include_tax


def test_a_coin_that_does_not_exist_is_refused(shop: Shop, owner: Actor) -> None:
    with pytest.raises(CashStepError):
        use_coins_of(shop, owner, 3)


def test_a_new_tax_rate_begins_on_its_day_and_ends_the_old_one(
    shop: Shop, owner: Actor, clock: SetClock
) -> None:
    follow(shop, owner, date(2026, 12, 1))

    rates = {}
    for day in (date(2026, 11, 30), date(2026, 12, 1)):
        with shop.store.read() as tx:
            rates[day.isoformat()] = [rate.rate_ppm for rate in find_taxes(tx, None, on=day)]
    assert rates == {"2026-11-30": [200_000], "2026-12-01": [210_000]}
    with pytest.raises(TaxRateEndedError):
        follow(shop, owner, date(2027, 1, 1))


def test_a_day_that_has_sales_keeps_its_taxes(shop: Shop, owner: Actor) -> None:
    with shop.store.read() as tx:
        today = day_in_store(tx, SetClock().now())

    with pytest.raises(TaxDayTooEarlyError) as refused:
        follow(shop, owner, today)

    assert refused.value.earliest == today + timedelta(days=1)


def test_a_way_to_pay_is_switched_on_renamed_and_moved(shop: Shop, owner: Actor) -> None:
    change(shop, owner, "upi", name="Phone", position=0, is_active=True)
    change(shop, owner, "cash", name="Cash", position=5, is_active=True)

    with shop.store.read() as tx:
        names = [method.name for method in list_payment_methods(tx)]
    assert names == ["Phone", "Card", "Cash"]


def test_a_till_with_a_drawer_keeps_taking_cash(shop: Shop, owner: Actor) -> None:
    with pytest.raises(CashNeededError):
        change(shop, owner, "cash", name="Cash", position=0, is_active=False)


def test_a_setting_of_the_store_is_changed_by_who_may(shop: Shop, owner: Actor) -> None:
    for days in (14, 21):
        with shop.store.write() as tx:
            change_setting(tx, SettingWish(actor=owner, key="return_days", value=days))
    with shop.store.write() as tx:
        change_setting(tx, SettingWish(actor=owner, key="theme", value="dark"))

    with shop.store.read() as tx:
        settings = read_settings(tx)
    assert (settings.return_days, settings.theme) == (21, "dark")


def test_a_cashier_changes_nothing_of_all_this(shop: Shop) -> None:
    ada = Actor(staff_id=shop.ada)

    for attempt in (
        lambda: use_coins_of(shop, ada, 10),
        lambda: follow(shop, ada, date(2027, 1, 1)),
        lambda: change(shop, ada, "card", name="Card", position=0, is_active=False),
    ):
        with pytest.raises(PermissionDeniedError) as refused:
            attempt()
        assert refused.value.action is Action.CHANGE_SETTINGS


def test_selling_goes_on_while_a_new_rule_waits(shop: Shop, owner: Actor) -> None:
    shop.open_shift()
    use_coins_of(shop, owner, 100)

    sale = shop.sell(SHIRT)

    assert sale.total_cents == 1_990
    assert sale.rounding_cents == 0


def follow(shop: Shop, actor: Actor, day: date) -> None:
    with shop.store.write() as tx:
        old = sa.select(TaxRateRow.id).where(TaxRateRow.name == "VAT 20 %")
        wish = TaxRateWish(
            actor=actor,
            follows=tx.connection.execute(old).scalar_one(),
            name="VAT 21 %",
            rate_ppm=210_000,
            valid_from=day,
        )
        follow_tax_rate(tx, wish)


def change(
    shop: Shop, actor: Actor, code: str, *, name: str, position: int, is_active: bool
) -> None:
    with shop.store.write() as tx:
        method = sa.select(PaymentMethodRow.id).where(PaymentMethodRow.code == code)
        wish = MethodWish(
            actor=actor,
            method_id=tx.connection.execute(method).scalar_one(),
            name=name,
            is_active=is_active,
            position=position,
        )
        change_method(tx, wish)


def close(shop: Shop) -> None:
    wish = CloseShiftWish(
        actor=Actor(staff_id=shop.ada), counted_cash_cents=10_000, count_detail={}
    )
    with shop.store.write() as tx:
        close_shift(tx, wish)
