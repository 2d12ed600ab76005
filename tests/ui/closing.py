"""How a test leaves a till's window."""

from ui.app import Till


def put_away(till: Till) -> None:
    """Close a till, and take its window apart as soon as an event loop runs.

    A window that stays costs all tests after it: what it wears is told to every widget there is.
    """
    till.window.close()
    till.close()
    till.window.deleteLater()
