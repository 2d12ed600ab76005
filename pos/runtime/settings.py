"""Every setting, declared once: its type, default, bounds, who keeps it, and what it is for.

The settings screen, the check of a new value and the table in pos/README.md come from here.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields

from pos.domain.errors import RefusedError
from pos.domain.ready_day import CLOSED_DAYS_FORM, parse_closed_days
from pos.domain.scan_pattern import parse_patterns
from pos.domain.tip import TIP_PERCENTS_FORM, parse_tip_percents
from pos.runtime.setting import Scope, Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The values in force at a register. `DECLARED` says what each field means."""

    printer_address: str = "none:"
    printer_width_dots: int = 576
    scanner_gap_ms: int = 50
    scanner_length_min: int = 6
    theme: str = "system"
    return_days: int = 30
    return_approval_cents: int = 5000
    variance_approval_cents: int = 1000
    open_drawer_for_cash: bool = True
    order_days: int = 400
    gift_card_offline_cents: int = 5000
    parked_cart_hours: int = 72
    scan_patterns: str = ""
    pin_digits_min: int = 4
    badge_opens: bool = False
    lock_after_s: int = 120
    card_terminal: str = "standalone"
    card_terminal_address: str = ""
    tips: str = "none"
    tip_percents: str = "5; 10; 15"
    price_floor: str = "none"
    price_floor_percent: int = 30
    closed_days: str = ""
    made_per_day: int = 0
    made_terms: str = ""
    deposit_percent: int = 0
    wait_days: int = 2
    cancel_days: int = 2
    forfeit_percent: int = 0


DECLARED: tuple[Setting, ...] = (
    Setting(
        key="printer_address",
        default="none:",
        scope=Scope.REGISTER,
        help="Receipt printer: tcp://HOST:9100, file:/dev/usb/lp0, or none:.",
    ),
    Setting(
        key="printer_width_dots",
        default=576,
        scope=Scope.REGISTER,
        lowest=256,
        highest=832,
        help="Printable width in dots: 576 for 80 mm paper, 384 for 58 mm.",
    ),
    Setting(
        key="scanner_gap_ms",
        default=50,
        scope=Scope.REGISTER,
        lowest=10,
        highest=200,
        help="Longest pause between two characters of one scan, in milliseconds.",
    ),
    Setting(
        key="scanner_length_min",
        default=6,
        scope=Scope.REGISTER,
        lowest=3,
        highest=20,
        help="Fewest characters that count as a scan.",
    ),
    Setting(
        key="theme",
        default="system",
        scope=Scope.REGISTER,
        choices=("system", "light", "dark"),
        help="Colours of the window; system follows the computer.",
    ),
    Setting(
        key="price_floor",
        default="none",
        scope=Scope.STORE,
        choices=("none", "cost", "percent"),
        help="Below what another price needs a manager: the cost, or so far below the list price.",
    ),
    Setting(
        key="price_floor_percent",
        default=30,
        scope=Scope.STORE,
        lowest=0,
        highest=100,
        help="How far below the list price that floor lies, in percent.",
    ),
    Setting(
        key="return_days",
        default=30,
        scope=Scope.STORE,
        lowest=0,
        highest=3650,
        help="Days in which goods may come back; later a manager must approve.",
    ),
    Setting(
        key="return_approval_cents",
        default=5000,
        scope=Scope.STORE,
        lowest=0,
        highest=100_000_000,
        help="A refund above this amount needs a manager's PIN.",
    ),
    Setting(
        key="variance_approval_cents",
        default=1000,
        scope=Scope.STORE,
        lowest=0,
        highest=100_000_000,
        help="A drawer difference above this amount needs a reason.",
    ),
    Setting(
        key="open_drawer_for_cash",
        default=True,
        scope=Scope.REGISTER,
        help="Open the drawer when cash is paid.",
    ),
    Setting(
        key="order_days",
        default=400,
        scope=Scope.STORE,
        lowest=1,
        highest=3650,
        help="Days of the store's past that a new till gets from central.",
    ),
    Setting(
        key="gift_card_offline_cents",
        default=5000,
        scope=Scope.STORE,
        lowest=0,
        highest=100_000_000,
        help="The most to take from one gift card or credit while central is away.",
    ),
    Setting(
        key="parked_cart_hours",
        default=72,
        scope=Scope.STORE,
        lowest=1,
        highest=8760,
        help="Hours after which a held sale that nobody took up ends by itself.",
    ),
    Setting(
        key="scan_patterns",
        default="",
        scope=Scope.STORE,
        read=parse_patterns,
        form="patterns as in `weight 21iiiiivvvvvc 3; price 23iiiiivvvvvc; customer 29*`",
        help="What codes of this shop mean: labels of its scales, cards, coupons.",
    ),
    Setting(
        key="pin_digits_min",
        default=4,
        scope=Scope.STORE,
        lowest=4,
        highest=8,
        help="Fewest digits of a new PIN; six are much harder to guess than four.",
    ),
    Setting(
        key="badge_opens",
        default=False,
        scope=Scope.STORE,
        help="A badge signs in without a PIN; approvals ask for the PIN all the same.",
    ),
    Setting(
        key="lock_after_s",
        default=120,
        scope=Scope.REGISTER,
        lowest=0,
        highest=3600,
        help="Seconds of rest until the till locks itself; the cart stays. 0: it never does.",
    ),
    Setting(
        key="card_terminal",
        default="standalone",
        scope=Scope.REGISTER,
        help="Card terminal: standalone (the cashier reads it), or zvt (it is asked).",
    ),
    Setting(
        key="card_terminal_address",
        default="",
        scope=Scope.REGISTER,
        help="Where a connected card terminal is: for zvt, zvt://HOST:20007.",
    ),
    Setting(
        key="tips",
        default="none",
        scope=Scope.STORE,
        choices=("none", "percent"),
        help="Whether the pay screen offers tips, in percent of what is due.",
    ),
    Setting(
        key="tip_percents",
        default="5; 10; 15",
        scope=Scope.STORE,
        read=parse_tip_percents,
        form=TIP_PERCENTS_FORM,
        help="The tips that the pay screen offers, in percent, where `tips` wants them.",
    ),
    Setting(
        key="closed_days",
        default="",
        scope=Scope.STORE,
        read=parse_closed_days,
        form=CLOSED_DAYS_FORM,
        help="When the shop is closed: nothing is made or promised for these days.",
    ),
    Setting(
        key="made_per_day",
        default=0,
        scope=Scope.STORE,
        lowest=0,
        highest=100_000,
        help="Pieces made to order that can be ready on one day. 0: any number.",
    ),
    Setting(
        key="made_terms",
        default="",
        scope=Scope.STORE,
        help="Printed with what is made to order: until when it may be changed, what is kept then.",
    ),
    Setting(
        key="deposit_percent",
        default=0,
        scope=Scope.STORE,
        lowest=0,
        highest=99,
        help="Offered as a deposit on what is made to order, in percent. 0: it is paid at once.",
    ),
    Setting(
        key="wait_days",
        default=2,
        scope=Scope.STORE,
        lowest=0,
        highest=365,
        help="Days after the promised day; what nobody fetched until then is listed as that.",
    ),
    Setting(
        key="cancel_days",
        default=2,
        scope=Scope.STORE,
        lowest=0,
        highest=365,
        help="Days before the promised day until which an order is cancelled for nothing.",
    ),
    Setting(
        key="forfeit_percent",
        default=0,
        scope=Scope.STORE,
        lowest=0,
        highest=100,
        help="What is kept of the deposit when it is cancelled later, in percent. 0: nothing.",
    ),
)


def settings_table() -> str:
    """Return the table of all settings in pos/README.md, as Markdown."""
    rows = [
        f"| `{each.key}` | {each.scope} | {_first_value(each)} | {each.wanted} | {each.help} |"
        for each in DECLARED
    ]
    return "\n".join(
        ["| setting | kept for | at first | may be | is |", "|---|---|---|---|---|", *rows]
    )


def _first_value(setting: Setting) -> str:
    if isinstance(setting.default, bool):
        return "yes" if setting.default else "no"
    return f"`{setting.default}`"


def settings_from(stored: Mapping[str, object]) -> Settings:
    """Return the settings in force: stored values where they are allowed, defaults elsewhere.

    A stored value that this version does not allow, left by another version, counts as absent:
    a till must start.
    """
    return Settings(**dict(_allowed(stored)))  # type: ignore[arg-type]


def _allowed(stored: Mapping[str, object]) -> list[tuple[str, int | str | bool]]:
    known = []
    for setting in DECLARED:
        if setting.key in stored:
            with suppress(RefusedError):
                known.append((setting.key, setting.checked(stored[setting.key])))
    return known


assert {setting.key for setting in DECLARED} == {field.name for field in fields(Settings)}
