"""What a section of the setup screen declares: a list, a form for each row, and what a form does.

A section is a file in `ui/screens/setup/sections` with a constant SECTION; no list names it.
It is read in one transaction into frozen values, so it names nothing of Qt and its tests need no
window. The words of a section stand in its file.
"""

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING

from pos.domain.permission import Action
from pos.domain.text import NAME_CHARS_MAX
from ui.text.formats import Formats

if TYPE_CHECKING:
    from pos.services.permissions import Actor
    from pos.uow import ReadTx, WriteTx

Answers = Mapping[str, str]
"""What was typed and chosen, by the key of the field."""

Choices = tuple[tuple[str, str], ...]
"""Key and words of each."""

Finder = Callable[["ReadTx", str], tuple[str, str]]
"""Returns the key and the words of what was typed or scanned; refuses what it does not know."""

Job = Callable[["WriteTx", "Actor"], str]
"""Does it and returns what to say about it."""

YES, NO = "yes", "no"


class FieldKind(Enum):
    """How a field is answered."""

    TEXT = "typed"
    HIDDEN = "typed, and not shown"
    CHOICE = "one of some"
    SEVERAL = "any number of some"
    FACT = "only shown"
    TRIED = "typed or scanned, and only tried"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What came of a trial: one line about one thing."""

    title: str
    words: str
    is_good: bool


Trial = Callable[["ReadTx", Answers], tuple[Finding, ...]]
"""Tries what stands in the form, saved or not; it changes nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question of a form.

    Attributes:
        value: The answer until now; of a choice its key; of several their keys, a line for each.
        choices: Key and words of each.
        chosen: Of several those that are chosen.
        find: Finds one of several by what was typed or scanned; None: `choices` has all of them.
        asked_with: Key of a choice, and the answers to it with which this is asked; None: always.
        help: What it means, below the field.
        chars_max: The most characters of what is typed.
    """

    key: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    value: str = ""
    choices: Choices = ()
    chosen: Choices = ()
    find: Finder | None = None
    asked_with: tuple[str, tuple[str, ...]] | None = None
    help: str = ""
    chars_max: int = NAME_CHARS_MAX

    def is_asked(self, answers: Answers) -> bool:
        """Say whether it is asked while the other fields have these answers."""
        if self.asked_with is None:
            return True
        key, wanted = self.asked_with
        return answers.get(key) in wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something that can be done besides saving: at once, or after another form.

    Attributes:
        job: Does it; None: `form` is filled in first.
        is_grave: Takes something away.
    """

    key: str
    label: str
    icon: str = ""
    job: Job | None = None
    form: "Form | None" = None
    is_grave: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What stands at the right.

    Attributes:
        key: Tells it from others; a form of the same key and fields stays as it was filled in.
        save: Returns what to do with the answers; None: there is nothing to fill in.
        trial: Tried anew with every answer; None: nothing is.
        note: What one should know before.
    """

    key: str
    title: str
    subtitle: str = ""
    fields: tuple[Field, ...] = ()
    confirm: str = "Save"
    save: Callable[[Answers], Job] | None = None
    deeds: tuple[Deed, ...] = ()
    trial: Trial | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A column; without a width it takes the room that is left.

    Attributes:
        is_spare: Left out in a narrow window.
    """

    title: str
    width_px: int = 0
    is_spare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of the list and the form that it opens; a quiet one is past or switched off."""

    cells: tuple[str, ...]
    form: Form
    is_quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a section shows; all of it is read in one transaction.

    Attributes:
        headings: One for each cell of an entry.
        adding: The form of something new; None where nothing can be added.
    """

    headings: tuple[Heading, ...]
    entries: tuple[Entry, ...]
    adding: Form | None = None

    def find(self, key: str) -> Form | None:
        """Return the form of that key, also one that a deed opens."""
        forms = [entry.form for entry in self.entries]
        if self.adding is not None:
            forms.append(self.adding)
        inner = [deed.form for form in forms for deed in form.deeds if deed.form is not None]
        return next((form for form in (*forms, *inner) if form.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who looks at a section and when, and how amounts and days are written for them.

    Attributes:
        today: Where the store is.
    """

    tx: "ReadTx"
    actor: "Actor"
    today: date
    formats: Formats


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section.

    Attributes:
        order: Its place in the list.
        permission: What a person must be permitted to see it; None means everybody.
        hint: What it is for, above its list.
        add: The words of the button for something new; "" for none.
        read: Reads all that it shows.
    """

    id: str
    title: str
    icon: str
    order: int
    permission: Action | None
    hint: str
    read: Callable[[Reader], Listing]
    add: str = ""


def discover() -> tuple[Section, ...]:
    """Return the sections of all files in `sections`, in their order."""
    package = import_module("ui.screens.setup.sections")
    found = [
        import_module(f"{package.__name__}.{module.name}").SECTION
        for module in pkgutil.iter_modules(package.__path__)
    ]
    return tuple(sorted(found, key=lambda section: section.order))


def choice(key: str, label: str, choices: Choices, value: str, *, hint: str = "") -> Field:
    """Ask for one of some."""
    return Field(
        key=key, label=label, kind=FieldKind.CHOICE, value=value, choices=choices, help=hint
    )


def switch(key: str, label: str, *, is_on: bool, hint: str = "") -> Field:
    """Ask for yes or no."""
    value = YES if is_on else NO
    return choice(key, label, ((YES, "Yes"), (NO, "No")), value, hint=hint)


def several(
    key: str,
    label: str,
    chosen: Choices,
    *,
    choices: Choices = (),
    find: Finder | None = None,
    asked_with: tuple[str, tuple[str, ...]] | None = None,
) -> Field:
    """Ask for any number of some."""
    return Field(
        key=key,
        label=label,
        kind=FieldKind.SEVERAL,
        value="\n".join(each for each, _ in chosen),
        choices=choices,
        chosen=chosen,
        find=find,
        asked_with=asked_with,
    )


def fact(label: str, value: str) -> Field:
    """Show something that is not asked for."""
    return Field(key=label, label=label, kind=FieldKind.FACT, value=value)
