"""A line to central that can go dead: it stays open, takes everything, and passes nothing on."""

import select
import socket
import threading
from pathlib import Path
from typing import Self

PIECE = 65_536


class SwallowingLine:
    """A proxy between a till and the socket of a server.

    Attributes:
        address: Where a till connects, as a libpq URL without user.
    """

    def __init__(self, folder: Path, *, server: Path, database: str) -> None:
        self._server = server
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(folder / ".s.PGSQL.5432"))
        self._door.listen()
        self._ends: list[socket.socket] = []
        self._is_dead = threading.Event()
        self.address = f"host={folder} port=5432 dbname={database}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._open, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._door.close()
        for end in self._ends:
            end.close()

    def swallow(self) -> None:
        """Pass nothing on from now on."""
        self._is_dead.set()

    def _open(self) -> None:
        while True:
            try:
                near, _address = self._door.accept()
            except OSError:
                return
            far = socket.socket(socket.AF_UNIX)
            far.connect(str(self._server))
            self._ends += [near, far]
            threading.Thread(target=self._pass_on, args=(near, far), daemon=True).start()

    def _pass_on(self, near: socket.socket, far: socket.socket) -> None:
        other = {near: far, far: near}
        try:
            while True:
                for end in select.select([near, far], [], [])[0]:
                    piece = end.recv(PIECE)
                    if not piece:
                        other[end].close()
                        return
                    if not self._is_dead.is_set():
                        other[end].sendall(piece)
        except (OSError, ValueError):
            return  # one of the ends is closed
