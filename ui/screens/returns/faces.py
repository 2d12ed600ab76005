"""Turns a return in hand into what is shown of it. Pure; nothing is decided here."""

from datetime import date, datetime, time

from pos.domain.payment import TenderKind
from pos.domain.permission import Action, Decision, Grants
from pos.domain.returns import Disposition, Reason, RefundPart
from pos.services.returns import AcceptedReturn
from ui.screens.returns import text
from ui.screens.returns.draft import Draft, Pick
from ui.screens.returns.preview import (
    Policy,
    RefundPreview,
    action_of,
    last_day,
    preview_refund,
)
from ui.screens.returns.state import DoneFace, LineFace, OrderFace, RefundFace
from ui.text.article_name import full_name
from ui.text.formats import NO_BREAK_SPACE, Formats
from ui.text.refusals import sentence
from ui.widgets.cart_row import CartRow


def order_face(draft: Draft, policy: Policy, formats: Formats) -> OrderFace:
    """Return the head of the sale."""
    order = draft.order
    ways = ", ".join(
        f"{_way(tender.method_code, policy)} {formats.money(tender.amount_cents)}"
        for tender in order.tenders
    )
    refunded = order.refunded_cents
    return OrderFace(
        number=text.sale(order.number),
        sold=text.sold(formats.moment(order.placed_at), order.customer_name),
        paid=text.paid(formats.money(order.total_cents), ways),
        returned=text.returned_so_far(formats.money(refunded)) if refunded else "",
        has_anything_left=draft.has_anything_left,
    )


def rows_of(draft: Draft, formats: Formats) -> tuple[CartRow, ...]:
    """Return the lines of the sale, with what comes back of each."""
    return tuple(_row(pick, formats) for pick in draft.picks)


def line_face(draft: Draft, formats: Formats) -> LineFace | None:
    """Return the selected line; None when there is none."""
    pick = draft.current
    if pick is None:
        return None
    sold = pick.line.sold
    return LineFace(
        name=full_name(pick.line),
        all=formats.quantity(pick.line.returnable_qty, sold.unit),
        can_less=pick.quantity > 0,
        can_more=not pick.is_full,
        is_chosen=pick.quantity > 0,
        reason=pick.reason,
        is_restocked=pick.disposition is Disposition.RESTOCK,
    )


def refund_face(
    draft: Draft, policy: Policy, formats: Formats, *, grants: Grants, is_busy: bool
) -> RefundFace:
    """Return the money of a return, and what stands in its way."""
    if not draft.chosen:
        return RefundFace(items=text.nothing_chosen(), total="")
    shown = preview_refund(draft.order, draft.refund_cents, policy.rules)
    decision = grants.decide(
        action_of(draft.order, draft.refund_cents, policy), size=draft.refund_cents
    )
    trouble = _trouble(shown, decision, formats)
    return RefundFace(
        items=items_of(draft, formats),
        total=formats.money(shown.payout_cents),
        parts=part_rows(shown.parts, policy, formats, rounding_cents=shown.rounding_cents),
        hint=_hint(draft, policy, formats, decision=decision),
        trouble=trouble,
        can_refund=not trouble and not is_busy,
    )


def done_face(done: AcceptedReturn, policy: Policy, formats: Formats) -> DoneFace:
    """Return what was posted."""
    is_cash = any(part.kind is TenderKind.CASH for part in done.parts)
    return DoneFace(
        number=text.done_number(done.number),
        amount=formats.money(done.payout_cents) if done.payout_cents else "",
        parts=part_rows(
            done.parts,
            policy,
            formats,
            rounding_cents=done.payout_cents - done.refund_cents,
        ),
        hint=text.drawer_opens() if is_cash else text.without_drawer(),
    )


def part_rows(
    parts: tuple[RefundPart, ...], policy: Policy, formats: Formats, *, rounding_cents: int
) -> tuple[tuple[str, str], ...]:
    """Return where money goes, and what the coin made of it."""
    rows = [
        (text.goes_to(_way(part.method_code, policy)), formats.money(part.amount_cents))
        for part in parts
    ]
    if rounding_cents:
        rows.append((text.rounding(), formats.money(rounding_cents)))
    return tuple(rows)


def items_of(draft: Draft, formats: Formats) -> str:
    """Return how much comes back; what was weighed counts as one."""
    count = sum(1 if pick.is_measured else pick.quantity for pick in draft.chosen)
    return text.items(formats.quantity(count, "each"))


def _row(pick: Pick, formats: Formats) -> CartRow:
    sold = pick.line.sold
    chosen = formats.quantity(pick.quantity, sold.unit)
    detail = text.DOT.join(_details(pick, formats))
    amount = formats.money(-pick.refund_cents if pick.quantity else sold.paid_cents)
    return CartRow(
        key=pick.line_id,
        quantity=chosen.partition(NO_BREAK_SPACE)[0],  # The unit stands in the detail.
        name=formats.keep_units(full_name(pick.line)),
        detail=detail,
        amount=amount,
        is_return=pick.quantity > 0,
        says=text.line_says(full_name(pick.line), chosen, detail),
    )


def _details(pick: Pick, formats: Formats) -> list[str]:
    line, sold = pick.line, pick.line.sold
    price = formats.money(line.unit_price_cents)
    parts = [text.each(price)]
    if pick.is_measured:
        parts = [text.per(price, formats.measure(line.price_unit_qty, sold.unit))]
    parts.append(text.was_sold(formats.quantity(sold.sold_qty, sold.unit)))
    if sold.returned_qty:
        parts.append(text.was_returned(formats.quantity(sold.returned_qty, sold.unit)))
    if line.waits:
        parts.append(text.waits())
    elif sold.returnable_qty:
        parts.append(text.is_left(formats.quantity(sold.returnable_qty, sold.unit)))
    else:
        parts.append(text.nothing_left_of_line())
    if pick.quantity and pick.reason is not Reason.OTHER:
        parts.append(text.reason(pick.reason))
    return parts


def _hint(draft: Draft, policy: Policy, formats: Formats, *, decision: Decision) -> str:
    if decision is not Decision.APPROVAL:
        return ""
    action = action_of(draft.order, draft.refund_cents, policy)
    day = last_day(draft.order, policy)
    if action is Action.RETURN_LATE and day is not None:
        return text.late(_day(day, formats))
    if action is Action.RETURN_LARGE:
        return text.large(formats.money(policy.approval_cents))
    return text.asks_manager()


def _trouble(shown: RefundPreview, decision: Decision, formats: Formats) -> str:
    if shown.trouble is not None:
        return sentence(shown.trouble, money=formats.money)
    if shown.unplaced_cents:
        return text.does_not_fit(formats.money(shown.unplaced_cents))
    return text.may_not() if decision is Decision.DENIED else ""


def _day(day: date, formats: Formats) -> str:
    return formats.day(datetime.combine(day, time(12), tzinfo=formats.timezone))


def _way(code: str, policy: Policy) -> str:
    return policy.ways.get(code, code)
