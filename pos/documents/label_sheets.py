"""The sheets of labels that shops buy, as data; all lengths in micrometres."""

from dataclasses import dataclass

from pos.domain.errors import RefusedError

A4 = (210_000, 297_000)
LETTER = (215_900, 279_400)


class SheetUnknownError(RefusedError):
    """There is no label sheet `name`; there are `known`."""


class SheetTooSmallError(RefusedError):
    """The labels of `name` do not fit on its page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSheet:
    """Where the labels are on a page.

    Attributes:
        name: How it is chosen.
        page: Width and height of the page.
        columns: Labels beside each other.
        rows: Labels below each other.
        label: Width and height of a label.
        first: Left and top edge of the first label.
        pitch: From the left edge of a label to that of the next, and from top to top.
    """

    name: str
    page: tuple[int, int]
    columns: int
    rows: int
    label: tuple[int, int]
    first: tuple[int, int]
    pitch: tuple[int, int]

    def __post_init__(self) -> None:
        across = self.first[0] + (self.columns - 1) * self.pitch[0] + self.label[0]
        down = self.first[1] + (self.rows - 1) * self.pitch[1] + self.label[1]
        overlaps = self.pitch[0] < self.label[0] or self.pitch[1] < self.label[1]
        if across > self.page[0] or down > self.page[1] or overlaps:
            raise SheetTooSmallError(name=self.name)

    @property
    def per_page(self) -> int:
        """Labels on one page."""
        return self.columns * self.rows

    def place(self, index: int) -> tuple[int, int]:
        """Return left and top edge of a label, counted row by row from 0."""
        row, column = divmod(index, self.columns)
        return self.first[0] + column * self.pitch[0], self.first[1] + row * self.pitch[1]


SHEETS = {
    sheet.name: sheet
    for sheet in (
        LabelSheet(
            name="21-up",
            page=A4,
            columns=3,
            rows=7,
            label=(63_500, 38_100),
            first=(7_250, 15_150),
            pitch=(66_000, 38_100),
        ),
        LabelSheet(
            name="24-up",
            page=A4,
            columns=3,
            rows=8,
            label=(63_500, 33_900),
            first=(7_250, 12_900),
            pitch=(66_000, 33_900),
        ),
        LabelSheet(
            name="14-up",
            page=A4,
            columns=2,
            rows=7,
            label=(99_100, 38_100),
            first=(4_650, 15_150),
            pitch=(101_600, 38_100),
        ),
        LabelSheet(
            name="65-up",
            page=A4,
            columns=5,
            rows=13,
            label=(38_100, 21_200),
            first=(4_750, 10_700),
            pitch=(40_600, 21_200),
        ),
        LabelSheet(
            name="30-up",
            page=LETTER,
            columns=3,
            rows=10,
            label=(66_675, 25_400),
            first=(4_762, 12_700),
            pitch=(69_850, 25_400),
        ),
    )
}


def get_sheet(name: str) -> LabelSheet:
    """Return a sheet by its name.

    Raises:
        SheetUnknownError: There is none of that name.
    """
    if name not in SHEETS:
        raise SheetUnknownError(name=name, known=tuple(SHEETS))
    return SHEETS[name]
