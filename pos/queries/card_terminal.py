"""The card terminal that this register was told to use."""

from pos.queries.settings import read_settings
from pos.terminals import STANDS_ALONE, Terminal, get_driver
from pos.uow import ReadTx


def read_card_terminal(tx: ReadTx) -> Terminal:
    """Return the register's terminal; in training none is asked, since it takes real money.

    Raises:
        RefusedError: There is no such driver, or the address is none of its addresses.
    """
    if tx.register.is_training:
        return STANDS_ALONE
    settings = read_settings(tx)
    driver = get_driver(settings.card_terminal)
    connect = driver.connect
    return Terminal(
        driver=driver.code,
        connection=connect(settings.card_terminal_address) if connect else None,
    )
