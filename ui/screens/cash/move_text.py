"""Words of cash that is paid in and out."""

from pos.domain.shift import CashMovementKind


def kind_of(kind: str) -> str:
    return _KINDS[CashMovementKind(kind)]


_KINDS = {
    CashMovementKind.PAY_IN: "Paid in",
    CashMovementKind.PAY_OUT: "Paid out",
    CashMovementKind.DROP: "Safe drop",
    CashMovementKind.CORRECTION: "Correction",
}


def move_title(kind: CashMovementKind) -> str:
    return {
        CashMovementKind.PAY_IN: "Pay in",
        CashMovementKind.PAY_OUT: "Pay out",
        CashMovementKind.DROP: "Safe drop",
        CashMovementKind.CORRECTION: "Correct",
    }[kind]


def move_hint(kind: CashMovementKind) -> str:
    return {
        CashMovementKind.PAY_IN: "Cash that comes into the drawer without a sale.",
        CashMovementKind.PAY_OUT: "Cash that leaves the drawer, for a bill or a purchase.",
        CashMovementKind.DROP: "Cash that goes from the drawer into the safe.",
        CashMovementKind.CORRECTION: "Cash that was booked wrongly.",
    }[kind]


def move_reasons(kind: CashMovementKind) -> tuple[str, ...]:
    return {
        CashMovementKind.PAY_IN: ("Change from the bank", "Owner\u2019s money"),
        CashMovementKind.PAY_OUT: ("Supplier", "Petty cash", "Postage"),
        CashMovementKind.DROP: ("Too much in the drawer", "End of the day"),
        CashMovementKind.CORRECTION: (),
    }[kind]


def move_done(kind: CashMovementKind, amount: str) -> str:
    return f"{_KINDS[kind]}: {amount}"


def amount() -> str:
    return "Amount"


def reason() -> str:
    return "Reason"


def reason_hint() -> str:
    return "What for?"
