"""Roles: what each of them may do, alone or when somebody agrees."""

from typing import TYPE_CHECKING

from pos.domain.money import parse_amount, plain_amount
from pos.domain.permission import Action, Decision
from pos.domain.role_right import RoleRight, Size, right_of
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

PPM_PER_PERCENT = 10_000

ACTION_PX = 272
ROLE_PX = 136

DECISIONS = (
    (str(Decision.ALLOWED), "Allowed"),
    (str(Decision.APPROVAL), "Asks"),
    (str(Decision.DENIED), "Denied"),
)


def _read(reader: Reader) -> Listing:
    roles = list_roles(reader.tx)
    return Listing(
        headings=(
            Heading(title="May they…", width_px=ACTION_PX),
            *(Heading(title=role.name, width_px=ROLE_PX) for role in roles),
        ),
        entries=tuple(_entry(action, roles, reader.formats) for action in Action),
        adding=_adding(roles),
    )


def _entry(action: Action, roles: tuple[RoleEntry, ...], formats: Formats) -> Entry:
    cells = (_cell(role, action, formats) for role in roles)
    return Entry(
        cells=(_title(action), *cells),
        form=_form(action, roles, formats),
    )


def _title(action: Action) -> str:
    words = action_words(action)
    return words[0].upper() + words[1:]


def _cell(role: RoleEntry, action: Action, formats: Formats) -> str:
    right = right_of(role.permissions, action)
    alone = _written(right, action, formats)
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
                    role.role_id: _chosen(answers, role, action, formats) for role in changeable
                },
                base_versions={role.role_id: role.version for role in changeable},
            )
            decide_rights(tx, wish)
            return f"It is decided who may {action_words(action)}."

        return job

    fields = [field for role in changeable for field in _fields(role, action, formats)]
    return Form(
        key=f"right-{action}",
        title=_title(action),
        subtitle="Who may do it",
        note="“Asks” wants the PIN of somebody else who may do it alone, for that one thing.",
        fields=(*fields, *fixed),
        save=save,
    )


def _fields(role: RoleEntry, action: Action, formats: Formats) -> tuple[Field, ...]:
    right = right_of(role.permissions, action)
    decision = choice(f"decision-{role.role_id}", role.name, DECISIONS, str(right.decision))
    size = right.size_of(action)
    if size is None:
        return (decision,)
    unit = "%" if size is Size.SHARE else formats.currency
    alone = Field(
        key=f"alone-{role.role_id}",
        label=f"{role.name}: alone up to, {unit}",
        value=_typed(right.alone_up_to, size, formats),
        help="Empty: any where it is allowed, none where somebody is asked.",
    )
    asked = Field(
        key=f"asked-{role.role_id}",
        label=f"{role.name}: with approval up to, {unit}",
        value=_typed(right.approved_up_to, size, formats),
    )
    return decision, alone, asked


def _chosen(answers: Answers, role: RoleEntry, action: Action, formats: Formats) -> RoleRight:
    decision = Decision(answers[f"decision-{role.role_id}"])
    size = right_of(role.permissions, action).size_of(action)
    if decision is Decision.DENIED or size is None:
        return RoleRight(decision=decision)
    asked = _parsed(answers[f"asked-{role.role_id}"], size, formats)
    return RoleRight(
        decision=decision,
        alone_up_to=_parsed(answers[f"alone-{role.role_id}"], size, formats),
        approved_up_to=asked if decision is Decision.APPROVAL else None,
    )


def _parsed(typed: str, size: Size, formats: Formats) -> int | None:
    if not typed.strip():
        return None
    return parse_amount(typed.strip(), SHARE_DECIMALS if size is Size.SHARE else formats.exponent)


def _typed(ceiling: int | None, size: Size, formats: Formats) -> str:
    if ceiling is None:
        return ""
    if size is Size.MONEY:
        return plain_amount(ceiling, formats.exponent)
    return f"{ceiling / PPM_PER_PERCENT:g}"


def _written(right: RoleRight, action: Action, formats: Formats) -> str:
    if right.alone_up_to is None:
        return ""
    is_money = right.size_of(action) is Size.MONEY
    return formats.money(right.alone_up_to) if is_money else formats.percent(right.alone_up_to)


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
