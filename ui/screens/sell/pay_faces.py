"""Turns ways to pay and amounts into what the payment shows of them."""

from collections.abc import Callable

from pos.domain.payment import TenderKind, cash_due, suggest_cash
from pos.domain.pricing import PricingRules
from pos.queries.payment_methods import PaymentMethod
from ui.screens.sell import pay_text
from ui.screens.sell.pay_state import MethodButton

NOTES = (500, 1_000, 2_000, 5_000, 10_000, 20_000)
"""What customers hand over, in minor units; coins would only crowd the notes out."""

ICONS = {
    TenderKind.CASH: "banknote",
    TenderKind.CARD: "credit-card",
    TenderKind.WALLET: "smartphone",
    TenderKind.BANK_TRANSFER: "landmark",
    TenderKind.GIFT_CARD: "gift",
    TenderKind.STORE_CREDIT: "ticket",
}
OTHER_ICON = "wallet"

KEYS = {TenderKind.CASH: "F10", TenderKind.CARD: "F11"}


def method_buttons(methods: tuple[PaymentMethod, ...]) -> tuple[MethodButton, ...]:
    """Return the ways to pay; a key stands on the first of its kind, which is the one it takes."""
    keys = dict(KEYS)
    return tuple(
        MethodButton(
            code=method.code,
            name=method.name,
            icon=ICONS.get(method.kind, OTHER_ICON),
            key=keys.pop(method.kind, ""),
        )
        for method in methods
    )


def suggestions(
    remaining_cents: int, rules: PricingRules, *, tip_cents: int, money: Callable[[int], str]
) -> tuple[tuple[int, str], ...]:
    """Return likely amounts of cash with their words, the exact one first.

    Args:
        remaining_cents: What is open of the sale, above 0.
        tip_cents: What is to be taken on top.
    """
    step, rounding = rules.cash_step_cents, rules.rounding
    coins = cash_due(remaining_cents, cash_step_cents=step, rounding=rounding)
    due = coins + tip_cents
    likely = suggest_cash(due, denominations=NOTES, cash_step_cents=step, rounding=rounding)
    return tuple(
        (cents, pay_text.exact(money(cents)) if cents == likely[0] else money(cents))
        for cents in likely
    )


def deposit(cents: int, rules: PricingRules, *, money: Callable[[int], str]) -> tuple[int, str]:
    """Return a deposit as an amount of cash with its words."""
    step, rounding = rules.cash_step_cents, rules.rounding
    coins = cash_due(cents, cash_step_cents=step, rounding=rounding)
    return coins, pay_text.deposit(money(coins))
