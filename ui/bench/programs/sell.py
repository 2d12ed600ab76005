"""A till as `countertop run` starts it, until the first article can be scanned."""

from ui.bench.programs.cost import tell_cost
from ui.bench.programs.sign_in import start_till
from ui.bench.window import PaintWatch, is_ready_to_sell, sign_in


def main() -> None:
    """Print what it costs."""
    with start_till() as (store, window):
        sign_in(window.till, store)
        window.wait(lambda: is_ready_to_sell(window))
        tiles = PaintWatch(window.canvas("tiles"))
        window.wait(lambda: tiles.paints > 0)
        tell_cost()


if __name__ == "__main__":
    main()
