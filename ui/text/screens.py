"""What the screens are called, apart from their other words, which load what they speak of."""


def attention() -> str:
    return "Attention"


def cash() -> str:
    return "Cash"


def orders() -> str:
    return "Orders"


def returns() -> str:
    return "Returns"


def sell() -> str:
    return "Sell"


def setup() -> str:
    return "Setup"


def sign_in() -> str:
    return "Sign in"


def stock() -> str:
    return "Stock"


def customers() -> str:
    return "Customers"
