"""What to say when central, or the way to it, says no or does not answer."""

SYNC_SENTENCES: dict[str, str] = {
    "sync.errors.CentralUnreachableError": (
        "Central does not answer ({reason}). Go on selling; everything is sent when it is back."
    ),
    "sync.errors.CentralBusyError": "Central is busy. It is tried again by itself; go on selling.",
    "sync.errors.CentralHeldBackError": (
        "A change is kept open at central, so it does not show this register yet. End it"
        " (countertop central check names it) and enroll again."
    ),
    "sync.errors.EmbeddedCentralError": (
        "The central database in {data} did not start or stop. {log} says why."
    ),
    "sync.errors.CentralRefusedError": (
        "Central does not accept this register ({reason}). Ask a manager to enroll it again."
    ),
    "sync.errors.LineNotSendableError": (
        "Fact {seq} of this register is damaged, and this central cannot take it as it is. Update"
        " central; the sale itself is kept here."
    ),
    "sync.errors.CentralUntrustedError": (
        "Who answers there cannot prove to be central ({reason}). Nothing was sent. Ask the person"
        " who runs central for its certificate authority."
    ),
    "sync.errors.CentralTooOldError": (
        "Central is too old (exchange {found}; {needed} is needed). Update it; nothing is lost."
    ),
    "sync.errors.CentralTooNewError": (
        "Central no longer speaks exchange {known}. Update this program; nothing is lost."
    ),
    "sync.errors.CentralTurnedBackError": (
        "An old server answers in the place of central. Check the address; nothing was sent."
    ),
    "sync.errors.CentralNotReadyError": (
        "The database at {url} is not a central yet. Run countertop central init."
    ),
    "sync.errors.DatabaseMovedError": (
        "This database came from another computer. It sells on, but sends nothing. Enroll it with"
        " --take-over if that computer is gone."
    ),
    "sync.errors.TapeForkedError": (
        "This database is a copy, or an old state came back. Nothing was sent: enroll it again."
    ),
    "sync.errors.TapeDamagedError": (
        "The disk has damaged entry {seq} of what is to be sent. Go on selling, and run"
        " countertop sync --mend: the rest is sent, the damaged part is kept."
    ),
    "pos.services.tape_repair.TapeNotDamagedError": (
        "Nothing that waits to be sent is damaged. Run countertop sync --once."
    ),
    "sync.errors.TapeGapError": (
        "Central lacks fact {seq}, which is not here any more. Keep this computer and call support."
    ),
    "sync.errors.IncarnationOverError": (
        "This register was enrolled on another computer. Sell there, or enroll this one again."
    ),
    "sync.errors.AlreadyEnrolledError": (
        "This is register {register} of store {store} already. Nothing was changed."
    ),
    "sync.errors.RegisterTakenError": (
        "Register {register} of store {store} is in use on another computer. Choose another code."
    ),
    "sync.errors.NoShopError": (
        "There is no shop here that could be brought along. Enroll without --adopt."
    ),
    "sync.errors.StoreTakenError": (
        "Central has a store {store} already, and it is another shop's. "
        "Let this shop join a central that has not begun yet."
    ),
    "sync.errors.ShopClashError": (
        "Central has {value} among its {table} already, and it is another shop's. Change one of "
        "the two, then try again; nothing of this shop was brought along."
    ),
    "sync.errors.OwnerTooWeakError": (
        "{role} may not set up central in {database}: it lacks {right} there. "
        "Let the server's administrator give it that right, then try again."
    ),
    "sync.errors.LoginNotOursError": (
        "{login} is no name for a login: choose another, of a-z, 0-9 and _, that does not begin "
        "with countertop_ or compat_ and is no administrator's."
    ),
    "sync.errors.NoSuchStoreError": "Central has no store {store}. Check the code.",
    "sync.errors.NotEnrolledError": (
        "This till works alone. Run countertop enroll to join a central."
    ),
    "sync.errors.SecretMissingError": (
        "The password of this register is neither in the keyring nor in {path}. Enroll it again."
    ),
}
