"""The card terminal that this register was told to use."""

from pos.domain.errors import RefusedError
from pos.queries.settings import read_settings
from pos.terminals import STANDS_ALONE, Terminal, get_driver
from pos.uow import ReadTx


def read_card_terminal(tx: ReadTx) -> Terminal:
    """Return the register's terminal; in training none is asked, since it takes real money.

    Where the settings name no driver, or no address of one, the terminal has a trouble: it can
    still be read, so that a mistake in Setup stops no sale.
    """
    if tx.register.is_training:
        return STANDS_ALONE
    settings = read_settings(tx)
    try:
        return _connect(settings.card_terminal, settings.card_terminal_address)
    except RefusedError as error:
        return Terminal(trouble=error)


def _connect(code: str, address: str) -> Terminal:
    driver = get_driver(code)
    connect = driver.connect
    return Terminal(driver=driver.code, connection=connect(address) if connect else None)
