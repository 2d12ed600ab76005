"""A sell screen without a window: keeps what it was shown, and answers when a test says so."""


class KeptSellView:
    """Keeps the last state and the last question.

    Attributes:
        asked: What is asked: its kind and its facts.
        answer: The function that takes the answer, by name.
        customers: The question for the customer, and `choices`, who is offered.
    """

    def __init__(self) -> None:
        self.state = None
        self.flashed = []
        self.asked = None
        self.answer = {}
        self.searches_focused = 0
        self.customers = None
        self.choices = ()
        self.is_asking_customer = False

    def show(self, state) -> None:
        self.state = state

    def flash(self, line_id) -> None:
        self.flashed.append(line_id)

    def ask_variant(self, name, variants, *, then) -> None:
        self._ask(("variant", name, variants), then=then)

    def ask_quantity(self, name, unit, *, then) -> None:
        self._ask(("quantity", name, unit), then=then)

    def ask_price(self, line, *, then) -> None:
        self._ask(("price", line.name), then=then)

    def ask_discount(self, name, *, then) -> None:
        self._ask(("discount", name), then=then)

    def ask_article(self, code, kinds, *, sell, keep) -> None:
        self._ask(("article", code, kinds), sell=sell, keep=keep)

    def ask_note(self, note, *, then) -> None:
        self._ask(("note", note), then=then)

    def ask_age(self, name, years, *, born, yes, no) -> None:
        self._ask(("age", name, years, born), yes=yes, no=no)

    def ask_held(self, parked, *, then) -> None:
        self._ask(("held", parked), then=then)

    def ask_copy(self, parked, *, then) -> None:
        self._ask(("copy", parked), then=then)

    def ask_reason(self, name, reasons, *, then) -> None:
        self._ask(("reason", name, reasons), then=then)

    def ask_coupon(self, codes, *, then, take_off) -> None:
        self._ask(("coupon", codes), then=then, take_off=take_off)

    def show_why(self, why) -> None:
        self.asked = ("why", why)

    def ask_gift_card(self, title, *, then) -> None:
        self._ask(("gift card", title), then=then)

    def ask_reference(self, title, *, then) -> None:
        self._ask(("reference", title), then=then)

    def ask_amount(self, title, *, then) -> None:
        self._ask(("amount", title), then=then)

    def ask_customer(self, question) -> None:
        self.asked = ("customer", question.current)
        self.customers = question
        self.is_asking_customer = True

    def show_customers(self, choices) -> None:
        self.choices = choices

    def close_customers(self) -> None:
        self.is_asking_customer = False

    def ask_made(self, question, *, then) -> None:
        self._ask(("made", question), then=then)

    def say_typed(self) -> None:
        """Nothing is typed that was not told."""

    def focus_search(self) -> None:
        self.searches_focused += 1

    def _ask(self, question, **answers) -> None:
        self.asked = question
        self.answer = answers
