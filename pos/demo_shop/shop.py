"""The whole demo shop as one frozen value: everything that is written into a database later."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from pos.demo_shop.catalogue import Catalogue, build_catalogue
from pos.demo_shop.chance import DEMO_SEED, named_id
from pos.demo_shop.history import PastDay, plan_history
from pos.demo_shop.offers import Offer, build_offers
from pos.demo_shop.people import STAFF, Customer, StaffMember, build_customers
from pos.demo_shop.registries import Registry, build_registries
from pos.demo_shop.stock import Holding, stock_shelves
from pos.domain.pricing import PricingRules


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoShop:
    """A shop on the morning of its `last_day`.

    Attributes:
        rules: How its store prices; the history was worked out with them.
        history: The days before, oldest first.
        holdings: Stock before the history (`opening`) and on this morning (`remaining`).
    """

    seed: int
    last_day: date
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
    *, last_day: date, rules: PricingRules, zone: ZoneInfo, seed: int = DEMO_SEED
) -> DemoShop:
    """Make the shop of a seed as it is on the morning of a day.

    Args:
        last_day: Today where the store is.
        rules: How the store prices; shelf prices of the demo include tax.
        zone: Where the store is.
    """
    catalogue = build_catalogue(seed)
    customers = build_customers(seed, last_day=last_day)
    history = plan_history(seed, catalogue, customers, last_day=last_day, rules=rules, zone=zone)
    return DemoShop(
        seed=seed,
        last_day=last_day,
        zone=zone,
        rules=rules,
        catalogue=catalogue,
        staff=STAFF,
        customers=customers,
        registries=build_registries(seed, catalogue, customers),
        offers=build_offers(last_day=last_day),
        history=history,
        holdings=stock_shelves(seed, catalogue, history),
    )
