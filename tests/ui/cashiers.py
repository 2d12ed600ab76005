"""Who stands at the window: Ada, with the rights that a test gives to her role."""

from models.required_rows import STAFF_PERMISSIONS
from pos.domain.permission import parse_grants
from tests.shop import Shop
from tests.store.test_voids import let_staff
from ui.app import Till
from ui.shell.session import Cashier


def hand_over_to_ada(till: Till, shop: Shop, *codes: str) -> None:
    """Let Ada go on at the till; without codes she may do what staff of a new shop may."""
    given = codes or STAFF_PERMISSIONS
    let_staff(shop, *given)
    grants = parse_grants(given)
    till.session.sign_in(Cashier(staff_id=shop.ada, employee_no="2", name="Ada", grants=grants))
