"""Ways to pay, one file each; a new file is found by itself.

A file declares `TENDER`: whether change is given, whether the drawer opens, whether money may go
back this way, and what has to be known. What a shop calls a way to pay, and which ones it takes,
are rows of `payment_methods`; their `code` or else their `kind` leads to the declaration.

Money of another country is no way to pay here: foreign cash is out of scope.
"""

import pkgutil
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module

from pos.domain.payment import TenderKind


class Ask(StrEnum):
    """What the cashier has to give besides the amount."""

    REFERENCE = "reference"
    CARD_LAST4 = "card_last4"
    STORED_VALUE_CODE = "stored_value_code"
    STORE_CREDIT = "store_credit"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderType:
    """How one way to pay behaves.

    Attributes:
        code: Code of the payment method; also the name of the file.
        kind: Its kind; several codes may share one.
        gives_change: More than is due may be handed over.
        rounds_to_coin: What is due is rounded to the smallest coin.
        opens_drawer: The drawer opens when the sale is done.
        is_refundable: Money may go back this way.
        is_promise: The money comes later; the tender is pending until somebody collects it.
        needs_central: The balance is only known for sure when central answers.
        required: What must be given.
        optional: What may be given.
    """

    code: str
    kind: TenderKind
    gives_change: bool = False
    rounds_to_coin: bool = False
    opens_drawer: bool = False
    is_refundable: bool = True
    is_promise: bool = False
    needs_central: bool = False
    required: tuple[Ask, ...] = ()
    optional: tuple[Ask, ...] = ()


@cache
def discover() -> tuple[TenderType, ...]:
    """Return every declared way to pay, by code."""
    found = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}").TENDER for name in found)


def get_tender_type(code: str, *, kind: TenderKind) -> TenderType:
    """Return how a payment method behaves: by its code, or as others of its kind.

    A shop may name its own methods (`visa`, `twint`); they behave as their kind does.
    """
    by_code = _by_code()
    return by_code.get(code) or by_code[str(kind)]


@cache
def _by_code() -> dict[str, TenderType]:
    return {tender.code: tender for tender in discover()}
