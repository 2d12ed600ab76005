"""Everything that the setup screen shows, as frozen values."""

from dataclasses import dataclass

from ui.screens.setup.section import Form, Listing, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupState:
    """The whole screen.

    Attributes:
        sections: Those that the person may see.
        section: The one that is shown; None while nobody is there.
        listing: None while it is being read.
        chosen: Key of the form of the row that is marked; "" for none.
        form: What stands at the right; None: the invitation to choose a row.
        is_busy: Something is being written, so nothing else can be asked for.
    """

    sections: tuple[Section, ...] = ()
    section: Section | None = None
    listing: Listing | None = None
    chosen: str = ""
    form: Form | None = None
    is_busy: bool = False
