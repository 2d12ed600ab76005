"""What can go wrong between a register and central.

Unavailable: nothing is lost, the register sells on and tries again. Refused: somebody has to do
something before facts can travel on; they stay on the tape until then.
"""

from pos.domain.errors import RefusedError, UnavailableError


class CentralUnreachableError(UnavailableError):
    """Central does not answer, or broke off; `reason` is what the driver or the server said."""


class CentralBusyError(UnavailableError):
    """Central answered, but could not do it now: locks, a restart, or too many connections."""


class CentralHeldBackError(UnavailableError):
    """Central does not show the new register yet: a change that began before it is still open."""


class CentralTurnedBackError(UnavailableError):
    """A server that central was moved away from still answers: history `found`, not `known`."""


class EmbeddedCentralError(UnavailableError):
    """The embedded PostgreSQL in `data` did not start or stop; `log` is the file that says why."""


class CentralRefusedError(RefusedError):
    """Central knows no such register, or has blocked it, or the password is wrong; see `reason`."""


class CentralUntrustedError(RefusedError):
    """Who answers there could not prove to be central, see `reason`; nothing was sent."""


class CentralTooOldError(RefusedError):
    """Central speaks exchange version `found`; this program needs at least `needed`."""


class CentralTooNewError(RefusedError):
    """Central no longer speaks exchange version `known`, the newest of this program."""


class CentralNotReadyError(RefusedError):
    """The database at `url` has no central schema, or not all of it: run `central init`."""


class TapeForkedError(RefusedError):
    """Central holds another fact under `seq`: this database is a copy, or an old state came back.

    Nothing was sent. The register must be enrolled anew, which begins another incarnation.
    """


class TapeGapError(RefusedError):
    """Central asks for fact `seq`, which this register no longer has."""


class TapeDamagedError(RefusedError):
    """The disk has altered fact `seq` or the chain value beside it: `sync --mend` goes on."""


class LineNotSendableError(RefusedError):
    """Fact `seq` is damaged, and this central is too old to take it as it is: update central."""


class DatabaseMovedError(RefusedError):
    """This database came from another machine: enroll it with `--take-over`, or as another one."""


class IncarnationOverError(RefusedError):
    """This register was enrolled anew elsewhere; incarnation `mine` may not send any more."""


class AlreadyEnrolledError(RefusedError):
    """This installation is register `register` of store `store` already."""


class RegisterTakenError(RefusedError):
    """Register `register` of store `store` is enrolled on another installation."""


class NoSuchStoreError(RefusedError):
    """Central has no store with the code `store`."""


class NoShopError(RefusedError):
    """There is no shop in this database that could be brought along."""


class StoreTakenError(RefusedError):
    """Central has a store `store` already, which is another shop's."""


class ShopClashError(RefusedError):
    """Of `table`, central has one with `value` already, under another key: another shop's."""


class OwnerTooWeakError(RefusedError):
    """The role `role` may not set central up in database `database`, for want of `right`."""


class LoginNotOursError(RefusedError):
    """`login` is no fit name, or a register's, one of central's own roles or an administrator's."""


class NotEnrolledError(RefusedError):
    """This installation belongs to no central: there is nobody to exchange with."""


class SecretMissingError(RefusedError):
    """The register's password is neither in the keyring nor in the file `path`."""
