"""The tenders of a sale: what each way to pay needs, its row, and what it moves elsewhere."""

from collections import Counter
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pos.domain.bill import Bill
from pos.domain.credit import check_credit
from pos.domain.errors import RefusedError
from pos.domain.payment import (
    CustomerMissingError,
    ReferenceMissingError,
    SettledTender,
    clean_reference,
)
from pos.domain.sale import PaymentState, Sale, TenderState, payment_state
from pos.domain.stored_value import AccountKind, EntryKind, GiftCardUnknownError
from pos.queries.payment_methods import PaymentMethod, list_payment_methods
from pos.queries.promises import ON_ACCOUNT, read_credit
from pos.services.attempts import spend_attempt
from pos.services.stored_value import Posting, get_account, redeem
from pos.tenders import Ask, TenderType, get_tender_type
from pos.uow import WriteTx

RowValues = dict[str, Any]

_ACCOUNT_ASKS = {Ask.STORED_VALUE_CODE, Ask.STORE_CREDIT}


class MethodNotAcceptedError(RefusedError):
    """The shop does not take money in this way. Facts: method_code."""


class NotTheirCreditError(RefusedError):
    """The credit belongs to another customer than the sale."""


def accept_tenders(tx: WriteTx, bill: Bill) -> Mapping[str, UUID]:
    """Return the rows of the ways to pay by their codes, when every tender has what it needs.

    A tender is of the kind that the shop says, whoever entered it.

    Raises:
        MethodNotAcceptedError: The shop does not take money in one of these ways.
        ReferenceMissingError: A reference must be given.
        CustomerMissingError: Nobody knows whose account or credit it would be.
        GiftCardUnknownError: No account was named, or this till does not know it.
        NotTheirCreditError: The credit is somebody else's.
        NoAccountError: The customer may not pay later.
        CreditLimitError: They would owe more than they may.
    """
    methods = {method.code: method for method in list_payment_methods(tx)}
    for tender in bill.payments:
        method = methods.get(tender.method_code)
        if method is None or method.kind is not tender.kind:
            raise MethodNotAcceptedError(method_code=tender.method_code)
        _check_needs(tx, bill, tender, method)
    _check_account_limit(tx, bill)
    return {code: method.method_id for code, method in methods.items()}


def payment_rows(tx: WriteTx, bill: Bill, methods: Mapping[str, UUID]) -> list[RowValues]:
    """Return one row per tender; each has a number of its own."""
    rows = []
    taken: Counter[UUID] = Counter()
    for tender in bill.payments:
        row = _payment_row(tx, bill, tender, method_id=methods[tender.method_code])
        if tender.account_id is not None:
            taken[tender.account_id] += tender.amount_cents
            left = _left_on(tx, tender.account_id, taken_cents=taken[tender.account_id])
            row["provider_response"] = left
        rows.append(row)
    return rows


def take_from_accounts(tx: WriteTx, bill: Bill, payments: list[RowValues]) -> list[RowValues]:
    """Take what gift cards and credit pay off them, and return the entries.

    Args:
        payments: The rows of the tenders, in their order.

    Raises:
        RefusedError: An account may not be used, or not for this much.
    """
    return [
        redeem(
            tx,
            Posting(
                account_id=tender.account_id,
                kind=EntryKind.REDEEM,
                amount_cents=-tender.amount_cents,
                staff_id=bill.staff_id,
                order_id=bill.order_id,
                payment_id=row["id"],
            ),
            currency=bill.currency,
        )
        for tender, row in zip(bill.payments, payments, strict=True)
        if tender.account_id is not None
    ]


def paid_cents(sale: Sale) -> int:
    """Return what is in the shop's hands: promises to pay later are not."""
    return sum(tender.amount_cents for tender in sale.payments if not _is_promise(tender))


def state_of_payment(sale: Sale) -> PaymentState:
    """Return what the order says of its payment; what costs nothing is paid."""
    if not sale.payments:
        return PaymentState.PAID
    return payment_state(
        [(_state(tender), tender.amount_cents) for tender in sale.payments],
        total_cents=sale.priced.total_cents,
        refunded_cents=0,
    )


def _left_on(tx: WriteTx, account_id: UUID, *, taken_cents: int) -> RowValues:
    """Return what the paper says of an account: what stays on it, and how it is known."""
    account = get_account(tx, account_id)
    return {"last4": account.last4, "balance_cents": account.balance_cents - taken_cents}


def _check_needs(tx: WriteTx, bill: Bill, tender: SettledTender, method: PaymentMethod) -> None:
    declared = type_of(tender)
    asked = set(declared.required)
    if (method.needs_reference or Ask.REFERENCE in asked) and not (tender.reference or "").strip():
        raise ReferenceMissingError(method_name=method.name)
    if Ask.CUSTOMER in asked and bill.customer_id is None:
        raise CustomerMissingError(method_name=method.name)
    if asked & _ACCOUNT_ASKS:
        _check_account(tx, bill, tender)


def _check_account(tx: WriteTx, bill: Bill, tender: SettledTender) -> None:
    if tender.account_id is None:
        raise GiftCardUnknownError
    account = get_account(tx, tender.account_id)
    if str(account.kind) != str(tender.kind):
        raise GiftCardUnknownError
    is_credit = account.kind is AccountKind.STORE_CREDIT
    if is_credit and account.customer_id != bill.customer_id:
        raise NotTheirCreditError


def _check_account_limit(tx: WriteTx, bill: Bill) -> None:
    promised = sum(each.amount_cents for each in bill.payments if each.method_code == ON_ACCOUNT)
    if promised and bill.customer_id is not None:
        check_credit(read_credit(tx, bill.customer_id), promised)


def type_of(tender: SettledTender) -> TenderType:
    """Return how the way in which a tender was paid behaves."""
    return get_tender_type(tender.method_code, kind=tender.kind)


def _is_promise(tender: SettledTender) -> bool:
    return type_of(tender).is_promise


def _state(tender: SettledTender) -> TenderState:
    return TenderState.PENDING if _is_promise(tender) else TenderState.CAPTURED


def _payment_row(tx: WriteTx, bill: Bill, tender: SettledTender, *, method_id: UUID) -> RowValues:
    reference = clean_reference(tender.reference)
    comes_later = _is_promise(tender) and bill.settles_payment_id is None
    row = {
        "id": tx.new_id(),
        "created_at": tx.now,
        "updated_at": tx.now,
        "row_version": 0,
        "number": f"{tx.register.number_prefix}-P{tx.next_number('payment'):06d}",
        "order_id": bill.order_id,
        "method_id": method_id,
        "amount_cents": tender.amount_cents,
        "currency": bill.currency,
        "status": str(TenderState.PENDING if comes_later else TenderState.CAPTURED),
        "tendered_cents": tender.tendered_cents,
        "change_cents": tender.change_cents,
        "rounding_cents": tender.rounding_cents,
        "tip_cents": tender.tip_cents,
        "provider": "manual",
        "provider_payment_id": None,
        "provider_response": {"reference": reference} if reference else None,
        "captured_at": None if comes_later else tx.now,
        "refunded_cents": 0,
        "card_last4": tender.card_last4,
        "card_brand": None,
        "stored_value_account_id": tender.account_id,
        "register_id": tx.register.register_id,
        "shift_id": bill.shift_id,
        "staff_id": bill.staff_id,
        "settles_payment_id": bill.settles_payment_id,
    }
    return row if tender.attempt_id is None else {**row, **_of_attempt(tx, bill, tender)}


def _of_attempt(tx: WriteTx, bill: Bill, tender: SettledTender) -> RowValues:
    """Return what the card terminal said of a tender that rests on its answer."""
    attempt = spend_attempt(tx, tender, order_id=bill.order_id)
    said = {"reference": attempt.authorisation, "customer_text": list(attempt.customer_text)}
    return {
        "provider": attempt.driver,
        "provider_payment_id": str(attempt.attempt_id),
        "provider_response": {name: value for name, value in said.items() if value} or None,
        "card_last4": attempt.card_last4,
        "card_brand": attempt.card_brand,
    }
