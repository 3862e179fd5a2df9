# Two commands for a newcomer: `make run` and `make test`. Everything else is for who works on the house.
SHELL := /bin/bash
.DELETE_ON_ERROR:
.PHONY: run demo-reset test test-postgres check bench queue-gate lock messages front wheel clean help

export UV_PYTHON_DOWNLOADS := never
export MOTCUA_HOME ?= $(CURDIR)/var
PORT ?= 8000
# How many processes share the suite; a file's tests stay together.
WORKERS ?= 2
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv pip install -q --python $(BIN)/python --require-hashes --no-deps
STAMPS := .venv/.stamps
DIST := src/motcua/ui/static/dist
FRONT_SOURCES := package.json package-lock.json $(shell find src/motcua/ui/frontend -type f 2>/dev/null)

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(STAMPS)/setup: requirements/setup.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --require-hashes -r requirements/setup.txt
	mkdir -p $(STAMPS) && touch $@

$(STAMPS)/base: $(STAMPS)/setup requirements/base.txt pyproject.toml
	$(UV) -r requirements/base.txt
	$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	touch $@

$(STAMPS)/dev: $(STAMPS)/base requirements/dev.txt
	$(UV) -r requirements/dev.txt
	touch $@

$(STAMPS)/front: $(STAMPS)/base $(FRONT_SOURCES)
	bash scripts/build_front.sh
	touch $@

$(STAMPS)/messages: $(STAMPS)/base $(wildcard src/motcua/locale/*/LC_MESSAGES/*.po)
	$(BIN)/python scripts/compile_messages.py
	touch $@

$(STAMPS)/browser: $(STAMPS)/dev
	bash scripts/install_test_tools.sh
	touch $@

front: $(STAMPS)/front ## builds styles, scripts and fonts

run: $(STAMPS)/front $(STAMPS)/messages ## installs, builds, migrates, loads the demo city and serves it
	MOTCUA_DEMO=1 $(BIN)/motcua serve --demo --port $(PORT)

demo-reset: $(STAMPS)/front $(STAMPS)/messages ## throws the demo database away and starts anew
	MOTCUA_DEMO=1 $(BIN)/motcua demo --reset --yes
	MOTCUA_DEMO=1 $(BIN)/motcua serve --demo --port $(PORT)

test: $(STAMPS)/front $(STAMPS)/messages $(STAMPS)/browser ## installs what tests need, a browser included, and runs the whole suite
	env -u MOTCUA_HOME $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(ARGS)

test-postgres: $(STAMPS)/front $(STAMPS)/messages $(STAMPS)/browser ## the same suite on a real PostgreSQL
	env -u MOTCUA_HOME bash scripts/with_postgres.sh $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(ARGS)

check: $(STAMPS)/dev $(STAMPS)/messages ## linters, types, contracts
	$(BIN)/ruff check src tests bench scripts
	$(BIN)/ruff format --check src tests bench scripts
	env -u MOTCUA_HOME $(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMPS)/front $(STAMPS)/messages $(STAMPS)/dev ## each figure beside its limit or its baseline of the same run
	env -u MOTCUA_HOME $(BIN)/python -m bench $(ARGS)

queue-gate: $(STAMPS)/dev ## 64 clients in two processes on one series of numbers; MOTCUA_DATABASE chooses the database
	env -u MOTCUA_HOME $(BIN)/python -m tests.gates.queue

lock: $(STAMPS)/setup ## compiles the requirement files anew, with hashes and without any package host
	for name in setup front base city dev; do \
	  $(BIN)/uv pip compile -q --upgrade --excludes requirements/left-out.txt --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 \
	    requirements/$$name.in -o requirements/$$name.txt; done

messages: $(STAMPS)/base ## collects the texts of the screens into the English catalogue
	$(BIN)/python scripts/collect_messages.py

wheel: $(STAMPS)/front $(STAMPS)/messages ## a wheel that carries the built assets
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

clean: ## removes what was built, keeps the data in var/
	rm -rf .venv node_modules $(DIST) dist
