"""Signs staff in at the register and checks a manager's PIN (trust.md 4, A-01 to A-06).

A wrong PIN is not an error but an outcome that must be kept: the count of wrong tries survives a
restart, and each further try waits longer.
"""

import secrets
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION

from models.identity import StaffRow
from pos.domain.permission import Grants
from pos.domain.pin import check_form
from pos.queries.people import StaffTile, find_staff_member, read_grants
from pos.queries.settings import read_settings
from pos.runtime.changes import Topic
from pos.services.audit import AuditEntry, write_audit
from pos.services.pin_tries import (
    ANYBODY,
    TRIES_BEFORE_LOCK,
    Tries,
    count_wrong,
    forget_tries,
    read_tries,
)
from pos.uow import WriteTx

PIN_DIGITS_DRAWN = 6

_HASHER = PasswordHasher()
_STAFF = StaffRow.__table__
_FIND_HASH = sa.select(_STAFF.c.pin_hash).where(
    _STAFF.c.employee_no == sa.bindparam("employee_no"), _STAFF.c.is_active
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """Somebody who works here, and what they may do."""

    staff_id: UUID
    employee_no: str
    name: str
    grants: Grants


@dataclass(frozen=True, slots=True, kw_only=True)
class PinOutcome:
    """What became of a PIN.

    Attributes:
        member: Whose it was; None when it was wrong or could not be tried.
        tries_left: Wrong PINs still allowed before the person is locked out.
        locked_until: When the next PIN may be tried, UTC; None means at once.
    """

    member: StaffMember | None
    tries_left: int
    locked_until: datetime | None


def hash_pin(pin: str) -> str:
    """Return the verifier of a PIN: argon2id with a salt of its own.

    Raises:
        PinNotAllowedError: It is not 4 to 8 digits.
    """
    check_form(pin)
    return _HASHER.hash(pin)


def draw_pin() -> str:
    """Draw a PIN for somebody who has none, to be shown once."""
    return "".join(secrets.choice("0123456789") for _ in range(PIN_DIGITS_DRAWN))


def check_pin(tx: WriteTx, *, employee_no: str, pin: str) -> PinOutcome:
    """Check somebody's PIN, count wrong ones, and make the next try wait.

    Unknown and inactive people get the same answer after the same work as a wrong PIN.
    """
    tries, till = read_tries(tx, employee_no), read_tries(tx, ANYBODY)
    if tries.left_ms(tx) or till.left_ms(tx):
        return _outcome(tx, tries, till)
    stored = tx.connection.execute(_FIND_HASH, {"employee_no": employee_no}).scalar_one_or_none()
    member = find_staff_member(tx, employee_no)
    if is_pin_of(stored, pin) and member is not None:
        forget_tries(tx, employee_no)
        return PinOutcome(
            member=_member_of(tx, member),
            tries_left=TRIES_BEFORE_LOCK,
            locked_until=None,
        )
    return _outcome(tx, count_wrong(tx, employee_no), count_wrong(tx, ANYBODY))


def sign_in(tx: WriteTx, *, employee_no: str, pin: str) -> PinOutcome:
    """Sign somebody in at this register; success and lock-out are in the audit log."""
    outcome = check_pin(tx, employee_no=employee_no, pin=pin)
    if outcome.member is not None:
        _note_entry(tx, outcome.member, by="pin")
    return outcome


def sign_in_by_badge(tx: WriteTx, employee_no: str) -> StaffMember | None:
    """Sign somebody in who showed their badge; None where the shop wants their PIN as well.

    A badge is easily copied: it opens a till where the shop chose so, and never approves anything.
    Who typed too many wrong PINs waits with a badge, too.
    """
    if not read_settings(tx).badge_opens or read_tries(tx, employee_no).left_ms(tx):
        return None
    found = find_staff_member(tx, employee_no)
    if found is None:
        return None
    member = _member_of(tx, found)
    _note_entry(tx, member, by="badge")
    return member


def _member_of(tx: WriteTx, tile: StaffTile) -> StaffMember:
    return StaffMember(
        staff_id=tile.staff_id,
        employee_no=tile.employee_no,
        name=tile.name,
        grants=read_grants(tx, tile.staff_id),
    )


def _note_entry(tx: WriteTx, member: StaffMember, *, by: str) -> None:
    entry = AuditEntry(
        action="staff.signed_in",
        actor_id=member.staff_id,
        target_type="register",
        target_id=str(tx.register.register_id),
        metadata={"by": by},
    )
    write_audit(tx, entry)
    tx.touched(Topic.PEOPLE)


def is_pin_of(stored: str | None, pin: str) -> bool:
    """Say whether a PIN is the one of a verifier; None takes as long, and is nobody's."""
    try:
        return _HASHER.verify(stored or _NOBODYS_HASH, pin) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def _outcome(tx: WriteTx, tries: Tries, till: Tries) -> PinOutcome:
    """Return that a PIN was wrong or could not be tried; the longer of both waits counts."""
    left_ms = max(tries.left_ms(tx), till.left_ms(tx))
    return PinOutcome(
        member=None,
        tries_left=TRIES_BEFORE_LOCK - tries.wrong if tries.wrong or not left_ms else 0,
        locked_until=tx.now + timedelta(milliseconds=left_ms) if left_ms else None,
    )


def _empty_hash() -> str:
    """Write down a verifier that nothing matches, without the quarter second that one costs."""
    costs = f"m={_HASHER.memory_cost},t={_HASHER.time_cost},p={_HASHER.parallelism}"
    salt, digest = (
        b64encode(bytes(length)).decode().rstrip("=")
        for length in (_HASHER.salt_len, _HASHER.hash_len)
    )
    return f"$argon2id$v={ARGON2_VERSION}${costs}${salt}${digest}"


_NOBODYS_HASH = _empty_hash()
"""Verified when there is no such person, so that the answer takes as long."""
