PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run demo test test-browser test-server check coverage format quality roles weights learn bench clean

help:  ## show the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.run  ## install into .venv and open the reader
	@$(BIN)/briefing

demo: $(VENV)/.run  ## open the reader on sample stories, without a network
	@$(BIN)/briefing --demo

test: $(VENV)/.test  ## run the tests
	@$(BIN)/python -m pytest -n auto

test-browser: $(VENV)/.test  ## test `briefing serve` in Debian's Chromium, which this installs
	@command -v chromium >/dev/null || command -v apt-get >/dev/null || \
		{ echo "SKIPPED: there is no chromium here, and no apt-get to install it with"; exit 0; }
	@command -v chromium >/dev/null || (apt-get update -qq && apt-get install -y -qq chromium >/dev/null) || \
		{ echo "SKIPPED: chromium could not be installed (it takes root and a mirror)"; exit 0; }
	@! command -v chromium >/dev/null || BRIEFING_TEST_BROWSER=1 $(BIN)/python -m pytest -n 0 -rs tests/web

test-server: $(VENV)/.test  ## test the sync with real servers that you name (see tests/sync/test_real_server.py)
	@$(BIN)/python -m pytest -n 0 -rs tests/sync/test_real_server.py

check: $(VENV)/.check  ## lint, formatting, types and import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

coverage: $(VENV)/.check  ## measure which lines of the core its tests reach: all but those that say why not
	@$(BIN)/coverage run -m pytest -n 0 tests/core
	@$(BIN)/coverage report

format: $(VENV)/.check  ## put the code in shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

quality: $(VENV)/.test  ## measure what the analysis finds of the gold stories
	@$(BIN)/python -m bench.quality --errors

roles: $(VENV)/.test  ## measure roles around single words, on FILE=… (see bench/roles.py)
	@$(BIN)/python -m bench.roles $(FILE)

weights: $(VENV)/.test  ## learn again how the rules choose recipients, and how sure they are, from the gold stories
	@$(BIN)/python -m bench.learning --write
	@$(BIN)/python -m bench.calibration --write

learn: $(VENV)/.learn  ## train the learned part on DATA=stories.jsonl with ENCODER=folder (see docs/model-card.md)
	@test -n "$(DATA)" -a -n "$(ENCODER)" || { echo "say DATA=stories.jsonl ENCODER=folder" >&2; exit 1; }
	@BIN=$(BIN) sh learn/run.sh "$(DATA)" "$(ENCODER)" "$(or $(OUT),learned)"

bench: $(VENV)/.test  ## measure, as ratios against a baseline of the same run; JSON and a picture go to OUT (docs)
	@$(BIN)/python -m bench $(PARTS) $(if $(SMALL),--small) --out $(or $(OUT),docs)

clean:  ## remove what the targets above made
	rm -rf $(VENV) dist .coverage .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

# Each stamp stands for one set of installed packages; it is renewed when the project's needs change.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Briefing needs Python 3.11 or newer; say which with: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --upgrade 'pip>=25'

$(VENV)/.run: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "installing Briefing into $(VENV) …" >&2
	@$(PIP) --constraint constraints.txt --editable '.[readability,serve]'
	@touch $@

$(VENV)/.test: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "installing Briefing and its test tools into $(VENV) …" >&2
	@$(PIP) --constraint constraints.txt --editable '.[test]'
	@touch $@ $(VENV)/.run

$(VENV)/.check: $(VENV)/.test
	@$(PIP) --constraint constraints.txt --editable '.[test,check]'
	@touch $@

$(VENV)/.learn: $(VENV)/.test
	@$(PIP) --constraint constraints.txt --editable '.[test,learn]'
	@touch $@
