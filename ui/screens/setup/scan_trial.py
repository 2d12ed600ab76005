"""A code is tried on the shop's patterns as they stand in the form, saved or not."""

from typing import TYPE_CHECKING

from pos.domain.barcode import (
    BadgeScan,
    CardSwipe,
    CouponScan,
    CustomerScan,
    GiftCardScan,
    ItemScan,
    LabelScan,
    MisreadScan,
    ReceiptScan,
    ScanReading,
)
from pos.domain.quantity import Unit
from pos.domain.scan_pattern import ScanPatternError, parse_patterns
from pos.domain.scan_trial import Fault, Misfit, PatternTrial, ScanTrial, try_code
from pos.queries.article_names import find_article_name
from ui.screens.setup.section import Answers, Field, FieldKind, Finding, Trial
from ui.text.formats import Formats
from ui.text.refusals import sentence

if TYPE_CHECKING:
    from pos.uow import ReadTx

CODE = Field(
    key="code",
    label="Try a code",
    kind=FieldKind.TRIED,
    help="Scan one, or type it. Trying changes nothing, and works before you save.",
)

READS = "The till reads"


def trial_of(formats: Formats) -> Trial:
    """Return what tries the code in the form on the patterns in the form."""

    def try_out(tx: "ReadTx", answers: Answers) -> tuple[Finding, ...]:
        try:
            patterns = parse_patterns(answers["value"])
        except ScanPatternError as error:
            return (Finding(title="The patterns", words=sentence(error), is_good=False),)
        code = answers[CODE.key]
        if not code.strip():
            return ()
        trial = try_code(code, patterns)
        return (_reading(tx, trial.reading, formats), *(_verdicts(trial)))

    return try_out


def _reading(tx: "ReadTx", reading: ScanReading, formats: Formats) -> Finding:
    match reading:
        case LabelScan():
            return _label(tx, reading, formats)
        case ItemScan():
            return _article(tx, reading)
        case MisreadScan():
            words = "A number with a wrong check digit. It is refused: scan it again."
            return Finding(title=READS, words=words, is_good=False)
        case CardSwipe():
            words = "A payment card. Nothing of it is kept."
            return Finding(title=READS, words=words, is_good=False)
        case _:
            words = _kind_of(reading)
            fallback = "Nothing that it knows."
            return Finding(title=READS, words=words or fallback, is_good=bool(words))


def _kind_of(reading: ScanReading) -> str:
    match reading:
        case ReceiptScan(number=number):
            return f"The receipt {number}."
        case BadgeScan(employee_no=number):
            return f"The badge of number {number}."
        case CustomerScan(card_no=number):
            return f"The card of customer {number}."
        case CouponScan(coupon_code=code):
            return f"The coupon {code.upper()}."
        case GiftCardScan():
            return "A gift card."
        case _:
            return ""


def _article(tx: "ReadTx", scan: ItemScan) -> Finding:
    article = find_article_name(tx, scan.lookups)
    if article is None:
        words = f"A code that no article has: {_any_of(scan.lookups)}."
        return Finding(title=READS, words=words, is_good=False)
    return Finding(title=READS, words=f"{article.name}.", is_good=True)


def _label(tx: "ReadTx", label: LabelScan, formats: Formats) -> Finding:
    value = (
        formats.money(label.price_cents)
        if label.price_cents is not None
        else formats.quantity(label.weight_g or 0, Unit.GRAM)
    )
    article = find_article_name(tx, label.lookups)
    if label.is_empty:
        words = (
            f"A label of article {label.item_code} that says {value}. It is refused: weigh again."
        )
    elif article is None:
        words = f"A label for {value}, but no article has {_any_of(label.lookups)}."
    elif label.weight_g is not None and article.unit is not Unit.GRAM:
        words = f"A label for {value} of {article.name}, which is not sold by weight."
    else:
        words = f"{article.name}, article {label.item_code}: {value}."
        return Finding(title=READS, words=words, is_good=True)
    return Finding(title=READS, words=words, is_good=False)


def _any_of(codes: tuple[str, ...]) -> str:
    return " or ".join(codes)


def _verdicts(trial: ScanTrial) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            title=str(each.pattern),
            words=_verdict(each, is_own=trial.is_own),
            is_good=each.decides and each.fault is None,
        )
        for each in trial.patterns
    )


def _verdict(trial: PatternTrial, *, is_own: bool) -> str:
    if is_own:
        return "Not asked: codes that begin like this one are never the shop's."
    if trial.fault is not None:
        return _why(trial.fault, has_rest=trial.pattern.mask.endswith("*"))
    return "Fits, and decides." if trial.decides else "Fits, but one before it decides."


def _why(fault: Fault, *, has_rest: bool) -> str:
    match fault.misfit:
        case Misfit.LENGTH:
            least = "at least " if has_rest else ""
            return f"Does not fit: it wants {least}{fault.wanted} characters."
        case Misfit.SIGN:
            return f"Does not fit: at place {fault.place} it wants {fault.wanted}."
        case Misfit.DIGIT:
            return f"Does not fit: at place {fault.place} it wants a digit."
        case Misfit.CHECK_DIGIT:
            return f"Decides, but refuses: the check digit should be {fault.wanted}."
