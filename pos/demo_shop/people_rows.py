"""The demo shop's people and wish lists as rows, parents before children."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from models.identity import AddressRow, StaffRow, UserRoleRow, UserRow
from models.registry import ChildRow, RegistryItemRow, RegistryRow
from pos.demo_shop.catalogue_rows import (
    TableRows,
    Values,
    product_id,
    variant_id,
)
from pos.demo_shop.people import Child, Customer
from pos.demo_shop.place import Place
from pos.demo_shop.registries import Registry
from pos.demo_shop.shop import DemoShop
from pos.demo_shop.storefront import DEMO_STOREFRONT

_WEB = f"https://{DEMO_STOREFRONT.email.partition('@')[2]}/wishes/"


def people_rows(
    shop: DemoShop, place: Place, *, role_ids: Mapping[str, UUID], pin_hashes: Mapping[str, str]
) -> Iterator[TableRows]:
    """Go through the tables about people with the rows of each.

    Args:
        role_ids: The roles by their code; they are required rows.
        pin_hashes: Verifier of each member's PIN by employee number.
    """
    yield UserRow, [*_staff_users(shop), *(_customer(shop, each) for each in shop.customers)]
    yield StaffRow, _staff(shop, place, pin_hashes)
    yield UserRoleRow, _roles(shop, role_ids)
    yield AddressRow, _addresses(shop)
    yield ChildRow, _children(shop)
    yield RegistryRow, [_registry(shop, registry) for registry in shop.registries]
    yield RegistryItemRow, _wishes(shop)


def staff_id(shop: DemoShop, employee_no: str) -> UUID:
    """Return the id of a member of staff."""
    return shop.id_of("staff", employee_no)


def customer_id(shop: DemoShop, customer_no: str) -> UUID:
    """Return the id of a customer."""
    return shop.id_of("customer", customer_no)


def _staff_users(shop: DemoShop) -> list[Values]:
    return [
        {
            "id": staff_id(shop, member.employee_no),
            "created_at": _days_ago(shop, member.hired_days_ago),
            "email": None,
            "phone": None,
            "name": member.name,
            "first_name": member.name.partition(" ")[0],
            "last_name": member.name.partition(" ")[2],
            "customer_no": None,
            "note": None,
            "tax_exempt_no": None,
            "marketing_opt_in": False,
        }
        for member in shop.staff
    ]


def _customer(shop: DemoShop, customer: Customer) -> Values:
    return {
        "id": customer_id(shop, customer.customer_no),
        "created_at": _days_ago(shop, customer.joined_days_ago),
        "email": customer.email,
        "phone": customer.phone,
        "name": customer.name,
        "first_name": customer.first_name,
        "last_name": customer.last_name,
        "customer_no": customer.customer_no,
        "note": customer.note,
        "tax_exempt_no": customer.tax_exempt_no,
        "marketing_opt_in": customer.marketing_opt_in,
    }


def _staff(shop: DemoShop, place: Place, pin_hashes: Mapping[str, str]) -> list[Values]:
    return [
        {
            "user_id": staff_id(shop, member.employee_no),
            "employee_no": member.employee_no,
            "pin_hash": pin_hashes[member.employee_no],
            "pin_changed_at": shop.stocked_at,
            "home_store_id": place.store_id,
            "hired_on": shop.last_day - timedelta(days=member.hired_days_ago),
        }
        for member in shop.staff
    ]


def _roles(shop: DemoShop, role_ids: Mapping[str, UUID]) -> list[Values]:
    held = [
        (staff_id(shop, member.employee_no), role) for member in shop.staff for role in member.roles
    ]
    held += [(customer_id(shop, each.customer_no), "customer") for each in shop.customers]
    return [
        {
            "id": shop.id_of("role of", user_id, role),
            "user_id": user_id,
            "role_id": role_ids[role],
            "assigned_at": shop.stocked_at,
        }
        for user_id, role in held
    ]


def _addresses(shop: DemoShop) -> list[Values]:
    return [
        {
            "id": shop.id_of("address", customer.customer_no),
            "user_id": customer_id(shop, customer.customer_no),
            "type": "both",
            "recipient_name": customer.name,
            "line1": customer.address.line1,
            "city": customer.address.city,
            "postal_code": customer.address.postal_code,
            "country": customer.address.country,
            "is_default": True,
        }
        for customer in shop.customers
        if customer.address is not None
    ]


def _children(shop: DemoShop) -> list[Values]:
    return [
        _child(shop, customer, child) for customer in shop.customers for child in customer.children
    ]


def _child(shop: DemoShop, customer: Customer, child: Child) -> Values:
    return {
        "id": shop.id_of("child", customer.customer_no, child.name),
        "user_id": customer_id(shop, customer.customer_no),
        "name": child.name,
        "birth_date": child.birth_date,
        "gender": child.gender,
    }


def _registry(shop: DemoShop, registry: Registry) -> Values:
    return {
        "id": shop.id_of("registry", registry.customer_no),
        "user_id": customer_id(shop, registry.customer_no),
        "name": registry.name,
        "due_date": registry.due_date,
        "share_url": _WEB + registry.share_path,
    }


def _wishes(shop: DemoShop) -> list[Values]:
    return [
        {
            "id": shop.id_of("wish", registry.customer_no, wish.variant.sku),
            "registry_id": shop.id_of("registry", registry.customer_no),
            "product_id": product_id(shop, wish.product),
            "product_name": wish.product.name,
            "product_slug": wish.product.slug,
            "variant_id": variant_id(shop, wish.variant),
            "variant_name": wish.variant.name or None,
            "quantity": wish.quantity,
            "priority": priority,
        }
        for registry in shop.registries
        for priority, wish in enumerate(registry.wishes)
    ]


def _days_ago(shop: DemoShop, days: int) -> datetime:
    return shop.stocked_at - timedelta(days=days)
