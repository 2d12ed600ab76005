"""An empty window, painted: no program with widgets starts faster."""

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.bench.programs.cost import tell_cost

SIZE = (1366, 768)


class BareWindow(QWidget):
    """A window with nothing in it.

    Attributes:
        is_painted: It can be seen.
    """

    is_painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.is_painted = True


def show_bare_window() -> BareWindow:
    """Show an empty window; return it when it was painted."""
    window = BareWindow()
    window.resize(*SIZE)
    window.show()
    loop = QEventLoop()
    while not window.is_painted:
        loop.processEvents(
            QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
        )
    return window


def main() -> None:
    """Print what it costs."""
    application = QApplication([])
    window = show_bare_window()
    tell_cost()
    window.close()
    application.quit()


if __name__ == "__main__":
    main()
