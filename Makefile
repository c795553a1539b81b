# Two commands are all a newcomer needs: make demo, make test.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
WORKERS ?= 2
# They wait for each other's pages more than they work.
BROWSERS ?= $(shell expr $(WORKERS) + $(WORKERS) / 2)
ARGS ?=
PYTEST := $(RUN) -m pytest -n $(WORKERS) --dist worksteal
POSTGRES := $(firstword $(wildcard /usr/lib/postgresql/*/bin/initdb) $(shell command -v initdb 2>/dev/null))

.PHONY: help demo test test-sqlite test-postgresql test-browser check static bench docs lock clean

help:
	@echo "make demo   a register filled with invented customers, checked and served"
	@echo "make test   the tests"
	@echo "make check  everything: style, types, imports, migrations, documents, tests"
	@echo "make bench  speed beside the raw database"

$(VENV)/.runtime: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Lupaus needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12"; exit 1; }
	@test -x $(RUN) || $(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.development: requirements-dev.lock $(VENV)/.runtime
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# make demo ARGS="--template retailer --no-serve"
demo: $(VENV)/.runtime
	$(RUN) -m lupaus demo $(ARGS)

# One after the other, whatever else make does beside.
test: $(VENV)/.development
	$(MAKE) test-sqlite
	$(MAKE) test-postgresql

test-sqlite: $(VENV)/.development
	LUPAUS_TEST_ENGINE=sqlite $(PYTEST) tests -m "not browser"

test-postgresql: $(VENV)/.development
ifeq ($(POSTGRES),)
	@echo "PostgreSQL is not installed here: its tests were NOT run (apt-get install postgresql)."
else
	LUPAUS_TEST_ENGINE=postgresql $(PYTEST) tests -m "engine and not browser"
endif

# Needs chromium (apt-get install chromium), so it is no part of `make test`.
test-browser: $(VENV)/.development
	$(PYTEST) -n $(BROWSERS) $(shell grep -rl 'mark[.]browser' tests --include='test_*.py') -m browser

static: $(VENV)/.development
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(RUN) -m django makemigrations --check --dry-run --settings lupaus.settings
	$(RUN) -m tools.reference --check
	$(RUN) -m tools.messages --check

check: static test test-browser

# Writes the generated reference pages; `make static` fails when they are stale.
docs: $(VENV)/.development
	$(RUN) -m tools.reference

# make bench ARGS="--people 10000 --engine sqlite"
bench: $(VENV)/.development
	$(RUN) -m bench $(ARGS)

# Lock files hold hashes and no addresses.
lock:
	$(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate pyproject.toml -o requirements.lock
	$(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate pyproject.toml requirements-dev.in -o requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis
