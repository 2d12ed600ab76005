"""Brings a shop that worked alone to a central: from then on its register is one as any other.

Interrupted at any point, the same wish goes on where it stopped: central has all of what no fact
tells of or nothing, and takes each fact of the tape once.
"""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pos import identity
from pos.runtime.clock import Clock
from pos.runtime.identity import RegisterIdentity
from pos.uow import ReadTx
from sync.central.founding import Founding, find_founded, found
from sync.central.registration import Registered
from sync.connection import connect, translated
from sync.desk import Work
from sync.enrolment import Enrol, Enrolled, open_central, outcome_of, place_of
from sync.errors import AlreadyEnrolledError, NoShopError
from sync.exchange import Exchange
from sync.founding import find_lives, read_shop
from sync.secrets import find_secret, keep_secret
from sync.state import Enrolment, find_enrolment, keep_enrolment


@dataclass(frozen=True, slots=True, kw_only=True)
class _Alone:
    """The shop before it joins.

    Attributes:
        enrolment: Of an earlier try that came as far as the tape; None: there was none.
    """

    register: RegisterIdentity
    lives: tuple[int, ...]
    enrolment: Enrolment | None


def adopt(lanes: Work, wish: Enrol, *, secrets_file: Path, clock: Clock) -> Enrolled:
    """Make the shop of this installation a store of central, with its whole past.

    Raises:
        NoShopError: There is no shop in this database.
        AlreadyEnrolledError: It belongs to a central as another register.
        StoreTakenError: Central has another shop under that code or key.
        ShopClashError: Something that can be there once is there already.
        UnavailableError: Central or the disk is in trouble; the same wish goes on.
    """
    alone = lanes.ask(lambda tx: _look(tx, wish)).result()
    enrolment = alone.enrolment
    if enrolment is None:
        enrolment = _bring(lanes, wish, alone, secrets_file=secrets_file)
        for life in alone.lives[:-1]:
            _send(lanes, replace(enrolment, incarnation=life), secrets_file, clock)
        # Not before: an ordinary round sends the tape of this life only.
        kept = enrolment
        lanes.do(lambda tx: keep_enrolment(tx.connection, kept, now=tx.now)).result()
    with open_central(enrolment, secrets_file=secrets_file, clock=clock) as central:
        done = Exchange(lanes, central).round()
    return outcome_of(lanes, enrolment, done, secrets_file=secrets_file)


def _look(tx: ReadTx, wish: Enrol) -> _Alone:
    register = identity.find_identity(tx.connection)
    if register is None:
        raise NoShopError
    enrolment = find_enrolment(tx.connection)
    if enrolment is not None and (enrolment.store_code, enrolment.register_code) != (
        wish.store_code,
        wish.register_code,
    ):
        raise AlreadyEnrolledError(store=register.store_code, register=register.code)
    return _Alone(register=register, lives=find_lives(tx), enrolment=enrolment)


def _bring(lanes: Work, wish: Enrol, alone: _Alone, *, secrets_file: Path) -> Enrolment:
    """Have central take what no fact tells of, unless it has done so."""
    shop = Founding(
        store_id=alone.register.store_id,
        register_id=alone.register.register_id,
        store_code=wish.store_code,
        register_code=wish.register_code,
        lives=alone.lives,
    )
    registered = lanes.ask(partial(_found_once, wish, shop, secrets_file)).result()
    return Enrolment(
        url=place_of(wish.url),
        role=registered.role,
        register_id=registered.register_id,
        store_code=wish.store_code,
        register_code=wish.register_code,
        incarnation=registered.incarnation,
    )


def _found_once(wish: Enrol, shop: Founding, secrets_file: Path, tx: ReadTx) -> Registered:
    renamed = {shop.store_id: shop.store_code, shop.register_id: shop.register_code}
    with connect(wish.url, autocommit=False) as connection, translated(wish.url):
        registered = find_founded(
            connection, shop, find_secret=partial(find_secret, file=secrets_file)
        )
        if registered is None:
            registered = found(connection, shop, read_shop(tx, renamed=renamed))
            # Kept before central commits, as by `enrol`: it proves that a second try is ours.
            keep_secret(registered.role, registered.secret, file=secrets_file)
    return registered


def _send(lanes: Work, enrolment: Enrolment, secrets_file: Path, clock: Clock) -> None:
    """Send the tape of a life that the database led before."""
    with open_central(enrolment, secrets_file=secrets_file, clock=clock) as central:
        Exchange(lanes, central).send()
