"""A runner that does every job at once in a real transaction: presenters on a real database."""

from pos.domain.errors import PosError


class StoreRunner:
    """Runs jobs on a store, on the spot.

    Attributes:
        complaints: Errors that nobody handled.
    """

    def __init__(self, store) -> None:
        self._store = store
        self.complaints: list[PosError] = []

    def do(self, job, *, then=None, refused=None) -> None:
        self._answer(self._write, job, then, refused)

    def ask(self, job, *, then, refused=None) -> None:
        self._answer(self._read, job, then, refused)

    def device(self, job, *, then=None, refused=None) -> None:
        self._answer(lambda work: work(), job, then, refused)

    def terminal(self, job, *, then=None, refused=None) -> None:
        self._answer(lambda work: work(), job, then, refused)

    def away(self, job, *, then=None, refused=None) -> None:
        self._answer(lambda work: work(), job, then, refused)

    def _write(self, job):
        with self._store.write() as tx:
            return job(tx)

    def _read(self, job):
        with self._store.read() as tx:
            return job(tx)

    def _answer(self, run, job, then, refused) -> None:
        try:
            result = run(job)
        except PosError as error:
            (refused or self.complaints.append)(error)
        else:
            if then is not None:
                then(result)
