# make run    the program, the index of the example corpus and the web page
# make test   all tests
# make lint   style and types
# make catalogue  the sentences for translators, and the translations compiled
# make coverage  all tests, and how much of the code they run: fails below the floor in pyproject.toml
# make docs   the documentation as a site in site/; fails at a dead link
# make bench  speed, size and memory beside other engines, into benchmarks/RESULTS.md; a quarter of an hour
# make lock   new lock files, after a change of dependencies in pyproject.toml
# make clean  remove the environment and what tools leave behind; indexes stay

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
HOST ?= 127.0.0.1
PORT ?= 8000
PYTEST_ARGS ?=
BENCH_ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test lint coverage docs catalogue bench lock clean

help:
	@sed -n 's/^# make/make/p' $(firstword $(MAKEFILE_LIST))

run: $(VENV)/.ready-to-run
	@$(BIN)/python -m projektsok stats >/dev/null 2>&1 || $(BIN)/python -m projektsok rebuild
	@$(BIN)/python -m projektsok serve --host $(HOST) --port $(PORT) || test $$? -eq 130

test: $(VENV)/.ready-to-test
	$(BIN)/python -m pytest -rs -n auto $(PYTEST_ARGS)

lint: $(VENV)/.ready-to-test
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

coverage: $(VENV)/.ready-to-test
	$(BIN)/python -m pytest -rs -n auto --cov --cov-report=term:skip-covered $(PYTEST_ARGS)

docs: $(VENV)/.ready-to-test
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

# `counted` and `N_` take sentences as gettext does; tests/test_wording_catalogue.py names them too.
BABEL := $(BIN)/python -m babel.messages.frontend --quiet
catalogue: $(VENV)/.ready-to-test
	$(BABEL) extract --mapping pyproject.toml --keyword counted:1,2 --keyword N_ --sort-output \
	  --add-location never --no-wrap --omit-header --output wording/locale/messages.pot .
	$(BABEL) compile --directory wording/locale --domain click

bench: $(VENV)/.ready-to-bench
	$(BIN)/python -m benchmarks $(BENCH_ARGS)

# The stamps say what the environment was made from: nothing is installed again until that changes.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Projektsök behöver Python 3.11 eller senare, men $(PYTHON) är:' >&2; \
	  $(PYTHON) --version >&2; \
	  echo 'Peka ut en annan, till exempel: make $(firstword $(MAKECMDGOALS)) PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo 'Det gick inte att skapa en virtuell miljö. På Debian och Ubuntu behövs paketet python3-venv.' >&2; \
	  exit 1; }
	@touch $@

$(VENV)/.ready-to-run: $(VENV)/.made requirements.lock pyproject.toml
	@echo 'Installerar programmet i $(VENV) …'
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.ready-to-test: $(VENV)/.ready-to-run requirements-dev.lock
	@echo 'Installerar det som testerna behöver …'
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.ready-to-bench: $(VENV)/.ready-to-run requirements-bench.lock
	@echo 'Installerar det som mätningen behöver …'
	@$(PIP) install --require-hashes -r requirements-bench.lock
	@touch $@

# The same packages for every system and Python 3.11-3.13: no index addresses, hashes of all files.
LOCK := --generate-hashes --all-build-deps --allow-unsafe --strip-extras --no-annotate --quiet \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host
lock: $(VENV)/.made
	@$(PYTHON) -m venv $(VENV)/lock && $(VENV)/lock/bin/python -m pip --quiet install pip-tools
	CUSTOM_COMPILE_COMMAND='make lock' $(VENV)/lock/bin/pip-compile $(LOCK) \
	  --output-file requirements.lock pyproject.toml
	CUSTOM_COMPILE_COMMAND='make lock' $(VENV)/lock/bin/pip-compile $(LOCK) --extra dev --extra docs \
	  --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	CUSTOM_COMPILE_COMMAND='make lock' $(VENV)/lock/bin/pip-compile $(LOCK) --extra bench \
	  --constraint requirements.lock --output-file requirements-bench.lock pyproject.toml

clean:
	rm -rf $(VENV) build site projektsok.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
