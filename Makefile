# Scorarium. `make help` lists what there is.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
JOBS ?= 2
BIN := .venv/bin
# The stamp carries the fingerprint of what was installed: a new lock means a new installation, the same lock none.
STAMP := .venv/.installed-$(shell cat requirements.lock pyproject.toml | sha256sum | cut -c1-16)
PEERS := .venv-peers/.installed
DEMO_SCHEMES := suining-2010 jinan-dogs-2017 court-defaulters-2013

PERSONS ?= 1.4e9

.PHONY: help env lock demo test test-long check lint format types contracts docs bench bench-nation fresh clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

env: $(STAMP) ## build .venv from the lock (nothing to do if it stands)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Scorarium needs Python 3.11 or newer: make env PYTHON=python3.11" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "Python has no venv module (on Debian: apt-get install python3-venv)" >&2; exit 2; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@rm -f .venv/.installed-*
	@touch $@

lock: $(STAMP) ## resolve the dependencies of pyproject.toml anew
	$(BIN)/python scripts/lock.py

demo: env ## 100,000 synthetic people, five years, three schemes beside none (under 3 minutes)
	$(BIN)/scorarium run $(DEMO_SCHEMES) --society china-2018 --persons 100000 --years 5 --replicates 5 --seed 2010 --out runs/demo
	$(BIN)/scorarium report runs/demo --html runs/demo/report.html
	$(BIN)/scorarium explain runs/demo --most harmed

test: env ## the whole suite
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

test-long: env ## the suite with its long laws (nightly)
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal --long

check: lint types contracts docs test ## style, types, contracts, docs, and what CI runs

lint: env ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: env ## let ruff repair what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: env ## mypy, strict
	$(BIN)/mypy

contracts: env ## arrows between rooms, no cycles
	$(BIN)/lint-imports

docs: env ## the documentation as pages in site/
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going -b html -d site/.doctrees docs site

bench: env $(PEERS) ## speed and memory beside the peers; writes docs/benchmarks.md (on demand, about a quarter of an hour)
	$(BIN)/python -m benchmarks --json benchmarks/results/speed.json
	$(BIN)/python -m benchmarks.peers --python .venv-peers/bin/python
	$(BIN)/python -m benchmarks.costs
	$(BIN)/python -m benchmarks.phases
	$(BIN)/python -m benchmarks.page

bench-nation: env ## a nation for a year of weeks; PERSONS=1e8 first, then as it is (1.4e9, about an hour; goes on where it was)
	$(BIN)/python -m benchmarks.nation --persons $(PERSONS)
	$(BIN)/python -m benchmarks.page

$(PEERS): benchmarks/peers.lock
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes -r $<
	@touch $@

fresh: ## forget what numba compiled: after a change of a kernel that others call
	find src tests -name '*.nb[ic]' -delete

clean: fresh ## remove what was built, not .venv and not runs
	rm -rf site .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
