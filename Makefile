# Everything a newcomer types. Each target first makes the machine ready (.ci/setup.py).

PYTHON ?= python3
BIN := .venv/bin
# A screen to draw on: a display server, a platform chosen by hand, or a system that has its own.
SCREEN := $(DISPLAY)$(WAYLAND_DISPLAY)$(QT_QPA_PLATFORM)$(filter-out Linux,$(shell uname -s))

.PHONY: help setup run test check fix bench shots clean

help:  ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */make \1	/'

setup:  ## make this machine ready: environment, shared libraries, fonts
	@$(PYTHON) .ci/setup.py

run: setup  ## open the till on a demo shop; without a screen, perform the demo instead
ifeq ($(SCREEN),)
	@echo "There is no display here, so the demo performs itself and writes into build/demo."
	@$(BIN)/countertop demo --out build/demo
else
	@$(BIN)/countertop run --demo
endif

test: setup  ## run the whole test suite (PYTEST="-k words" narrows it)
	@$(BIN)/python -m pytest --numprocesses logical --maxprocesses 4 $(PYTEST)

check: setup  ## formatter, linter, types, import contracts, generated docs
	@$(BIN)/python -m tests.check all

fix: setup  ## format, repair what the linter can, write generated docs
	@$(BIN)/python -m tests.check fix

bench: setup  ## run the benchmarks, figures into build/bench.json
	@mkdir -p build
	@$(BIN)/countertop bench --json build/bench.json

shots: setup  ## draw every screen, light and dark, into build/shots
	@$(BIN)/countertop shots --out build/shots

clean:  ## remove everything that was made here
	rm -rf build dist .venv .uv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
