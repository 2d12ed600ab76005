"""Words of the window around the screens."""


def window_title(store: str) -> str:
    return f"Countertop \u2013 {store}"


def training() -> str:
    return "TRAINING: nothing here counts, nothing is sent, and no drawer opens"


def lock() -> str:
    return "Lock"


def theme(*, is_dark: bool) -> str:
    return "Dark" if is_dark else "Light"


def theme_says(*, is_dark: bool) -> str:
    return "Dark colours" if is_dark else "Light colours"


def undo() -> str:
    return "Undo"


def close() -> str:
    return "Close"


def synced(at: str) -> str:
    return f"Synced {at}" if at else "Synced"


def syncing(waiting: int) -> str:
    return f"Syncing \u00b7 {waiting} to send"


def offline_short(waiting: int) -> str:
    return f"Offline \u00b7 {waiting} to sync" if waiting else "Offline"


def works_alone() -> str:
    return "Works alone"


def refused_waiting(count: int) -> str:
    return f"{count} need attention"


def offline_banner(since: str, waiting: int) -> str:
    sales = f"{waiting} sale waits" if waiting == 1 else f"{waiting} sales wait"
    kept = f"{sales} to sync" if waiting else "nothing waits to sync"
    return (
        f"Offline since {since} \u2014 keep selling. {kept[0].upper()}{kept[1:]}; "
        "card payments need the terminal\u2019s own connection."
    )


def back_online(sent: int) -> str:
    if not sent:
        return "Back online"
    return "1 sale synced" if sent == 1 else f"{sent} sales synced"


def printer_ready() -> str:
    return "Printer ready"


def printer_busy(jobs: int) -> str:
    return f"Printing \u00b7 {jobs}"


def printer_trouble() -> str:
    return "Printer needs help"


def printer_none() -> str:
    return "No printer"


def scanner_on() -> str:
    return "Scanner on"


def drawer_open() -> str:
    return "Shift open"


def drawer_closed() -> str:
    return "Shift closed"


def register_place(register: str, store: str) -> str:
    return f"{register} \u00b7 {store}"


def card_dropped() -> str:
    return "That was a payment card, not a barcode. It was thrown away; use the card terminal."


def keys_title() -> str:
    return "Keys"


def screen_keys() -> str:
    return "Screens, from the top of the rail"


def crash_title() -> str:
    return "Something went wrong"


def crash_body() -> str:
    return (
        "The sale in hand is safe. You can go on; if it happens again, start the till anew. "
        "The details help whoever looks after it."
    )


def copy_details() -> str:
    return "Copy details"


def go_on() -> str:
    return "Go on"


def signed_out() -> str:
    return "Locked"
