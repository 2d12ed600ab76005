"""Words of giving money back to cards."""

from pos.queries.card_refunds import CardRefund


def card(refund: CardRefund) -> str:
    last4 = f"\u2022\u2022\u2022\u2022 {refund.card_last4}" if refund.card_last4 else ""
    return " ".join(filter(None, (refund.card_brand, last4))) or "the card"


def giving_back(amount: str) -> str:
    return f"The card terminal is giving {amount} back\u2026"


def was_given_back(amount: str, card: str) -> str:
    return f"{amount} went back to {card}."


def by_hand(amount: str, card: str) -> str:
    return f"Give {amount} back to {card} on the card terminal."


def was_refused(amount: str, card: str) -> str:
    return f"The terminal did not give {amount} back to {card}. Give it back there by hand."


def nobody_knows(amount: str, card: str) -> str:
    return f"Nobody knows whether {amount} went back to {card}. Look at the terminal's last slip."
