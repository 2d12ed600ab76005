"""Words about a customer's children."""

from pos.domain.family import ChildPurpose, FamilyAnswer

MONTHS_IN_YEAR = 12
LAST_IN_MONTHS = 24
"""Up to this age people count in months."""


def heading() -> str:
    return "Children"


def asking() -> str:
    return "Asking headquarters\u2026"


def away() -> str:
    return "Headquarters does not answer; children are shown from there only."


def nobody() -> str:
    return "None noted"


def age(months_from: int, months_to: int | None) -> str:
    if months_from < 0:
        return "Not born yet"
    if months_to is None:
        return f"{months_from // MONTHS_IN_YEAR} years or older"
    if months_to <= LAST_IN_MONTHS:
        return f"{months_from} to {months_to} months"
    return f"{months_from // MONTHS_IN_YEAR} to {months_to // MONTHS_IN_YEAR} years"


def purpose(purpose: ChildPurpose) -> str:
    return {
        ChildPurpose.SIZE_ADVICE: "Advice on sizes",
        ChildPurpose.BIRTHDAY: "A wish for the birthday",
    }[purpose]


def kept(purpose_words: str, day: str) -> str:
    return f"{purpose_words}, until {day}"


def child_says(age_words: str) -> str:
    return f"Change or forget: {age_words}"


def add() -> str:
    return "Add child"


def add_title(name: str) -> str:
    return f"A child of {name}"


def change_title(age_words: str) -> str:
    return f"Child, {age_words[0].lower()}{age_words[1:]}"


def hint() -> str:
    return (
        "No name and no day: the month is enough for the size. Only headquarters keeps it; tills"
        " see the age about."
    )


def month() -> str:
    return "Month of birth, or due"


def month_hint() -> str:
    return "as in 3/2025"


def what_for() -> str:
    return "The parent wants it for"


def how_long() -> str:
    return "Keep it for"


def years(count: int) -> str:
    return "1 year" if count == 1 else f"{count} years"


def consent() -> str:
    return "The parent agrees"


def forget() -> str:
    return "Forget"


def save() -> str:
    return "Note"


def noted() -> str:
    return "Noted at headquarters"


def forgotten() -> str:
    return "Forgotten at headquarters"


def refused(answer: FamilyAnswer) -> str:
    return {
        FamilyAnswer.DONE: "",
        FamilyAnswer.NOT_ALLOWED: "Headquarters does not let you change customers. Ask a manager.",
        FamilyAnswer.NO_CUSTOMER: (
            "Headquarters does not know this customer yet, or any more. Try again after a sync."
        ),
    }[answer]
