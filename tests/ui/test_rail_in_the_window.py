"""The rail of a real window says where one is."""

from PySide6.QtWidgets import QToolButton


def test_the_rail_marks_the_screen_that_is_shown_and_none_for_one_it_does_not_name(hands, till):
    marked = []
    for screen in ("cash", "attention", "orders"):
        assert till.go(screen)
        items = hands.window.findChildren(QToolButton)
        marked.append([each.objectName() for each in items if each.isChecked()])

    assert marked == [["nav-cash"], [], ["nav-orders"]]
