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
from models.sync import SyncStateRow
from pos.domain.permission import Grants
from pos.domain.pin import check_form
from pos.queries.people import StaffTile, find_staff_member, read_grants
from pos.queries.settings import read_settings
from pos.runtime.changes import Topic
from pos.services.audit import AuditEntry, write_audit
from pos.uow import WriteTx

PIN_DIGITS_DRAWN = 6
TRIES_BEFORE_LOCK = 10
LOCKED_FOR = timedelta(minutes=15)
WAITS_S = (0, 0, 0, 2, 4, 8, 16, 32, 60, 60)
"""How long to wait after the first, second, … wrong PIN."""

_HASHER = PasswordHasher()
_STATE = SyncStateRow.__table__
_STAFF = StaffRow.__table__
_FIND_TRIES = sa.select(_STATE.c.value).where(_STATE.c.key == sa.bindparam("state_key"))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tries:
    """Wrong PINs in a row, and how long to wait for the next try.

    Attributes:
        wait_ms: How long to wait after the last one; 0 means not at all.
        since: When that began, by the wall clock.
        since_ms: The same by the monotonic clock, which ends with the machine's uptime.
    """

    wrong: int = 0
    wait_ms: int = 0
    since: datetime | None = None
    since_ms: int = 0

    def left_ms(self, tx: WriteTx) -> int:
        """Return what is left of the wait.

        Setting the clock forward does not shorten it and setting it back does not make it longer.
        After a restart of the machine only the wall clock is left, for at most the whole wait.
        """
        if self.since is None:
            return 0
        passed_ms = tx.monotonic_ms - self.since_ms
        if passed_ms < 0:
            passed_ms = max((tx.now - self.since) // timedelta(milliseconds=1), 0)
        return max(self.wait_ms - passed_ms, 0)


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
    tries = _read_tries(tx, employee_no)
    if tries.left_ms(tx):
        return _outcome(tx, tries)
    stored = tx.connection.execute(_FIND_HASH, {"employee_no": employee_no}).scalar_one_or_none()
    member = find_staff_member(tx, employee_no)
    if is_pin_of(stored, pin) and member is not None:
        _keep_tries(tx, employee_no, _Tries())
        return PinOutcome(
            member=_member_of(tx, member),
            tries_left=TRIES_BEFORE_LOCK,
            locked_until=None,
        )
    return _count_wrong(tx, employee_no, tries)


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
    if not read_settings(tx).badge_opens or _read_tries(tx, employee_no).left_ms(tx):
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


def forget_tries(tx: WriteTx, employee_no: str) -> None:
    """Let somebody try again at once: who manages the staff lets them."""
    _keep_tries(tx, employee_no, _Tries())


def _count_wrong(tx: WriteTx, employee_no: str, tries: _Tries) -> PinOutcome:
    wrong = tries.wrong + 1
    if wrong >= TRIES_BEFORE_LOCK:
        wrong, wait = 0, LOCKED_FOR
        write_audit(tx, AuditEntry(action="staff.locked_out", target_id=employee_no))
    else:
        wait = timedelta(seconds=WAITS_S[wrong - 1])
    counted = _Tries(
        wrong=wrong,
        wait_ms=wait // timedelta(milliseconds=1),
        since=tx.now,
        since_ms=tx.monotonic_ms,
    )
    _keep_tries(tx, employee_no, counted)
    return _outcome(tx, counted)


def _outcome(tx: WriteTx, tries: _Tries) -> PinOutcome:
    left_ms = tries.left_ms(tx)
    return PinOutcome(
        member=None,
        tries_left=TRIES_BEFORE_LOCK - tries.wrong if tries.wrong or not left_ms else 0,
        locked_until=tx.now + timedelta(milliseconds=left_ms) if left_ms else None,
    )


def _read_tries(tx: WriteTx, employee_no: str) -> _Tries:
    values = {"state_key": _tries_key(employee_no)}
    kept = tx.connection.execute(_FIND_TRIES, values).scalar_one_or_none()
    if kept is None or "wait_ms" not in kept:
        return _Tries()
    return _Tries(
        wrong=kept["wrong"],
        wait_ms=kept["wait_ms"],
        since=datetime.fromisoformat(kept["since"]),
        since_ms=kept["since_ms"],
    )


def _keep_tries(tx: WriteTx, employee_no: str, tries: _Tries) -> None:
    key = _tries_key(employee_no)
    tx.connection.execute(sa.delete(_STATE).where(_STATE.c.key == key))
    if tries.since is None:
        return
    value = {
        "wrong": tries.wrong,
        "wait_ms": tries.wait_ms,
        "since": tries.since.isoformat(),
        "since_ms": tries.since_ms,
    }
    tx.connection.execute(sa.insert(_STATE), {"key": key, "value": value, "updated_at": tx.now})


def _tries_key(employee_no: str) -> str:
    return f"pin_tries:{employee_no}"


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
