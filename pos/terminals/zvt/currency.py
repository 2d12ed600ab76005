"""Currencies as the protocol counts them: the numbers of ISO 4217."""

NUMBERS = {
    "CHF": 756,
    "CZK": 203,
    "DKK": 208,
    "EUR": 978,
    "GBP": 826,
    "HUF": 348,
    "NOK": 578,
    "PLN": 985,
    "SEK": 752,
    "USD": 840,
}


def find_currency_number(currency: str) -> int | None:
    """Return the number of a currency; None: no terminal of this protocol takes it."""
    return NUMBERS.get(currency)


def find_currency(number: int | None) -> str | None:
    """Return the currency of a number; None: it is none of these."""
    return next((currency for currency, each in NUMBERS.items() if each == number), None)
