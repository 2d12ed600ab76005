"""Loads and runs another program of this folder the way the console script loads the till.

Usage: python -m ui.bench.programs.launch MODULE
"""

import sys
from importlib import import_module

from pos.runtime.rubbish import collect_by_hand


def main() -> None:
    """Run the `main` of the module that is named; nothing is collected while it is loaded."""
    collect_by_hand()
    import_module(sys.argv[1]).main()


if __name__ == "__main__":
    main()
