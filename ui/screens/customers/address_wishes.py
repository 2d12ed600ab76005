"""What somebody wishes about a customer's addresses."""

from functools import partial

from pos.domain.postal_address import PostalAddress
from pos.queries.customer_addresses import CustomerAddress
from ui.screens.customers import address_text
from ui.screens.customers.address_book import adding_address, changing_address, removing_address
from ui.screens.customers.state import ShownCustomer
from ui.screens.customers.view_protocol import AddressQuestion, CustomersView
from ui.screens.customers.wishes import Post, Shown


class AddressWishes:
    """The wishes about the shown customer's addresses.

    Args:
        shown: Who is shown.
        post: Does a job as the person at the till, shows what became of it, and says so.
    """

    def __init__(self, view: CustomersView, *, shown: Shown, post: Post) -> None:
        self._view = view
        self._shown = shown
        self._post = post

    def add(self) -> None:
        """Ask for another address of the shown customer."""
        shown = self._shown()
        if shown is not None:
            question = AddressQuestion(
                title=address_text.add_title(shown.customer.details.name),
                address=PostalAddress(country=shown.country),
                is_kept=False,
            )
            self._view.ask_address(question, then=partial(self._add, shown), remove=_nothing)

    def change(self, known: CustomerAddress) -> None:
        """Ask what is different about an address."""
        shown = self._shown()
        if shown is not None:
            question = AddressQuestion(
                title=address_text.edit_title(shown.customer.details.name),
                address=known.address,
                is_kept=True,
            )
            self._view.ask_address(
                question,
                then=partial(self._change, shown, known),
                remove=partial(self._remove, shown, known),
            )

    def _add(self, shown: ShownCustomer, address: PostalAddress) -> None:
        self._post(adding_address(shown.customer.customer_id, address), address_text.saved)

    def _change(self, shown: ShownCustomer, known: CustomerAddress, to: PostalAddress) -> None:
        job = changing_address(shown.customer.customer_id, known.address_id, to)
        self._post(job, address_text.saved)

    def _remove(self, shown: ShownCustomer, known: CustomerAddress) -> None:
        remove = partial(removing_address, shown.customer.customer_id, known.address_id)
        self._post(
            remove(is_removed=True),
            address_text.removed,
            undo=partial(self._post, remove(is_removed=False), address_text.brought_back),
        )


def _nothing() -> None:
    """An address that is not kept yet cannot be removed."""
