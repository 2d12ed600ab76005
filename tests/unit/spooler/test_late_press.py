"""The press is built with the first paper, and only once."""

from pos.spooler.late_press import LatePress


class _Press:
    def paper(self, paper, *, width_dots):
        return f"{paper} on {width_dots}".encode()

    def kick(self):
        return b"kick"


def test_nothing_is_loaded_before_the_first_paper() -> None:
    made = []

    LatePress(lambda: made.append("press") or _Press())

    assert made == []


def test_the_press_is_made_once_and_does_the_work() -> None:
    made = []
    press = LatePress(lambda: made.append("press") or _Press())

    papers = [press.paper("receipt", width_dots=576), press.kick(), press.kick()]

    assert papers == [b"receipt on 576", b"kick", b"kick"]
    assert made == ["press"]
