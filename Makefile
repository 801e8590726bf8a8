# Everything runs from here: a fresh machine needs Python 3.11+, make and git.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
JOBS   ?= auto

.PHONY: feeds test check bench clean format lock names

feeds: $(VENV)/.run        ## build the feeds of seeds/ into output/
	@$(BIN)/pagefeed build

test: $(VENV)/.dev         ## all tests
	$(BIN)/python -m pytest -n $(JOBS) $(ARGS)

check: $(VENV)/.dev        ## lint, format, types, layers
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev        ## measure us and the peers in one run
	$(BIN)/python benchmarks/run.py $(ARGS)

format: $(VENV)/.dev
	$(BIN)/ruff check --fix-only src tests benchmarks
	$(BIN)/ruff format src tests benchmarks

names: $(VENV)/.dev        ## write the table of CLDR's names again, from Babel
	$(BIN)/python tests/dates/from_babel.py

lock:                      ## write the locks again (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml -o requirements/run.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --all-extras --group dev -c requirements/run.txt pyproject.toml -o requirements/dev.txt

clean:
	rm -rf $(VENV) .pagefeed .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find output -mindepth 1 -not -name .gitignore -delete

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("pagefeed needs Python 3.11 or newer, this is " + sys.version.split()[0] + ": make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python requirements/run.txt requirements/build.txt pyproject.toml
	@echo "setting up $(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	@echo "setting up $(VENV) for tests"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@
