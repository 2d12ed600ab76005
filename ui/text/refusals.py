"""One sentence for each way in which the till says no, or the world does not answer.

A sentence says what to do next. It is found by the name of the error's class, so that this file
needs none of the packages whose errors it speaks for; a border test holds the two together. In the
braces stand the facts of the error: amounts (`…_cents`) are written as money, shares (`…_ppm`) as
a percentage, days as in 2 Jan 2040, the rest as it is.
"""

from collections.abc import Callable
from datetime import date

from pos.domain.errors import PosError, UnavailableError
from pos.domain.money import plain_amount
from pos.domain.permission import Action
from pos.domain.quantity import Unit
from pos.domain.strict_json import FieldRefusedError
from pos.domain.text import printable
from ui.text.actions import action_words
from ui.text.basket import field_message
from ui.text.coupon_refusals import COUPON_SENTENCES
from ui.text.customer_refusals import CUSTOMER_SENTENCES
from ui.text.made_refusals import MADE_SENTENCES
from ui.text.scan_refusals import SCAN_SENTENCES
from ui.text.setup_refusals import SETUP_SENTENCES
from ui.text.sync_refusals import SYNC_SENTENCES
from ui.text.tender_refusals import TENDER_SENTENCES

WriteMoney = Callable[[int], str]
"""Writes minor units as people read them."""


def sentence(error: PosError, *, money: WriteMoney = plain_amount) -> str:
    """Return what to tell a person.

    Args:
        error: What was raised.
        money: How the shop writes amounts; plain digits without it.
    """
    if isinstance(error, FieldRefusedError):
        place = f" ({error.path})" if error.path else ""
        return field_message(error.facts, sentence=sentence) + place
    for kind in type(error).__mro__:
        template = SENTENCES.get(f"{kind.__module__}.{kind.__qualname__}")
        if template is not None:
            return template.format_map(_Words(error.facts, money))
    return _UNNAMED_TROUBLE if isinstance(error, UnavailableError) else _UNNAMED_REFUSAL


class _Words(dict[str, str]):
    """The facts of an error in words; a fact that is missing is a question mark."""

    def __init__(self, facts: dict[str, object], money: WriteMoney) -> None:
        super().__init__({name: _word(name, fact, money) for name, fact in facts.items()})

    def __missing__(self, name: str) -> str:
        return "?"


def _word(name: str, fact: object, money: WriteMoney) -> str:
    if isinstance(fact, Action):
        return action_words(fact)
    if isinstance(fact, int) and name.endswith("_cents"):
        return money(fact)
    if isinstance(fact, int) and name.endswith("_ppm"):
        return f"{plain_amount(fact, 4).rstrip('0').rstrip('.')} %"
    if type(fact) is date:
        return f"{fact.day} {fact:%b %Y}"
    if isinstance(fact, tuple):
        return ", ".join(printable(str(each)) for each in fact)
    return printable("pieces" if fact is Unit.EACH else str(fact))


_UNNAMED_REFUSAL = "This is not possible. Nothing was changed."
_UNNAMED_TROUBLE = "This did not work just now. Nothing is lost; try again."

SENTENCES: dict[str, str] = {
    **MADE_SENTENCES,
    **SCAN_SENTENCES,
    **SETUP_SENTENCES,
    **SYNC_SENTENCES,
    **TENDER_SENTENCES,
    **COUPON_SENTENCES,
    **CUSTOMER_SENTENCES,
    "pos.domain.money.AmountUnreadableError": (
        "“{text}” is not an amount. Type digits, and a point or comma before the cents."
    ),
    "pos.domain.money.AmountTooLargeError": (
        "{amount_cents} is more than one sale may be worth ({limit_cents}). Split it."
    ),
    "pos.domain.quantity.QuantityUnreadableError": (
        "“{text}” is not a quantity. Type pieces as a whole number, weight in kilograms."
    ),
    "pos.domain.quantity.QuantityOutOfRangeError": (
        "A line holds 1 to {limit} {unit}, not {quantity}. Change the quantity or use two lines."
    ),
    "pos.domain.discount.DiscountOutOfRangeError": (
        "A discount is 0 to 100 %, or an amount of at least 0. Type another one."
    ),
    "pos.domain.tax_document.TaxOrderError": (
        "The taxes {codes} build on each other in a circle. Put them in one order for all lines."
    ),
    "pos.domain.pricing.TooManyLinesError": (
        "A sale has at most {limit} lines. Finish this one and begin another."
    ),
    "pos.domain.worth.LineTooLargeError": (
        "A line is worth at most {limit_cents}, not {amount_cents}. Use several lines."
    ),
    "pos.domain.product.OutOfStockError": (
        "Only {available} of {sku} are left. Take fewer, or ask a manager."
    ),
    "pos.domain.product.SoldOutError": (
        "{name} is marked as sold out. Switch it on again under Stock to sell it."
    ),
    "pos.domain.cart.LineNotFoundError": "This line is no longer in the sale. Choose another one.",
    "pos.domain.cart_concessions.NotDiscountableError": (
        "{name} is never discounted. Change its price instead, if you may."
    ),
    "pos.domain.cart_concessions.PriceBelowZeroError": "A price is at least 0. Type another one.",
    "pos.domain.text.TextRefusedError": "This text cannot be kept. Type it again.",
    "pos.domain.text.TextTooLongError": "At most {limit} characters fit here. Shorten the text.",
    "pos.domain.text.ControlCharacterError": (
        "The text holds characters that cannot be printed. Type it again by hand."
    ),
    "pos.domain.text.CardDataError": (
        "This looks like the number of a payment card and was not kept. Use the card terminal."
    ),
    "pos.domain.permission.PermissionCodeError": (
        "“{code}” is not a permission. Choose one from the list."
    ),
    "pos.domain.returns.NotReturnableError": (
        "Only {returnable} of this line may still come back, not {quantity}."
    ),
    "pos.domain.returns.ReturnTooLateError": (
        "The time to bring this back ended on {last_day}. A manager may allow it."
    ),
    "pos.domain.returns.RefundTooLargeError": (
        "At most {refundable_cents} of this sale can still be given back."
    ),
    "pos.domain.shift.CashCountError": (
        "{pieces} pieces of {denomination_cents} cannot be right. Count them again."
    ),
    "pos.domain.shift.CashMovementError": (
        "{amount_cents} does not fit this kind of movement. Check amount and direction."
    ),
    "pos.runtime.setting.SettingRefusedError": (
        "“{value}” does not fit the setting {key}: it takes {wanted}."
    ),
    "pos.runtime.place.UnknownPlaceError": (
        "There is no {what} “{value}”. Give its ISO code, as in AT, EUR or Europe/Vienna."
    ),
    "pos.instance_lock.AlreadyRunningError": (
        "Countertop is already open on {home} (process {process_id}). Use that window, "
        "or close it first."
    ),
    "pos.journal_file.NoJournalError": (
        "{path} is not the database of a till. Name its till.db with --db."
    ),
    "pos.uow.NotSetUpError": (
        "This database belongs to no register yet. Run countertop init, or countertop enroll."
    ),
    "pos.register_file.TrainingDatabaseError": (
        "{path} is a copy for training, in which nothing counts. Put the shop's own database there."
    ),
    "pos.sqlite.DatabaseMissingError": (
        "There is no database at {path}. Run countertop init to make one."
    ),
    "pos.sqlite.DatabaseReadOnlyError": (
        "{path} cannot be written here. Give this user the right to write it, or choose another "
        "folder with COUNTERTOP_HOME."
    ),
    "pos.sqlite.DatabaseUnsafeError": (
        "{path} is on a disk that cannot keep sales safe ({setting} is {found}). Move it to a "
        "disk of this computer."
    ),
    "pos.sqlite.DiskFullError": (
        "The disk is full; nothing was posted and the cart is kept. Free some space, then go on."
    ),
    "pos.sqlite.DatabaseBusyError": (
        "Another program holds the database. Close it, then try again; nothing was changed."
    ),
    "pos.sqlite.DatabaseDamagedError": (
        "The database reads as damaged. Do not delete it: restore the newest backup beside it."
    ),
    "pos.sqlite.StorageFailedError": (
        "The disk answered with an error. Look under Orders whether the sale is there before "
        "you ring it again."
    ),
    "models.migrations.runner.DatabaseIsNewerError": (
        "The database was written by a newer Countertop (schema {found}; this one knows {known}). "
        "Update this program; nothing was changed."
    ),
    "pos.reading.DatabaseIsOlderError": (
        "The database was written by an older Countertop (schema {found}; this one reads {known}). "
        "Open the till once, which brings it up to date."
    ),
    "ui.commands.labels.ArticleNotFoundError": (
        "No article has the SKU or barcode {sku}. Look it up under Stock."
    ),
    "ui.paper.label_file.NoSuchLabelError": (
        "A sheet {layout} has {per_page} labels; there is none at place {start_at}. Choose another."
    ),
    "ui.paper.label_file.TooManyPicturesError": (
        "{wanted} labels are too many for one picture, which holds {limit}. Write a PDF or ZPL."
    ),
    "ui.output_file.OutputUnwritableError": (
        "{path} cannot be written ({reason}). Choose another file."
    ),
    "pos.services.installation.AlreadySetUpError": (
        "This database belongs to register {register} of {store} already. Choose another folder "
        "with COUNTERTOP_HOME to make a second one."
    ),
    "pos.domain.pin.PinNotAllowedError": (
        "A PIN has {lowest} to {highest} digits and nothing else. Choose another one."
    ),
    "pos.services.permissions.PermissionDeniedError": (
        "You may not {action} at this till. Ask somebody who may to sign in."
    ),
    "pos.services.permissions.ApprovalNeededError": (
        "To {action} a second person must type their PIN."
    ),
    "pos.services.permissions.ApprovalNotValidError": (
        "That approval was for something else or is too old. Ask for the PIN again."
    ),
    "ui.shell.approval.AskerGoneError": (
        "Whoever asked for this is not signed in any more. Sign in and do it again."
    ),
    "pos.services.settings.UnknownSettingError": (
        "There is no setting {key} at this register. It has: {known}."
    ),
    "pos.services.stock.NothingToAdjustError": "The stock is {on_hand} already. Nothing to do.",
    "pos.services.stock.ReasonMissingError": "Say why the stock changes; then adjust it.",
    "pos.services.parked_carts.CartGoneError": (
        "This held sale was taken up or finished meanwhile. Choose another one."
    ),
    "pos.services.parked_carts.CartHeldElsewhereError": (
        "This held sale is being worked on at till {register}. Hold it there, then take it up here."
    ),
    "pos.services.parked_carts.NothingToParkError": "The cart is empty. Scan something first.",
    "pos.services.checkout.EmptyCartError": "There is nothing to pay. Scan something first.",
    "pos.services.checkout.NoOpenShiftError": (
        "The register is closed. Count the drawer and open it under Cash; the cart stays."
    ),
    "pos.services.checkout.PriceChangedError": (
        "The sale comes to {total_cents}, not {shown_cents} as shown. Look at it and pay again."
    ),
    "pos.services.checkout.NotFullyPaidError": (
        "{remaining_cents} are still to be paid. Add a tender."
    ),
    "pos.services.shifts.ShiftAlreadyOpenError": (
        "Shift {number} is open at this register. Close it before you open another."
    ),
    "pos.services.cash_movements.ShiftNotOpenError": (
        "The register is closed. Open it under Cash first."
    ),
    "pos.services.drawer_differences.DifferenceNeedsNoteError": (
        "The drawer is off by {difference_cents}. Count again, or say why in a note and close."
    ),
    "pos.services.drawer_differences.NothingToAcceptError": (
        "That difference was accepted already. Look at the shift's Z report."
    ),
    "pos.services.cash_movements.MovementNeedsReasonError": (
        "Say what the cash is for; then move it."
    ),
    "pos.services.drawer_opening.OpeningNeedsReasonError": (
        "Say why the drawer has to open; then it opens."
    ),
    "pos.services.cash_movements.CashAmountError": (
        "{amount_cents} is not an amount of cash that can be here. Type it again."
    ),
    "pos.services.returns.ReceiptNotFoundError": (
        "This till does not know receipt {number}. Check the number, or ask a manager."
    ),
    "pos.services.returns.NothingToReturnError": "Choose what comes back first.",
    "pos.services.returns.NoTenderForRefundError": (
        "{unplaced_cents} fit none of the ways in which this sale was paid. Ask a manager."
    ),
    "pos.services.returns.ReturnNeedsShiftError": (
        "The register is closed. Open it under Cash, then take the goods back."
    ),
    "pos.queries.order_detail.OrderNotFoundError": (
        "This till does not know order {number}. Check the number."
    ),
    "pos.services.print_jobs.PrintJobGoneError": (
        "This paper was printed or given up meanwhile. Print it again under Orders."
    ),
    "pos.devices.errors.PrinterError": (
        "The printer cannot print now. The paper waits; look at the printer."
    ),
    "pos.devices.errors.NoPrinterError": (
        "This register has no printer. Enter its address under Setup."
    ),
    "pos.devices.errors.PrinterAddressError": (
        "“{address}” is no address of a printer. Write tcp://HOST:9100, file:/dev/usb/lp0 or none:."
    ),
    "pos.devices.errors.PrinterUnreachableError": (
        "The printer at {address} does not answer ({reason}). Switch it on; the paper waits."
    ),
    "pos.devices.errors.PrinterStoppedError": (
        "The printer at {address} stopped in the middle. Look at the paper, then print it again."
    ),
    "pos.devices.errors.PaperOutError": (
        "The printer has no paper. Put in a new roll; the receipt waits."
    ),
    "pos.devices.errors.CoverOpenError": (
        "The cover of the printer is open. Close it; the receipt waits."
    ),
    "pos.devices.errors.CutterStuckError": (
        "The cutter of the printer is stuck. Free it; the receipt waits."
    ),
    "pos.documents.barcodes.BarcodeRefusedError": (
        "“{text}” cannot be written as a barcode ({symbology}). Choose another kind or code."
    ),
    "pos.documents.label_pdf.LabelCountError": (
        "At most {limit} labels are printed at a time, not {wanted}. Print them in parts."
    ),
    "pos.documents.label_sheets.SheetTooSmallError": (
        "The labels of {name} do not fit on its page. Check the measures."
    ),
    "pos.documents.label_sheets.SheetUnknownError": (
        "There is no label sheet {name}. Choose one of: {known}."
    ),
    "pos.documents.price_label.LabelTooSmallError": (
        "The barcode {code} is too wide for this label. Choose a wider label."
    ),
    "ui.demo.hand.TillStuckError": (
        "The demo waited for {waited_for}, and it did not happen. Its pictures show how far it "
        "came."
    ),
    "pos.queries.shift_reports.ShiftNotFoundError": (
        "This register has no shift {number}. Leave the number out for the newest one."
    ),
}
