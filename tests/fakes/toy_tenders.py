"""How people pay in the toy shop."""

from uuid import UUID

from pos.domain.payment import TenderKind
from pos.domain.stored_value import AccountKind, StoredAccount
from pos.queries.payment_methods import PaymentMethod

_WAYS_TO_PAY = (
    ("cash", "Cash", TenderKind.CASH),
    ("card", "Card", TenderKind.CARD),
    ("gift_card", "Gift card", TenderKind.GIFT_CARD),
    ("store_credit", "Store credit", TenderKind.STORE_CREDIT),
    ("upi", "UPI", TenderKind.WALLET),
    ("on_account", "On account", TenderKind.OTHER),
)
METHODS = tuple(
    PaymentMethod(
        method_id=UUID(int=30 + place),
        code=code,
        name=name,
        kind=kind,
        opens_drawer=kind is TenderKind.CASH,
        needs_reference=False,
        is_refundable=True,
    )
    for place, (code, name, kind) in enumerate(_WAYS_TO_PAY)
)


def gift_card(last4: str, balance_cents: int, **facts) -> StoredAccount:
    """Return a gift card, or with a customer their credit."""
    kind = AccountKind.STORE_CREDIT if "customer_id" in facts else AccountKind.GIFT_CARD
    return StoredAccount(
        account_id=UUID(int=800 + balance_cents),
        kind=kind,
        last4=last4,
        currency="EUR",
        balance_cents=balance_cents,
        **facts,
    )
