"""The kinds of trouble that are not bugs: the business says no, or the world does not answer.

An error carries facts as attributes and no sentence; `ui/text/refusals.py` has one sentence per
class, with what to do next. Any exception that is neither kind is a mistake of ours: it is
reported, and the sale in hand is preserved.
"""


class PosError(Exception):
    """Base of everything that may be shown to a person.

    Attributes:
        facts: The keyword arguments it was raised with, by name; also readable as attributes.
    """

    def __init__(self, **facts: object) -> None:
        super().__init__(", ".join(f"{name}={value!r}" for name, value in facts.items()))
        self.facts = facts

    def __getattr__(self, name: str) -> object:
        """Return the fact of that name.

        Raises:
            AttributeError: The error was raised without it.
        """
        try:
            return self.__dict__["facts"][name]
        except KeyError:
            raise AttributeError(name) from None


class RefusedError(PosError):
    """The business says no: expected, nothing happened, a person can do something about it."""


class UnavailableError(PosError):
    """The world is in trouble (no paper, central away, disk full): nothing is lost, try again."""
