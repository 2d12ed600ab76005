"""Takes goods back: finds the sale, notes what comes back of it, gives the money back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from pos.domain.barcode import (
    RECEIPT_PREFIX,
    ItemScan,
    LabelScan,
    MisreadScan,
    ReceiptScan,
    ScanReading,
    read_scan,
)
from pos.domain.errors import PosError
from pos.domain.permission import Grants
from pos.queries.returns import ReturnableOrder, find_returnable
from pos.runtime.changes import Changes, Topic
from pos.services.permissions import Actor, ApprovalNeededError
from pos.services.returns import (
    AcceptedReturn,
    AcceptReturn,
    ReceiptNotFoundError,
    accept_return,
)
from ui.screens.returns import draft as drafts
from ui.screens.returns import faces, text
from ui.screens.returns.line_wishes import LineWishes
from ui.screens.returns.meant import Meant, find_meant
from ui.screens.returns.preview import Policy, read_policy
from ui.screens.returns.state import DoneFace, ReturnsState
from ui.screens.returns.view_protocol import Confirmation, ReturnsView
from ui.shell.approval import Approvals
from ui.shell.card_back import CardBack
from ui.shell.desk import Navigator, Notices
from ui.shell.runner import Runner
from ui.shell.session import Session
from ui.text.formats import Formats

if TYPE_CHECKING:
    from pos.uow import WriteTx

NUMBER_DIGITS = 6
"""Digits of a receipt's running number; whoever types fewer means this register's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnsDesk:
    """What the presenter may use."""

    runner: Runner
    approvals: Approvals
    notices: Notices
    navigator: Navigator
    session: Session
    formats: Formats
    new_id: Callable[[], UUID]
    number_prefix: str
    read_scan: Callable[[str], ScanReading] = read_scan


class ReturnsPresenter:
    """One return after the other.

    Attributes:
        lines: What may be done with the lines of the sale.
    """

    def __init__(self, desk: ReturnsDesk, view: ReturnsView) -> None:
        self._desk = desk
        self._view = view
        self._policy: Policy | None = None
        self._done: DoneFace | None = None
        self._question = 0
        self.lines = LineWishes(
            view, notices=desk.notices, formats=desk.formats, changed=self._show
        )
        self._cards = CardBack(
            runner=desk.runner,
            notices=desk.notices,
            formats=desk.formats,
            changed=self._show,
        )

    def start(self) -> None:
        """Ask for the rules."""
        self._desk.runner.ask(read_policy, then=self._use_policy)
        self._desk.session.listen(self._show)

    def entered(self, bring: str) -> None:
        """Begin at the field for the number, or with the sale that was brought along."""
        if bring:
            self.look_up(bring)
        elif self.lines.draft is None:
            self._view.focus_number()
        self._show()

    def refresh(self, changes: Changes) -> None:
        """Show what somebody else changed: the rules, the shift, or the sale in hand."""
        if changes.topics & {Topic.SETTINGS, Topic.SHIFTS}:
            self._desk.runner.ask(read_policy, then=self._use_policy)
        if Topic.SALES in changes.topics and self.lines.draft is not None:
            number = self.lines.draft.order.number
            self._desk.runner.ask(partial(find_returnable, number=number), then=self._renew)

    def scanned(self, code: str) -> None:
        """Find the sale of a receipt, or let an article of it come back."""
        self._desk.notices.clear()
        scan = self._desk.read_scan(code)
        match scan:
            case ReceiptScan():
                self._find(scan.number)
            case ItemScan() | LabelScan():
                self._scanned_article(scan)
            case MisreadScan():
                self._desk.notices.strip(text.unreadable(scan.code))
            case _:
                self._desk.notices.strip(text.not_a_receipt())

    def look_up(self, typed: str) -> None:
        """Find the sale with a number; its last digits are enough for one of this register."""
        self._desk.notices.clear()
        number = typed.strip().upper().removeprefix(RECEIPT_PREFIX)
        if not number:
            return
        if number.isdigit() and len(number) <= NUMBER_DIGITS:
            number = f"{self._desk.number_prefix}-{number.zfill(NUMBER_DIGITS)}"
        self._find(number)

    def refund(self) -> None:
        """Ask whether to give the money back, or open the register first."""
        self._desk.notices.clear()
        if self._policy is not None and self._policy.today is None:
            self._desk.navigator.go("cash")
            return
        state = self._state()
        if self.lines.draft is None or state.refund is None or not state.refund.can_refund:
            return
        question = Confirmation(
            title=text.confirm_title(state.refund.total),
            hint=text.confirm_hint(state.refund.items, self.lines.draft.order.number),
            parts=state.refund.parts,
            confirm=text.give_back(state.refund.total),
        )
        self._view.ask_confirmation(question, then=self._post)

    def start_new(self) -> None:
        """Begin the next return."""
        if self.lines.is_frozen:
            return
        self.lines.draft, self._done = None, None
        self._show()
        self._view.focus_number()

    def show_orders(self) -> None:
        """Look for the sale among the orders."""
        self._desk.navigator.go("orders")

    def back(self) -> None:
        """Leave a sale of which nothing was chosen; what was chosen is never cleared."""
        self._desk.notices.clear()
        if self.lines.draft is None or not self.lines.draft.chosen:
            self.start_new()

    def _find(self, number: str) -> None:
        if self.lines.is_frozen:
            self._desk.notices.beep()
            return
        self._question += 1
        self._desk.runner.ask(
            partial(find_returnable, number=number),
            then=partial(self._found, self._question, number),
        )

    def _found(self, question: int, number: str, order: ReturnableOrder | None) -> None:
        if question != self._question or self.lines.is_frozen:
            return
        if order is None:
            self._desk.notices.refused(ReceiptNotFoundError(number=number))
        else:
            self._begin(order)

    def _begin(self, order: ReturnableOrder) -> None:
        self._done = None
        self.lines.draft = drafts.begin(self._desk.new_id(), order)
        self._show()
        self._view.focus_number()
        if not self.lines.draft.has_anything_left:
            waits = any(line.waits for line in order.lines)
            said = text.waits_still(order.number) if waits else text.nothing_left(order.number)
            self._desk.notices.strip(said)

    def _renew(self, order: ReturnableOrder | None) -> None:
        if order is None or self.lines.draft is None or self.lines.is_frozen:
            return
        if order.order_id == self.lines.draft.order.order_id:
            self.lines.draft = drafts.renew(self.lines.draft, order)
            self._show()

    def _scanned_article(self, scan: ItemScan | LabelScan) -> None:
        pick = drafts.find_line(self.lines.draft, scan.lookups) if self.lines.draft else None
        if pick is not None:
            self.lines.take_scanned(pick.line_id, scan)
            return
        self._question += 1
        self._desk.runner.ask(
            partial(find_meant, scan=scan), then=partial(self._meant, self._question, scan)
        )

    def _meant(self, question: int, scan: ItemScan | LabelScan, found: Meant) -> None:
        """Take what a code meant: another code of a line, or a receipt without its prefix."""
        if question != self._question or self.lines.is_frozen:
            return
        pick = None
        if self.lines.draft is not None and found.variant_id is not None:
            pick = drafts.find_variant_line(self.lines.draft, found.variant_id)
        if pick is not None:
            self.lines.take_scanned(pick.line_id, scan)
        elif found.order is not None:
            self._begin(found.order)
        elif self.lines.draft is None:
            self._desk.notices.strip(text.scan_receipt_first())
        else:
            self._desk.notices.strip(text.not_on_receipt(scan.code))

    def _post(self) -> None:
        draft = self.lines.draft
        if draft is None or self.lines.is_frozen or self._desk.session.cashier is None:
            return
        self.lines.is_frozen = True
        self._show()

        def job(tx: "WriteTx", actor: Actor) -> AcceptedReturn:
            wish = AcceptReturn(
                return_id=draft.return_id,
                number=draft.order.number,
                goods=drafts.goods_of(draft),
                actor=actor,
            )
            return accept_return(tx, wish)

        self._desk.approvals.do(
            job, size=draft.refund_cents, then=self._posted, refused=self._not_posted
        )

    def _posted(self, done: AcceptedReturn) -> None:
        self.lines.is_frozen = False
        self.lines.draft = None
        if self._policy is not None:
            self._done = faces.done_face(done, self._policy, self._desk.formats)
        if not done.was_posted_before:
            self._cards.begin(done.return_id)
        self._show()
        self._view.focus_number()

    def _not_posted(self, error: PosError) -> None:
        self.lines.is_frozen = False
        self._show()
        if not isinstance(error, ApprovalNeededError):
            self._desk.notices.refused(error)

    def _use_policy(self, policy: Policy) -> None:
        self._policy = policy
        self._show()

    def _show(self) -> None:
        self._view.show(self._state())

    def _state(self) -> ReturnsState:
        done = replace(self._done, cards=self._cards.words) if self._done else None
        policy, draft, formats = self._policy, self.lines.draft, self._desk.formats
        is_open = policy is None or policy.today is not None
        if policy is None or draft is None:
            return ReturnsState(is_register_open=is_open, done=done)
        cashier = self._desk.session.cashier
        return ReturnsState(
            order=faces.order_face(draft, policy, formats),
            rows=faces.rows_of(draft, formats),
            selected=draft.selected,
            line=faces.line_face(draft, formats),
            refund=faces.refund_face(
                draft,
                policy,
                formats,
                grants=cashier.grants if cashier else Grants(),
                is_busy=self.lines.is_frozen,
            ),
            is_register_open=is_open,
            done=done,
        )
