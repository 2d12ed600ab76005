"""The panels of the held sales: which one, and whether to take up what another till may have."""

from collections.abc import Callable

from pos.queries.parked_carts import ParkedCart
from ui.screens.sell import held_text, text
from ui.screens.sell.panels import ChoicePanel
from ui.text.formats import Formats
from ui.widgets.button import Button, Look
from ui.widgets.label import PlainLabel
from ui.widgets.panel_card import PanelCard


def held_panel(parked: tuple[ParkedCart, ...], formats: Formats) -> ChoicePanel:
    """Make the panel that lists the held sales."""
    rows = [(cart.cart_id, *held_lines(cart, formats)) for cart in parked]
    return ChoicePanel(held_text.held_sales(), rows=rows, name="held")


def held_lines(cart: ParkedCart, formats: Formats) -> tuple[str, str]:
    """Return the two lines of a held sale: whose and how much; when, what, by whom and where."""
    total, at = formats.money(cart.total_cents), formats.clock(cart.parked_at)
    return (
        held_text.held_title(cart.label, cart.customer_name, total),
        held_text.held_row(at, text.items(str(cart.lines)), cart.cashier, _whereabouts(cart)),
    )


def copy_panel(parked: ParkedCart, *, yes: Callable[[], None], no: Callable[[], None]) -> PanelCard:
    """Make the panel that asks whether to take up what another till has, or may have."""
    if parked.held_at:
        title = held_text.is_elsewhere(parked.held_at)
        hint = held_text.is_elsewhere_hint(parked.label)
    else:
        title = held_text.nobody_answers()
        hint = held_text.nobody_answers_hint(parked.label, parked.register_code)
    card = PanelCard(title, name="copy-panel")
    words = PlainLabel(hint, voice="secondary")
    words.setWordWrap(True)
    card.body.addWidget(words)
    leave = card.add_button(Button(held_text.leave_it(), name="leave"))
    leave.clicked.connect(no)
    take = card.add_button(Button(held_text.take_copy(), look=Look.PRIMARY, name="take-copy"))
    take.clicked.connect(yes)
    card.setFocusProxy(leave)
    return card


def _whereabouts(cart: ParkedCart) -> str:
    if cart.held_at:
        return held_text.held_at(cart.held_at)
    return "" if cart.is_own else held_text.parked_at(cart.register_code)
