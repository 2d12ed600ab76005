"""Roles: what each of them may do, alone or when somebody agrees."""

from typing import TYPE_CHECKING
from uuid import UUID

from pos.domain.money import parse_amount
from pos.domain.permission import Action, Decision
from pos.domain.role_right import SIZES, RoleRight, Size, right_of
from pos.queries.staff_list import RoleEntry, list_roles
from pos.services.roles import RightsWish, RoleWish, add_role, decide_rights
from ui.screens.setup.section import (
    Answers,
    Entry,
    Field,
    Form,
    Heading,
    Job,
    Listing,
    Reader,
    Section,
    choice,
    fact,
)
from ui.text.actions import action_words
from ui.text.formats import Formats

if TYPE_CHECKING:
    from pos.services.permissions import Actor
    from pos.uow import WriteTx

SHARE_DECIMALS = 4
"""A share is typed in per cent and kept in parts per million."""

ROLE_PX = 124

DECISIONS = (
    (str(Decision.ALLOWED), "Allowed"),
    (str(Decision.APPROVAL), "Asks"),
    (str(Decision.DENIED), "Denied"),
)


def _read(reader: Reader) -> Listing:
    roles = list_roles(reader.tx)
    return Listing(
        headings=(
            Heading(title="May they…"),
            *(Heading(title=role.name, width_px=ROLE_PX) for role in roles),
        ),
        entries=tuple(_entry(action, roles, reader.formats) for action in Action),
        adding=_adding(roles),
    )


def _entry(action: Action, roles: tuple[RoleEntry, ...], formats: Formats) -> Entry:
    words = action_words(action)
    cells = (_cell(role, action, formats) for role in roles)
    return Entry(
        cells=(words[0].upper() + words[1:], *cells),
        form=_form(action, roles, formats),
    )


def _cell(role: RoleEntry, action: Action, formats: Formats) -> str:
    right = right_of(role.permissions, action)
    alone = _written(right.alone_up_to, action, formats)
    match right.decision:
        case Decision.ALLOWED:
            return f"up to {alone}" if alone else "yes"
        case Decision.APPROVAL:
            return f"{alone}, asks" if alone else "asks"
        case Decision.DENIED:
            return "no"


def _form(action: Action, roles: tuple[RoleEntry, ...], formats: Formats) -> Form:
    changeable = tuple(role for role in roles if not role.may_everything)
    fixed = tuple(fact(role.name, "May do everything") for role in roles if role.may_everything)

    def save(answers: Answers) -> Job:
        def job(tx: "WriteTx", actor: "Actor") -> str:
            wish = RightsWish(
                actor=actor,
                action=action,
                rights={
                    role.role_id: _chosen(answers, role.role_id, action) for role in changeable
                },
                base_versions={role.role_id: role.version for role in changeable},
            )
            decide_rights(tx, wish)
            return f"It is decided who may {action_words(action)}."

        return job

    fields = [field for role in changeable for field in _fields(role, action, formats)]
    return Form(
        key=f"right-{action}",
        title=f"Who may {action_words(action)}",
        subtitle=str(action),
        note="“Asks” wants the PIN of somebody else who may do it alone, for that one thing.",
        fields=(*fields, *fixed),
        save=save,
    )


def _fields(role: RoleEntry, action: Action, formats: Formats) -> tuple[Field, ...]:
    right = right_of(role.permissions, action)
    decision = choice(f"decision-{role.role_id}", role.name, DECISIONS, str(right.decision))
    if action not in SIZES:
        return (decision,)
    unit = "%" if SIZES[action] is Size.SHARE else formats.currency
    alone = Field(
        key=f"alone-{role.role_id}",
        label=f"{role.name}: alone up to, {unit}",
        value=_typed(right.alone_up_to, action, formats),
        help="Empty: any where it is allowed, none where somebody is asked.",
    )
    asked = Field(
        key=f"asked-{role.role_id}",
        label=f"{role.name}: with approval up to, {unit}",
        value=_typed(right.approved_up_to, action, formats),
    )
    return decision, alone, asked


def _chosen(answers: Answers, role_id: UUID, action: Action) -> RoleRight:
    decision = Decision(answers[f"decision-{role_id}"])
    if decision is Decision.DENIED or action not in SIZES:
        return RoleRight(decision=decision)
    asked = _parsed(answers[f"asked-{role_id}"], action)
    return RoleRight(
        decision=decision,
        alone_up_to=_parsed(answers[f"alone-{role_id}"], action),
        approved_up_to=asked if decision is Decision.APPROVAL else None,
    )


def _parsed(typed: str, action: Action) -> int | None:
    if not typed.strip():
        return None
    return parse_amount(typed.strip(), SHARE_DECIMALS if SIZES[action] is Size.SHARE else 2)


def _typed(size: int | None, action: Action, formats: Formats) -> str:
    if size is None:
        return ""
    if SIZES[action] is Size.MONEY:
        return formats.amount(size)
    return f"{size / 10_000:g}"


def _written(size: int | None, action: Action, formats: Formats) -> str:
    if size is None:
        return ""
    return formats.money(size) if SIZES[action] is Size.MONEY else formats.percent(size)


def _adding(roles: tuple[RoleEntry, ...]) -> Form:
    models = tuple(role for role in roles if not role.may_everything)

    def save(answers: Answers) -> Job:
        def job(tx: "WriteTx", actor: "Actor") -> str:
            like = next(each for each in models if str(each.role_id) == answers["like"])
            add_role(tx, RoleWish(actor=actor, name=answers["name"], like_role_id=like.role_id))
            return f"There is a role {answers['name']} now. Decide what it may do."

        return job

    names = tuple((str(each.role_id), each.name) for each in models)
    return Form(
        key="new-role",
        title="A new role",
        fields=(
            Field(key="name", label="Name"),
            choice("like", "At first it may do what this one may", names, names[0][0]),
        ),
        confirm="Make the role",
        save=save,
    )


SECTION = Section(
    id="roles",
    title="Roles",
    icon="shield-check",
    order=2,
    permission=Action.MANAGE_STAFF,
    hint="What each role may do. What no role names is denied.",
    add="New role",
    read=_read,
)
