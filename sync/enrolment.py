"""Makes an installation a register of a store: its row and its login in central, its mark here.

The register gets a role of its own that may call the functions of the exchange and nothing else.
The administrator's URL is used for this and forgotten.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event
from uuid import UUID

import sqlalchemy as sa
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from models.operations import RegisterRow
from models.sync import SyncStateRow
from pos import identity
from pos.domain.journal import JournalStart
from pos.journal_start import continue_journal
from pos.life import Reason, begin_life, note_told
from pos.queries.people import list_staff
from pos.runtime.clock import Clock
from pos.runtime.identity import RegisterIdentity
from pos.uow import ReadTx, WriteTx
from sync.central.registration import Numbers, Registration, register
from sync.connection import Central, connect, translated
from sync.desk import Work
from sync.errors import (
    AlreadyEnrolledError,
    CentralHeldBackError,
    NotEnrolledError,
    SecretMissingError,
)
from sync.exchange import Exchange, Round
from sync.secrets import find_secret, keep_secret, where_is_secret
from sync.state import Enrolment, find_enrolment, keep_enrolment

SHIFT_COUNTER = "shift"

LOOK_AGAIN_MS = (50, 100, 200, 500, 1_000, 2_000, 4_000, 8_000)
"""How long to wait before each further look for the new register's own row.

Central shows it once everybody is done who wrote when it was made: other tills within milliseconds.
"""

_PERSONAL = ("user", "password", "passfile")
"""Parts of a libpq URL that belong to who signs in, not to where central is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrol:
    """The wish to be a register.

    Attributes:
        url: Central's libpq URL, of somebody who may create roles there.
        create_store: Name of the store, when it is to be made; None: it must be there.
        take_over: Take the place of the installation that is this register now. Its numbers go on
            under a new letter, and what it sends from now on is refused. A database that came from
            another machine, and was this register there, goes on with all that it has to send.
    """

    url: str
    store_code: str
    register_code: str
    create_store: str | None = None
    take_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """What became of the wish.

    Attributes:
        number_prefix: How its document numbers begin.
        secret_in: Where the password is kept, in words.
        received: Rows that were loaded.
        set_aside: Rows that could not be stored here.
        staff: How many people may sign in.
    """

    register_id: UUID
    incarnation: int
    number_prefix: str
    secret_in: str
    received: int
    set_aside: int
    staff: int


def enrol(
    lanes: Work,
    wish: Enrol,
    *,
    secrets_file: Path,
    clock: Clock,
    look_again_ms: Sequence[int] = LOOK_AGAIN_MS,
) -> Enrolled:
    """Make this installation a register and load what its store needs.

    Interrupted after the register was made, the same wish goes on where it stopped.

    Raises:
        AlreadyEnrolledError: This installation is a register already.
        CentralHeldBackError: Somebody keeps a change open at central; the same wish goes on.
        NoSuchStoreError: The store is not there and was not to be made.
        RegisterTakenError: Another installation is this register.
        UnavailableError: Central or the disk is in trouble.
    """
    begun = lanes.ask(lambda tx: _check_free(tx.connection, wish)).result()
    if begun is None:
        begun = _begin(lanes, wish, secrets_file=secrets_file)
    enrolment = begun
    with open_central(enrolment, secrets_file=secrets_file, clock=clock) as central:
        loaded = _load(lanes, central, look_again_ms)
    lanes.do(lambda tx: _claim(tx, enrolment)).result()
    return outcome_of(lanes, enrolment, loaded, secrets_file=secrets_file)


def _load(lanes: Work, central: Central, look_again_ms: Sequence[int]) -> Round:
    """Fetch what the store needs, until the register's own row is here."""
    exchange = Exchange(lanes, central)
    loaded = exchange.round()
    nobody_tells = Event()  # that others are done: only looking again shows it
    for wait_ms in look_again_ms:
        if lanes.ask(_is_known_here).result():
            return loaded
        nobody_tells.wait(wait_ms / 1_000)
        again = exchange.round()
        loaded = replace(
            again,
            received=loaded.received + again.received,
            set_aside=loaded.set_aside + again.set_aside,
        )
    if not lanes.ask(_is_known_here).result():
        raise CentralHeldBackError
    return loaded


def _is_known_here(tx: ReadTx) -> bool:
    register_id = get_enrolment(tx.connection).register_id
    query = sa.select(sa.exists().where(RegisterRow.__table__.c.id == register_id))
    return bool(tx.connection.execute(query).scalar_one())


def outcome_of(lanes: Work, enrolment: Enrolment, loaded: Round, *, secrets_file: Path) -> Enrolled:
    """Return what this installation is now that it was made a register."""
    return lanes.ask(lambda tx: _outcome(tx, enrolment, loaded, secrets_file=secrets_file)).result()


def open_central(
    enrolment: Enrolment, *, secrets_file: Path, clock: Clock, address: str | None = None
) -> Central:
    """Connect as the register.

    Args:
        address: Where central is now, when it moved; None: where it was at the enrolment.

    Raises:
        SecretMissingError: The password is gone; enrol again.
        CentralUnreachableError: Central is away.
        CentralRefusedError: It does not let this register in.
    """
    url = register_url(enrolment, secrets_file=secrets_file, address=address)
    return Central(url, incarnation=enrolment.incarnation, clock=clock)


def register_url(enrolment: Enrolment, *, secrets_file: Path, address: str | None = None) -> str:
    """Return what libpq needs to connect as the register, password included.

    Raises:
        SecretMissingError: The password is gone; enrol again.
    """
    secret = find_secret(enrolment.role, file=secrets_file)
    if secret is None:
        raise SecretMissingError(path=secrets_file)
    place = place_of(address) if address else enrolment.url
    return make_conninfo(place, user=enrolment.role, password=secret)


def get_enrolment(connection: sa.Connection) -> Enrolment:
    """Return which register of which central this is.

    Raises:
        NotEnrolledError: It belongs to none.
    """
    found = find_enrolment(connection)
    if found is None:
        raise NotEnrolledError
    return found


def place_of(url: str) -> str:
    """Return where a URL leads, without who signs in."""
    parts = conninfo_to_dict(url)
    return make_conninfo("", **{name: parts[name] for name in parts if name not in _PERSONAL})


def _check_free(connection: sa.Connection, wish: Enrol) -> Enrolment | None:
    """Return the enrolment that this wish began before, or None when there is none.

    Raises:
        AlreadyEnrolledError: There is a finished one, or another.
    """
    begun = find_enrolment(connection)
    marked = identity.find_identity(connection)
    if marked is not None and not (wish.take_over and _is_same(marked, wish)):
        raise AlreadyEnrolledError(store=marked.store_code, register=marked.code)
    if begun is None or marked is not None:
        return None
    if (begun.store_code, begun.register_code) != (wish.store_code, wish.register_code):
        raise AlreadyEnrolledError(store=begun.store_code, register=begun.register_code)
    return begun


def _is_same(marked: RegisterIdentity, wish: Enrol) -> bool:
    return (marked.store_code, marked.code) == (wish.store_code, wish.register_code)


def _begin(lanes: Work, wish: Enrol, *, secrets_file: Path) -> Enrolment:
    registration = Registration(
        store_code=wish.store_code,
        register_code=wish.register_code,
        create_store=wish.create_store,
        take_over=wish.take_over,
    )
    with connect(wish.url, autocommit=False) as connection, translated(wish.url):
        registered = register(connection, registration)
        # Kept before central commits: a role whose password nobody has is the worse half.
        keep_secret(registered.role, registered.secret, file=secrets_file)
    enrolment = Enrolment(
        url=place_of(wish.url),
        role=registered.role,
        register_id=registered.register_id,
        store_code=wish.store_code,
        register_code=wish.register_code,
        incarnation=registered.incarnation,
    )
    lanes.do(lambda tx: _note_begun(tx, enrolment, registered.numbers)).result()
    return enrolment


def _note_begun(tx: WriteTx, enrolment: Enrolment, numbers: Numbers) -> None:
    """Note who this is from now on; series that are the register's, not the life's, go on."""
    keep_enrolment(tx.connection, enrolment, now=tx.now)
    if identity.find_identity(tx.connection) is not None:
        # The database came from another machine and has its own journal and tape.
        begin_life(tx, Reason.MOVED, life=enrolment.incarnation)
        note_told(tx)
        return
    continue_journal(tx, JournalStart(seq=numbers.journal_seq, entry_hash=numbers.journal_hash))
    if numbers.shift:
        tx.counters.add(SHIFT_COUNTER, numbers.shift, at=tx.now)


def _claim(tx: WriteTx, enrolment: Enrolment) -> None:
    if identity.find_register_id(tx.connection) is not None:
        return  # it was this register before
    tx.connection.execute(
        sa.insert(SyncStateRow.__table__),
        {
            "key": identity.KEY,
            "value": {
                "register_id": str(enrolment.register_id),
                "incarnation": enrolment.incarnation,
            },
            "updated_at": tx.now,
        },
    )


def _outcome(tx: ReadTx, enrolment: Enrolment, loaded: Round, *, secrets_file: Path) -> Enrolled:
    register = identity.find_identity(tx.connection)
    assert register is not None, "the mark was written and the register's row came down"
    return Enrolled(
        register_id=enrolment.register_id,
        incarnation=enrolment.incarnation,
        number_prefix=register.number_prefix,
        secret_in=where_is_secret(enrolment.role, file=secrets_file),
        received=loaded.received,
        set_aside=loaded.set_aside,
        staff=sum(person.has_pin for person in list_staff(tx)),
    )
