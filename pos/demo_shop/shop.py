"""The whole demo shop as one frozen value: everything that is written into a database later."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from pos.demo_shop.catalogue import Catalogue, build_catalogue
from pos.demo_shop.chance import DEMO_SEED, named_id
from pos.demo_shop.history import plan_history
from pos.demo_shop.offers import OFFERS, Offer
from pos.demo_shop.past import PastDay
from pos.demo_shop.people import STAFF, Customer, StaffMember, build_customers
from pos.demo_shop.registries import Registry, build_registries
from pos.demo_shop.stock import Holding, stock_shelves
from pos.demo_shop.storefront import DEMO_STOREFRONT, Storefront
from pos.domain.pricing import PricingRules


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoShop:
    """A shop on the morning of its `last_day`.

    Attributes:
        rules: How its store prices; the history was worked out with them.
        zone: Where the store is; `last_day` is a day there.
        history: The days before, oldest first.
        holdings: Stock before the history (`opening`) and on this morning (`remaining`).
    """

    seed: int
    last_day: date
    storefront: Storefront
    zone: ZoneInfo
    rules: PricingRules
    catalogue: Catalogue
    staff: tuple[StaffMember, ...]
    customers: tuple[Customer, ...]
    registries: tuple[Registry, ...]
    offers: tuple[Offer, ...]
    history: tuple[PastDay, ...]
    holdings: tuple[Holding, ...]

    @property
    def stocked_at(self) -> datetime:
        """When its shelves were filled and counted, UTC: the evening before the first past day."""
        eve = self.history[0].day - timedelta(days=1)
        return datetime.combine(eve, time(20), tzinfo=self.zone).astimezone(UTC)

    def id_of(self, *path: object) -> UUID:
        """Return the id of a thing of this shop, the same in every database."""
        return named_id(self.seed, *path)


def make_shop(
    *, last_day: date, storefront: Storefront = DEMO_STOREFRONT, seed: int = DEMO_SEED
) -> DemoShop:
    """Make the shop of a seed as it is on the morning of a day.

    Args:
        last_day: Today where the store is.
        storefront: Name, place and money of the store.
    """
    zone = ZoneInfo(storefront.timezone)
    rules = PricingRules(
        currency=storefront.currency,
        prices_include_tax=True,
        cash_step_cents=storefront.cash_step_cents,
    )
    catalogue = build_catalogue(seed)
    customers = build_customers(seed, last_day=last_day)
    history = plan_history(seed, catalogue, customers, last_day=last_day, rules=rules, zone=zone)
    return DemoShop(
        seed=seed,
        last_day=last_day,
        storefront=storefront,
        zone=zone,
        rules=rules,
        catalogue=catalogue,
        staff=STAFF,
        customers=customers,
        registries=build_registries(seed, catalogue, customers),
        offers=OFFERS,
        history=history,
        holdings=stock_shelves(seed, catalogue, history),
    )
