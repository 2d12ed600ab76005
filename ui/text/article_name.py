"""What an article is called on a screen."""

from typing import Protocol


class Named(Protocol):
    """Anything that has the name of a product and of its variant."""

    @property
    def name(self) -> str:
        """The product's."""
        ...

    @property
    def variant_name(self) -> str:
        """Size, colour and the like; empty for a product without variants."""
        ...


def full_name(article: Named) -> str:
    """Return the name with that of the variant."""
    return f"{article.name}, {article.variant_name}" if article.variant_name else article.name
